#pragma once

#include <array>
#include <cstdint>

#include "base/result.h"
#include "domain/actor.h"

namespace stillpoint::app {

/// What can be done behind the sign-in. Each route of the administration asks for exactly one.
enum class Permission : std::uint8_t {
  kSignedIn,            ///< One's own account: password, second factor, sessions, tokens.
  kReadDirectory,       ///< Every record, private fields included, queues, the dashboard.
  kEditRegister,        ///< Practitioners, licences, training, credentials, schools, issuers, spreadsheets.
  kRecordVerification,  ///< Checks at the source, rosters, evidence.
  kChangeStanding,      ///< Suspend, reinstate, revoke.
  kModerate,            ///< Reviews and reports.
  kReadTrail,           ///< The audit trail.
  kManagePeople,        ///< Accounts and their roles.
  kChangeSettings,      ///< Settings, retention, exclusion lists, erasure.
  kManagePartners,      ///< Sites that show the directory, and their keys.
};
constexpr std::size_t kPermissions = 10;

/// The one table: a row per permission, a column per role in the order of domain::Role.
///                                owner  registrar verifier moderator auditor
constexpr std::array<std::array<bool, domain::kRoles>, kPermissions> kPermissionTable = {{
    /* kSignedIn */ {{true, true, true, true, true}},
    /* kReadDirectory */ {{true, true, true, true, true}},
    /* kEditRegister */ {{false, true, false, false, false}},
    /* kRecordVerification */ {{false, false, true, false, false}},
    /* kChangeStanding */ {{false, false, true, false, false}},
    /* kModerate */ {{false, false, false, true, false}},
    /* kReadTrail */ {{true, false, false, false, true}},
    /* kManagePeople */ {{true, false, false, false, false}},
    /* kChangeSettings */ {{true, false, false, false, false}},
    /* kManagePartners */ {{true, false, false, false, false}},
}};

/// Whether any of the roles has the permission.
bool permits(domain::Roles roles, Permission permission);

/// Lets an actor through, or says what is missing. Operators and the system itself may everything.
/// @return kUnauthenticated where nobody is signed in; kForbidden, naming the roles that may, otherwise.
[[nodiscard]] Result<void> require(const domain::Actor& actor, Permission permission);

}  // namespace stillpoint::app
