#include "search/surroundings.h"

#include <algorithm>

#include "search/geography.h"

namespace stillpoint::search {
namespace {

using namespace domain;

/// How many rows ahead reading begins: enough to hide the wait for memory.
constexpr std::size_t kRowsAhead = 12;

// What counting costs, measured with bench/search_bench: a value's spots are counted in about so many
// nanoseconds, a row's values are read in so many.
constexpr std::size_t kValueCountedNs = 60;
constexpr std::size_t kRowReadNs = 40;

/// Filters that a row passes by having one of some values, whatever else it has.
constexpr Filters kToldByValues =
    bit_of(Filter::kJurisdiction) | bit_of(Filter::kAccepting) | bit_of(Filter::kHomeVisits) |
    bit_of(Filter::kWheelchair) | bit_of(Filter::kProfession) | bit_of(Filter::kApproach) |
    bit_of(Filter::kSchool) | bit_of(Filter::kLanguage) | bit_of(Filter::kPopulation) |
    bit_of(Filter::kGender) | bit_of(Filter::kCredential) | bit_of(Filter::kCertified) |
    bit_of(Filter::kRequireCertification) | bit_of(Filter::kRequireReviews) | bit_of(Filter::kRequireFees);
/// Those, and filters that are looked up row by row.
constexpr Filters kTold = kToldByValues | bit_of(Filter::kWords) | bit_of(Filter::kMinTrainingHours);

void sort_once(std::vector<Row>& rows) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

}  // namespace

Surroundings::Surroundings(const Plan& plan, const Part& part, const ValueTable& values,
                           const WordHits* words)
    : plan_(plan),
      part_(part),
      segment_(*part.segment),
      values_(values),
      words_(words),
      around_(segment_, segment_.grid().runs(circle())),
      told_all_((plan.active & ~kTold & ~bit_of(Filter::kPlace)) == 0) {
  for (std::size_t i = 0; i < kFilters; ++i) {
    const auto filter = static_cast<Filter>(i);
    if ((plan_.active & kTold & bit_of(filter)) != 0) told_.push_back(filter);
  }
}

Inside Surroundings::inside() const {
  Inside found{.rows = Bitmap(segment_.rows()), .branches = Bitmap(segment_.branches())};
  around_.for_each(around_.within(circle()), [&](std::size_t spot) {
    const Row row = row_at(spot);
    found.rows.set(row);
    if (segment_.several_locations().test(row))
      found.branches.set(segment_.branch_of(segment_.grid().point_at(spot)));
  });
  return found;
}

void Surroundings::remove_dead(const Excerpt& excerpt, Bitmap& spots) const {
  if (!part_.dead) return;
  excerpt.for_each_bit(spots, [&](std::size_t spot, Row bit) {
    if (part_.dead->test(row_at(spot))) spots.clear(bit);
  });
}

Bitmap Surroundings::passing(Filter filter, const Excerpt& excerpt, const Bitmap& asked) const {
  Bitmap passing = excerpt.none();
  if (filter == Filter::kWords || filter == Filter::kMinTrainingHours) {
    excerpt.for_each_bit(asked, [&](std::size_t spot, Row bit) {
      const Row row = row_at(spot);
      const bool passes = filter == Filter::kWords
                              ? words_->at[kWordClasses - 1].test(row)
                              : segment_.training_hours(row) >= *plan_.terms.min_training_hours;
      if (passes) passing.set(bit);
    });
  } else {
    for (const ValueId value : plan_.satisfying[static_cast<std::size_t>(filter)])
      excerpt.add(value, passing);
  }
  return passing;
}

void Surroundings::keep_once(Bitmap& spots) const {
  std::vector<std::pair<Row, Row>> found;
  around_.for_each_bit(spots, [&](std::size_t spot, Row bit) { found.emplace_back(row_at(spot), bit); });
  std::sort(found.begin(), found.end());
  for (std::size_t i = 1; i < found.size(); ++i) {
    if (found[i].first == found[i - 1].first) spots.clear(found[i].second);
  }
}

/// A spot fails what its row fails and what its location fails. Where a row of several locations is
/// concerned: it matches, or fails one filter of its own alone, if one of its spots says so; that it fails
/// one filter of location alone is true only if no other spot matches, and is left to the judge.
Surroundings::Sorted Surroundings::sort() const {
  Sorted sorted;
  Bitmap near = around_.within(circle());
  remove_dead(around_, near);
  Bitmap once = around_.none();
  Bitmap twice = around_.none();
  for (const Filter filter : told_) {
    sorted.failing_one.emplace_back(filter, passing(filter, around_, near));
    const Bitmap& pass = sorted.failing_one.back().second;
    bit_kernels().fail(once.words().data(), twice.words().data(), pass.words().data(), pass.words().size());
  }
  near.remove(twice);
  const Bitmap several = around_.cut(segment_.spots_of_several());
  Bitmap judged = near;
  if (told_all_) judged.remove(once);
  for (auto& [filter, spots] : sorted.failing_one) {
    Bitmap alone = near;
    alone.remove(spots);
    spots = std::move(alone);
    Bitmap of_several = spots;
    of_several.keep(several);
    spots.remove(of_several);
    if ((kLocationFilters & bit_of(filter)) != 0) {
      judged.add(of_several);
    } else if (told_all_) {
      keep_once(of_several);
      spots.add(of_several);
    }
  }
  if (!told_all_) sorted.failing_one.clear();
  const auto judge = [&](std::size_t spot) { sorted.to_judge.push_back(row_at(spot)); };
  Bitmap of_several = judged;
  of_several.keep(several);
  around_.for_each(of_several, judge);
  sort_once(sorted.to_judge);
  sorted.several = sorted.to_judge.size();
  judged.remove(of_several);
  around_.for_each(judged, judge);
  return sorted;
}

void Surroundings::count(const Sorted& sorted, Tally& tally) const {
  for (const auto& [filter, spots] : sorted.failing_one) {
    for (const ValueId value : plan_.not_on_record[static_cast<std::size_t>(filter)])
      tally.unknown_excluded[static_cast<std::size_t>(filter)] += around_.count(value, spots);
    if ((plan_.counted_alone & bit_of(filter)) != 0) count_alternatives(filter, spots, tally);
  }
}

/// What the total would gain by each other value of a filter's facet: reads the rows where they are few,
/// else counts each value's spots.
void Surroundings::count_alternatives(Filter filter, const Bitmap& spots, Tally& tally) const {
  std::vector<ValueId> alternatives;
  if (filter != Filter::kJurisdiction) {
    for (std::size_t kind = 0; kind < kValueKinds; ++kind) {
      if (filter_of(static_cast<ValueKind>(kind)) != bit_of(filter)) continue;
      const auto& some = values_.of(static_cast<ValueKind>(kind));
      alternatives.insert(alternatives.end(), some.begin(), some.end());
    }
    const auto rows = static_cast<std::size_t>(spots.count());
    if (alternatives.size() * kValueCountedNs < rows * kRowReadNs) {
      for (const ValueId value : alternatives) tally.values[value] += around_.count(value, spots);
      return;
    }
  }
  std::vector<Row> rows;
  around_.for_each(spots, [&](std::size_t spot) { rows.push_back(row_at(spot)); });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i + 2 * kRowsAhead < rows.size()) segment_.prefetch_place(rows[i + 2 * kRowsAhead]);
    if (i + kRowsAhead < rows.size()) segment_.prefetch(rows[i + kRowsAhead]);
    count_one(rows[i], filter, tally);
  }
}

