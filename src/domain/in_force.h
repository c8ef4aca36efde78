#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "domain/credential.h"
#include "domain/freshness.h"
#include "domain/vocabulary.h"

namespace stillpoint::domain {

/// What a credential's own dates and events make of it. Shared by search and verify.
enum class CredentialStatus { kInForce, kNotYetValid, kExpired, kSuspended, kRevoked, kSuperseded };

/// What an event of the kind makes of a credential; nothing for one that leaves it as it was.
std::optional<CredentialStatus> status_after(CredentialEventKind kind);

struct CredentialStanding {
  CredentialStatus status = CredentialStatus::kInForce;
  const CredentialEvent* event = nullptr;  ///< What took it out of force; null where no event did.
  Instant since{};  ///< When the deciding event or date took effect (zero instant where none did).
  Instant holds_until = kEndOfTime;  ///< First instant at which a later event or date may change it.
};

/// Claimed events count against a credential only; one whose registrations are all still ahead is not yet
/// valid.
/// Status at `now`: a revocation with `effective <= now` stands, whatever came after it, until it is lifted
/// by a reinstatement or a correction; else the latest of suspended, superseded and expired that no
/// reinstatement, registration or correction ended; then the dates: from the start of `issued` to the end of
/// `expires` in the zone. An event ends another only where it takes effect later and was written down no
/// earlier: what is backdated today was not lifted by what was decided before it.
CredentialStanding standing_at(const Credential& credential, std::string_view zone, Instant now);

/// The credential as it was known at an instant: without the events and checks that were written down
/// afterwards. Its number and dates are those of today's record: they have no history.
Credential as_known(const Credential& credential, Instant known_at);

/// Where a record's checks stand at `now`.
struct CheckStanding {
  const Verification* last = nullptr;  ///< The last conclusive, counted one; null if never checked.
  bool matched = false;
  bool fresh = false;  ///< Matched, and inside the window.
  Instant holds_until = kEndOfTime;
};
CheckStanding check_at(std::span<const Verification> verifications, const Freshness& freshness, Instant now);

/// Whether a dated recognition holds at `now`, from the start of its first to the end of its last day in the
/// zone (the issuer's); open ends are open.
struct RecognitionStanding {
  bool holds = false;
  Instant holds_until = kEndOfTime;
};
RecognitionStanding recognition_at(const Recognition& recognition, std::string_view zone, Instant now);
/// The same in UTC.
bool holds_at(const Recognition& recognition, Instant now);

/// Whether a suspension or revocation of the last five years (claimed ones too) still casts doubt: not
/// reinstated or corrected since it was written down, claims to that effect apart.
struct TaintStanding {
  const CredentialEvent* event = nullptr;  ///< The latest such; null for none.
  Instant holds_until = kEndOfTime;
};
TaintStanding taint_at(const Credential& credential, Instant now);

}  // namespace stillpoint::domain
