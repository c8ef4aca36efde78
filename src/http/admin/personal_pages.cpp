#include "http/admin/personal_pages.h"

#include <charconv>
#include <memory>
#include <string>
#include <utility>

#include "app/personal/personal_desk.h"
#include "app/register/register_parts.h"
#include "base/id.h"
#include "http/admin/admin_layout.h"
#include "http/form.h"
#include "http/pages/words.h"

namespace stillpoint::http::admin {
namespace {

using app::Permission;
using app::SettingValues;
using pages::Href;
using pages::HtmlWriter;

constexpr std::string_view kSettings = "/admin/settings";
constexpr std::string_view kPersonal = "/admin/personal-data";
/// What an owner types before everybody who is due is erased.
constexpr std::string_view kEraseAll = "erase";
constexpr std::size_t kErasuresShown = 200;

std::string erase_path(domain::PractitionerId id) {
  return std::string(kPersonal) + "/" + print_id(id.value) + "/erase";
}

Error no_such_person() {
  return {.code = ErrorCode::kNotFound, .message = "No practitioner has this id."};
}

/// A form as it was sent, with what is wrong with it; none for one that nobody sent yet.
struct Sent {
  const Form* form = nullptr;
  const Error* error = nullptr;
  [[nodiscard]] std::string text(std::string_view name) const {
    return form == nullptr ? std::string() : form->trimmed(name);
  }
  [[nodiscard]] const std::vector<Fault>& faults() const {
    static const std::vector<Fault> none;
    return error == nullptr ? none : error->faults;
  }
  [[nodiscard]] int status() const { return error == nullptr ? 200 : page_status(*error); }
};

Error typed_wrong(std::string_view wanted) {
  return {.code = ErrorCode::kInvalid,
          .message = "Nothing was erased.",
          .faults = {{.where = "confirm",
                      .what = "This is not what is asked for.",
                      .allowed = "exactly: " + std::string(wanted),
                      .value = {}}}};
}

class PersonalPages {
 public:
  explicit PersonalPages(const AdminServices& services)
      : services_(services), desk_(services.personal), layout_(services) {}

