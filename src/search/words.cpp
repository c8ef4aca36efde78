#include "search/words.h"

#include <optional>

#include "base/text.h"

namespace stillpoint::search {
namespace {

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

}  // namespace

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

namespace {

/// The rows that a word hits, by how; a class that nothing was hit by stays empty.
using Hits = std::array<std::optional<Bitmap>, kWordClasses>;

Bitmap& hits_of(Hits& hits, WordClass how, const Segment& segment) {
  auto& rows = hits[static_cast<std::size_t>(how)];
  if (!rows) rows.emplace(segment.rows());
  return *rows;
}

void add_token(Hits& hits, WordClass how, const Segment& segment, std::size_t token) {
  Bitmap& rows = hits_of(hits, how, segment);
  for (const Row row : segment.token_rows(token)) rows.set(row);
}

/// The tokens that the rows have themselves.
void add_tokens(Hits& hits, const QueryWord& word, const Segment& segment) {
  std::size_t token = segment.first_token_from(word.text);
  if (token < segment.tokens() && segment.token(token) == word.text)
    add_token(hits, WordClass::kExact, segment, token++);
  for (; word.prefix && token < segment.tokens() && starts_with(segment.token(token), word.text); ++token)
    add_token(hits, WordClass::kPrefix, segment, token);
  if (!word.edited) return;
  for (const std::uint32_t similar : segment.similar_tokens(word.text)) {
    if (hit(word, segment.token(similar)) == WordClass::kEdited)
      add_token(hits, WordClass::kEdited, segment, similar);
  }
}

}  // namespace

WordHits find_words(const std::vector<QueryWord>& words, const VocabularyWords& vocabulary,
                    const ValueTable& values, const Segment& segment) {
  WordHits all;
  bool first = true;
  for (const QueryWord& word : words) {
    Hits hits;
    add_tokens(hits, word, segment);
    vocabulary.for_each_hit(word, values, [&](ValueId value, WordClass how) {
      segment.posting(value).add_to(hits_of(hits, how, segment));
    });
    Bitmap rows(segment.rows());  // hit in this class or in a better one
    for (std::size_t c = 0; c < kWordClasses; ++c) {
      if (hits[c]) rows.add(*hits[c]);
      if (first) {
        all.at[c] = rows;
      } else {
        all.at[c].keep(rows);
      }
    }
    first = false;
  }
  return all;
}

}  // namespace stillpoint::search
