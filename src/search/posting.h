#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "search/bitmap.h"

namespace stillpoint::search {

/// A value that fewer than one row in this many has is kept as a list of rows: a bitmap of it would be
/// longer.
constexpr std::size_t kSparseShare = 32;

/// The rows that have a value: a bitmap where they are many, a list where they are few.
class Posting {
 public:
  Posting() = default;
  /// @param rows ascending, each once. @param size rows of the segment.
  Posting(std::vector<Row> rows, std::size_t size);

  [[nodiscard]] std::int64_t count() const { return count_; }
  [[nodiscard]] bool dense() const { return bitmap_.size() != 0; }
  /// The rows of a dense one.
  [[nodiscard]] const Bitmap& bitmap() const { return bitmap_; }
  /// The rows of a sparse one, ascending.
  [[nodiscard]] std::span<const Row> list() const { return list_; }
  /// Sets the rows' bits.
  void add_to(Bitmap& rows) const;
  /// How many of the rows are in the set.
  [[nodiscard]] std::int64_t count_in(const Bitmap& rows) const;
  [[nodiscard]] std::size_t bytes() const {
    return sizeof *this + bitmap_.bytes() + list_.capacity() * sizeof(Row);
  }

 private:
  std::int64_t count_ = 0;
  Bitmap bitmap_;
  std::vector<Row> list_;
};

}  // namespace stillpoint::search
