#include "http/consent/consent_handlers.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "app/mailing/mailed_token.h"
#include "base/calendar.h"
#include "base/text.h"
#include "document/limits.h"
#include "http/client_address.h"
#include "http/consent/consent_pages.h"
#include "http/form.h"
#include "http/pages/personal_page.h"
#include "http/problem.h"

namespace stillpoint::http::consent {
namespace {

using domain::LinkPurpose;
using pages::personal_answer;

/// A picture and the form around it. A little more than a picture may have, so that one that is too large is
/// told so in words.
constexpr std::size_t kPhotoFormBytesMax = domain::kPhotoBytesMax + std::size_t{1024} * 1024;

/// What one sees is checked by the reader of documents when it is saved; this keeps nonsense from the store.
bool is_mail_like(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.size() <= document::kMailCharactersMax && is_utf8(text) &&
         text.find_first_of(" \t\r\n,;<>\"") == std::string_view::npos;
}

}  // namespace

/// Answers the addresses. Immutable, so thread-safe.
class Handlers {
 public:
  explicit Handlers(const ConsentServices& services)
      : services_(services), own_(services.vocabulary, services.links, services.is_demo) {}

  [[nodiscard]] Response look(const Request& request) const;
  [[nodiscard]] Response answer(const Request& request) const;
  [[nodiscard]] Response ask_address(const Request& request) const;
  [[nodiscard]] Response send_link(const Request& request) const;
  [[nodiscard]] Response listing(const Request& request) const;
  [[nodiscard]] Response edit(const Request& request) const;
  [[nodiscard]] Response save(const Request& request) const;
  [[nodiscard]] Response data(const Request& request) const;
  [[nodiscard]] Response withdraw(const Request& request) const;
  [[nodiscard]] Response put_photo(const Request& request) const;
  [[nodiscard]] Response remove_photo(const Request& request) const;

 private:
  [[nodiscard]] Response error(const Error& error, const Request& request) const;
  [[nodiscard]] Response shown(const Request& request, bool missing_tick) const;
  /// What a page of an opened listing tells beside the listing.
  struct Told {
    std::string_view notice{};
    bool missing_tick = false;
    std::vector<Fault> photo_faults{};
  };
  [[nodiscard]] Response opened(std::string_view token, const Told& told, const Request& request) const;
  [[nodiscard]] Response editing(std::string_view token, const Request& request) const;
  [[nodiscard]] Response gone() const;

