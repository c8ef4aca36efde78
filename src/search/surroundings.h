#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "search/branch_sieve.h"
#include "search/plan.h"
#include "search/snapshot.h"
#include "search/tally.h"
#include "search/words.h"

namespace stillpoint::search {

/// The rows of a part around the place of a query. Some filters' rows are at hand as bitmaps: where these
/// tell all, who fails exactly one of them need not be read to be counted.
class Surroundings {
 public:
  /// @param plan with a place. @param words null where the query has none.
  Surroundings(const Plan& plan, const Part& part, const ValueTable& values, const WordHits* words);

  /// How many points lie near enough to be looked at.
  [[nodiscard]] std::size_t points() const;
  /// The circle as sets.
  [[nodiscard]] Inside inside() const;

  /// Who stands around the place.
  struct Sorted {
    std::vector<Row> to_judge;  ///< Could match, or fail one filter alone; each once.
    std::vector<std::pair<Row, domain::Filter>> failing_one;  ///< For certain, and no other.
    std::vector<Row> several;  ///< All rows of several locations with one in the circle; ascending.
  };
  [[nodiscard]] Sorted sort() const;

  /// Counts those who fail one filter alone.
  void count(const Sorted& sorted, Tally& tally) const;
  /// Adds to those who are judged who has a location without a point and passes all else, as far as bitmaps
  /// tell; counts at once those who need no judge.
  void add_those_nowhere(Sorted& sorted, Tally& tally) const;

 private:
  struct Test {
    domain::Filter filter;
    const Bitmap* passing;
  };
  template <class Visit>
  void for_each_inside(Visit visit) const;
  void count_branches_nowhere(ValueId nowhere, const Bitmap& rows, const Sorted& sorted, Tally& tally) const;
  void count_one(Row row, domain::Filter filter, Tally& tally) const;

  const Plan& plan_;
  const Part& part_;
  const Segment& segment_;
  const ValueTable& values_;
  std::vector<Test> tests_;
  bool tests_tell_all_ = true;  ///< But for the place, no other filter is active.
};

}  // namespace stillpoint::search
