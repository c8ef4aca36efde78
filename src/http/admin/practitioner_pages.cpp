#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/register/edit_practitioner.h"
#include "app/register/merge_practitioners.h"
#include "app/register/register_practitioner.h"
#include "base/time_text.h"
#include "document/limits.h"
#include "document/practitioner_writer.h"
#include "http/admin/admin_layout.h"
#include "http/admin/consent_admin.h"
#include "http/admin/photo_admin.h"
#include "http/admin/practitioner_form.h"
#include "http/admin/practitioner_list_page.h"
#include "http/admin/record_form.h"
#include "http/admin/register_pages.h"
#include "http/admin/subject_links.h"
#include "http/url.h"

namespace stillpoint::http::admin {
namespace {

using app::Permission;
using document::FlatDocument;
using document::FlatField;
using pages::Href;
using pages::HtmlWriter;

constexpr std::string_view kSection = "/admin/practitioners";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::string line;
  for (const char c : text + "\n") {
    if (c != '\n') {
      if (c != '\r') line.push_back(c);
      continue;
    }
    // As browsers ask for it: without escapes.
    if (line.find_first_not_of(" \t") != std::string::npos)
      lines.push_back(percent_decode(line, false).value_or(line));
    line.clear();
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text.append(line).append("\n");
  return text;
}

/// A posted form, read.
struct Posted {
  std::vector<Parameter> all{};
  std::vector<FlatField> fields{};
  FlatDocument document{};
};

Posted read_posted(const Request& request) {
  Posted posted;
  posted.all = parse_query(request.body).value_or(std::vector<Parameter>{});
  posted.fields = posted_fields(posted.all);
  posted.document = FlatDocument::make(posted.fields, document::practitioner_fields());
  return posted;
}

/// What a form is shown again with.
struct Again {
  std::vector<Fault> faults{};
  std::vector<domain::LikelySame> likely_same{};
};

class PractitionerPages {
 public:
  explicit PractitionerPages(const AdminServices& services)
      : services_(services), parts_(services.registering), layout_(services) {}

  Response fresh(const Request& request, const Visitor& visitor) const {
    return show_fresh(request, visitor, {}, {});
  }

  Response register_one(const Request& request, const Visitor& visitor) const {
    const Posted posted = read_posted(request);
    Result<app::Registered> registered = app::RegisterPractitioner(parts_).run(
        {.actor = visitor.actor,
         .json = posted.document.json(),
         .legacy_urls = lines_of(posted_value(posted.all, "legacy_urls")),
         .although_similar = posted_value(posted.all, "although_similar") == "true",
         .reason = posted_value(posted.all, "reason")});
    if (!registered) {
      if (registered.error().faults.empty()) return layout_.error(request, &visitor, registered.error());
      return show_fresh(request, visitor, posted,
                        {.faults = posted.document.at_fields(registered.error().faults)});
    }
    if (!registered->id)
      return show_fresh(request, visitor, posted, {.likely_same = std::move(registered->likely_same)});
    return see_other(services_, "/admin/practitioners/" + print_id(registered->id.value),
                     "The practitioner is registered, as a draft.");
  }

  Response edit(const Request& request, const Visitor& visitor) const {
    Result<domain::Practitioner> found = find(request);
    if (!found) return gone_or_missing(request, visitor, found.error());
    Result<std::vector<std::string>> legacy = parts_.reader.legacy_urls(found->id);
    if (!legacy) return layout_.error(request, &visitor, legacy.error());
    const std::string base = document_of(*found);
    PractitionerForm form{.path = "/admin/practitioners/" + request.path_id,
                          .version = found->version,
                          .base = base,
                          .legacy_urls = joined(*legacy)};
    RecordForm record = record_form();
    record.values = fields_of(base, record.rules);
    return show(request, visitor, *found, {form, record, 200});
  }

