#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/vocabulary.h"

namespace stillpoint::domain {

/// Shown before results: reasons to ask a clinician first that the query itself raises.
struct SafetyNotice {
  std::vector<ContraindicationKey> reasons{};  ///< In the vocabulary's order.
  std::string text{};                          ///< Plain words, one paragraph.
};

/// A pure function of what was asked: contraindications ticked, `infants` among the populations, and
/// conditions that raise one. Nothing where none is raised; its absence never reads as "cleared". Stateless,
/// never logged.
std::optional<SafetyNotice> safety_notice(std::span<const ContraindicationKey> screening,
                                          std::span<const PopulationKey> populations,
                                          std::span<const ConditionKey> conditions,
                                          const Vocabulary& vocabulary);

}  // namespace stillpoint::domain
