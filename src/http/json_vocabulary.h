#pragma once

#include <string>
#include <vector>

#include "domain/place.h"
#include "domain/vocabulary.h"

namespace stillpoint::http {

/// Everything that a search can ask for, as one JSON object whose members are named like the parameters.
/// Costs a few milliseconds: build it once.
std::string vocabulary_json(const domain::Vocabulary& vocabulary);

/// Places for completion: {"places": [{"name", "country", "lat", "lon"}]}.
std::string places_json(const std::vector<domain::Place>& places);

}  // namespace stillpoint::http
