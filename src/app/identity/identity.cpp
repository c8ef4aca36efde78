#include "app/identity/identity.h"

#include <algorithm>
#include <utility>

#include "base/id.h"
#include "document/json_writer.h"

namespace stillpoint::app {
namespace {

std::string json_text(std::string_view text) {
  std::string out;
  if (!text.empty()) document::JsonWriter(out).string(text);
  return out;
}

}  // namespace

bool needs_second_factor(domain::Roles roles) {
  return roles.has(domain::Role::kOwner) || roles.has(domain::Role::kVerifier);
}

domain::Roles roles_in_force(const domain::Account& account) {
  if (account.totp_confirmed) return account.roles;
  domain::Roles roles;
  for (std::size_t i = 0; i < domain::kRoles; ++i) {
    const auto role = static_cast<domain::Role>(i);
    if (account.roles.has(role) && !needs_second_factor(domain::Roles().add(role))) roles.add(role);
  }
  return roles;
}

Standing standing_of(const SignedIn& who) {
  if (who.account.totp_confirmed) return who.session.second_factor ? Standing::kWhole : Standing::kNeedsCode;
  return needs_second_factor(who.account.roles) ? Standing::kNeedsSetUp : Standing::kWhole;
}

domain::Actor actor_of(const domain::Account& account, std::string_view address) {
  return {.kind = domain::ActorKind::kAccount,
          .account = account.id,
          .name = account.name,
          .roles = roles_in_force(account),
          .address = std::string(address)};
}

std::string folded_mail(std::string_view typed) {
  const std::size_t begin = typed.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  std::string mail(typed.substr(begin, typed.find_last_not_of(" \t\r\n") - begin + 1));
  for (char& c : mail) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return mail;
}

bool is_one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 32 || byte == 127;
  });
}

std::string role_list(domain::Roles roles) {
  std::string list;
  for (std::size_t i = 0; i < domain::kRoles; ++i) {
    if (!roles.has(static_cast<domain::Role>(i))) continue;
    list.append(list.empty() ? "" : ", ").append(domain::kRoleNames[i]);
  }
  return list;
}

Result<void> note(const IdentityParts& parts, const domain::Actor& actor, std::string action,
                  domain::AuditSubject subject, std::vector<domain::FieldChange> changes) {
  return parts.trail.append({.at = parts.clock.now(),
                             .actor = actor,
                             .action = std::move(action),
                             .subject = std::move(subject),
                             .changes = std::move(changes)});
}

domain::AuditSubject account_subject(domain::AccountId id) {
  return {.kind = "account", .id = print_id(id.value)};
}

domain::FieldChange text_change(std::string field, std::string_view before, std::string_view after) {
  return {.field = std::move(field), .before = json_text(before), .after = json_text(after)};
}

}  // namespace stillpoint::app
