#pragma once

#include <algorithm>
#include <string_view>

#include "domain/practitioner.h"

namespace stillpoint::domain {

/// The system of external ids that invented people bear: the demonstration's, and those made for measurement.
constexpr std::string_view kInventedSystem = "generated";

/// Whether a record was invented. Such a person must never stand beside real ones.
inline bool is_invented(const Practitioner& practitioner) {
  return std::any_of(practitioner.external_ids.begin(), practitioner.external_ids.end(),
                     [](const ExternalId& id) { return id.system == kInventedSystem; });
}

}  // namespace stillpoint::domain
