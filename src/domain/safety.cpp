#include "domain/safety.h"

#include <algorithm>

namespace stillpoint::domain {
namespace {

// Asking for someone who works with infants raises this one (design, section 4: `safety`).
constexpr std::string_view kInfants = "infants";
constexpr std::string_view kInfantUnderTwo = "infant_under_two";

template <class T>
bool contains(std::span<const T> values, const T& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

std::optional<SafetyNotice> safety_notice(std::span<const ContraindicationKey> screening,
                                          std::span<const PopulationKey> populations,
                                          std::span<const ConditionKey> conditions,
                                          const Vocabulary& vocabulary) {
  const bool infants = std::any_of(populations.begin(), populations.end(),
                                   [](const PopulationKey& key) { return key.value == kInfants; });
  const auto raised_by_condition = [&](const ContraindicationKey& key) {
    return std::any_of(conditions.begin(), conditions.end(), [&](const ConditionKey& asked) {
      const Condition* condition = vocabulary.find(asked);
      return condition != nullptr && contains<ContraindicationKey>(condition->safety, key);
    });
  };
  SafetyNotice notice;
  notice.text = "Ask a clinician before you book.";
  for (const Contraindication& reason : vocabulary.rows().contraindications) {
    const bool raised = contains(screening, reason.key) || (infants && reason.key.value == kInfantUnderTwo) ||
                        raised_by_condition(reason.key);
    if (!raised) continue;
    notice.reasons.push_back(reason.key);
    notice.text.append(" ").append(reason.name).append(": ").append(reason.advice);
  }
  if (notice.reasons.empty()) return std::nullopt;
  notice.text.append(" This is advice to ask, not a diagnosis, and the list is not complete.");
  return notice;
}

}  // namespace stillpoint::domain
