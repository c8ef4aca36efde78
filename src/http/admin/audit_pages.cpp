#include "http/admin/audit_pages.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/dashboard/prove_trail.h"
#include "base/id.h"
#include "base/text.h"
#include "base/time_text.h"
#include "document/audit_csv.h"
#include "document/audit_json.h"
#include "document/json_writer.h"
#include "http/admin/admin_layout.h"
#include "http/admin/audit_filter.h"
#include "http/problem.h"

namespace stillpoint::http::admin {
namespace {

using domain::AuditRecord;
using pages::Href;
using pages::HtmlWriter;
using pages::Markup;

constexpr std::size_t kEntriesPerPage = 50;
/// A download is made in memory; a longer trail is the command line's.
constexpr std::size_t kDownloadEntriesMax = 50'000;
/// A changed value is shown so far; the download has it whole.
constexpr std::size_t kShownBytesMax = 400;

constexpr std::string_view kPath = "/admin/audit";

/// What an actor is called where they have no account. In the order of domain::ActorKind.
constexpr std::array<Markup, 5> kActorWords = {"an account", "the practitioner, by a link in their mail",
                                               "a client", "the operator of the machine",
                                               "the program itself"};

/// One page of entries, newest first, and whether older ones follow.
struct Entries {
  std::vector<AuditRecord> records{};
  bool more = false;
};

Result<Entries> read_entries(const domain::AuditLog& trail, domain::AuditFilter filter, std::size_t count) {
  filter.count = count + 1;
  Entries entries;
  const Result<void> done = trail.for_each(filter, [&](const AuditRecord& record) -> Result<void> {
    entries.records.push_back(record);
    return {};
  });
  if (!done) return done.error();
  entries.more = entries.records.size() > count;
  if (entries.more) entries.records.pop_back();
  return entries;
}

class AuditPages {
 public:
  explicit AuditPages(const AdminServices& services)
      : trail_(services.trail), proofs_(services.proofs), layout_(services) {}

