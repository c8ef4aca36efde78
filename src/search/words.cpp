#include "search/words.h"

#include <algorithm>

#include "base/text.h"

namespace stillpoint::search {
namespace {

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

}  // namespace

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
  if (word.prefix && starts_with(token, word.text)) return WordClass::kPrefix;
  if (word.edited && within_one_edit(word.text, token)) return WordClass::kEdited;
  return std::nullopt;
}

VocabularyWords::VocabularyWords(const domain::Vocabulary& vocabulary) {
  for (const auto& row : vocabulary.rows().professions) {
    add(ValueKind::kProfession, row.key.value, row.name);
    add(ValueKind::kProfession, row.key.value, row.plural);
  }
  for (const auto& row : vocabulary.rows().approaches) {
    add(ValueKind::kApproach, row.key.value, row.name);
    for (const auto& synonym : row.synonyms) add(ValueKind::kApproach, row.key.value, synonym.text);
  }
  for (const auto& row : vocabulary.rows().conditions) {
    add(ValueKind::kCondition, row.key.value, row.name);
    for (const auto& synonym : row.synonyms) add(ValueKind::kCondition, row.key.value, synonym.text);
  }
  for (const auto& row : vocabulary.rows().schools) add(ValueKind::kSchool, row.key.value, row.name);
}

void VocabularyWords::add(ValueKind kind, std::string_view key, std::string_view text) {
  const std::string folded = fold(text);
  for (const std::string_view word : words(folded))
    tokens_.push_back({std::string(shorten(word, kTokenBytesMax)), kind, std::string(key)});
}

WordHits find_words(const std::vector<QueryWord>& words, const VocabularyWords& vocabulary,
                    const ValueTable& values, const Segment& segment) {
  WordHits all;
  for (Bitmap& rows : all.at) {
    rows = Bitmap(segment.rows());
    rows.fill(true);
  }
  for (const QueryWord& word : words) {
    std::array<Bitmap, kWordClasses> found;
    for (Bitmap& rows : found) rows = Bitmap(segment.rows());
    vocabulary.for_each_hit(word, values, [&](ValueId value, WordClass how) {
      segment.posting(value).add_to(found[static_cast<std::size_t>(how)]);
    });
    for (std::size_t i = 0; i < segment.tokens(); ++i) {
      const auto how = hit(word, segment.token(i));
      if (!how) continue;
      for (const Row row : segment.token_rows(i)) found[static_cast<std::size_t>(*how)].set(row);
    }
    for (std::size_t i = 0; i < all.at[0].words().size(); ++i) {
      std::uint64_t rows = 0;
      for (std::size_t c = 0; c < kWordClasses; ++c) {
        rows |= found[c].words()[i];
        all.at[c].words()[i] &= rows;
      }
    }
  }
  return all;
}

}  // namespace stillpoint::search
