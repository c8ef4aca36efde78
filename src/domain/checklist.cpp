#include "domain/checklist.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "domain/checklist_sentences.h"

namespace stillpoint::domain {
namespace {

Finding experience(const Practitioner& practitioner, std::span<const ConditionKey> conditions,
                   const Vocabulary& vocabulary, Instant now) {
  if (conditions.empty()) {
    return Finding{.item = ChecklistItem::kConditionExperience,
                   .state = ChecklistState::kNotAsked,
                   .code = Reason::kNotAsked,
                   .reason = "No condition was asked about."};
  }
  const ConditionKey* weakest = nullptr;
  ExperienceGround ground;
  Instant holds_until = kEndOfTime;
  for (const ConditionKey& condition : conditions) {
    const ExperienceGround one = experience_ground(practitioner, condition, now);
    holds_until = std::min(holds_until, one.standpoint.holds_until);
    if (weakest == nullptr || weakness(one.standpoint.state) < weakness(ground.standpoint.state)) {
      weakest = &condition;
      ground = one;
    }
  }
  ground.standpoint.holds_until = holds_until;
  const Condition* row = vocabulary.find(*weakest);
  Finding finding = experience_finding(practitioner, ground, row);
  if (conditions.size() > 1 && row != nullptr) finding.reason.insert(0, row->name + ": ");
  return finding;
}

Finding scope(const Practitioner& practitioner, const ChecklistQuestion& question,
              const Vocabulary& vocabulary, Instant now) {
  std::vector<const ApproachKey*> approaches;
  for (const ApproachKey& asked : question.approaches) {
    const auto& offered = practitioner.approaches;
    if (std::find(offered.begin(), offered.end(), asked) != offered.end()) approaches.push_back(&asked);
  }
  if (approaches.empty()) approaches.push_back(nullptr);
  std::vector<const Location*> locations = question.locations;
  if (locations.empty()) locations.push_back(nullptr);

  std::optional<ScopeGround> best;
  Instant holds_until = kEndOfTime;
  for (const Location* location : locations) {
    for (const ApproachKey* approach : approaches) {
      const ScopeGround one = scope_ground(practitioner, location, approach, vocabulary, now);
      holds_until = std::min(holds_until, one.standpoint.holds_until);
      if (!best || strength(one.standpoint.state) > strength(best->standpoint.state)) best = one;
    }
  }
  best->standpoint.holds_until = holds_until;
  return scope_finding(*best, vocabulary);
}

}  // namespace

int weakness(ChecklistState state) {
  switch (state) {
    case ChecklistState::kNotMet:
      return 0;
    case ChecklistState::kUnknown:
      return 1;
    case ChecklistState::kPartly:
      return 2;
    case ChecklistState::kMet:
      return 3;
    case ChecklistState::kNotApplicable:
    case ChecklistState::kNotAsked:
      return 4;  // never weaken anything
  }
  return 0;
}

int strength(ChecklistState state) {
  switch (state) {
    case ChecklistState::kNotAsked:
      return -1;
    case ChecklistState::kNotMet:
      return 0;
    case ChecklistState::kUnknown:
      return 1;
    case ChecklistState::kNotApplicable:
      return 2;
    case ChecklistState::kPartly:
      return 3;
    case ChecklistState::kMet:
      return 4;
  }
  return 0;
}

Checklist checklist(const Practitioner& practitioner, const ChecklistQuestion& question,
                    const Vocabulary& vocabulary, Instant now) {
  return {certification_finding(certification_ground(practitioner, vocabulary, now), vocabulary),
          experience(practitioner, question.conditions, vocabulary, now),
          reviews_finding(summarise(practitioner.reviews, now), practitioner.reviews_invited),
          scope(practitioner, question, vocabulary, now),
          fees_finding(practitioner, fees_ground(practitioner, now), now)};
}

Score score(const Checklist& checklist) {
  Score score;
  for (const Finding& finding : checklist) {
    switch (finding.state) {
      case ChecklistState::kMet:
        ++score.met;
        ++score.asked;
        break;
      case ChecklistState::kPartly:
      case ChecklistState::kNotMet:
      case ChecklistState::kUnknown:
        ++score.asked;
        break;
      case ChecklistState::kNotApplicable:
      case ChecklistState::kNotAsked:
        break;
    }
  }
  return score;
}

}  // namespace stillpoint::domain
