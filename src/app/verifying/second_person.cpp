#include "app/verifying/second_person.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/identity/identity.h"
#include "app/identity/permissions.h"

namespace stillpoint::app {

Result<bool> is_sole_verifier(const VerifyingParts& parts, const domain::Actor& actor) {
  Result<std::vector<domain::Account>> all = parts.accounts();
  if (!all) return std::move(all).error();
  return std::none_of(all->begin(), all->end(), [&](const domain::Account& one) {
    return !one.disabled && one.id != actor.account &&
           permits(roles_in_force(one), Permission::kChangeStanding);
  });
}

}  // namespace stillpoint::app