void Surroundings::count_one(Row row, Filter filter, Tally& tally) const {
  if (filter == Filter::kJurisdiction) {
    for (const ValueId value : segment_.location_values(segment_.location_begin(row)))
      tally.values[value] += plan_.roles[value].jurisdiction ? 1 : 0;
    return;
  }
  for (const ValueId value : segment_.values(row))
    tally.values[value] += filter_of(plan_.kinds[value]) == bit_of(filter) ? 1 : 0;
}

void Surroundings::add_those_nowhere(Sorted& sorted, Tally& tally) const {
  const Grid::Run run = segment_.grid().nowhere();
  if (run.first == run.last) return;
  const Excerpt nowhere(segment_, {&run, 1});
  Bitmap left = nowhere.all();
  for (const Filter filter : told_) left.keep(passing(filter, nowhere, left));
  remove_dead(nowhere, left);
  Bitmap several = nowhere.cut(segment_.spots_of_several());
  several.keep(left);
  left.remove(several);
  // Of a row of several locations another one may have been found near enough to be judged.
  const auto known_end = sorted.to_judge.begin() + static_cast<std::ptrdiff_t>(sorted.several);
  std::vector<Row> others;
  nowhere.for_each(several, [&](std::size_t spot) {
    const Row row = row_at(spot);
    if (!std::binary_search(sorted.to_judge.begin(), known_end, row)) others.push_back(row);
  });
  sort_once(others);
  if (told_all_) {
    tally.unknown_excluded[static_cast<std::size_t>(Filter::kPlace)] +=
        left.count() + static_cast<std::int64_t>(others.size());
    return;
  }
  nowhere.for_each(left, [&](std::size_t spot) { others.push_back(row_at(spot)); });
  sorted.to_judge.insert(sorted.to_judge.end(), others.begin(), others.end());
}

}  // namespace stillpoint::search
