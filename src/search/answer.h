#pragma once

#include <cstdint>
#include <optional>

#include "domain/search_page.h"
#include "domain/search_query.h"
#include "domain/vocabulary.h"
#include "search/index.h"
#include "search/snapshot.h"
#include "search/words.h"

namespace stillpoint::search {

/// What answering needs besides the question.
struct AnswerContext {
  const Snapshot& snapshot;
  const domain::Vocabulary& vocabulary;
  const VocabularyWords& vocabulary_words;
  std::uint64_t order_key = 0;
  WaysOfSearch ways{};
  Instant as_of{};  ///< In [snapshot.as_of, snapshot.good_until).
};

/// Answers a query from a snapshot: everything of the page but `where` and what a query alone says.
domain::SearchPage answer(const AnswerContext& context, const domain::SearchQuery& query,
                          const std::optional<domain::Position>& after);

}  // namespace stillpoint::search
