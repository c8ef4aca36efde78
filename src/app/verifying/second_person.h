#pragma once

#include "app/verifying/verifying_parts.h"
#include "domain/actor.h"

namespace stillpoint::app {

/// Whether nobody but the actor could confirm a revocation now: a colleague whose second factor is not set up
/// yet, or whose account is closed, cannot. @return what the list of accounts fails with.
[[nodiscard]] Result<bool> is_sole_verifier(const VerifyingParts& parts, const domain::Actor& actor);

}  // namespace stillpoint::app
