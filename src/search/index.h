#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "domain/ports.h"
#include "domain/vocabulary.h"

namespace stillpoint::search {

/// Changes gather in small segments beside the base until there are this many; then all are merged into a
/// new base in the background. A search pays a little for each row outside the base, a merge costs seconds.
constexpr std::int64_t kOverlayRowsMax = 32'768;

/// Which way of searching is taken when. All answer alike; tests choose each of them on few rows.
struct WaysOfSearch {
  /// In a segment of no more rows each row is judged by itself: whole bitmaps pay only beyond.
  std::uint32_t judged_rows_max = 2048;
  /// Around a place with no more points than this, and no more rows among them that need it, rows are judged;
  /// beyond, bitmaps are faster (measured with bench/search_bench).
  std::size_t judged_points_max = 1'000'000;
  std::size_t judged_around_max = 8000;
};

struct IndexOptions {
  std::uint64_t order_key = 0;  ///< Secret of the monthly order: without it nobody can tell who comes first.
  std::int64_t overlay_rows_max = kOverlayRowsMax;
  bool merge_in_background = true;  ///< False: only merge() merges (tests that want to choose the moment).
  WaysOfSearch ways{};
};

/// The directory in memory, ready to search. Thread-safe: searches run beside one another and beside a
/// writer; writers take turns.
///
/// Time: a search is answered as of the later of its `now` and the latest instant that the index has been
/// asked about (`SearchPage::as_of` says which). So a clock set back answers with what is known already, and
/// of two searches that overlap none undoes the other's progress.
///
/// Facet values: a location counts under its own jurisdiction and, for a subdivision, under its country too;
/// a language counts under itself and under each shorter tag that asks for it ("pt" for "pt-BR"). Both are
/// what `total` would be if that value were chosen.
class Index final : public domain::DirectoryIndex {
 public:
  /// The vocabulary must outlive the index. Whoever publishes a new edition of it rebuilds the index: rows
  /// are judged by the edition that stood when they were taken in.
  Index(const domain::Vocabulary& vocabulary, const IndexOptions& options);
  ~Index() override;
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;

  /// A walk keeps the order of the month it was begun in, so this never answers kGone: the age of a walk is
  /// the cursor's business.
  [[nodiscard]] Result<domain::SearchPage> search(const domain::SearchQuery& query,
                                                  const std::optional<domain::Position>& after,
                                                  Instant now) const override;
  void apply(domain::PractitionerId id, const std::optional<domain::Listing>& listing, std::int64_t sequence,
             Instant now) override;
  /// Reads the feed without holding up searches; they see the old state until the new one is complete.
  /// Changes applied during the feed are overwritten by it: the caller serialises the two.
  [[nodiscard]] Result<void> rebuild(const Feed& load, Instant now) override;
  [[nodiscard]] domain::IndexStats stats() const override;

  /// Merges all segments into one, now and in the calling thread. Searches and writes go on meanwhile.
  void merge();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace stillpoint::search
