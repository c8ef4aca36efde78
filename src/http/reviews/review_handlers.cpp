#include "http/reviews/review_handlers.h"

#include <charconv>
#include <chrono>
#include <memory>
#include <utility>

#include "base/id.h"
#include "http/client_address.h"
#include "http/form.h"
#include "http/pages/personal_page.h"
#include "http/problem.h"
#include "http/reviews/review_pages.h"

namespace stillpoint::http::reviews {
namespace {

using pages::personal_answer;

/// Nothing for an empty field; -1, which every rule refuses, for what is no number.
std::optional<int> number_in(std::string_view text) {
  if (text.empty()) return std::nullopt;
  int number = -1;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size()) return -1;
  return number;
}

}  // namespace

/// Answers the addresses. Immutable, so thread-safe.
class Handlers {
 public:
  explicit Handlers(const ReviewServices& services)
      : services_(services), own_(services.vocabulary, services.links, services.is_demo) {}

  [[nodiscard]] Response review_form(const Request& request) const;
  [[nodiscard]] Response write_review(const Request& request) const;
  [[nodiscard]] Response open_form(const Request& request) const;
  [[nodiscard]] Response write_open(const Request& request) const;
  [[nodiscard]] Response rules(const Request& request) const;
  [[nodiscard]] Response report_form(const Request& request) const;
  [[nodiscard]] Response report(const Request& request) const;
  [[nodiscard]] Response report_state(const Request& request) const;
  [[nodiscard]] Response invite(const Request& request) const;
  [[nodiscard]] Response reply(const Request& request) const;

 private:
  [[nodiscard]] Response error(const Error& error, const Request& request) const;
  /// The listed person whose id the address bears.
  [[nodiscard]] Result<domain::Practitioner> listed(const Request& request) const;

  const ReviewServices& services_;
  pages::PersonalSite own_;
  const pages::Site& site_ = own_.site();
};

Response Handlers::error(const Error& error, const Request& request) const {
  return pages::personal_error(error, request, site_);
}

namespace {

app::SentReview review_in(const Form& form) {
  app::SentReview sent{.stars = number_in(form.text("stars")).value_or(0),
                       .words = form.trimmed("words"),
                       .sessions = number_in(form.trimmed("sessions")),
                       .minutes = number_in(form.trimmed("minutes")),
                       .may_publish = form.text("publish") == "yes"};
  if (const std::string condition = form.trimmed("condition"); !condition.empty()) {
    sent.conditions.push_back({condition});
  }
  return sent;
}

std::string thanks_page(const pages::Site& site) {
  return done_page("Thank you", "Your review waits for a moderator, who decides by the published rules.",
                   "/review-rules", site);
}

}  // namespace

Response Handlers::open_form(const Request& request) const {
  const Result<domain::Practitioner> person =
      services_.reviews.look_open({parse_id(request.path_id).value_or(0)});
  if (!person) return error(person.error(), request);
  return personal_answer(200, open_review_page(*person, {.sent = {}, .faults = {}}, site_));
}

Response Handlers::write_open(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (!form) return error(form.error(), request);
  const domain::PractitionerId id{parse_id(request.path_id).value_or(0)};
  const Result<domain::Practitioner> person = services_.reviews.look_open(id);
  if (!person) return error(person.error(), request);
  if (!services_.reviews_by_client.take(address_key(request.client_address),
                                        std::chrono::steady_clock::now())) {
    return error(Error{.code = ErrorCode::kLimited,
                       .message = "From this connection many reviews came. Please wait a while."},
                 request);
  }
  const Result<void> written = services_.reviews.write_open(id, review_in(*form), request.client_address);
  if (!written && written.error().code == ErrorCode::kInvalid) {
    return personal_answer(
        400, open_review_page(*person, {.sent = form->fields(), .faults = written.error().faults}, site_));
  }
  if (!written) return error(written.error(), request);
  return personal_answer(200, thanks_page(site_));
}

Response Handlers::review_form(const Request& request) const {
  const Result<domain::Practitioner> person = services_.reviews.look(request.path_id);
  if (!person) return error(person.error(), request);
  return personal_answer(200, review_form_page(*person, request.path, {.sent = {}, .faults = {}}, site_));
}

Response Handlers::write_review(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (!form) return error(form.error(), request);
  const Result<domain::Practitioner> person = services_.reviews.look(request.path_id);
  if (!person) return error(person.error(), request);
  const Result<void> written =
      services_.reviews.write(request.path_id, review_in(*form), request.client_address);
  if (!written && written.error().code == ErrorCode::kInvalid) {
    return personal_answer(
        400, review_form_page(*person, request.path,
                              {.sent = form->fields(), .faults = written.error().faults}, site_));
  }
  if (!written) return error(written.error(), request);
  return personal_answer(200, thanks_page(site_));
}

