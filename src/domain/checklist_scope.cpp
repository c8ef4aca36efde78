#include <algorithm>
#include <span>

#include "base/time_zone.h"
#include "domain/checklist_grounds.h"

namespace stillpoint::domain {
namespace {

/// The profession of those who hold none.
const ProfessionKey& other() {
  static const ProfessionKey key{"other"};
  return key;
}

bool is_against(const Licence& licence) {
  return licence.status == LicenceStatus::kSuspended || licence.status == LicenceStatus::kRevoked;
}

/// A licence of the jurisdiction itself, or of its whole country.
bool covers(const Licence& licence, std::string_view jurisdiction) {
  const std::string_view own = licence.jurisdiction.value;
  if (own.empty()) return false;
  return own == jurisdiction || (own.size() == 2 && jurisdiction.substr(0, 2) == own);
}

/// How a licence that is neither suspended nor revoked stands.
struct LicenceStanding {
  bool in_force = false;
  CheckStanding check{};
  Instant holds_until = kEndOfTime;
};

LicenceStanding standing_of(const Licence& licence, const Vocabulary& vocabulary, Instant now) {
  LicenceStanding standing;
  if (licence.status != LicenceStatus::kActive) return standing;
  standing.check = check_at(licence.verifications, Freshness{}, now);
  standing.holds_until = standing.check.holds_until;
  // What its source denied is not in force, whatever its own dates say.
  standing.in_force = standing.check.last == nullptr || standing.check.matched;
  if (!licence.expires) return standing;
  const Instant end = end_of_day(*licence.expires, vocabulary.time_zone(licence.jurisdiction));
  if (end <= now) return {.in_force = false, .check = standing.check, .holds_until = kEndOfTime};
  standing.holds_until = std::min(standing.holds_until, end);
  return standing;
}

bool asks_for_no_licence(Regulation regulation) {
  switch (regulation) {
    case Regulation::kNone:
    case Regulation::kExempt:
    case Regulation::kVoluntary:
      return true;
    case Regulation::kUnknown:
    case Regulation::kLicensed:
    case Regulation::kRegistered:
      return false;
  }
  return false;
}

/// What is asked of each profession.
struct Question {
  const JurisdictionKey* jurisdiction;  ///< Null where none is on record.
  const ApproachKey* approach;          ///< Null: the licence alone.
  const Vocabulary& vocabulary;
  Instant now;
};

/// The licences of one profession that count at the location.
struct Held {
  const Licence* against = nullptr;
  const Licence* fresh = nullptr;
  const Licence* unchecked = nullptr;
  const Licence* lapsed = nullptr;
  CheckStanding fresh_check, unchecked_check, lapsed_check;
  Instant holds_until = kEndOfTime;
};

bool is_later(const CheckStanding& a, const CheckStanding& b) {
  if (a.last == nullptr || b.last == nullptr) return a.last != nullptr;
  return a.last->checked_at > b.last->checked_at;
}

void take(const Licence*& best, CheckStanding& best_check, const Licence& licence,
          const CheckStanding& check) {
  if (best != nullptr && !is_later(check, best_check)) return;
  best = &licence;
  best_check = check;
}

Held held_at(std::span<const Licence> licences, const Question& question) {
  Held held;
  for (const Licence& licence : licences) {
    // Without a place on record, a revocation anywhere speaks against; nothing speaks for.
    const bool here = question.jurisdiction == nullptr ? is_against(licence)
                                                       : covers(licence, question.jurisdiction->value);
    if (!here) continue;
    if (is_against(licence)) {
      if (held.against == nullptr) held.against = &licence;
      continue;
    }
    const LicenceStanding standing = standing_of(licence, question.vocabulary, question.now);
    held.holds_until = std::min(held.holds_until, standing.holds_until);
    if (!standing.in_force) {
      take(held.lapsed, held.lapsed_check, licence, standing.check);
    } else if (standing.check.fresh) {
      take(held.fresh, held.fresh_check, licence, standing.check);
    } else {
      take(held.unchecked, held.unchecked_check, licence, standing.check);
    }
  }
  return held;
}

/// The rows of the design's table for one profession, in their order.
ScopeGround ground_of(const ProfessionKey& profession, std::span<const Licence> licences,
                      const Question& question) {
  ScopeGround ground;
  ground.profession = &profession;
  ground.approach = question.approach;
  ground.jurisdiction = question.jurisdiction;
  const Held held = held_at(licences, question);
  const auto decide = [&](ChecklistState state, Reason code, const Licence* licence = nullptr,
                          const CheckStanding& check = {}) {
    ground.standpoint = {.state = state, .code = code, .holds_until = held.holds_until};
    ground.licence = licence;
    ground.check = check;
    return ground;
  };
  if (question.approach != nullptr) ground.scope = question.vocabulary.scope(profession, *question.approach);
  if (ground.scope != nullptr && !ground.scope->within) {
    ground = decide(ChecklistState::kNotMet, Reason::kOutsideScope);
    ground.standpoint.holds_until = kEndOfTime;
    return ground;
  }
  if (held.against != nullptr) {
    const CheckStanding check = check_at(held.against->verifications, Freshness{}, question.now);
    ground = decide(ChecklistState::kNotMet, Reason::kLicenceRevoked, held.against, check);
    ground.standpoint.holds_until = kEndOfTime;
    return ground;
  }
  if (held.fresh != nullptr)
    return decide(ChecklistState::kMet, Reason::kLicensed, held.fresh, held.fresh_check);
  if (held.unchecked != nullptr)
    return decide(ChecklistState::kPartly, Reason::kLicenceUnchecked, held.unchecked, held.unchecked_check);
  if (question.jurisdiction != nullptr)
    ground.rule = question.vocabulary.rule(*question.jurisdiction, profession);
  if (ground.rule != nullptr && asks_for_no_licence(ground.rule->regulation))
    return decide(ChecklistState::kNotApplicable, Reason::kNoLicenceNeeded);
  if (held.lapsed != nullptr)
    return decide(ChecklistState::kNotMet, Reason::kLicenceLapsed, held.lapsed, held.lapsed_check);
  return decide(ChecklistState::kUnknown, Reason::kLicenceUnknown);
}

/// Any suspended or revoked licence caps the answer at partly.
void cap(ScopeGround& ground, const Practitioner& practitioner) {
  for (const HeldProfession& held : practitioner.professions) {
    for (const Licence& licence : held.licences) {
      if (!is_against(licence) || ground.revoked != nullptr) continue;
      ground.revoked = &licence;
      ground.revoked_of = &held;
    }
  }
  if (ground.revoked == nullptr) return;
  if (ground.standpoint.state == ChecklistState::kMet || ground.standpoint.state == ChecklistState::kPartly) {
    ground.standpoint.state = ChecklistState::kPartly;
    ground.standpoint.code = Reason::kLicenceRevokedElsewhere;
  }
}

}  // namespace

ScopeGround scope_ground(const Practitioner& practitioner, const Location* location,
                         const ApproachKey* approach, const Vocabulary& vocabulary, Instant now) {
  const bool placed = location != nullptr && !location->jurisdiction.empty();
  const Question question{.jurisdiction = placed ? &location->jurisdiction : nullptr,
                          .approach = approach,
                          .vocabulary = vocabulary,
                          .now = now};
  if (practitioner.professions.empty()) return ground_of(other(), {}, question);
  ScopeGround best;
  Instant holds_until = kEndOfTime;
  bool first = true;
  for (const HeldProfession& held : practitioner.professions) {
    const ScopeGround one = ground_of(held.profession, held.licences, question);
    holds_until = std::min(holds_until, one.standpoint.holds_until);
    if (first || strength(one.standpoint.state) > strength(best.standpoint.state)) best = one;
    first = false;
  }
  best.standpoint.holds_until = holds_until;
  cap(best, practitioner);
  return best;
}

Standpoint scope_of_practice(const Practitioner& practitioner, const Location* location,
                             const ApproachKey* approach, const Vocabulary& vocabulary, Instant now) {
  return scope_ground(practitioner, location, approach, vocabulary, now).standpoint;
}

}  // namespace stillpoint::domain
