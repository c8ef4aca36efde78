#include "app/identity/permissions.h"

#include <string>
#include <string_view>

namespace stillpoint::app {
namespace {

using domain::ActorKind;
using domain::Role;

/// "registrar or verifier": the roles that have a permission.
std::string who_may(Permission permission) {
  std::string names;
  for (std::size_t role = 0; role < domain::kRoles; ++role) {
    if (!kPermissionTable[static_cast<std::size_t>(permission)][role]) continue;
    names += (names.empty() ? "" : " or ") + std::string(domain::kRoleNames[role]);
  }
  return names;
}

}  // namespace

bool permits(domain::Roles roles, Permission permission) {
  const auto& row = kPermissionTable[static_cast<std::size_t>(permission)];
  for (std::size_t role = 0; role < domain::kRoles; ++role) {
    if (row[role] && roles.has(static_cast<Role>(role))) return true;
  }
  return false;
}

Result<void> require(const domain::Actor& actor, Permission permission) {
  switch (actor.kind) {
    case ActorKind::kSystem:
    case ActorKind::kOperator:
      return {};
    case ActorKind::kPractitioner:
    case ActorKind::kClient:
      return Error{.code = ErrorCode::kUnauthenticated, .message = "Sign in first."};
    case ActorKind::kAccount:
      break;
  }
  if (permits(actor.roles, permission)) return {};
  return Error{
      .code = ErrorCode::kForbidden,
      .message = "This needs the role " + who_may(permission) + ", which your account does not have."};
}

}  // namespace stillpoint::app