Response Handlers::rules(const Request& request) const {
  const Result<domain::PublishRate> rate = services_.desk.publish_rate();
  if (!rate) return error(rate.error(), request);
  return personal_answer(200, rules_page(*rate, site_));
}

Result<domain::Practitioner> Handlers::listed(const Request& request) const {
  const auto id = parse_id(request.path_id);
  const Error none{.code = ErrorCode::kNotFound, .message = "No listed therapist has this address."};
  if (!id) return none;
  Result<domain::Practitioner> person = services_.directory.find({*id});
  if (person && person->listing != domain::ListingState::kListed) return none;
  return person;
}

Response Handlers::report_form(const Request& request) const {
  const Result<domain::Practitioner> person = listed(request);
  if (!person) return error(person.error(), request);
  return personal_answer(200, report_form_page(*person, {.sent = {}, .faults = {}}, site_));
}

Response Handlers::report(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (!form) return error(form.error(), request);
  const Result<domain::Practitioner> person = listed(request);
  if (!person) return error(person.error(), request);
  if (!services_.reports_by_client.take(address_key(request.client_address),
                                        std::chrono::steady_clock::now())) {
    return error(Error{.code = ErrorCode::kLimited,
                       .message = "From this connection many reports came. Please wait a few minutes."},
                 request);
  }
  const Result<domain::ReportId> id =
      services_.reports.report({.practitioner = person->id,
                                .topic = domain::report_topic_of(form->text("topic")),
                                .words = form->trimmed("words")},
                               request.client_address);
  if (!id && id.error().code == ErrorCode::kInvalid) {
    return personal_answer(
        400, report_form_page(*person, {.sent = form->fields(), .faults = id.error().faults}, site_));
  }
  if (!id) return error(id.error(), request);
  return personal_answer(200, done_page("Thank you",
                                        "A person reads it. Keep the number " + print_id(id->value) +
                                            ": the page behind this button says what became of it.",
                                        "/reports/" + print_id(id->value), site_));
}

Response Handlers::report_state(const Request& request) const {
  const auto id = parse_id(request.path_id);
  const Result<domain::Report> report =
      id ? services_.desk.report({*id})
         : Result<domain::Report>(
               Error{.code = ErrorCode::kNotFound, .message = "There is no report of this number."});
  if (!report) return error(report.error(), request);
  return personal_answer(200, report_page(*report, site_));
}

Response Handlers::invite(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (!form) return error(form.error(), request);
  const std::string_view token = form->text("token");
  const Result<void> invited = services_.reviews.invite(token, form->trimmed("mail"), request.client_address);
  if (!invited) return error(invited.error(), request);
  return personal_answer(
      200, back_page("The invitation is on its way",
                     "Invite all your clients, not a choice of them: only then the picture is fair.", token,
                     site_));
}

Response Handlers::reply(const Request& request) const {
  const Result<Form> form = Form::read(request);
  if (!form) return error(form.error(), request);
  const std::string_view token = form->text("token");
  const auto id = parse_id(form->text("review"));
  const Result<void> replied =
      id ? services_.reviews.reply(token, {*id}, form->trimmed("reply"), request.client_address)
         : Result<void>(Error{.code = ErrorCode::kNotFound, .message = "There is no such review."});
  if (!replied) return error(replied.error(), request);
  return personal_answer(200, back_page("Your reply is saved",
                                        "It stands below the review for everyone to read.", token, site_));
}

std::vector<Route> review_routes(const ReviewServices& services) {
  const auto handlers = std::make_shared<const Handlers>(services);
  std::vector<Route> list;
  const auto add = [&](const char* method, const char* pattern,
                       Response (Handlers::*answer)(const Request&) const) {
    list.push_back(
        {.method = method, .pattern = pattern, .handler = [handlers, answer](const Request& request) {
           return ((*handlers).*answer)(request);
         }});
  };
  add("GET", "/review/{id}", &Handlers::review_form);
  add("POST", "/review/{id}", &Handlers::write_review);
  add("GET", "/practitioners/{id}/review", &Handlers::open_form);
  add("POST", "/practitioners/{id}/review", &Handlers::write_open);
  add("GET", "/review-rules", &Handlers::rules);
  add("GET", "/report/{id}", &Handlers::report_form);
  add("POST", "/report/{id}", &Handlers::report);
  add("GET", "/reports/{id}", &Handlers::report_state);
  add("POST", "/mine/invite", &Handlers::invite);
  add("POST", "/mine/reply", &Handlers::reply);
  return list;
}

}  // namespace stillpoint::http::reviews
