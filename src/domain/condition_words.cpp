#include "domain/condition_words.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace stillpoint::domain {

std::vector<ConditionKey> conditions_named(std::string_view text, const Vocabulary& vocabulary) {
  const std::string folded = fold(text);
  const std::vector<std::string_view> asked = words(folded);
  const auto names = [&asked](std::string_view term) {
    const std::string folded_term = fold(term);
    const std::vector<std::string_view> wanted = words(folded_term);
    return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&asked](std::string_view word) {
      return std::find(asked.begin(), asked.end(), word) != asked.end();
    });
  };
  std::vector<ConditionKey> named;
  for (const Condition& condition : vocabulary.rows().conditions) {
    const bool by_synonym = std::any_of(condition.synonyms.begin(), condition.synonyms.end(),
                                        [&names](const Synonym& synonym) { return names(synonym.text); });
    if (by_synonym || names(condition.name) || names(condition.phrase)) named.push_back(condition.key);
  }
  return named;
}

}  // namespace stillpoint::domain