  [[nodiscard]] Response settings(const Request& request, const Visitor& visitor) const {
    return settings_page(request, visitor, {});
  }
  [[nodiscard]] Response save_settings(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response overview(const Request& request, const Visitor& visitor) const {
    return overview_page(request, visitor, {});
  }
  [[nodiscard]] Response apply_retention(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response find(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response ask_erase(const Request& request, const Visitor& visitor) const {
    return erase_page(request, visitor, {});
  }
  [[nodiscard]] Response erase(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response hand_out(const Request& request, const Visitor& visitor) const;

 private:
  [[nodiscard]] Response settings_page(const Request& request, const Visitor& visitor,
                                       const Sent& sent) const;
  [[nodiscard]] Response overview_page(const Request& request, const Visitor& visitor,
                                       const Sent& sent) const;
  [[nodiscard]] Response erase_page(const Request& request, const Visitor& visitor, const Sent& sent) const;
  [[nodiscard]] Result<void> due_section(HtmlWriter& out, const Visitor& visitor, const Sent& sent) const;
  [[nodiscard]] Result<void> erasures_section(HtmlWriter& out) const;
  [[nodiscard]] Result<domain::Practitioner> person_in(const Request& request) const;
  static void what_happens(HtmlWriter& out, const domain::Practitioner& person);
  /// What is typed before this person is erased: their name, or the id of somebody without one.
  static std::string confirmation_of(const domain::Practitioner& person) {
    return person.name.display.empty() ? print_id(person.id.value) : person.name.display;
  }

  const AdminServices& services_;
  const app::PersonalDesk& desk_;
  AdminLayout layout_;
};

// ---- settings

Response PersonalPages::settings_page(const Request& request, const Visitor& visitor,
                                      const Sent& sent) const {
  const Result<SettingValues> values = desk_.settings.read();
  if (!values) return layout_.error(request, &visitor, values.error());
  const std::string days = sent.form == nullptr ? std::to_string(values->retain_withdrawn_days)
                                                : sent.text("retain_withdrawn_days");
  const bool open = sent.form == nullptr ? values->open_reviews : sent.form->has("open_reviews");
  HtmlWriter out = layout_.writer();
  out.raw("<h1>Settings</h1>");
  form_problem(out, sent.error == nullptr ? "" : sent.error->message);
  out.raw("<form method=\"post\" class=\"panel\"").action(Href::path(std::string(kSettings))).raw(">");
  csrf_field(out, visitor);
  text_field(out, {.label = "People who left are erased after so many days",
                   .name = "retain_withdrawn_days",
                   .value = days,
                   .hint = "0: only when they ask. The command stillpoint retention, run by a daily timer, "
                           "erases who is due; so does the button under Personal data.",
                   .faults = &sent.faults()});
  out.raw("<p><label><input type=\"checkbox\" name=\"open_reviews\" value=\"true\"").flag("checked", open);
  out.raw(
      "> Clients who were not invited may write reviews</label></p><p class=\"hint\">Such reviews are "
      "moderated "
      "like others, labelled as not invited, and never counted: no mark and no order rests on them.</p><p "
      "class=\"actions\"><button class=\"primary\">Save</button></p></form><p><a");
  out.href(Href::path(std::string(kPersonal))).raw(">Personal data</a> · <a");
  out.href(Href::own("/admin/exclusion-lists")).raw(">Exclusion lists</a></p>");
  return layout_.page(request, visitor, {.title = "Settings", .section = kSettings}, out, sent.status());
}

Response PersonalPages::save_settings(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const std::string days = form->trimmed("retain_withdrawn_days");
  SettingValues values{.retain_withdrawn_days = -1, .open_reviews = form->has("open_reviews")};
  int number = 0;
  const auto [end, problem] = std::from_chars(days.data(), days.data() + days.size(), number);
  if (problem == std::errc{} && end == days.data() + days.size()) values.retain_withdrawn_days = number;
  const Result<void> saved = desk_.settings.save(visitor.actor, values);
  if (!saved) return settings_page(request, visitor, {.form = &*form, .error = &saved.error()});
  return see_other(services_, kSettings, "The settings are saved.");
}

// ---- personal data

Result<void> PersonalPages::due_section(HtmlWriter& out, const Visitor& visitor, const Sent& sent) const {
  const Result<SettingValues> values = desk_.settings.read();
  if (!values) return values.error();
  out.raw("<section class=\"panel\"><h2>People who left</h2><p>");
  if (values->retain_withdrawn_days == 0) {
    out.raw("They are erased only when they ask. <a").href(Href::path(std::string(kSettings)));
    out.raw(">Set a time</a></p></section>");
    return {};
  }
  const Result<std::vector<domain::PractitionerId>> due =
      desk_.retention.run(visitor.actor, {.withdrawn_days = values->retain_withdrawn_days, .dry_run = true});
  if (!due) return due.error();
  out.raw("They are erased ").number(values->retain_withdrawn_days).raw(" days after they left. Due now: ");
  out.number(static_cast<std::int64_t>(due->size())).raw(".</p>");
  if (!due->empty()) {
    out.raw("<ul class=\"plain\">");
    for (const domain::PractitionerId id : *due)
      out.raw("<li><code>").text(print_id(id.value)).raw("</code></li>");
    out.raw("</ul><form method=\"post\"").action(Href::path(std::string(kPersonal))).raw(">");
    csrf_field(out, visitor);
    text_field(out, {.label = "Type erase to erase all of them for good",
                     .name = "confirm",
                     .value = sent.text("confirm"),
                     .faults = &sent.faults()});
    out.raw("<p class=\"actions\"><button>Erase who is due</button></p></form>");
  }
  out.raw("</section>");
  return {};
}

Result<void> PersonalPages::erasures_section(HtmlWriter& out) const {
  const Result<std::vector<domain::Erasure>> all = desk_.data.erasures();
  if (!all) return all.error();
  out.raw("<section class=\"panel\"><h2>Forgotten so far</h2>");
  if (all->empty()) {
    out.raw("<p>Nobody.</p></section>");
    return {};
  }
  out.raw("<p>").text(pages::count_of(static_cast<std::int64_t>(all->size()), "person", "people"));
  out.raw(
      ", the latest first. A copy of the database that was made before still holds them: restoring it "
      "erases ");
  out.raw("them again.</p><ul class=\"plain\">");
  std::size_t shown = 0;
  for (auto erasure = all->rbegin(); erasure != all->rend() && shown < kErasuresShown; ++erasure, ++shown) {
    out.raw("<li><code>").text(print_id(erasure->practitioner.value)).raw("</code>, ");
    out.text(pages::print_moment(erasure->at)).raw("</li>");
  }
  out.raw("</ul></section>");
  return {};
}

Response PersonalPages::overview_page(const Request& request, const Visitor& visitor,
                                      const Sent& sent) const {
  HtmlWriter out = layout_.writer();
  out.raw("<h1>Personal data</h1>");
  form_problem(out, sent.error == nullptr ? "" : sent.error->message);
  out.raw(
      "<section class=\"panel\"><h2>Hand out, or erase</h2><p>What is on record about one person, as they "
      "may "
      "ask for it.</p><form method=\"get\"");
  out.action(Href::path(std::string(kPersonal) + "/find")).raw(">");
  text_field(out, {.label = "Id of the practitioner",
                   .name = "id",
                   .hint = "Twelve letters and digits, as in the address of the profile."});
  out.raw("<p class=\"actions\"><button>Go on</button></p></form></section>");
  Result<void> done = due_section(out, visitor, sent);
  if (done) done = erasures_section(out);
  if (!done) return layout_.error(request, &visitor, done.error());
  return layout_.page(request, visitor, {.title = "Personal data", .section = kPersonal}, out, sent.status());
}

Response PersonalPages::apply_retention(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  if (form->trimmed("confirm") != kEraseAll) {
    const Error wrong = typed_wrong(kEraseAll);
    return overview_page(request, visitor, {.form = &*form, .error = &wrong});
  }
  const Result<SettingValues> values = desk_.settings.read();
  if (!values) return layout_.error(request, &visitor, values.error());
  const auto erased = desk_.retention.run(visitor.actor, {.withdrawn_days = values->retain_withdrawn_days});
  if (!erased) return layout_.error(request, &visitor, erased.error());
  return see_other(services_, kPersonal,
                   pages::count_of(static_cast<std::int64_t>(erased->size()), "person was erased.",
                                   "people were erased."));
}

Response PersonalPages::find(const Request& request, const Visitor& visitor) const {
  std::string given;
  for (const Parameter& one : request.parameters) {
    if (one.name == "id") given = one.value;
  }
  if (const auto id = parse_id(given)) return see_other(services_, erase_path({*id}));
  const Error wrong{
      .code = ErrorCode::kInvalid,
      .message = "This is no id: it has twelve letters and digits, as in the profile's address."};
  return overview_page(request, visitor, {.error = &wrong});
}

Result<domain::Practitioner> PersonalPages::person_in(const Request& request) const {
  const auto id = parse_id(request.path_id);
  if (!id) return no_such_person();
  domain::Practitioner asked;
  asked.id = {*id};
  Result<std::optional<domain::Practitioner>> found = desk_.directory.find_existing(asked);
  if (!found) return std::move(found).error();
  if (!*found) return no_such_person();
  return **std::move(found);
}

void PersonalPages::what_happens(HtmlWriter& out, const domain::Practitioner& person) {
  out.raw(
      "<section class=\"panel\"><h2>What will happen</h2><ul><li>Name, contact, places, fees, trainings, "
      "conditions, words, picture and reviews are deleted, with mails that wait, links, reports, private "
      "notes "
      "and evidence that is about nobody else.</li><li>The address of the profile answers “gone”, and no "
      "import "
      "brings the person back.</li><li>");
  if (person.credentials.empty()) {
    out.raw("No certificate is on record, so no number stays.");
  } else {
    out.text(
        pages::count_of(static_cast<std::int64_t>(person.credentials.size()), "certificate", "certificates"));
    out.raw(
        " can still be asked for by number: type, dates and standing, without the name. Who is erased cannot "
        "make a revocation disappear.");
  }
  out.raw(
      "</li><li>The trail keeps who did what and when, without contents; it still proves that nothing was "
      "changed.</li><li>Copies made before still hold the person. Restoring one erases them again.</li><li>"
      "<strong>This cannot be undone.</strong></li></ul></section>");
}

Response PersonalPages::erase_page(const Request& request, const Visitor& visitor, const Sent& sent) const {
  const Result<domain::Practitioner> person = person_in(request);
  if (!person) return layout_.error(request, &visitor, person.error());
  const std::string confirmation = confirmation_of(*person);
  const std::string path = erase_path(person->id);
  HtmlWriter out = layout_.writer();
  out.raw("<h1>")
      .text(confirmation)
      .raw("</h1><section class=\"panel\"><h2>Hand out</h2><p>Everything that is ");
  out.raw(
      "on record about this person, as one JSON file for them. That it was handed out is in the trail.</p>");
  out.raw("<form method=\"post\"")
      .action(Href::path(std::string(kPersonal) + "/" + print_id(person->id.value)));
  out.raw(">");
  csrf_field(out, visitor);
  out.raw("<p class=\"actions\"><button>Download the data</button></p></form></section>");
  what_happens(out, *person);
  form_problem(out, sent.error == nullptr ? "" : sent.error->message);
  out.raw("<form method=\"post\" class=\"panel\"").action(Href::path(path)).raw("><h2>Erase</h2>");
  csrf_field(out, visitor);
  text_field(out, {.label = "Why",
                   .name = "reason",
                   .value = sent.text("reason"),
                   .hint = "It stays in the trail, so it names nobody.",
                   .faults = &sent.faults()});
  out.raw("<p>Type <strong>").text(confirmation).raw("</strong> to say that you mean it.</p>");
  text_field(out, {.label = "The name, as above",
                   .name = "confirm",
                   .value = sent.text("confirm"),
                   .faults = &sent.faults()});
  out.raw("<p class=\"actions\"><button>Erase this person for good</button></p></form>");
  return layout_.page(request, visitor, {.title = "Erase a person", .section = kPersonal}, out,
                      sent.status());
}

Response PersonalPages::erase(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const Result<domain::Practitioner> person = person_in(request);
  if (!person) return layout_.error(request, &visitor, person.error());
  if (form->trimmed("confirm") != confirmation_of(*person)) {
    const Error wrong = typed_wrong(confirmation_of(*person));
    return erase_page(request, visitor, {.form = &*form, .error = &wrong});
  }
  const auto erased = desk_.erasing.run(visitor.actor, person->id, form->trimmed("reason"));
  if (!erased && erased.error().code == ErrorCode::kInvalid) {
    return erase_page(request, visitor, {.form = &*form, .error = &erased.error()});
  }
  if (!erased) return layout_.error(request, &visitor, erased.error());
  // What is committed stands; the index follows at once, or by itself a moment later.
  static_cast<void>(services_.registering.follow.catch_up().has_value());
  return see_other(
      services_, kPersonal,
      erased->still_to_do.empty() ? "The person is erased." : "The person is erased. " + erased->still_to_do);
}

Response PersonalPages::hand_out(const Request& request, const Visitor& visitor) const {
  const Result<domain::Practitioner> person = person_in(request);
  if (!person) return layout_.error(request, &visitor, person.error());
  Result<std::string> data = desk_.exporting.run(visitor.actor, person->id);
  if (!data) return layout_.error(request, &visitor, data.error());
  return Response{.content_type = "application/json",
                  .body = *std::move(data),
                  .headers = {{"Content-Disposition",
                               "attachment; filename=\"" + print_id(person->id.value) + ".json\""}}};
}

}  // namespace

std::vector<Route> personal_routes(const AdminServices& services, const Gate& gate) {
  const auto pages = std::make_shared<const PersonalPages>(services);
  std::vector<Route> routes;
  const auto add = [&](const char* method, const std::string& pattern,
                       Response (PersonalPages::*handle)(const Request&, const Visitor&) const) {
    routes.push_back({.method = method,
                      .pattern = pattern,
                      .handler = gate.page(Permission::kChangeSettings,
                                           [pages, handle](const Request& request, const Visitor& visitor) {
                                             return ((*pages).*handle)(request, visitor);
                                           })});
  };
  const std::string personal(kPersonal);
  add("GET", std::string(kSettings), &PersonalPages::settings);
  add("POST", std::string(kSettings), &PersonalPages::save_settings);
  add("GET", personal, &PersonalPages::overview);
  add("POST", personal, &PersonalPages::apply_retention);
  add("GET", personal + "/find", &PersonalPages::find);
  add("POST", personal + "/{id}", &PersonalPages::hand_out);
  add("GET", personal + "/{id}/erase", &PersonalPages::ask_erase);
  add("POST", personal + "/{id}/erase", &PersonalPages::erase);
  return routes;
}

}  // namespace stillpoint::http::admin
