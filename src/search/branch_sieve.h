#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "search/bitmap.h"
#include "search/plan.h"
#include "search/segment.h"

namespace stillpoint::search {

/// Where a circle around a place lies: the rows with a location in it, and which of the branches are.
struct Inside {
  Bitmap rows;
  Bitmap branches;
};

/// Item 4 as one set per strength, not yet freed of those who have a better one elsewhere.
using ScopeSets = std::array<Bitmap, kStrengths>;
ScopeSets scope_sets_of_rows(const Plan& plan, const Segment& segment);
/// Keeps in each set only those who are in no better one.
void keep_best(ScopeSets& sets);

/// The filters of location asked of each location of those rows that have several ("branches"): what all of
/// them say of one and the same location, row by row.
class BranchSieve {
 public:
  /// @param inside null where the query has no place.
  BranchSieve(const Plan& plan, const Segment& segment, const ValueTable& values, const Inside* inside);

  /// Rows of which some branch passes all filters of location.
  [[nodiscard]] const Bitmap& passing() const { return passing_; }
  /// Rows of which some branch passes all but one, though none passes all.
  [[nodiscard]] const Bitmap& almost() const { return almost_; }
  /// Of these, those that want this filter only; and those of them where nothing is on record of it.
  [[nodiscard]] const Bitmap& wanting(domain::Filter filter) const;
  [[nodiscard]] const Bitmap& unknown(domain::Filter filter) const;

  /// Item 4 of the rows that pass, at the branches that do.
  [[nodiscard]] ScopeSets scope_sets() const;
  [[nodiscard]] bool passes(std::uint32_t branch) const { return !failing_.test(branch); }
  /// Whether the branch passes all filters of location but the one by jurisdiction.
  [[nodiscard]] bool passes_but_jurisdiction(std::uint32_t branch) const {
    return !failing_others_.test(branch);
  }

 private:
  struct Wanted {
    domain::Filter filter;
    Bitmap wanting, unknown;
  };
  [[nodiscard]] Bitmap to_rows(const Bitmap& branches) const;
  [[nodiscard]] const Wanted& wanted(domain::Filter filter) const;

  const Plan& plan_;
  const Segment& segment_;
  Bitmap failing_, failing_others_;  ///< Branches.
  Bitmap passing_, almost_;          ///< Rows.
  std::vector<Wanted> wanted_;
};

}  // namespace stillpoint::search
