#include "app/personal/export_person.h"

#include <optional>
#include <utility>

#include "app/identity/permissions.h"
#include "base/time_text.h"
#include "document/audit_json.h"
#include "document/json_writer.h"
#include "document/practitioner_writer.h"

namespace stillpoint::app {

Result<std::string> ExportPerson::run(const domain::Actor& actor, domain::PractitionerId id) const {
  // Whoever opened their own listing by the link in their mail takes out their own.
  const bool is_own = actor.kind == domain::ActorKind::kPractitioner;
  const Result<void> may = is_own ? Result<void>() : require(actor, Permission::kChangeSettings);
  if (!may) return may.error();
  const Result<std::optional<domain::Practitioner>> found = stores_.directory.find_existing({.id = id});
  if (!found) return found.error();
  if (!*found) return Error{.code = ErrorCode::kNotFound, .message = "There is no such practitioner."};
  const domain::AuditSubject subject{.kind = "practitioner", .id = print_id(id.value)};
  const Result<void> traced = stores_.trail.append(
      {.at = clock_.now(), .actor = actor, .action = "practitioner.export", .subject = subject});
  if (!traced) return traced.error();

  std::string text;
  document::JsonWriter json(text);
  json.begin_object();
  json.member("exported", print_instant(clock_.now()));
  Result<void> done = write_record(json, **found);
  if (!done) return std::move(done).error();
  const Result<std::vector<domain::PractitionerId>> merged = stores_.personal.merged_into(id);
  if (!merged) return merged.error();
  json.key("merged");
  json.begin_array();
  for (const domain::PractitionerId each : *merged) {
    const Result<std::optional<domain::Practitioner>> record = stores_.directory.find_existing({.id = each});
    if (!record) return record.error();
    if (!*record) continue;
    json.begin_object();
    done = write_record(json, **record);
    if (!done) return std::move(done).error();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return text;
}

Result<void> ExportPerson::write_record(document::JsonWriter& json,
                                        const domain::Practitioner& record) const {
  json.key("practitioner");
  json.raw(document::write_practitioner(record, vocabulary_, {.audience = document::Audience::kExport}));
  json.key("trail");
  json.begin_array();
  const domain::AuditSubject subject{.kind = "practitioner", .id = print_id(record.id.value)};
  Result<void> done =
      stores_.trail.for_each({.subject = subject}, [&](const domain::AuditRecord& entry) -> Result<void> {
        const bool own = entry.entry.actor.kind == domain::ActorKind::kPractitioner;
        document::write_audit_record(json, entry,
                                     own ? document::Addresses::kShown : document::Addresses::kLeftOut);
        return {};
      });
  if (!done) return done;
  json.end_array();
  json.key("also_kept");
  json.begin_array();
  done = stores_.personal.for_each_row(record, [&](const domain::PersonalRow& row) -> Result<void> {
    json.begin_object();
    json.member("in", row.table);
    for (const auto& [name, value] : row.columns) json.member(name, value);
    json.end_object();
    return {};
  });
  if (!done) return done;
  json.end_array();
  return {};
}

}  // namespace stillpoint::app
