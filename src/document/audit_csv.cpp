#include "document/audit_csv.h"

#include <array>
#include <string_view>
#include <vector>

#include "base/time_text.h"

namespace stillpoint::document {
namespace {

/// In the order of domain::ActorKind.
constexpr std::array<std::string_view, 5> kActorKinds{"account", "practitioner", "client", "operator",
                                                      "system"};

void append_value(std::string& out, std::string_view value) {
  // What a spreadsheet reads as a formula at the beginning of a cell (OWASP, CSV injection).
  const bool formula =
      !value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos;
  out.push_back('"');
  if (formula) out.push_back('\'');
  for (const char c : value) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

void append_line(std::string& out, const std::vector<std::string_view>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i != 0) out.push_back(',');
    append_value(out, values[i]);
  }
  out += "\r\n";
}

std::string roles_of(const domain::Actor& actor) {
  std::string names;
  for (std::size_t role = 0; role < domain::kRoles; ++role) {
    if (!actor.roles.has(static_cast<domain::Role>(role))) continue;
    names += (names.empty() ? "" : ", ") + std::string(domain::kRoleNames[role]);
  }
  return names;
}

}  // namespace

void append_audit_csv_head(std::string& out) {
  append_line(out, {"entry", "at", "kind_of_actor", "account", "actor", "roles", "address", "action",
                    "subject_kind", "subject", "field", "before", "after", "reason", "erased"});
}

void append_audit_csv(std::string& out, const domain::AuditRecord& record) {
  const domain::AuditEntry& entry = record.entry;
  const std::string sequence = std::to_string(record.sequence);
  const std::string at = print_instant(entry.at);
  const std::string account = entry.actor.account ? print_id(entry.actor.account.value) : "";
  const std::string roles = roles_of(entry.actor);
  static const std::vector<domain::FieldChange> nothing(1);
  for (const domain::FieldChange& change : entry.changes.empty() ? nothing : entry.changes) {
    append_line(out, {sequence, at, kActorKinds[static_cast<std::size_t>(entry.actor.kind)], account,
                      entry.actor.name, roles, entry.actor.address, entry.action, entry.subject.kind,
                      entry.subject.id, change.field, change.before, change.after, entry.reason,
                      record.erased ? "yes" : "no"});
  }
}

}  // namespace stillpoint::document
