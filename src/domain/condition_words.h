#pragma once

#include <string_view>
#include <vector>

#include "domain/vocabulary.h"

namespace stillpoint::domain {

/// The conditions that a client's words name: all words of a condition's name, phrase or one of its synonyms
/// stand among them, in any order, folded. In the vocabulary's order. Some microseconds per search with
/// words.
std::vector<ConditionKey> conditions_named(std::string_view text, const Vocabulary& vocabulary);

}  // namespace stillpoint::domain
