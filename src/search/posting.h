#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "search/bitmap.h"

namespace stillpoint::search {

/// A value that fewer than one row in this many has is kept as a list of rows: going through the list takes
/// less time than going through a bitmap then.
constexpr std::size_t kSparseShare = 256;

/// Whether so many of a segment's rows are kept as a bitmap.
constexpr bool is_dense(std::size_t count, std::size_t rows) {
  return count > 0 && count * kSparseShare >= rows;
}

/// The rows that have a value: a bitmap where they are many, a list where they are few.
class Posting {
 public:
  Posting() = default;
  /// @param rows ascending, each once.
  explicit Posting(std::vector<Row> rows)
      : count_(static_cast<std::int64_t>(rows.size())), list_(std::move(rows)) {}
  /// @param count rows in the bitmap.
  Posting(Bitmap bitmap, std::int64_t count) : count_(count), bitmap_(std::move(bitmap)) {}

  [[nodiscard]] std::int64_t count() const { return count_; }
  [[nodiscard]] bool dense() const { return bitmap_.size() != 0; }
  /// The rows of a dense one.
  [[nodiscard]] const Bitmap& bitmap() const { return bitmap_; }
  /// The rows of a sparse one, ascending.
  [[nodiscard]] std::span<const Row> list() const { return list_; }
  /// Whether the row has the value. O(log count) of a sparse one.
  [[nodiscard]] bool test(Row row) const {
    return dense() ? bitmap_.test(row) : std::binary_search(list_.begin(), list_.end(), row);
  }
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
