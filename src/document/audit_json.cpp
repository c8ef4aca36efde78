#include "document/audit_json.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/time_text.h"
#include "document/json_value.h"

namespace stillpoint::document {
namespace {

/// In the order of domain::ActorKind.
constexpr std::array<std::string_view, 5> kActorKinds{"account", "practitioner", "client", "operator",
                                                      "system"};

/// A value that is JSON as it was recorded; as a text where somebody spoilt it.
void write_side(JsonWriter& json, std::string_view name, const std::string& side) {
  json.key(name);
  if (side.empty()) return json.null();
  constexpr std::size_t kNoLess = 1;
  if (JsonDocument::parse(side, {.bytes_max = std::max(side.size(), kNoLess)})) return json.raw(side);
  json.string(side);
}

void write_actor(JsonWriter& json, const domain::Actor& actor, Addresses addresses) {
  json.begin_object();
  json.member("kind", kActorKinds[static_cast<std::size_t>(actor.kind)]);
  if (actor.account) json.member("account", print_id(actor.account.value));
  json.member("name", actor.name);
  json.key("roles");
  json.begin_array();
  for (std::size_t role = 0; role < domain::kRoles; ++role) {
    if (actor.roles.has(static_cast<domain::Role>(role))) json.string(domain::kRoleNames[role]);
  }
  json.end_array();
  if (addresses == Addresses::kShown) json.member("address", actor.address);
  json.end_object();
}

}  // namespace

void write_audit_record(JsonWriter& json, const domain::AuditRecord& record, Addresses addresses) {
  const domain::AuditEntry& entry = record.entry;
  json.begin_object();
  json.member("sequence", record.sequence);
  json.member("at", print_instant(entry.at));
  json.key("actor");
  write_actor(json, entry.actor, addresses);
  json.member("action", entry.action);
  json.key("subject");
  json.begin_object();
  json.member("kind", entry.subject.kind);
  json.member("id", entry.subject.id);
  json.end_object();
  json.key("changes");
  json.begin_array();
  for (const domain::FieldChange& change : entry.changes) {
    json.begin_object();
    json.member("field", change.field);
    write_side(json, "before", change.before);
    write_side(json, "after", change.after);
    json.end_object();
  }
  json.end_array();
  json.member("reason", entry.reason);
  json.member("erased", record.erased);
  json.member("content_digest", record.content_digest);
  json.member("previous_hash", record.previous_hash);
  json.member("hash", record.hash);
  json.end_object();
}

}  // namespace stillpoint::document