  Response save(const Request& request, const Visitor& visitor) const {
    const Posted posted = read_posted(request);
    Result<domain::Practitioner> found = find(request);
    if (!found) return gone_or_missing(request, visitor, found.error());
    PractitionerForm form{.path = "/admin/practitioners/" + request.path_id,
                          .version = version_in(posted),
                          .base = posted_value(posted.all, "base"),
                          .legacy_urls = posted_value(posted.all, "legacy_urls"),
                          .reason = posted_value(posted.all, "reason")};
    Result<app::EditOutcome> outcome =
        app::EditPractitioner(parts_).run({.actor = visitor.actor,
                                           .id = found->id,
                                           .version = form.version,
                                           .json = posted.document.json(),
                                           .legacy_urls = lines_of(form.legacy_urls),
                                           .reason = form.reason});
    RecordForm record = record_form();
    record.values = posted.fields;
    if (!outcome) {
      if (outcome.error().faults.empty()) return layout_.error(request, &visitor, outcome.error());
      record.faults = posted.document.at_fields(outcome.error().faults);
      return show(request, visitor, *found, {form, record, 400});
    }
    switch (outcome->kind) {
      case app::EditOutcome::Kind::kSaved:
        return see_other(services_, form.path, "Saved.");
      case app::EditOutcome::Kind::kUnchanged:
        return see_other(services_, form.path, "Nothing was changed, so nothing was saved.");
      case app::EditOutcome::Kind::kMoved:
        break;
    }
    return show_moved(request, visitor, *outcome, {form, record, 409});
  }

  Response merge_form(const Request& request, const Visitor& visitor) const {
    Result<domain::Practitioner> keep = find(request);
    if (!keep) return gone_or_missing(request, visitor, keep.error());
    std::string with;
    for (const Parameter& one : request.parameters) {
      if (one.name == "with") with = one.value;
    }
    const std::optional<std::int64_t> other_id = parse_id(with);
    Result<domain::Practitioner> other =
        other_id ? parts_.directory.find({*other_id})
                 : Result<domain::Practitioner>(
                       Error{.code = ErrorCode::kNotFound, .message = "No practitioner has this id."});
    HtmlWriter out = layout_.writer();
    out.raw("<article class=\"read\"><h1>Merge with ").text(keep->name.display).raw("</h1>");
    if (!with.empty() && !other) form_problem(out, "No practitioner has this id, or they withdrew.");
    if (!other || other->id == keep->id) {
      out.raw("<form method=\"get\"").action(Href::path(merge_path(*keep))).raw(">");
      text_field(out, {.label = "Id of the other record",
                       .name = "with",
                       .value = with,
                       .hint = "As its page's address shows it."});
      out.raw("<p class=\"actions\"><button>Look at both</button></p></form>");
    } else {
      merge_question(out, visitor, *keep, *other);
    }
    out.raw("</article>");
    return layout_.page(request, visitor, {.title = "Merge two records", .section = kSection}, out);
  }

  Response merge(const Request& request, const Visitor& visitor) const {
    const std::vector<Parameter> posted = parse_query(request.body).value_or(std::vector<Parameter>{});
    const auto number = [&](std::string_view name) {
      return static_cast<std::int64_t>(std::strtoll(posted_value(posted, name).c_str(), nullptr, 10));
    };
    Result<std::int64_t> merged =
        app::MergePractitioners(parts_).run({.actor = visitor.actor,
                                             .keep = {parse_id(request.path_id).value_or(0)},
                                             .from = {parse_id(posted_value(posted, "from")).value_or(0)},
                                             .keep_version = number("keep_version"),
                                             .from_version = number("from_version"),
                                             .reason = posted_value(posted, "reason")});
    if (!merged) return layout_.error(request, &visitor, merged.error());
    return see_other(services_, "/admin/practitioners/" + request.path_id,
                     "The two records are one now. The other's address leads here.");
  }

 private:
  struct Shown {
    const PractitionerForm& form;
    const RecordForm& record;
    int status;
  };

  [[nodiscard]] RecordForm record_form() const {
    return {.rules = document::practitioner_fields(),
            .sections = practitioner_sections(),
            .vocabulary = parts_.vocabulary};
  }

  [[nodiscard]] Result<domain::Practitioner> find(const Request& request) const {
    const std::optional<std::int64_t> id = parse_id(request.path_id);
    if (!id) return Error{.code = ErrorCode::kNotFound, .message = "No practitioner has this id."};
    return parts_.directory.find({*id});
  }

  /// Where a record was merged into another one, there.
  [[nodiscard]] Response gone_or_missing(const Request& request, const Visitor& visitor,
                                         const Error& error) const {
    const std::optional<std::int64_t> id = parse_id(request.path_id);
    if (id && error.code == ErrorCode::kGone) {
      const Result<std::optional<domain::PractitionerId>> into = parts_.reader.merged_into({*id});
      if (into && *into) {
        return see_other(services_, "/admin/practitioners/" + print_id((*into)->value),
                         "The record that you asked for is part of this one.");
      }
    }
    return layout_.error(request, &visitor, error);
  }

