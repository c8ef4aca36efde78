#include <algorithm>
#include <array>

#include "domain/checklist_grounds.h"

namespace stillpoint::domain {
namespace {

/// A credential of the field `cst`, and how it stands.
struct Candidate {
  const Credential* credential = nullptr;
  const CredentialType* type = nullptr;
  CredentialStanding standing{};
  CheckStanding check{};
};

/// Of two candidates for one row, whether the second speaks better for it: the later check, else the later
/// date.
bool speaks_better(const Candidate& second, const Candidate& first) {
  if (first.credential == nullptr) return true;
  const Instant never = Instant::min();
  const Instant checked_first = first.check.last != nullptr ? first.check.last->checked_at : never;
  const Instant checked_second = second.check.last != nullptr ? second.check.last->checked_at : never;
  if (checked_first != checked_second) return checked_second > checked_first;
  return second.standing.since > first.standing.since;
}

void take(Candidate& best, const Candidate& candidate) {
  if (speaks_better(candidate, best)) best = candidate;
}

/// Whether an accreditor other than the issuer recognises the type at `now`.
RecognitionStanding accreditation_at(const CredentialType& type, std::string_view zone, Instant now) {
  RecognitionStanding any;
  for (const Recognition& recognition : type.recognised_by) {
    if (recognition.accreditor.value == type.issuer.value) continue;
    const RecognitionStanding one = recognition_at(recognition, zone, now);
    any.holds = any.holds || one.holds;
    any.holds_until = std::min(any.holds_until, one.holds_until);
  }
  return any;
}

/// The best candidates for each row of the table.
struct Candidates {
  Candidate accredited, fresh, matched, unchecked, any;
};

}  // namespace

CertificationGround certification_ground(const Practitioner& practitioner, const Vocabulary& vocabulary,
                                         Instant now) {
  CertificationGround ground;
  Instant& holds_until = ground.standpoint.holds_until;
  Candidates best;
  for (const Credential& credential : practitioner.credentials) {
    const CredentialType* type = vocabulary.find(credential.type);
    if (type == nullptr || type->field != Field::kCst) continue;
    const std::string_view zone = vocabulary.time_zone(*type);
    Candidate one{.credential = &credential, .type = type};
    one.standing = standing_at(credential, zone, now);
    one.check = check_at(credential.verifications, freshness_of(type, credential.expires, zone), now);
    const RecognitionStanding accreditation = accreditation_at(*type, zone, now);
    const TaintStanding taint = taint_at(credential, now);
    holds_until = std::min({holds_until, one.standing.holds_until, one.check.holds_until,
                            accreditation.holds_until, taint.holds_until});
    if (taint.event != nullptr &&
        (ground.taint == nullptr || taint.event->effective > ground.taint->effective)) {
      ground.taint = taint.event;
      ground.tainted = &credential;
    }
    take(best.any, one);
    if (one.standing.status != CredentialStatus::kInForce) continue;
    if (one.check.last == nullptr) take(best.unchecked, one);
    if (!one.check.matched) continue;
    take(best.matched, one);
    if (!one.check.fresh) continue;
    take(best.fresh, one);
    if (accreditation.holds) take(best.accredited, one);
  }
  ground.certified = best.fresh.credential != nullptr;
  const bool taint = ground.taint != nullptr;
  const auto decide = [&ground](const Candidate& candidate, ChecklistState state, Reason code) {
    ground.standpoint.state = state;
    ground.standpoint.code = code;
    ground.credential = candidate.credential;
    ground.type = candidate.type;
    ground.standing = candidate.standing;
    ground.check = candidate.check;
    return ground;
  };
  // The rows of the design's table, in their order.
  if (best.accredited.credential != nullptr && !taint)
    return decide(best.accredited, ChecklistState::kMet, Reason::kAccredited);
  if (best.matched.credential != nullptr && taint)
    return decide(best.matched, ChecklistState::kPartly, Reason::kRevokedElsewhere);
  if (best.fresh.credential != nullptr)
    return decide(best.fresh, ChecklistState::kPartly, Reason::kNoOutsideAccreditor);
  if (best.matched.credential != nullptr)
    return decide(best.matched, ChecklistState::kPartly, Reason::kCheckStale);
  if (taint) return decide(best.any, ChecklistState::kNotMet, Reason::kRevoked);
  if (best.unchecked.credential != nullptr)
    return decide(best.unchecked, ChecklistState::kUnknown, Reason::kNotChecked);
  if (best.any.credential != nullptr) return decide(best.any, ChecklistState::kNotMet, Reason::kNoneInForce);
  return decide({}, ChecklistState::kUnknown, Reason::kNoneOnRecord);
}

Standpoint accredited_certification(const Practitioner& practitioner, const Vocabulary& vocabulary,
                                    Instant now) {
  return certification_ground(practitioner, vocabulary, now).standpoint;
}

Certified certified(const Practitioner& practitioner, const Vocabulary& vocabulary, Instant now) {
  const CertificationGround ground = certification_ground(practitioner, vocabulary, now);
  return {.certified = ground.certified, .holds_until = ground.standpoint.holds_until};
}

}  // namespace stillpoint::domain
