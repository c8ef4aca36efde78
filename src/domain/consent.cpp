#include "domain/consent.h"

#include <algorithm>

namespace stillpoint::domain {

std::optional<ConsentStep> due_step(const Consent& consent, Instant now) {
  switch (consent.step) {
    case ConsentStep::kAsked:
      if (now - consent.since >= kSilenceUntilSunk) return ConsentStep::kSunk;
      return std::nullopt;
    case ConsentStep::kSunk:
      if (now - consent.since >= kSilenceUntilUnlisted) return ConsentStep::kUnlisted;
      return std::nullopt;
    case ConsentStep::kListedOnBasis:
    case ConsentStep::kUnlisted:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<int> due_reminder(Date expires, Date today) {
  const auto left = (expires - today).count();
  if (left < 0) return std::nullopt;
  std::optional<int> closest;
  for (const int days : kReminderDays) {
    if (left <= days) closest = std::min(days, closest.value_or(days));
  }
  return closest;
}

Practitioner tombstone_of(const Practitioner& practitioner, Instant withdrawn) {
  Practitioner left;
  left.id = practitioner.id;
  left.version = practitioner.version;
  left.listing = ListingState::kWithdrawn;
  left.credentials = practitioner.credentials;
  for (Credential& credential : left.credentials) {
    for (Verification& check : credential.verifications) {
      // Where it was made may name the person ("…/register/jane-doe"), and what was kept shows them.
      check.source.clear();
      check.source_url.clear();
      check.evidence_sha256.clear();
    }
  }
  left.edited = withdrawn;
  return left;
}

}  // namespace stillpoint::domain