  [[nodiscard]] std::string document_of(const domain::Practitioner& practitioner) const {
    return document::write_practitioner(practitioner, parts_.vocabulary,
                                        {.audience = document::Audience::kExport});
  }

  static std::int64_t version_in(const Posted& posted) {
    return std::strtoll(posted_value(posted.all, "version").c_str(), nullptr, 10);
  }

  static std::string merge_path(const domain::Practitioner& keep) {
    return "/admin/practitioners/" + print_id(keep.id.value) + "/merge";
  }

  [[nodiscard]] Response show_fresh(const Request& request, const Visitor& visitor, const Posted& posted,
                                    const Again& again) const {
    const PractitionerForm form{.path = "/admin/practitioners/new",
                                .legacy_urls = posted_value(posted.all, "legacy_urls"),
                                .reason = posted_value(posted.all, "reason"),
                                .likely_same = again.likely_same};
    RecordForm record = record_form();
    record.values = posted.fields;
    record.faults = again.faults;
    HtmlWriter out = layout_.writer();
    out.raw("<article class=\"wide\"><h1>Register a practitioner</h1>");
    out.raw("<p class=\"lead\">A new record is a draft: it is listed once there is a basis for it.</p>");
    write_practitioner_form(out, visitor, form, record);
    out.raw("</article>");
    const bool again_shown = !again.faults.empty() || !again.likely_same.empty();
    return layout_.page(request, visitor, {.title = "Register a practitioner", .section = kSection}, out,
                        again_shown ? 400 : 200);
  }

  [[nodiscard]] Response show(const Request& request, const Visitor& visitor,
                              const domain::Practitioner& practitioner, const Shown& shown) const {
    const std::string id = print_id(practitioner.id.value);
    HtmlWriter out = layout_.writer();
    out.raw("<article class=\"wide\"><h1>").text(practitioner.name.display).raw("</h1><p class=\"lead\">");
    out.raw(practitioner.listing == domain::ListingState::kListed ? pages::Markup("Listed")
                                                                  : pages::Markup("Draft, not listed"));
    out.raw(", version ")
        .number(practitioner.version)
        .raw(", edited ")
        .text(print_instant(practitioner.edited));
    out.raw(".</p><p>");
    if (practitioner.listing == domain::ListingState::kListed) {
      out.raw("<a").href(Href::path("/practitioners/" + id)).raw(">As clients see it</a> · ");
    }
    out.raw("<a").href(Href::path(merge_path(practitioner))).raw(">Merge with another record</a></p>");
    ask_button(out, visitor, practitioner);
    subject_links(out, practitioner, parts_.vocabulary, parts_.clock.now());
    photo_panel(out, services_, visitor, practitioner);
    write_practitioner_form(out, visitor, shown.form, shown.record);
    out.raw("</article>");
    return layout_.page(request, visitor, {.title = practitioner.name.display, .section = kSection}, out,
                        shown.status);
  }

  /// Asks the person by mail whether they are to be listed; who has no address cannot be asked.
  static void ask_button(HtmlWriter& out, const Visitor& visitor, const domain::Practitioner& practitioner) {
    if (practitioner.contact.mail.empty() ||
        !app::permits(visitor.actor.roles, app::Permission::kEditRegister))
      return;
    out.raw("<form method=\"post\"").action(Href::path(ask_consent_path(practitioner.id))).raw(">");
    csrf_field(out, visitor);
    out.raw("<p><button>Ask them by mail to confirm</button></p></form>");
  }

