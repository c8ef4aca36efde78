#include "base/query_words.h"

#include <algorithm>

#include "base/text.h"

namespace stillpoint {

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

std::vector<QueryWord> query_words(std::string_view q) {
  std::vector<QueryWord> found;
  const std::string folded = fold(q);
  for (const std::string_view word : words(folded)) {
    const std::string_view text = shorten(word, kTokenBytesMax);
    found.push_back({.text = std::string(text), .edited = letters_of(text) >= kEditLettersMin});
  }
  if (!found.empty()) found.back().prefix = true;
  return found;
}

std::optional<WordClass> hit(const QueryWord& word, std::string_view token) {
  if (word.text == token) return WordClass::kExact;
  if (word.prefix && token.substr(0, word.text.size()) == word.text) return WordClass::kPrefix;
  // A letter is four bytes at most, so words that lie further apart differ by more than one.
  constexpr std::size_t kLetterBytesMax = 4;
  if (word.text.size() > token.size() + kLetterBytesMax || token.size() > word.text.size() + kLetterBytesMax)
    return std::nullopt;
  if (word.edited && within_one_edit(word.text, token)) return WordClass::kEdited;
  return std::nullopt;
}

}  // namespace stillpoint
