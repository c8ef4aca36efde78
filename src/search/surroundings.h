#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "search/branch_sieve.h"
#include "search/excerpt.h"
#include "search/plan.h"
#include "search/snapshot.h"
#include "search/tally.h"
#include "search/words.h"

namespace stillpoint::search {

/// The rows of a part around the place of a query, told by sets of spots: for most filters who passes stands
/// there as bits. Where such filters are all that is asked, who fails exactly one of them is counted without
/// being read.
class Surroundings {
 public:
  /// @param plan with a place. @param words null where the query has none.
  Surroundings(const Plan& plan, const Part& part, const ValueTable& values, const WordHits* words);

  /// How many points lie near enough to be looked at.
  [[nodiscard]] std::size_t points() const { return around_.spots(); }
  /// The circle as sets.
  [[nodiscard]] Inside inside() const;

  /// Who stands around the place.
  struct Sorted {
    std::vector<Row> to_judge;  ///< Could match, or fail one filter alone; each once.
    std::size_t several = 0;    ///< So many of them come first, ascending: those of several locations.
    /// Spots whose row fails this filter for certain, and no other; one for each row.
    std::vector<std::pair<domain::Filter, Bitmap>> failing_one;
  };
  [[nodiscard]] Sorted sort() const;

  /// Counts those who fail one filter alone.
  void count(const Sorted& sorted, Tally& tally) const;
  /// Adds to those who are judged who has a location without a point and passes all else, as far as sets
  /// tell; counts at once those who need no judge.
  void add_those_nowhere(Sorted& sorted, Tally& tally) const;

 private:
  [[nodiscard]] Circle circle() const {
    return {.centre = plan_.terms.near->point, .radius_km = static_cast<double>(plan_.terms.near->radius_km)};
  }
  [[nodiscard]] Row row_at(std::size_t spot) const { return segment_.grid().owner_at(spot); }
  void remove_dead(const Excerpt& excerpt, Bitmap& spots) const;
  /// All spots of those who pass; of the others at most some that are not among `asked`.
  [[nodiscard]] Bitmap passing(domain::Filter filter, const Excerpt& excerpt, const Bitmap& asked) const;
  void count_alternatives(domain::Filter filter, const Bitmap& spots, Tally& tally) const;
  void count_one(Row row, domain::Filter filter, Tally& tally) const;
  /// Keeps one spot of each row.
  void keep_once(Bitmap& several) const;

  const Plan& plan_;
  const Part& part_;
  const Segment& segment_;
  const ValueTable& values_;
  const WordHits* words_;
  Excerpt around_;
  std::vector<domain::Filter> told_;  ///< Active filters that sets of spots tell, but for the place.
  bool told_all_ = true;              ///< But for the place, no other filter is active.
};

}  // namespace stillpoint::search
