#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "search/bitmap.h"
#include "search/segment.h"

namespace stillpoint::search {

/// Some runs of a segment's spots. Sets of them are no longer than the runs are, and what a value's posting
/// says of them lies side by side: a question about the people around a place costs what lives there, not
/// what the directory holds. Refers to the segment; immutable.
class Excerpt {
 public:
  /// @param runs none of them empty.
  Excerpt(const Segment& segment, std::span<const Grid::Run> runs);

  /// How many spots.
  [[nodiscard]] std::size_t spots() const { return spots_; }
  [[nodiscard]] Bitmap none() const { return Bitmap(words_ * 64); }
  [[nodiscard]] Bitmap all() const;
  /// The spots within a circle whose runs these are.
  [[nodiscard]] Bitmap within(const Circle& circle) const;
  /// What a set of all spots holds of these.
  [[nodiscard]] Bitmap cut(const Bitmap& spots) const;
  /// Adds the spots that have a value (Segment::spot_posting).
  void add(ValueId value, Bitmap& spots) const;
  /// How many of the spots have it.
  [[nodiscard]] std::int64_t count(ValueId value, const Bitmap& spots) const;
  /// Calls `visit(spot, bit)` for each of the spots: its place in the segment, and in sets of these.
  template <class Visit>
  void for_each_bit(const Bitmap& spots, Visit visit) const {
    for (const Stretch& stretch : stretches_) {
      for (std::size_t i = 0; i < stretch.words; ++i) {
        for (std::uint64_t word = spots.words()[stretch.here + i]; word != 0; word &= word - 1) {
          const auto bit = static_cast<std::size_t>(std::countr_zero(word));
          visit((stretch.there + i) * 64 + bit, static_cast<Row>((stretch.here + i) * 64 + bit));
        }
      }
    }
  }
  /// Calls `visit(spot)`, with its place in the segment.
  template <class Visit>
  void for_each(const Bitmap& spots, Visit visit) const {
    for_each_bit(spots, [&visit](std::size_t spot, Row) { visit(spot); });
  }

 private:
  /// A run in whole words: in the sets of all spots, and in ours. Two runs may share a word of all spots;
  /// each has a copy of it here.
  struct Stretch {
    Grid::Run run;
    std::size_t there = 0, here = 0, words = 0;
  };
  template <class Visit>
  void for_each_listed(const Posting& posting, Visit visit) const;

  const Segment& segment_;
  std::vector<Stretch> stretches_;
  std::size_t words_ = 0;
  std::size_t spots_ = 0;
};

}  // namespace stillpoint::search