  const ConsentServices& services_;
  pages::PersonalSite own_;
  const pages::Site& site_ = own_.site();
};

Response Handlers::error(const Error& error, const Request& request) const {
  if (error.code == ErrorCode::kGone || error.code == ErrorCode::kNotFound) {
    return personal_answer(status_of(error.code), notice_page({.title = "This link no longer works",
                                                               .text = error.message,
                                                               .link = "/mine",
                                                               .link_text = "Ask for a new link"},
                                                              site_));
  }
  return pages::personal_error(error, request, site_);
}

Response Handlers::gone() const {
  return personal_answer(
      200, notice_page({.title = "You have left the directory",
                        .text = "You are in no list and in no export any more, and what was on record "
                                "about you is deleted. Thank you for having been here."},
                       site_));
}

Response Handlers::shown(const Request& request, bool missing_tick) const {
  const Result<app::OwnListing> listing = services_.answers.look(request.path_id);
  if (!listing) return error(listing.error(), request);
  const int status = missing_tick ? 400 : 200;
  if (listing->purpose == LinkPurpose::kMine)
    return personal_answer(200, open_page(*listing, request.path, site_));
  return personal_answer(status, answer_page(*listing, request.path, missing_tick, site_));
}

Response Handlers::look(const Request& request) const {
  return shown(request, false);
}

Response Handlers::answer(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (!form) return error(form.error(), request);
  const std::string_view answer = form->text("answer");
  if (answer == "attest") {
    const auto id = services_.answers.attest(request.path_id, request.client_address);
    if (!id) return error(id.error(), request);
    return personal_answer(200,
                           notice_page({.title = "Thank you",
                                        .text = "Your listing is confirmed as of today, and clients see so.",
                                        .link = "/practitioners/" + print_id(id->value),
                                        .link_text = "See your listing"},
                                       site_));
  }
  if (answer == "withdraw") {
    if (form->text("sure") != "yes") return shown(request, true);
    const Result<void> left = services_.answers.withdraw(request.path_id, request.client_address);
    return left ? gone() : error(left.error(), request);
  }
  if (answer == "correct" || answer == "open") {
    const Result<std::string> token = services_.answers.open(request.path_id);
    if (!token) return error(token.error(), request);
    return answer == "open" ? opened(*token, {}, request) : editing(*token, request);
  }
  return shown(request, false);
}

Response Handlers::ask_address(const Request&) const {
  return personal_answer(200, ask_address_page("", {}, site_));
}

Response Handlers::send_link(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (!form) return error(form.error(), request);
  const std::string mail = form->trimmed("mail");
  if (!is_mail_like(mail)) {
    return personal_answer(
        400, ask_address_page(mail,
                              {{.where = "mail",
                                .what = "This is not a mail address: one like name@example.org is "
                                        "needed.",
                                .allowed = "",
                                .value = ""}},
                              site_));
  }
  const auto now = std::chrono::steady_clock::now();
  if (!services_.by_client.take(address_key(request.client_address), now)) {
    return error(
        Error{.code = ErrorCode::kLimited,
              .message = "From this connection many links were asked for. Please wait a few minutes."},
        request);
  }
  // Silently: whether an address was asked for before is nobody's business.
  if (services_.by_mail.take(fold(mail), now)) {
    const Result<void> asked = services_.mine.request_link(mail);
    if (!asked) return error(asked.error(), request);
  }
  return personal_answer(
      200, notice_page({.title = "Look into your mail",
                        .text = "If this address is on record for a listing, a link to it is on its way. "
                                "It works once, within a day. Nothing came? Then another address is on "
                                "record, or none: ask whoever keeps the register."},
                       site_));
}

Response Handlers::opened(std::string_view token, const Told& told, const Request& request) const {
  const Result<app::Profile> profile = services_.mine.view(token);
  if (!profile) return error(profile.error(), request);
  const Result<std::vector<domain::Photo>> photos = services_.photos.of({profile->practitioner.id});
  if (!photos) return error(photos.error(), request);
  return personal_answer(told.missing_tick || !told.photo_faults.empty() ? 400 : 200,
                         mine_page({.profile = *profile,
                                    .token = token,
                                    .notice = told.notice,
                                    .missing_tick = told.missing_tick,
                                    .photo = photos->empty() ? nullptr : &photos->front(),
                                    .photo_faults = told.photo_faults},
                                   site_));
}

Response Handlers::put_photo(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (!form) return error(form.error(), request);
  const std::string_view token = form->text("token");
  const Part* const file = form->file("photo");
  const Result<void> put = services_.photos.put_own(
      token, file == nullptr ? std::string_view() : std::string_view(file->content), request.client_address);
  if (!put && put.error().code == ErrorCode::kInvalid) {
    return opened(token, {.photo_faults = put.error().faults}, request);
  }
  if (!put) return error(put.error(), request);
  return opened(token, {.notice = "Your picture is saved, and stands beside your name."}, request);
}

Response Handlers::remove_photo(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (!form) return error(form.error(), request);
  const Result<void> removed = services_.photos.remove_own(form->text("token"), request.client_address);
  // One that was taken away in another window is gone all the same.
  if (!removed && removed.error().code != ErrorCode::kNotFound) return error(removed.error(), request);
  return opened(form->text("token"), {.notice = "Your picture is gone."}, request);
}

Response Handlers::editing(std::string_view token, const Request& request) const {
  const Result<app::Profile> profile = services_.mine.view(token);
  if (!profile) return error(profile.error(), request);
  return personal_answer(
      200, edit_page(*profile, token, form_of(profile->practitioner, services_.vocabulary), site_));
}

Response Handlers::listing(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (!form) return error(form.error(), request);
  return opened(form->text("token"), {}, request);
}

Response Handlers::edit(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (!form) return error(form.error(), request);
  return editing(form->text("token"), request);
}

Response Handlers::save(const Request& request) const {
  const Result<Form> sent = Form::read(request);
  if (!sent) return error(sent.error(), request);
  const std::string_view token = sent->text("token");
  const Result<app::Profile> profile = services_.mine.view(token);
  if (!profile) return error(profile.error(), request);
  OwnForm form = form_of(sent->fields());
  const Result<domain::Practitioner> wanted =
      read_form(form, profile->practitioner, services_.vocabulary, date_of(services_.clock.now()));
  if (!wanted) {
    form.faults = wanted.error().faults;
    return personal_answer(400, edit_page(*profile, token, form, site_));
  }
  const bool attests = sent->text("answer") == "attest";
  const Result<void> saved = services_.mine.save(
      token, {.version = form.version, .wanted = *wanted, .attests = attests}, request.client_address);
  if (!saved && saved.error().code == ErrorCode::kConflict) {
    form.faults = {{.where = "version", .what = saved.error().message, .allowed = "", .value = ""}};
    form.version = profile->practitioner.version;
    return personal_answer(409, edit_page(*profile, token, form, site_));
  }
  if (!saved) return error(saved.error(), request);
  return opened(token,
                {.notice = attests ? "Saved and confirmed: clients see it as it stands here." : "Saved."},
                request);
}

Response Handlers::data(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (!form) return error(form.error(), request);
  Result<std::string> body = services_.mine.data(form->text("token"), request.client_address);
  if (!body) return error(body.error(), request);
  Response response = personal_answer(200, *std::move(body));
  response.content_type = "application/json";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"my-stillpoint-data.json\"");
  return response;
}

