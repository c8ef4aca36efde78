#include "search/surroundings.h"

#include <algorithm>

#include "search/geography.h"

namespace stillpoint::search {
namespace {

using namespace domain;

/// How many rows ahead reading begins: enough to hide the wait for memory.
constexpr std::size_t kRowsAhead = 12;

void sort_once(std::vector<Row>& rows) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

}  // namespace

Surroundings::Surroundings(const Plan& plan, const Part& part, const ValueTable& values,
                           const WordHits* words)
    : plan_(plan), part_(part), segment_(*part.segment), values_(values) {
  Filters told = bit_of(Filter::kPlace);
  for (std::size_t i = 0; i < kFilters; ++i) {
    const auto& satisfying = plan_.satisfying[i];
    if (satisfying.size() != 1 || !segment_.posting(satisfying.front()).dense()) continue;
    tests_.push_back({static_cast<Filter>(i), &segment_.posting(satisfying.front()).bitmap()});
    told |= bit_of(static_cast<Filter>(i));
  }
  if (words != nullptr) {
    tests_.push_back({Filter::kWords, &words->at[kWordClasses - 1]});
    told |= bit_of(Filter::kWords);
  }
  tests_tell_all_ = (plan_.active & ~told) == 0;
}

std::size_t Surroundings::points() const {
  return segment_.grid().count_around(plan_.terms.near->point, plan_.terms.near->radius_km);
}

template <class Visit>
void Surroundings::for_each_inside(Visit visit) const {
  const Near& near = *plan_.terms.near;
  segment_.grid().for_each_inside(near.point, near.radius_km, visit, [&](std::uint32_t location) {
    return distance_km(near.point, segment_.point(location)) <= near.radius_km;
  });
}

Inside Surroundings::inside() const {
  Inside found{.rows = Bitmap(segment_.rows()), .branches = Bitmap(segment_.branches())};
  for_each_inside([&](Row row, std::uint32_t location) {
    found.rows.set(row);
    if (segment_.several_locations().test(row)) found.branches.set(segment_.branch_of(location));
  });
  return found;
}

Surroundings::Sorted Surroundings::sort() const {
  Sorted sorted;
  std::vector<Row> several;  // those who may come again with another location
  for_each_inside([&](Row row, std::uint32_t) {
    int fails = 0;
    Filter failed = Filter::kPlace;
    for (const Test& test : tests_) {
      if (test.passing->test(row)) continue;
      ++fails;
      failed = test.filter;
    }
    const bool one_location = !segment_.several_locations().test(row);
    if (!one_location) sorted.several.push_back(row);
    if (fails > 1 || part_.is_dead(row)) return;
    if (!one_location) {
      several.push_back(row);
    } else if (fails == 1 && tests_tell_all_) {
      sorted.failing_one.emplace_back(row, failed);
    } else {
      sorted.to_judge.push_back(row);
    }
  });
  sort_once(sorted.several);
  sort_once(several);
  sorted.to_judge.insert(sorted.to_judge.end(), several.begin(), several.end());
  return sorted;
}

void Surroundings::count(const Sorted& sorted, Tally& tally) const {
  const auto& rows = sorted.failing_one;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i + 2 * kRowsAhead < rows.size()) segment_.prefetch_place(rows[i + 2 * kRowsAhead].first);
    if (i + kRowsAhead < rows.size()) segment_.prefetch(rows[i + kRowsAhead].first);
    count_one(rows[i].first, rows[i].second, tally);
  }
}

void Surroundings::count_one(Row row, Filter filter, Tally& tally) const {
  for (const ValueId value : plan_.not_on_record[static_cast<std::size_t>(filter)]) {
    if (segment_.posting(value).test(row)) ++tally.unknown_excluded[static_cast<std::size_t>(filter)];
  }
  if ((plan_.counted_alone & bit_of(filter)) == 0) return;
  if (filter == Filter::kJurisdiction) {
    for (const ValueId value : segment_.location_values(segment_.location_begin(row)))
      tally.values[value] += plan_.roles[value].jurisdiction ? 1 : 0;
    return;
  }
  for (const ValueId value : segment_.values(row))
    tally.values[value] += filter_of(plan_.kinds[value]) == bit_of(filter) ? 1 : 0;
}

/// Of rows of several locations that pass the tests, none of them in the circle: those of which a location
/// without a point passes all else.
void Surroundings::count_branches_nowhere(ValueId nowhere, const Bitmap& rows, const Sorted& sorted,
                                          Tally& tally) const {
  Bitmap branches(segment_.branches());
  segment_.branch_posting(nowhere).add_to(branches);
  for (std::size_t i = 0; i < kFilters; ++i) {
    const Filters filter = bit_of(static_cast<Filter>(i));
    if ((plan_.of_location & filter) == 0 || filter == bit_of(Filter::kPlace)) continue;
    Bitmap passing(segment_.branches());
    for (const ValueId value : plan_.satisfying[i]) segment_.branch_posting(value).add_to(passing);
    branches.keep(passing);
  }
  rows.for_each([&](Row row) {
    if (std::binary_search(sorted.several.begin(), sorted.several.end(), row)) return;
    const std::uint32_t first = segment_.branch_of(segment_.location_begin(row));
    const std::uint32_t count = segment_.location_begin(row + 1) - segment_.location_begin(row);
    for (std::uint32_t branch = first; branch < first + count; ++branch) {
      if (!branches.test(branch)) continue;
      ++tally.unknown_excluded[static_cast<std::size_t>(Filter::kPlace)];
      return;
    }
  });
}

void Surroundings::add_those_nowhere(Sorted& sorted, Tally& tally) const {
  const auto nowhere = values_.find(ValueKind::kLocationUnknown, name_of(Filter::kPlace));
  if (!nowhere || segment_.posting(*nowhere).count() == 0) return;
  Bitmap passing(segment_.rows());
  segment_.posting(*nowhere).add_to(passing);
  for (const Test& test : tests_) passing.keep(*test.passing);
  if (part_.dead) passing.remove(*part_.dead);
  if (tests_tell_all_) {
    Bitmap several = passing;
    several.keep(segment_.several_locations());
    passing.remove(several);
    tally.unknown_excluded[static_cast<std::size_t>(Filter::kPlace)] += passing.count();
    if (segment_.branches() > 0) count_branches_nowhere(*nowhere, several, sorted, tally);
    return;
  }
  std::vector<Row> known;
  for (const Row row : sorted.to_judge) {
    if (segment_.several_locations().test(row)) known.push_back(row);
  }
  std::sort(known.begin(), known.end());
  passing.for_each([&](Row row) {
    if (!std::binary_search(known.begin(), known.end(), row)) sorted.to_judge.push_back(row);
  });
}

}  // namespace stillpoint::search