  /// The second of two people: sees what the first changed beside what they typed, and loses nothing.
  [[nodiscard]] Response show_moved(const Request& request, const Visitor& visitor,
                                    const app::EditOutcome& outcome, const Shown& shown) const {
    Result<domain::Practitioner> now = find(request);
    if (!now) return gone_or_missing(request, visitor, now.error());
    PractitionerForm form = shown.form;
    RecordForm record = shown.record;
    const std::string current = document_of(*now);
    const FlatDocument typed = FlatDocument::make(record.values, record.rules);
    ThreeWays merged = merge_three_ways(fields_of(form.base, record.rules), fields_of(current, record.rules),
                                        fields_of(typed.json(), record.rules), record.rules);
    record.values = std::move(merged.values);
    record.theirs = std::move(merged.theirs);
    form.version = now->version;
    form.base = current;
    std::string who = "Somebody else";
    if (!outcome.meanwhile.empty()) who = outcome.meanwhile.front().who;
    form.news = who + " saved this record while you worked on it (" + print_instant(now->edited) +
                "). What only they changed is taken over below; what you typed stands. " +
                (record.theirs.empty() ? "You both changed nothing in common. Look it over and save again."
                                       : "Where you both changed the same, theirs is told beside yours.");
    return show(request, visitor, *now, {form, record, shown.status});
  }

  static void merge_side(HtmlWriter& out, pages::Markup title, const domain::Practitioner& one) {
    out.raw("<section><h2>").raw(title).raw("</h2><p><a");
    out.href(Href::path("/admin/practitioners/" + print_id(one.id.value))).raw(">").text(one.name.display);
    out.raw("</a></p><ul><li>").text(one.contact.mail.empty() ? "no mail" : one.contact.mail).raw("</li>");
    for (const domain::Location& location : one.locations)
      out.raw("<li>").text(location.city + ", " + location.country).raw("</li>");
    for (const domain::Credential& credential : one.credentials)
      out.raw("<li>").text(credential.type.value + " " + credential.number).raw("</li>");
    out.raw("<li>").number(static_cast<std::int64_t>(one.reviews.size())).raw(" reviews</li></ul></section>");
  }

  static void merge_question(HtmlWriter& out, const Visitor& visitor, const domain::Practitioner& keep,
                             const domain::Practitioner& other) {
    out.raw(
        "<p class=\"lead\">What the kept record says stands; what it lacks comes from the other. Licences, ");
    out.raw(
        "training, credentials with their histories and reviews of both are kept. This cannot be "
        "undone.</p>");
    merge_side(out, "Kept", keep);
    merge_side(out, "Becomes part of it", other);
    out.raw("<form method=\"post\"").action(Href::path(merge_path(keep))).raw(">");
    csrf_field(out, visitor);
    out.raw("<input type=\"hidden\" name=\"from\"").attribute("value", print_id(other.id.value));
    out.raw("><input type=\"hidden\" name=\"keep_version\"").attribute("value", keep.version);
    out.raw("><input type=\"hidden\" name=\"from_version\"").attribute("value", other.version).raw(">");
    text_field(out,
               {.label = "Why they are one person (for the trail)", .name = "reason", .required = false});
    out.raw("<p class=\"actions\"><button>Merge the two</button></p></form>");
  }

  const AdminServices& services_;
  const app::RegisterParts& parts_;
  AdminLayout layout_;
};

}  // namespace

std::vector<Route> practitioner_page_routes(const AdminServices& services, const Gate& gate) {
  const auto own = std::make_shared<const PractitionerPages>(services);
  std::vector<Route> routes = practitioner_list_routes(services, gate);
  const auto add = [&](const char* method, const char* pattern, Permission permission,
                       Response (PractitionerPages::*handle)(const Request&, const Visitor&) const) {
    routes.push_back(
        {.method = method,
         .pattern = pattern,
         .handler = gate.page(permission,
                              [own, handle](const Request& request, const Visitor& visitor) {
                                return ((*own).*handle)(request, visitor);
                              }),
         .body_bytes_max = 2 * document::kDocumentBytesMax});  // the record, and as it was before
  };
  add("GET", "/admin/practitioners/new", Permission::kEditRegister, &PractitionerPages::fresh);
  add("POST", "/admin/practitioners/new", Permission::kEditRegister, &PractitionerPages::register_one);
  add("GET", "/admin/practitioners/{id}", Permission::kReadDirectory, &PractitionerPages::edit);
  add("POST", "/admin/practitioners/{id}", Permission::kEditRegister, &PractitionerPages::save);
  add("GET", "/admin/practitioners/{id}/merge", Permission::kEditRegister, &PractitionerPages::merge_form);
  add("POST", "/admin/practitioners/{id}/merge", Permission::kEditRegister, &PractitionerPages::merge);
  return routes;
}

}  // namespace stillpoint::http::admin
