#include "domain/in_force.h"

#include <algorithm>
#include <tuple>

#include "base/calendar.h"
#include "base/time_zone.h"
#include "domain/thresholds.h"

namespace stillpoint::domain {
namespace {

using std::chrono::days;

/// The first instant of the day in the zone: the end of the day before.
Instant start_of_day(Date date, std::string_view zone) {
  return end_of_day(date - days{1}, zone);
}

/// Whether the event counts: what anyone could have written counts against a credential, never for it.
bool counts(const CredentialEvent& event) {
  const std::optional<CredentialStatus> status = status_after(event.kind);
  return status && (!event.claimed || *status != CredentialStatus::kInForce);
}

/// Of two events of one history, whether `b`, which stands behind `a` in the list, is the later one.
bool is_later(const CredentialEvent& b, const CredentialEvent& a) {
  return std::tie(b.effective, b.recorded) >= std::tie(a.effective, a.recorded);
}

/// Whether the history begins with a registration that is still ahead.
bool begins_later(const Credential& credential, Instant now) {
  bool ahead = false;
  for (const CredentialEvent& event : credential.events) {
    if (event.kind != CredentialEventKind::kRegistered) continue;
    if (event.effective <= now) return false;
    ahead = true;
  }
  return ahead;
}

bool is_against(CredentialEventKind kind) {
  return kind == CredentialEventKind::kSuspended || kind == CredentialEventKind::kRevoked;
}

bool is_lifting(const CredentialEvent& event) {
  return !event.claimed &&
         (event.kind == CredentialEventKind::kReinstated || event.kind == CredentialEventKind::kCorrected);
}

/// The latest event in effect at `now` that fits; null for none.
template <class Fits>
const CredentialEvent* latest(const Credential& credential, Instant now, const Fits& fits) {
  const CredentialEvent* found = nullptr;
  for (const CredentialEvent& event : credential.events) {
    if (event.effective > now || !fits(event)) continue;
    if (found == nullptr || is_later(event, *found)) found = &event;
  }
  return found;
}

/// Whether the event puts a credential back into force, a revocation's apart, which only is_lifting() ends.
bool puts_in_force(const CredentialEvent& event) {
  return counts(event) && status_after(event.kind) == CredentialStatus::kInForce;
}

bool takes_out_of_force(const CredentialEvent& event) {
  return counts(event) && status_after(event.kind) != CredentialStatus::kInForce;
}

bool is_revocation(const CredentialEvent& event) {
  return event.kind == CredentialEventKind::kRevoked;
}

/// Whether `lifting` ends what stands against a credential: it takes effect later, and whoever wrote it down
/// could know of the other. What is written down afterwards, with an earlier day, was never meant by it.
/// Both are events of one history.
bool lifts(const CredentialEvent& lifting, const CredentialEvent& against) {
  if (lifting.recorded < against.recorded) return false;
  return &lifting > &against ? is_later(lifting, against) : !is_later(against, lifting);
}

/// The latest event in effect at `now` that stands against the credential, by `is_against`, and that nothing
/// in effect then lifts, of what `may_lift`; null for none.
template <class IsAgainst, class MayLift>
const CredentialEvent* latest_unlifted(const Credential& credential, Instant now, const IsAgainst& is_against,
                                       const MayLift& may_lift) {
  return latest(credential, now, [&](const CredentialEvent& against) {
    return is_against(against) &&
           std::none_of(credential.events.begin(), credential.events.end(), [&](const CredentialEvent& one) {
             return one.effective <= now && may_lift(one) && lifts(one, against);
           });
  });
}

/// The event in effect at `now` that decides: a revocation that nothing lifted, whatever else happened; else
/// what takes the credential out of force and was not ended since; else what put it into force. Null for
/// none.
const CredentialEvent* deciding_event(const Credential& credential, Instant now) {
  if (const CredentialEvent* revoked = latest_unlifted(credential, now, is_revocation, is_lifting)) {
    return revoked;
  }
  if (const CredentialEvent* against = latest_unlifted(credential, now, takes_out_of_force, puts_in_force)) {
    return against;
  }
  return latest(credential, now, puts_in_force);
}

}  // namespace

std::optional<CredentialStatus> status_after(CredentialEventKind kind) {
  switch (kind) {
    case CredentialEventKind::kRegistered:
    case CredentialEventKind::kReinstated:
    case CredentialEventKind::kCorrected:
      return CredentialStatus::kInForce;
    case CredentialEventKind::kExpired:
      return CredentialStatus::kExpired;
    case CredentialEventKind::kSuspended:
      return CredentialStatus::kSuspended;
    case CredentialEventKind::kRevoked:
      return CredentialStatus::kRevoked;
    case CredentialEventKind::kSuperseded:
      return CredentialStatus::kSuperseded;
    case CredentialEventKind::kVerified:
      return std::nullopt;
  }
  return std::nullopt;
}

CredentialStanding standing_at(const Credential& credential, std::string_view zone, Instant now) {
  CredentialStanding standing;
  for (const CredentialEvent& event : credential.events) {
    if (event.effective > now) standing.holds_until = std::min(standing.holds_until, event.effective);
  }
  const CredentialEvent* deciding = deciding_event(credential, now);
  if (deciding != nullptr) {
    standing.since = deciding->effective;
    standing.status = *status_after(deciding->kind);
    if (standing.status != CredentialStatus::kInForce) {
      standing.event = deciding;
      return standing;
    }
  } else if (begins_later(credential, now)) {
    standing.status = CredentialStatus::kNotYetValid;
    return standing;
  }
  if (credential.expires) {
    const Instant end = end_of_day(*credential.expires, zone);
    if (end <= now) {
      standing.status = CredentialStatus::kExpired;
      standing.since = end;
      return standing;
    }
    standing.holds_until = std::min(standing.holds_until, end);
  }
  if (credential.issued) {
    const Instant begin = start_of_day(*credential.issued, zone);
    if (begin > now) {
      standing.status = CredentialStatus::kNotYetValid;
      standing.holds_until = std::min(standing.holds_until, begin);
    } else {
      standing.since = std::max(standing.since, begin);
    }
  }
  return standing;
}

Credential as_known(const Credential& credential, Instant known_at) {
  Credential known = credential;
  std::erase_if(known.events, [&](const CredentialEvent& event) { return event.recorded > known_at; });
  std::erase_if(known.verifications, [&](const Verification& check) {
    // Nobody knew of a check before it was made.
    return std::max(check.recorded, check.checked_at) > known_at;
  });
  return known;
}

CheckStanding check_at(std::span<const Verification> verifications, const Freshness& freshness, Instant now) {
  CheckStanding standing;
  for (const Verification& check : verifications) {
    if (check.claimed || check.result == VerificationResult::kInconclusive) continue;
    if (check.checked_at > now) {
      standing.holds_until = std::min(standing.holds_until, check.checked_at);
    } else if (standing.last == nullptr || check.checked_at >= standing.last->checked_at) {
      standing.last = &check;
    }
  }
  if (standing.last == nullptr || standing.last->result != VerificationResult::kMatched) return standing;
  standing.matched = true;
  const Instant stale = stale_at(standing.last->checked_at, freshness);
  standing.fresh = now < stale;
  if (standing.fresh) standing.holds_until = std::min(standing.holds_until, stale);
  return standing;
}

RecognitionStanding recognition_at(const Recognition& recognition, std::string_view zone, Instant now) {
  if (recognition.until) {
    const Instant end = end_of_day(*recognition.until, zone);
    if (end <= now) return {};
    if (!recognition.from) return {.holds = true, .holds_until = end};
    const Instant begin = start_of_day(*recognition.from, zone);
    return begin <= now ? RecognitionStanding{.holds = true, .holds_until = end}
                        : RecognitionStanding{.holds = false, .holds_until = begin};
  }
  if (!recognition.from) return {.holds = true};
  const Instant begin = start_of_day(*recognition.from, zone);
  return begin <= now ? RecognitionStanding{.holds = true}
                      : RecognitionStanding{.holds = false, .holds_until = begin};
}

bool holds_at(const Recognition& recognition, Instant now) {
  return recognition_at(recognition, {}, now).holds;
}

TaintStanding taint_at(const Credential& credential, Instant now) {
  const CredentialEvent* against = latest_unlifted(
      credential, now, [](const CredentialEvent& event) { return is_against(event.kind); }, is_lifting);
  TaintStanding standing;
  for (const CredentialEvent& event : credential.events) {
    if (event.effective > now && (is_against(event.kind) || is_lifting(event)))
      standing.holds_until = std::min(standing.holds_until, event.effective);
  }
  if (against == nullptr) return standing;
  const Instant ages_out = add_months(against->effective, 12 * kTaintYears);
  if (now >= ages_out) return standing;
  standing.event = against;
  standing.holds_until = std::min(standing.holds_until, ages_out);
  return standing;
}

}  // namespace stillpoint::domain
