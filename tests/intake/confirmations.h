#pragma once

#include <algorithm>

#include "domain/in_force.h"

namespace stillpoint::intake {

/// How many checks confirmed the certificate at an instant at which an event (not a date) had it out of
/// force.
inline int confirmations_out_of_force(domain::Credential credential) {
  credential.issued.reset();
  credential.expires.reset();
  return static_cast<int>(std::ranges::count_if(credential.verifications, [&](const auto& check) {
    return check.result == domain::VerificationResult::kMatched &&
           domain::standing_at(credential, {}, check.checked_at).event != nullptr;
  }));
}

}  // namespace stillpoint::intake
