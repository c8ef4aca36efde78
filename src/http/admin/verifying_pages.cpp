#include "http/admin/verifying_pages.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "app/identity/permissions.h"
#include "base/id.h"
#include "base/time_text.h"
#include "http/admin/sheet_choices.h"
#include "http/pages/words.h"
#include "http/problem.h"

namespace stillpoint::http::admin {

using app::Permission;
using pages::Href;
using pages::HtmlWriter;

namespace {

/// Items on one page of the queue.
constexpr std::size_t kQueueRows = 50;

std::int64_t id_at(const Request& request, std::size_t place) {
  return place < request.path_ids.size() ? parse_id(request.path_ids[place]).value_or(0) : 0;
}

std::string_view parameter(const Request& request, std::string_view name) {
  for (const Parameter& one : request.parameters) {
    if (one.name == name) return one.value;
  }
  return {};
}

void roster_row(HtmlWriter& out, const domain::RosterRun& run, const domain::Vocabulary& vocabulary) {
  out.raw("<tr><td>").text(pages::print_moment(run.recorded)).raw("</td><td>");
  out.text(pages::name_of(vocabulary, run.issuer)).raw("<br><small>made ").text(pages::print_day(run.as_of));
  out.raw("</small></td>");
  for (const int count : {run.rows, run.matched, run.mismatched, run.missing, run.unknown}) {
    out.raw("<td class=\"n\">").number(count).raw("</td>");
  }
  out.raw("<td>").text(run.actor).raw("</td><td><a").href(Href::path("/admin/evidence/" + run.sha256));
  out.raw(">List</a></td></tr>");
}

void roster_form(HtmlWriter& out, const SentForm& sent, const Visitor& visitor,
                 const domain::Vocabulary& vocabulary) {
  out.raw(
      "<section class=\"panel\"><h2>Take in a list</h2><p>A CSV file whose first line names the "
      "columns: <code>number</code> and <code>name</code> (or <code>first_name</code> and "
      "<code>last_name</code>), and if there are <code>issued</code>, <code>expires</code> "
      "and <code>status</code>. Each certificate that it has exactly as it is on record counts as checked "
      "at its source on the day the list was made; what differs, is missing or is new waits in the "
      "queue.</p>");
  form_problem(out, sent.error == nullptr ? "" : sent.error->message);
  out.raw("<form method=\"post\" enctype=\"multipart/form-data\"")
      .action(Href::own("/admin/rosters"))
      .raw(">");
  csrf_field(out, visitor);
  out.raw(
      "<div class=\"field\"><label for=\"issuer\">Who made it</label><select id=\"issuer\" name=\"issuer\" "
      "required><option value=\"\">Choose the issuer</option>");
  const std::string chosen = sent.fields("issuer");
  for (const domain::Issuer& issuer : vocabulary.rows().issuers) {
    out.raw("<option").attribute("value", issuer.key.value).flag("selected", issuer.key.value == chosen);
    out.raw(">").text(issuer.name).raw("</option>");
  }
  out.raw("</select>");
  field_faults(out, "issuer", sent.faults());
  out.raw("</div>");
  const std::string as_of = sent.fields("as_of");
  text_field(out, {.label = "Made on",
                   .name = "as_of",
                   .value = as_of,
                   .hint = "As 2026-11-22; empty: now.",
                   .required = false,
                   .faults = &sent.faults()});
  sheet_choices(out, sent.fields("encoding"), sent.fields("dates"));
  out.raw(
      "<div class=\"field\"><label for=\"roster\">The list</label><input type=\"file\" id=\"roster\" "
      "name=\"roster\" required accept=\".csv,.txt\">");
  field_faults(out, "roster", sent.faults());
  field_faults(out, "evidence", sent.faults());
  out.raw("</div><button class=\"primary\">Take it in</button></form></section>");
}

/// A form always says which state of the record it was filled in for.
void demand_version(const std::optional<std::int64_t>& version, std::vector<Fault>& faults) {
  if (version ||
      std::any_of(faults.begin(), faults.end(), [](const Fault& one) { return one.where == "version"; }))
    return;
  faults.push_back({.where = "version",
                    .what = "Which state of the record this was filled in for is missing.",
                    .allowed = "the number that the form brought",
                    .value = {}});
}

std::string standing_notice(const app::StandingAnswer& done) {
  switch (done.outcome) {
    case app::StandingOutcome::kDone:
      return "Its standing is changed.";
    case app::StandingOutcome::kWaits:
      return "It is suspended; the revocation waits for a second person.";
    case app::StandingOutcome::kFromDay:
      return "It is recorded, and holds from " + pages::print_moment(done.effective) +
             " on; until then the certificate reads as before.";
  }
  return {};
}

}  // namespace

domain::WorkFilter queue_filter(const Request& request, const domain::Actor& actor) {
  domain::WorkFilter filter{.count = kQueueRows};
  const auto kind =
      std::find(domain::kWorkWords.begin(), domain::kWorkWords.end(), parameter(request, "kind"));
  if (kind != domain::kWorkWords.end()) {
    filter.kind = static_cast<domain::WorkKind>(std::distance(domain::kWorkWords.begin(), kind));
  }
  if (parameter(request, "mine") == "true") filter.assignee = actor.account;
  filter.issuer = parameter(request, "issuer");
  const std::string_view offset = parameter(request, "offset");
  std::from_chars(offset.data(), offset.data() + offset.size(), filter.offset);
  return filter;
}

Response evidence_download(const app::VerifyingDesk::EvidenceFile& file) {
  const std::string& type = file.evidence.media_type;
  const char* const ending = type == "application/pdf" ? "pdf"
                             : type == "image/png"     ? "png"
                             : type == "image/jpeg"    ? "jpg"
                                                       : "txt";
  return Response{.content_type = "application/octet-stream",
                  .body = file.content,
                  .headers = {{"Content-Disposition",
                               "attachment; filename=\"" + file.evidence.sha256 + "." + ending + "\""},
                              {"Content-Security-Policy", "default-src 'none'; sandbox"}}};
}

VerifyingPages::VerifyingPages(const AdminServices& services)
    : services_(services),
      desk_(services.verifying),
      vocabulary_(services.site.vocabulary),
      layout_(services) {}

VerifyingPages::Subject VerifyingPages::credential_in(const Request& request) {
  return {.practitioner = {id_at(request, 0)}, .credential = {id_at(request, 1)}};
}

VerifyingPages::Subject VerifyingPages::licence_in(const Request& request) {
  return {.practitioner = {id_at(request, 0)}, .licence = {id_at(request, 1)}};
}

Response VerifyingPages::queue(const Request& request, const Visitor& visitor) const {
  const domain::WorkFilter filter = queue_filter(request, visitor.actor);
  const Result<domain::WorkList> list = desk_.queue.list(visitor.actor, filter);
  if (!list) return layout_.error(request, &visitor, list.error());
  const Result<std::vector<domain::Account>> verifiers = desk_.queue.verifiers(visitor.actor);
  if (!verifiers) return layout_.error(request, &visitor, verifiers.error());
  HtmlWriter out = layout_.writer();
  out.raw("<h1>Queue</h1><p class=\"actions\"><a")
      .href(Href::own("/admin/rosters"))
      .raw(">Take in a list from an issuer</a>");
  if (app::permits(visitor.actor.roles, Permission::kChangeSettings)) {
    out.raw(" · <a").href(Href::own("/admin/exclusion-lists")).raw(">Compare an exclusion list</a>");
  }
  out.raw("</p>");
  out.raw("<section class=\"panel\"><h2>What waits</h2>");
  queue_table(out,
              {.list = *list,
               .filter = filter,
               .verifiers = *verifiers,
               .may_work = app::permits(visitor.actor.roles, Permission::kRecordVerification)},
              visitor, vocabulary_);
  out.raw("</section>");
  return layout_.page(request, visitor, {.title = "Queue", .section = "/admin/queue"}, out);
}

Response VerifyingPages::assign(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const std::int64_t subject = parse_id(form->trimmed("subject")).value_or(0);
  const domain::AccountId account{parse_id(form->trimmed("account")).value_or(0)};
  const Result<void> done = desk_.queue.assign(visitor.actor, subject, account);
  if (!done) return layout_.error(request, &visitor, done.error());
  return see_other(services_, "/admin/queue", account ? "It is yours now." : "It is nobody’s now.");
}

Response VerifyingPages::close(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const std::int64_t item = parse_id(form->trimmed("item")).value_or(0);
  const Result<void> done = desk_.queue.close(visitor.actor, item, form->trimmed("outcome"));
  if (!done) return layout_.error(request, &visitor, done.error());
  return see_other(services_, "/admin/queue", "The item is closed.");
}

Response VerifyingPages::rosters_page(const Request& request, const Visitor& visitor,
                                      const SentForm& sent) const {
  const Result<std::vector<domain::RosterRun>> runs = desk_.past_rosters(visitor.actor);
  if (!runs) return layout_.error(request, &visitor, runs.error());
  HtmlWriter out = layout_.writer();
  out.raw("<h1>Lists from issuers</h1>");
  if (app::permits(visitor.actor.roles, Permission::kRecordVerification)) {
    roster_form(out, sent, visitor, vocabulary_);
  }
  out.raw("<section class=\"panel\"><h2>Taken in so far</h2>");
  if (runs->empty()) {
    out.raw("<p>None yet.</p></section>");
  } else {
    out.raw(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Lists\"><table><thead><tr><th "
        "scope=\"col\">When</th><th scope=\"col\">Issuer</th><th scope=\"col\" class=\"n\">Rows</th><th "
        "scope=\"col\" class=\"n\">Confirmed</th><th scope=\"col\" class=\"n\">Differ</th><th scope=\"col\" "
        "class=\"n\">Missing</th><th scope=\"col\" class=\"n\">Not on record</th><th "
        "scope=\"col\">By</th><th "
        "scope=\"col\">File</th></tr></thead><tbody>");
    for (const domain::RosterRun& run : *runs) roster_row(out, run, vocabulary_);
    out.raw("</tbody></table></div></section>");
  }
  return layout_.page(request, visitor, {.title = "Lists from issuers", .section = "/admin/rosters"}, out,
                      sent.error == nullptr ? 200 : status_of(sent.error->code));
}

Response VerifyingPages::rosters(const Request& request, const Visitor& visitor) const {
  return rosters_page(request, visitor, {});
}

Response VerifyingPages::take_roster(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const FieldText fields = fields_of(*form);
  std::vector<Fault> faults;
  app::RosterFile roster{.actor = visitor.actor, .issuer = {fields("issuer")}};
  roster.as_of = read_time(fields, "as_of", 0, faults);
  roster.encoding = encoding_of(fields("encoding"));
  roster.dates = date_order_of(fields("dates"));
  if (const Part* file = form->file("roster")) {
    roster.file = {.content = file->content, .file_name = file->filename};
  }
  const Result<domain::RosterRun> run =
      faults.empty() ? desk_.rosters.run(roster) : Result<domain::RosterRun>(wrong_fields(faults));
  if (!run) return rosters_page(request, visitor, {.fields = fields, .error = &run.error()});
  return see_other(services_, "/admin/rosters",
                   std::to_string(run->matched) + " of " + std::to_string(run->rows) +
                       " rows are confirmed; what differs, is missing or is new waits in the queue.");
}

Response VerifyingPages::subject_page(const Request& request, const Visitor& visitor, const Subject& subject,
                                      SentForm check, SentForm standing) const {
  const Result<app::VerifyingSubject> found =
      desk_.view(visitor.actor, subject.practitioner, subject.credential, subject.licence);
  if (!found) return layout_.error(request, &visitor, found.error());
  const Error* error = check.error != nullptr ? check.error : standing.error;
  const SubjectView view{.subject = *found,
                         .check = std::move(check),
                         .standing = std::move(standing),
                         .may_check = app::permits(visitor.actor.roles, Permission::kRecordVerification),
                         .may_change = app::permits(visitor.actor.roles, Permission::kChangeStanding),
                         .now = desk_.now()};
  const std::string title = found->credential
                                ? pages::name_of(vocabulary_, found->credential->type)
                                : "Licence of " + pages::name_of(vocabulary_, found->licence->jurisdiction);
  HtmlWriter out = layout_.writer();
  out.raw("<h1>").text(title).raw(
      "</h1><div class=\"sides\"><div><section class=\"panel\"><h2>On record</h2>");
  subject_facts(out, view, vocabulary_);
  out.raw("</section>");
  subject_history(out, view);
  out.raw("</div><div>");
  // Of whoever left nothing is checked any more; what stands against their certificate is still decided.
  const bool left = found->practitioner.listing == domain::ListingState::kWithdrawn;
  if (view.may_check && !left) check_form(out, view, visitor);
  if (view.may_change && found->credential) standing_form(out, view, visitor);
  out.raw("</div></div>");
  return layout_.page(request, visitor, {.title = title, .section = "/admin/queue"}, out,
                      error == nullptr ? 200 : status_of(error->code));
}

Response VerifyingPages::credential(const Request& request, const Visitor& visitor) const {
  return subject_page(request, visitor, credential_in(request));
}

Response VerifyingPages::licence(const Request& request, const Visitor& visitor) const {
  return subject_page(request, visitor, licence_in(request));
}

Response VerifyingPages::verify(const Request& request, const Visitor& visitor,
                                const Subject& subject) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const FieldText fields = fields_of(*form);
  std::vector<Fault> faults;
  app::VerificationReport report = read_report(fields, visitor.actor, faults);
  demand_version(report.version, faults);
  report.practitioner = subject.practitioner;
  report.credential = subject.credential;
  report.licence = subject.licence;
  if (const Part* file = form->file("evidence")) {
    report.evidence = app::BroughtFile{.content = file->content, .file_name = file->filename};
  }
  const Result<domain::VerificationId> done =
      faults.empty() ? desk_.checks.run(report) : Result<domain::VerificationId>(wrong_fields(faults));
  if (!done) return subject_page(request, visitor, subject, {.fields = fields, .error = &done.error()});
  return see_other(services_, subject_path(subject.practitioner, subject.credential, subject.licence),
                   "The check is recorded.");
}

