#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "search/bitmap.h"
#include "search/segment.h"
#include "search/string_pool.h"
#include "search/values.h"

namespace stillpoint::search {

class VocabularyWords;

/// A segment, and which of its rows no longer count: changed since, or withdrawn.
struct Part {
  std::shared_ptr<const Segment> segment;
  std::shared_ptr<const Bitmap> dead;  ///< Null: none.
  Row dead_rows = 0;
  Row due = 0;  ///< Rows before this position of `by_due` have been looked at: dead, or changed in time.

  [[nodiscard]] bool is_dead(Row row) const { return dead && dead->test(row); }
  [[nodiscard]] Row live_rows() const { return segment->rows() - dead_rows; }
};

/// The whole directory at one moment: every listed practitioner is live in exactly one part. Immutable.
struct Snapshot {
  std::vector<Part> parts;  ///< The base first, then what came later.
  std::shared_ptr<const ValueTable> values;
  std::shared_ptr<const StringPool> pool;
  std::shared_ptr<const VocabularyWords> words;  ///< Of the vocabulary that the rows were read by.
  Instant as_of{};                               ///< All rows were right at this instant,
  Instant good_until = kEndOfTime;               ///< and are so until this one.
  Instant built_at{};                            ///< Of the base.
  std::int64_t sequence = 0;
};

}  // namespace stillpoint::search
