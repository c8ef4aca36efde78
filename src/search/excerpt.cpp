#include "search/excerpt.h"

#include <algorithm>

namespace stillpoint::search {

Excerpt::Excerpt(const Segment& segment, std::span<const Grid::Run> runs) : segment_(segment) {
  for (const Grid::Run& run : runs) {
    const std::size_t there = run.first / 64;
    const std::size_t words = (run.last + 63) / 64 - there;
    stretches_.push_back({.run = run, .there = there, .here = words_, .words = words});
    words_ += words;
    spots_ += run.last - run.first;
  }
}

Bitmap Excerpt::all() const {
  Bitmap spots = none();
  for (const Stretch& stretch : stretches_) {
    const auto ours = spots.words().subspan(stretch.here, stretch.words);
    std::fill(ours.begin(), ours.end(), ~std::uint64_t{0});
    ours.front() &= ~std::uint64_t{0} << (stretch.run.first % 64);
    if (stretch.run.last % 64 != 0) ours.back() &= (std::uint64_t{1} << (stretch.run.last % 64)) - 1;
  }
  return spots;
}

Bitmap Excerpt::within(const Circle& circle) const {
  Bitmap spots = none();
  for (const Stretch& stretch : stretches_) {
    const Bitmap some = segment_.grid().within(circle, stretch.run, [&](std::uint32_t location) {
      return distance_km(circle.centre, segment_.point(location)) <= circle.radius_km;
    });
    std::copy(some.words().begin(), some.words().end(), spots.words().subspan(stretch.here).begin());
  }
  return spots;
}

Bitmap Excerpt::cut(const Bitmap& spots) const {
  Bitmap some = none();
  for (const Stretch& stretch : stretches_) {
    const auto from = spots.words().subspan(stretch.there, stretch.words);
    std::copy(from.begin(), from.end(), some.words().subspan(stretch.here).begin());
  }
  return some;
}

/// Calls `visit(bit)` for each of a sparse posting's spots that lies in a run.
template <class Visit>
void Excerpt::for_each_listed(const Posting& posting, Visit visit) const {
  const std::span<const Row> list = posting.list();
  for (const Stretch& stretch : stretches_) {
    auto at = std::lower_bound(list.begin(), list.end(), stretch.run.first);
    for (; at != list.end() && *at < stretch.run.last; ++at)
      visit(static_cast<Row>(*at - stretch.there * 64 + stretch.here * 64));
  }
}

void Excerpt::add(ValueId value, Bitmap& spots) const {
  const Posting& posting = segment_.spot_posting(value);
  if (!posting.dense()) return for_each_listed(posting, [&spots](Row bit) { spots.set(bit); });
  for (const Stretch& stretch : stretches_) {
    bit_kernels().add(spots.words().data() + stretch.here, posting.bitmap().words().data() + stretch.there,
                      stretch.words);
  }
}

std::int64_t Excerpt::count(ValueId value, const Bitmap& spots) const {
  const Posting& posting = segment_.spot_posting(value);
  std::int64_t total = 0;
  if (!posting.dense()) {
    for_each_listed(posting, [&](Row bit) { total += spots.test(bit) ? 1 : 0; });
    return total;
  }
  for (const Stretch& stretch : stretches_) {
    total += bit_kernels().count_both(spots.words().data() + stretch.here,
                                      posting.bitmap().words().data() + stretch.there, stretch.words);
  }
  return total;
}

}  // namespace stillpoint::search