  [[nodiscard]] Response show(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response prove(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response ndjson(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response csv(const Request& request, const Visitor& visitor) const;
  [[nodiscard]] Response json(const Request& request) const;

 private:
  void form(HtmlWriter& out, const AuditQuestion& question) const;
  void entry(HtmlWriter& out, const AuditRecord& record) const;
  [[nodiscard]] Result<Entries> download(const Request& request) const;

  const domain::AuditLog& trail_;
  app::ProveTrail& proofs_;
  AdminLayout layout_;
};

void AuditPages::form(HtmlWriter& out, const AuditQuestion& question) const {
  out.raw("<section class=\"panel\"><h2>Which entries</h2><form class=\"narrow\" method=\"get\"")
      .action(Href::path(std::string(kPath)));
  out.raw(">");
  text_field(out, {.label = "Kind of record",
                   .name = "kind",
                   .value = question.kind,
                   .hint = "practitioner, credential, issuer, account, …",
                   .required = false});
  text_field(out, {.label = "Its id or key",
                   .name = "id",
                   .value = question.id,
                   .hint = "Empty for every record of the kind.",
                   .required = false});
  text_field(out, {.label = "Done by the account",
                   .name = "account",
                   .value = question.account,
                   .hint = "Its id: follow a name below.",
                   .required = false});
  out.raw("<button class=\"primary\">Show</button></form><p class=\"acts\"><a");
  const std::string query = print_audit_question(question, 0);
  out.href(Href::path(std::string(kPath) + ".csv" + query)).raw(" download>As a table (CSV)</a><a");
  out.href(Href::path(std::string(kPath) + ".ndjson" + query)).raw(" download>As NDJSON</a><a");
  out.href(Href::path(std::string(kPath) + "/proof")).raw(">Prove the whole trail</a></p></section>");
}

void shown_value(HtmlWriter& out, std::string_view json) {
  if (json.empty()) {
    out.raw("<td><span class=\"hint\">nothing</span></td>");
    return;
  }
  const std::string_view shown = shorten(json, kShownBytesMax);
  out.raw("<td><code>").text(shown);
  if (shown.size() < json.size()) out.raw("…");
  out.raw("</code></td>");
}

void changes_table(HtmlWriter& out, const std::vector<domain::FieldChange>& changes) {
  if (changes.empty()) return;
  out.raw(
      "<table><thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Before</th><th "
      "scope=\"col\">After</th>");
  out.raw("</tr></thead><tbody>");
  for (const domain::FieldChange& change : changes) {
    out.raw("<tr><td><code>").text(change.field).raw("</code></td>");
    shown_value(out, change.before);
    shown_value(out, change.after);
    out.raw("</tr>");
  }
  out.raw("</tbody></table>");
}

void AuditPages::entry(HtmlWriter& out, const AuditRecord& record) const {
  const domain::AuditEntry& entry = record.entry;
  const domain::Actor& actor = entry.actor;
  out.raw("<li class=\"panel\"").attribute("id", "entry-" + std::to_string(record.sequence)).raw("><h2>");
  out.number(record.sequence).raw(" · ").text(entry.action).raw("</h2><p><time");
  out.attribute("datetime", print_instant(entry.at))
      .raw(">")
      .text(print_instant(entry.at))
      .raw("</time>, by ");
  if (actor.account) {
    const std::string account = print_id(actor.account.value);
    out.raw("<a")
        .href(Href::path(std::string(kPath) + print_audit_question({.account = account}, 0)))
        .raw(">");
    out.text(actor.name.empty() ? account : actor.name).raw("</a>");
  } else {
    out.raw(kActorWords[static_cast<std::size_t>(actor.kind)]);
  }
  if (!actor.address.empty()) out.raw(", from ").text(actor.address);
  if (!entry.subject.kind.empty()) {
    out.raw(", on ").text(entry.subject.kind).raw(" <a");
    out.href(Href::path(std::string(kPath) +
                        print_audit_question({.kind = entry.subject.kind, .id = entry.subject.id}, 0)));
    out.raw(">").text(entry.subject.id.empty() ? "(all)" : entry.subject.id).raw("</a>");
  }
  out.raw(".</p>");
  if (!entry.reason.empty()) out.raw("<p>Why: ").text(entry.reason).raw("</p>");
  if (record.erased) out.raw("<p class=\"hint\">What changed was erased; its digest keeps the chain.</p>");
  changes_table(out, entry.changes);
  out.raw("</li>");
}

Response AuditPages::show(const Request& request, const Visitor& visitor) const {
  const Result<AuditQuestion> question = read_audit_question(request);
  if (!question) return layout_.error(request, &visitor, question.error());
  const Result<Entries> entries = read_entries(trail_, question->filter, kEntriesPerPage);
  if (!entries) return layout_.error(request, &visitor, entries.error());
  HtmlWriter out = layout_.writer();
  out.raw(
      "<h1>The trail</h1><p class=\"lead\">Who changed what, newest first. Nothing here can be changed.</p>");
  form(out, *question);
  if (entries->records.empty()) {
    out.raw("<p>There is no such entry.</p>");
  } else {
    out.raw("<ol class=\"trail\">");
    for (const AuditRecord& record : entries->records) entry(out, record);
    out.raw("</ol>");
  }
  out.raw("<nav class=\"acts\" aria-label=\"Pages of the trail\">");
  if (question->filter.after > 0) {
    out.raw("<a")
        .href(Href::path(std::string(kPath) + print_audit_question(*question, 0)))
        .raw(">Newest</a>");
  }
  if (entries->more) {
    out.raw("<a rel=\"next\"");
    out.href(
        Href::path(std::string(kPath) + print_audit_question(*question, entries->records.back().sequence)));
    out.raw(">Older entries</a>");
  }
  out.raw("</nav>");
  return layout_.page(request, visitor, {.title = "The trail", .section = kPath}, out);
}

Response AuditPages::prove(const Request& request, const Visitor& visitor) const {
  const Result<app::TrailProof> proof = proofs_.run(visitor.actor);
  if (!proof) return layout_.error(request, &visitor, proof.error());
  HtmlWriter out = layout_.writer();
  out.raw("<article class=\"read\"><h1>");
  if (!proof->holds()) {
    out.raw("The trail is broken at entry ").number(proof->broken).raw("</h1><p class=\"lead\">");
    out.text(proof->what).raw("</p><p>Entries before it hold. Take a copy of the database as it is before ");
    out.raw("anything else is done, and look for who had access to its file.</p>");
  } else if (proof->entries == 0) {
    out.raw("The trail is empty</h1>");
  } else {
    out.raw("The trail holds</h1><p class=\"lead\">Every entry from 1 to ").number(proof->entries);
    out.raw(
        " is there, unchanged, in its order.</p><p>Note the hash of the last one somewhere else now and "
        "then: ");
    out.raw("a trail that somebody made anew would have another.</p><p><code>").text(proof->last_hash);
    out.raw("</code></p>");
  }
  out.raw("<p><a").href(Href::path(std::string(kPath))).raw(">To the trail</a></p></article>");
  return layout_.page(request, visitor, {.title = "Proof of the trail", .section = kPath}, out);
}

Result<Entries> AuditPages::download(const Request& request) const {
  Result<AuditQuestion> question = read_audit_question(request);
  if (!question) return std::move(question).error();
  question->filter.newest_first = false;
  question->filter.after = 0;
  Result<Entries> entries = read_entries(trail_, question->filter, kDownloadEntriesMax);
  if (!entries || !entries->more) return entries;
  return Error{.code = ErrorCode::kInvalid,
               .message = "That is more than " + std::to_string(kDownloadEntriesMax) +
                          " entries: ask for one record or person, or use `stillpoint audit export`."};
}

Response AuditPages::ndjson(const Request& request, const Visitor& visitor) const {
  const Result<Entries> entries = download(request);
  if (!entries) return layout_.error(request, &visitor, entries.error());
  Response response{.content_type = "application/x-ndjson",
                    .headers = {{"Content-Disposition", "attachment; filename=\"trail.ndjson\""}}};
  for (const AuditRecord& record : entries->records) {
    document::JsonWriter json(response.body);
    document::write_audit_record(json, record, document::Addresses::kShown);
    response.body.push_back('\n');
  }
  return response;
}

Response AuditPages::csv(const Request& request, const Visitor& visitor) const {
  const Result<Entries> entries = download(request);
  if (!entries) return layout_.error(request, &visitor, entries.error());
  Response response{.content_type = "text/csv; charset=utf-8",
                    .headers = {{"Content-Disposition", "attachment; filename=\"trail.csv\""}}};
  document::append_audit_csv_head(response.body);
  for (const AuditRecord& record : entries->records) document::append_audit_csv(response.body, record);
  return response;
}

Response AuditPages::json(const Request& request) const {
  const Result<AuditQuestion> question = read_audit_question(request);
  if (!question) return problem(question.error());
  const Result<Entries> entries = read_entries(trail_, question->filter, kEntriesPerPage);
  if (!entries) return problem(entries.error());
  Response response{.content_type = "application/json"};
  document::JsonWriter json(response.body);
  json.begin_object();
  json.key("items");
  json.begin_array();
  for (const AuditRecord& record : entries->records) {
    document::write_audit_record(json, record, document::Addresses::kShown);
  }
  json.end_array();
  json.key("next");
  if (entries->more) {
    json.string("/v1/admin/audit" + print_audit_question(*question, entries->records.back().sequence));
  } else {
    json.null();
  }
  json.end_object();
  return response;
}

}  // namespace

std::vector<Route> audit_routes(const AdminServices& services, const Gate& gate) {
  const auto pages = std::make_shared<const AuditPages>(services);
  const auto page = [&](Response (AuditPages::*answer)(const Request&, const Visitor&) const) {
    return gate.page(app::Permission::kReadTrail,
                     [pages, answer](const Request& request, const Visitor& visitor) {
                       return ((*pages).*answer)(request, visitor);
                     });
  };
  const std::string path(kPath);
  return {{"GET", path, page(&AuditPages::show), false},
          {"GET", path + "/proof", page(&AuditPages::prove), false},
          {"GET", path + ".ndjson", page(&AuditPages::ndjson), false},
          {"GET", path + ".csv", page(&AuditPages::csv), false},
          {"GET", "/v1/admin/audit",
           gate.api(app::Permission::kReadTrail,
                    [pages](const Request& request, const Visitor&) { return pages->json(request); }),
           false}};
}

}  // namespace stillpoint::http::admin