Response Handlers::withdraw(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (!form) return error(form.error(), request);
  if (form->text("sure") != "yes") return opened(form->text("token"), {.missing_tick = true}, request);
  const Result<void> left = services_.mine.withdraw(form->text("token"), request.client_address);
  return left ? gone() : error(left.error(), request);
}

namespace {

Handler bind(const std::shared_ptr<const Handlers>& handlers,
             Response (Handlers::*method)(const Request&) const) {
  return [handlers, method](const Request& request) { return ((*handlers).*method)(request); };
}

}  // namespace

std::vector<Route> consent_routes(const ConsentServices& services) {
  const auto handlers = std::make_shared<const Handlers>(services);
  std::vector<Route> list;
  const auto add = [&](const char* method, const char* pattern,
                       Response (Handlers::*answer)(const Request&) const) {
    list.push_back({.method = method, .pattern = pattern, .handler = bind(handlers, answer)});
  };
  add("GET", "/mine", &Handlers::ask_address);
  add("POST", "/mine", &Handlers::send_link);
  add("POST", "/mine/listing", &Handlers::listing);
  add("POST", "/mine/edit", &Handlers::edit);
  add("POST", "/mine/save", &Handlers::save);
  add("POST", "/mine/data", &Handlers::data);
  add("POST", "/mine/withdraw", &Handlers::withdraw);
  add("POST", "/mine/photo", &Handlers::put_photo);
  list.back().body_bytes_max = kPhotoFormBytesMax;
  add("POST", "/mine/photo/remove", &Handlers::remove_photo);
  for (const char* const pattern : {"/confirm/{id}", "/object/{id}", "/mine/{id}"}) {
    add("GET", pattern, &Handlers::look);
    add("POST", pattern, &Handlers::answer);
  }
  return list;
}

}  // namespace stillpoint::http::consent
