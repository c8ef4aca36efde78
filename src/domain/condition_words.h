#pragma once

#include <string_view>
#include <vector>

#include "domain/vocabulary.h"

namespace stillpoint::domain {

/// What a client's words say of conditions. Each list is in the vocabulary's order.
struct ConditionWords {
  std::vector<ConditionKey> named{};  ///< All words of a name, phrase or synonym are hit, in any order.
  /// Conditions that raise a reason to ask a clinician first and that a search finds people by: one telling
  /// word of their name or a synonym is hit. Everything in `named` that raises one is among them.
  std::vector<ConditionKey> cautioned{};
};

/// Words are hit as in a search (base/query_words.h): exact, the last one as prefix, longer ones with one
/// edit. Some hundred words are folded and compared for each search with words: tens of microseconds.
ConditionWords condition_words(std::string_view text, const Vocabulary& vocabulary);

}  // namespace stillpoint::domain
