#include <algorithm>

#include "domain/checklist_grounds.h"
#include "domain/thresholds.h"

namespace stillpoint::domain {
namespace {

bool has_extent(const DeclaredCondition& declared) {
  return declared.since_year.has_value() || declared.clients.value_or(0) > 0;
}

const Training* training_in(const Practitioner& practitioner, const ConditionKey& condition) {
  for (const Training& training : practitioner.training) {
    const auto& about = training.conditions;
    if (std::find(about.begin(), about.end(), condition) != about.end()) return &training;
  }
  return nullptr;
}

/// The declaration that decides: a refusal before all, then one with an extent.
const DeclaredCondition* declaration_of(const Practitioner& practitioner, const ConditionKey& condition) {
  const DeclaredCondition* found = nullptr;
  for (const DeclaredCondition& declared : practitioner.conditions) {
    if (declared.condition != condition) continue;
    if (!declared.takes) return &declared;
    if (found == nullptr || (has_extent(declared) && !has_extent(*found))) found = &declared;
  }
  return found;
}

}  // namespace

Recency current_at(Instant dated, Instant now) {
  if (dated > now) return {.current = false, .holds_until = dated};
  const Instant end = dated + std::chrono::days{kAttestationDaysMax};
  return now < end ? Recency{.current = true, .holds_until = end} : Recency{};
}

ExperienceGround experience_ground(const Practitioner& practitioner, const ConditionKey& condition,
                                   Instant now) {
  ExperienceGround ground{.standpoint = {.state = ChecklistState::kUnknown, .code = Reason::kNotOnRecord}};
  ground.declared = declaration_of(practitioner, condition);
  if (ground.declared == nullptr) return ground;
  if (!ground.declared->takes) {
    ground.standpoint = {.state = ChecklistState::kNotMet, .code = Reason::kDeclines};
    return ground;
  }
  ground.standpoint = {.state = ChecklistState::kPartly, .code = Reason::kDeclared};
  if (!has_extent(*ground.declared) || !practitioner.attested) return ground;
  const Recency attested = current_at(*practitioner.attested, now);
  ground.current = attested.current;
  ground.standpoint.holds_until = attested.holds_until;
  if (!attested.current) return ground;
  ground.training = training_in(practitioner, condition);
  if (ground.training == nullptr) {
    const NamingReviews naming = reviews_naming(practitioner.reviews, condition, now);
    ground.naming_reviews = naming.count;
    ground.standpoint.holds_until = std::min(ground.standpoint.holds_until, naming.holds_until);
    if (naming.count < kConditionReviewsMin) return ground;
  }
  ground.standpoint.state = ChecklistState::kMet;
  ground.standpoint.code = Reason::kSupported;
  return ground;
}

Standpoint condition_experience(const Practitioner& practitioner, const ConditionKey& condition,
                                Instant now) {
  return experience_ground(practitioner, condition, now).standpoint;
}

}  // namespace stillpoint::domain
