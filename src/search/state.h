#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "search/entry.h"
#include "search/index.h"
#include "search/snapshot.h"
#include "search/words.h"

namespace stillpoint::search {

/// Changes wait, evaluated, until a search wants to see them; so many at most.
constexpr std::size_t kPendingMax = 4096;
/// Segments beside the base are kept in a row of falling sizes, each at least this many times the next.
constexpr Row kSegmentRatio = 4;
/// Small segments are joined while a search waits, up to this many rows (about 10 ms); the rest is left to
/// the merge.
constexpr Row kJoinRowsMax = 8192;
/// The overlay is merged only when it is this share of the base at least, so that a long import does not copy
/// the base over and over.
constexpr std::int64_t kOverlayShare = 8;

/// The living state of an index: the snapshot that is published, and the changes on their way into the next.
class Index::State {
 public:
  State(const domain::Vocabulary& vocabulary, const IndexOptions& options);
  ~State();

  /// The snapshot with everything applied so far, right at `now` (or at its own later `as_of`).
  std::shared_ptr<const Snapshot> current(Instant now);
  void apply(domain::PractitionerId id, const std::optional<domain::Listing>& listing, std::int64_t sequence,
             Instant now);
  Result<void> rebuild(const Feed& load, Instant now);
  void merge();
  domain::IndexStats stats();

  [[nodiscard]] const domain::Vocabulary& vocabulary() const { return vocabulary_; }
  [[nodiscard]] std::uint64_t order_key() const { return options_.order_key; }
  [[nodiscard]] const WaysOfSearch& ways() const { return options_.ways; }

 private:
  struct Pending {
    domain::PractitionerId id;
    std::optional<Entry> entry;
  };

  [[nodiscard]] std::shared_ptr<const Snapshot> published() const;
  void publish(Snapshot snapshot);
  void flush(Instant now);
  void take_pending(Snapshot& draft);
  void pass_time(Snapshot& draft);
  std::vector<Entry> evaluate_due(Snapshot& draft, Part& part);
  void append(Snapshot& draft, const std::vector<Entry>& entries);
  void join_small(Snapshot& draft);
  void kill(Snapshot& draft, domain::PractitionerId id) const;
  [[nodiscard]] bool wants_merge(const Snapshot& snapshot) const;
  void merge_when_wanted(const std::stop_token& stop);

  const domain::Vocabulary& vocabulary_;
  const IndexOptions options_;

  /// Guards the published pointer, and is held for no longer than it takes to copy it.
  mutable std::mutex publish_mutex_;
  std::shared_ptr<const Snapshot> snapshot_;

  /// Whoever makes the next snapshot holds this. The members below are theirs.
  std::mutex writer_mutex_;
  std::shared_ptr<StringPool> pool_;
  std::optional<ValueAdder> values_;
  std::vector<Pending> pending_;
  Instant pending_as_of_{};
  std::int64_t pending_sequence_ = 0;
  std::size_t merging_parts_ = 0;  ///< The first so many parts are being merged and keep their places.
  std::atomic<std::size_t> pending_count_{0};

  std::mutex merge_mutex_;  ///< One merge or rebuild at a time.
  std::mutex wish_mutex_;
  std::condition_variable_any wish_;
  bool merge_wanted_ = false;
  std::jthread merger_;  ///< Last: it ends before the rest goes.
};

}  // namespace stillpoint::search
