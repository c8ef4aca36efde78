#include "search/index.h"

#include <algorithm>

#include "search/answer.h"
#include "search/state.h"
#include "search/words.h"

namespace stillpoint::search {

Index::Index(const domain::Vocabulary& vocabulary, const IndexOptions& options)
    : state_(std::make_unique<State>(vocabulary, options)) {}

Index::~Index() = default;

Result<domain::SearchPage> Index::search(const domain::SearchQuery& query,
                                         const std::optional<domain::Position>& after, Instant now) const {
  const std::shared_ptr<const Snapshot> snapshot = state_->current(now);
  return answer({.snapshot = *snapshot,
                 .vocabulary = state_->vocabulary(),
                 .vocabulary_words = *snapshot->words,
                 .order_key = state_->order_key(),
                 .ways = state_->ways(),
                 .as_of = std::max(now, snapshot->as_of)},
                query, after);
}

void Index::apply(domain::PractitionerId id, const std::optional<domain::Listing>& listing,
                  std::int64_t sequence, Instant now) {
  state_->apply(id, listing, sequence, now);
}

Result<void> Index::rebuild(const Feed& load, Instant now) {
  return state_->rebuild(load, now);
}

domain::IndexStats Index::stats() const {
  return state_->stats();
}

void Index::merge() {
  state_->merge();
}

}  // namespace stillpoint::search
