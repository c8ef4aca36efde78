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
    if (fails > 1 || part_.is_dead(row)) return;
    if (segment_.several_locations().test(row)) {
      several.push_back(row);
    } else if (fails == 1 && tests_tell_all_) {
      sorted.failing_one.emplace_back(row, failed);
    } else {
      sorted.to_judge.push_back(row);
    }
  });
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

void Surroundings::add_those_nowhere(std::vector<Row>& to_judge, Tally& tally) const {
  const auto nowhere = values_.find(ValueKind::kLocationUnknown, name_of(Filter::kPlace));
  if (!nowhere || segment_.posting(*nowhere).count() == 0) return;
  Bitmap passing(segment_.rows());
  segment_.posting(*nowhere).add_to(passing);
  for (const Test& test : tests_) passing.keep(*test.passing);
  if (part_.dead) passing.remove(*part_.dead);
  if (tests_tell_all_) {
    Bitmap of_one_location = passing;
    of_one_location.remove(segment_.several_locations());
    tally.unknown_excluded[static_cast<std::size_t>(Filter::kPlace)] += of_one_location.count();
    passing.keep(segment_.several_locations());
  }
  std::vector<Row> known;
  for (const Row row : to_judge) {
    if (segment_.several_locations().test(row)) known.push_back(row);
  }
  std::sort(known.begin(), known.end());
  passing.for_each([&](Row row) {
    if (!std::binary_search(known.begin(), known.end(), row)) to_judge.push_back(row);
  });
}

}  // namespace stillpoint::search
