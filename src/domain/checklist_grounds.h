#pragma once

#include "domain/checklist.h"
#include "domain/in_force.h"
#include "domain/reviews.h"

// What each answer of the checklist rests on: the standpoint, and the records that decided it. The rules
// compute grounds once; the index keeps the standpoint, a page turns the whole ground into a sentence with
// evidence. Pointers are into the practitioner and the vocabulary that were given.

namespace stillpoint::domain {

/// Item 1.
struct CertificationGround {
  Standpoint standpoint{};
  const Credential* credential = nullptr;  ///< The one that decided; null where there is none.
  const CredentialType* type = nullptr;    ///< Of `credential`.
  CredentialStanding standing{};           ///< Of `credential`.
  CheckStanding check{};                   ///< Of `credential`.
  const Credential* tainted = nullptr;     ///< The one that was revoked or suspended; null for none.
  const CredentialEvent* taint = nullptr;  ///< How.
  bool certified = false;                  ///< One is valid and fresh, whoever accredits.
};
CertificationGround certification_ground(const Practitioner& practitioner, const Vocabulary& vocabulary,
                                         Instant now);

/// Item 2, one condition.
struct ExperienceGround {
  Standpoint standpoint{};
  const DeclaredCondition* declared = nullptr;  ///< The declaration; null for none.
  bool current = false;                         ///< Attested within a year.
  int naming_reviews = 0;                       ///< Counted only where they decide.
  const Training* training = nullptr;           ///< One that was about the condition; null for none.
};
ExperienceGround experience_ground(const Practitioner& practitioner, const ConditionKey& condition,
                                   Instant now);

/// Item 3.
Standpoint reviews_standpoint(const ReviewSummary& summary);

/// Item 4, at one location for one approach: the best of the professions.
struct ScopeGround {
  Standpoint standpoint{};
  const ProfessionKey* profession = nullptr;      ///< `other` where none is held; never null.
  const JurisdictionKey* jurisdiction = nullptr;  ///< Null where none is on record.
  const ApproachKey* approach = nullptr;
  const Licence* licence = nullptr;        ///< The one that decided; null for none.
  CheckStanding check{};                   ///< Of `licence`.
  const JurisdictionRule* rule = nullptr;  ///< Looked up only where no licence in force answers.
  const ScopeRule* scope = nullptr;
  const Licence* revoked = nullptr;  ///< Any suspended or revoked one, wherever.
  const HeldProfession* revoked_of = nullptr;
};
ScopeGround scope_ground(const Practitioner& practitioner, const Location* location,
                         const ApproachKey* approach, const Vocabulary& vocabulary, Instant now);

/// Item 5.
struct FeesGround {
  Standpoint standpoint{};
  bool has_session_line = false;  ///< One session with price, currency and minutes.
  bool has_structure = false;     ///< What a session holds is stated.
  bool dated = false;             ///< Valid-from or attested within a year.
};
FeesGround fees_ground(const Practitioner& practitioner, Instant now);

/// Whether something dated then was still current: within a year, and not ahead.
struct Recency {
  bool current = false;
  Instant holds_until = kEndOfTime;
};
Recency current_at(Instant dated, Instant now);

}  // namespace stillpoint::domain
