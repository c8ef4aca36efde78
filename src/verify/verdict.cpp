#include "verify/verdict.h"

#include <algorithm>

#include "domain/in_force.h"
#include "domain/thresholds.h"

namespace stillpoint::verify {
namespace {

using domain::Credential;
using domain::CredentialEvent;
using domain::CredentialEventKind;
using domain::CredentialStatus;

/// Whether the record was there at all by then: one that says when it was first written down, or registered,
/// was not there before, unless something else was written down of it earlier.
bool was_on_record(const Credential& whole, const Credential& known, Instant known_at) {
  if (!known.events.empty() || !known.verifications.empty()) return true;
  if (whole.recorded != Instant{}) return whole.recorded <= known_at;
  const bool tells = std::any_of(whole.events.begin(), whole.events.end(), [](const CredentialEvent& event) {
    return event.kind == CredentialEventKind::kRegistered;
  });
  return !tells;
}

VerdictStatus status_of(CredentialStatus status, const domain::CheckStanding& check) {
  switch (status) {
    case CredentialStatus::kInForce:
      if (!check.matched) return VerdictStatus::kUnverified;
      return check.fresh ? VerdictStatus::kValid : VerdictStatus::kStale;
    case CredentialStatus::kNotYetValid:
      return VerdictStatus::kNotYetValid;
    case CredentialStatus::kExpired:
      return VerdictStatus::kExpired;
    case CredentialStatus::kSuspended:
      return VerdictStatus::kSuspended;
    case CredentialStatus::kRevoked:
      return VerdictStatus::kRevoked;
    case CredentialStatus::kSuperseded:
      return VerdictStatus::kSuperseded;
  }
  return VerdictStatus::kUnverified;
}

/// The issuer's own name may stand among its accreditors; its word for itself counts for nothing.
std::vector<domain::AccreditorKey> accreditors_at(const domain::CredentialType& type, std::string_view zone,
                                                  Instant at) {
  std::vector<domain::AccreditorKey> keys;
  for (const domain::Recognition& recognition : type.recognised_by) {
    if (recognition.accreditor.value == type.issuer.value) continue;
    if (!domain::recognition_at(recognition, zone, at).holds) continue;
    if (std::find(keys.begin(), keys.end(), recognition.accreditor) == keys.end()) {
      keys.push_back(recognition.accreditor);
    }
  }
  return keys;
}

}  // namespace

Verdict verdict(const VerdictFacts& facts, VerdictTimes times) {
  if (!facts.issuer_known) return {.status = VerdictStatus::kUnknownIssuer};
  if (facts.credential == nullptr) return {.status = VerdictStatus::kUnknownNumber};
  const Credential known = domain::as_known(*facts.credential, times.known_at);
  if (!was_on_record(*facts.credential, known, times.known_at))
    return {.status = VerdictStatus::kUnknownNumber};

  const domain::Freshness freshness = domain::freshness_of(facts.type, known.expires, facts.zone);
  const domain::CredentialStanding standing = domain::standing_at(known, facts.zone, times.as_of);
  const domain::CheckStanding check = domain::check_at(known.verifications, freshness, times.as_of);
  Verdict answer{.status = status_of(standing.status, check)};
  if (standing.since != Instant{}) answer.since = standing.since;
  if (standing.event != nullptr) answer.event = *standing.event;
  if (check.last != nullptr) {
    answer.last_check = *check.last;
    if (check.matched) answer.next_due = domain::stale_at(check.last->checked_at, freshness);
  }
  if (facts.type != nullptr) answer.accreditors = accreditors_at(*facts.type, facts.zone, times.as_of);
  return answer;
}

}  // namespace stillpoint::verify