Response VerifyingPages::verify_credential(const Request& request, const Visitor& visitor) const {
  return verify(request, visitor, credential_in(request));
}

Response VerifyingPages::verify_licence(const Request& request, const Visitor& visitor) const {
  return verify(request, visitor, licence_in(request));
}

Response VerifyingPages::change(const Request& request, const Visitor& visitor) const {
  const Result<Form> form = Form::read(request);
  if (!form) return layout_.error(request, &visitor, form.error());
  const Subject subject = credential_in(request);
  const FieldText fields = fields_of(*form);
  std::vector<Fault> faults;
  app::StandingRequest asked = read_standing(fields, visitor.actor, faults);
  demand_version(asked.version, faults);
  asked.practitioner = subject.practitioner;
  asked.credential = subject.credential;
  const Result<app::StandingAnswer> done =
      faults.empty() ? desk_.standing.run(asked) : Result<app::StandingAnswer>(wrong_fields(faults));
  if (!done) return subject_page(request, visitor, subject, {}, {.fields = fields, .error = &done.error()});
  return see_other(services_, subject_path(subject.practitioner, subject.credential, {}),
                   standing_notice(*done));
}

Response VerifyingPages::evidence(const Request& request, const Visitor& visitor) const {
  const Result<app::VerifyingDesk::EvidenceFile> file = desk_.evidence(visitor.actor, request.path_id);
  if (!file) return layout_.error(request, &visitor, file.error());
  return evidence_download(*file);
}

}  // namespace stillpoint::http::admin
