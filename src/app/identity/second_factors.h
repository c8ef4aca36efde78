#pragma once

#include <cstddef>

#include "app/identity/identity.h"

namespace stillpoint::app {

/// How the second factors of a database stand to a key.
struct SealedFactors {
  std::size_t opened = 0;   ///< Sealed, and the key opens them.
  std::size_t foreign = 0;  ///< Sealed with another key.
  std::size_t plain = 0;    ///< Kept in the open by a version that knew no key.
};
/// Looks at every account. @param vault null: there is no key.
[[nodiscard]] Result<SealedFactors> look_at_factors(const domain::AccountStore& accounts, const Vault* vault);

/// Seals with the newest key what is kept in the open or opens with an older one, all in one transaction,
/// with a line in the trail for each. What no key opens stays as it is. @return how many were sealed.
[[nodiscard]] Result<std::size_t> seal_factors(const IdentityParts& parts, const domain::Actor& actor);

/// What no key opens any more is of no use: takes it away with its recovery codes and ends these people's
/// sessions; they set up a new second factor when they next sign in. @return from how many.
[[nodiscard]] Result<std::size_t> drop_foreign_factors(const IdentityParts& parts,
                                                       const domain::Actor& actor);

}  // namespace stillpoint::app
