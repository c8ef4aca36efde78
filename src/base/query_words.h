#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stillpoint {

/// A query's word is compared with one edit only from this many letters: short words are too like others.
constexpr std::size_t kEditLettersMin = 5;

/// No word that is asked for or found is longer than this many bytes, so that one absurd word cannot fill a
/// dictionary.
constexpr std::size_t kTokenBytesMax = 64;

/// How a word was hit, the better first.
enum class WordClass : std::uint8_t { kExact, kPrefix, kEdited };
constexpr std::size_t kWordClasses = 3;

/// One word of a query.
struct QueryWord {
  std::string text;     ///< Folded.
  bool prefix = false;  ///< The last word: hits what begins with it, too.
  bool edited = false;  ///< Long enough for an edit.
};

/// The words of `q`, in their order.
std::vector<QueryWord> query_words(std::string_view q);

/// How the query's word hits a folded word; nothing if it doesn't.
std::optional<WordClass> hit(const QueryWord& word, std::string_view token);

/// Letters (code points) of well-formed UTF-8.
std::size_t letters_of(std::string_view text);

}  // namespace stillpoint
