#include "domain/condition_words.h"

#include <algorithm>
#include <string>

#include "base/query_words.h"
#include "base/text.h"

namespace stillpoint::domain {
namespace {

/// A prefix tells a condition from this many letters: one or two begin half of all names.
constexpr std::size_t kPrefixLettersMin = 3;

/// A condition's word tells it by itself from this many letters: shorter ones ("a", "del", "du") are
/// articles and prepositions, in people's names too. Abbreviations are whole synonyms and need no such
/// telling.
constexpr std::size_t kTellingLettersMin = 4;

using Asked = std::vector<QueryWord>;

Asked asked_of(std::string_view text) {
  Asked asked = query_words(text);
  if (!asked.empty() && letters_of(asked.back().text) < kPrefixLettersMin) asked.back().prefix = false;
  return asked;
}

bool is_hit(std::string_view word, const Asked& asked) {
  return std::any_of(asked.begin(), asked.end(),
                     [word](const QueryWord& one) { return hit(one, word).has_value(); });
}

bool all_hit(std::string_view term, const Asked& asked) {
  const std::string folded = fold(term);
  const std::vector<std::string_view> wanted = words(folded);
  return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(),
                                        [&asked](std::string_view word) { return is_hit(word, asked); });
}

bool is_named(const Condition& condition, const Asked& asked) {
  return all_hit(condition.name, asked) || all_hit(condition.phrase, asked) ||
         std::any_of(condition.synonyms.begin(), condition.synonyms.end(),
                     [&asked](const Synonym& synonym) { return all_hit(synonym.text, asked); });
}

bool has_telling_word(std::string_view term, const Asked& asked) {
  const std::string folded = fold(term);
  const std::vector<std::string_view> told = words(folded);
  return std::any_of(told.begin(), told.end(), [&asked](std::string_view word) {
    return letters_of(word) >= kTellingLettersMin && is_hit(word, asked);
  });
}

/// The phrase is left out: nobody is found by its words alone.
bool is_touched(const Condition& condition, const Asked& asked) {
  return has_telling_word(condition.name, asked) ||
         std::any_of(condition.synonyms.begin(), condition.synonyms.end(),
                     [&asked](const Synonym& synonym) { return has_telling_word(synonym.text, asked); });
}

}  // namespace

ConditionWords condition_words(std::string_view text, const Vocabulary& vocabulary) {
  ConditionWords found;
  const Asked asked = asked_of(text);
  if (asked.empty()) return found;
  for (const Condition& condition : vocabulary.rows().conditions) {
    const bool named = is_named(condition, asked);
    if (named) found.named.push_back(condition.key);
    if (!condition.safety.empty() && (named || is_touched(condition, asked)))
      found.cautioned.push_back(condition.key);
  }
  return found;
}

}  // namespace stillpoint::domain
