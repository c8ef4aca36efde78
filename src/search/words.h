#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/query_words.h"
#include "domain/vocabulary.h"
#include "search/bitmap.h"
#include "search/segment.h"
#include "search/values.h"

namespace stillpoint::search {

/// The words that stand for values of the vocabulary: names and synonyms of professions, approaches,
/// conditions and schools, folded. Immutable.
class VocabularyWords {
 public:
  explicit VocabularyWords(const domain::Vocabulary& vocabulary);
  /// Calls `visit(value, word class)` for each value that the word hits, perhaps several times.
  template <class Visit>
  void for_each_hit(const QueryWord& word, const ValueTable& values, Visit visit) const {
    for (const Token& token : tokens_) {
      const auto how = hit(word, token.text);
      if (!how) continue;
      if (const auto value = values.find(token.kind, token.key)) visit(*value, *how);
    }
  }

 private:
  struct Token {
    std::string text;
    ValueKind kind;
    std::string key;
  };
  void add(ValueKind kind, std::string_view key, std::string_view text);
  std::vector<Token> tokens_;
};

/// The rows of a segment that have all words: `at[c]` those whose worst word is of class c or better.
struct WordHits {
  std::array<Bitmap, kWordClasses> at;
  /// The class of the row's worst word; nothing where a word is missing.
  [[nodiscard]] std::optional<int> class_of(Row row) const {
    for (std::size_t c = 0; c < kWordClasses; ++c) {
      if (at[c].test(row)) return static_cast<int>(c);
    }
    return std::nullopt;
  }
};
WordHits find_words(const std::vector<QueryWord>& words, const VocabularyWords& vocabulary,
                    const ValueTable& values, const Segment& segment);

}  // namespace stillpoint::search
