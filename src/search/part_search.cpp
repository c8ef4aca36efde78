#include "search/part_search.h"

#include <algorithm>
#include <cmath>

#include "domain/thresholds.h"
#include "search/geography.h"
#include "search/order.h"

namespace stillpoint::search {
namespace {

using namespace domain;

/// How many rows ahead the judge's reading begins: enough to hide the wait for memory.
constexpr std::size_t kRowsAhead = 12;

/// Ranks matches that bitmaps told: their item 2 and 4 stand in the sieve, and of their locations only one
/// matters.
class SieveRanker {
 public:
  SieveRanker(const Plan& plan, const Segment& segment, const Sieve& sieve, const WordHits* words)
      : plan_(plan), segment_(segment), sieve_(sieve), words_(words) {}

  /// The rank, or one before it that is cheaper to tell.
  [[nodiscard]] std::int64_t at_best(Row row) const {
    switch (plan_.terms.sort) {
      case Sort::kBest:
        return plan_.plain_merit() && !sieve_.by_branches(row) ? segment_.rank_in_order(Sort::kBest, row)
                                                               : merit(row, 0);
      case Sort::kDistance:
        return 0;
      case Sort::kPrice:
        return plan_.currency ? segment_.price_rank(row, *plan_.currency) : kRankNone;
      case Sort::kRating:
      case Sort::kHours:
      case Sort::kName:
        return segment_.rank_in_order(plan_.terms.sort, row);
    }
    return 0;
  }
  [[nodiscard]] std::int64_t rank(Row row) const {
    if (!plan_.terms.near) return at_best(row);
    if (plan_.terms.sort == Sort::kDistance) return std::llround(km(row) * 1000.0);
    if (plan_.terms.sort == Sort::kBest) return merit(row, static_cast<int>(km(row) / kDistanceBandKm));
    return at_best(row);
  }

 private:
  [[nodiscard]] double km(Row row) const {
    double nearest = kEarthRadiusKm * 4;  // farther than any place is from any other
    sieve_.for_each_matching_location(row, [&](std::uint32_t location) {
      if (segment_.has_point(location))
        nearest = std::min(nearest, distance_km(plan_.terms.near->point, segment_.point(location)));
    });
    return nearest;
  }
  [[nodiscard]] std::int64_t merit(Row row, int band) const {
    const Standing standing = segment_.standing(row);
    const ChecklistState scope = sieve_.scope(row);
    return rank_of(Merit{
        .word_class = words_ == nullptr ? 0 : words_->class_of(row).value_or(0),
        .demoted = standing.demoted,
        .any_not_met = standing.certification == ChecklistState::kNotMet || scope == ChecklistState::kNotMet,
        .checked_points = points_of(standing.certification) + points_of(scope),
        .declared_points =
            points_of(sieve_.condition(row)) + points_of(standing.reviews) + points_of(standing.fees),
        .band = band});
  }

  const Plan& plan_;
  const Segment& segment_;
  const Sieve& sieve_;
  const WordHits* words_;
};

}  // namespace

PartSearch::PartSearch(const PartQuestion& question, const Part& part, std::uint32_t number,
                       const WordHits* words)
    : question_(question),
      plan_(question.plan),
      part_(part),
      segment_(*part.segment),
      number_(number),
      words_(words) {
  Filters told = bit_of(Filter::kPlace);
  for (std::size_t i = 0; i < kFilters; ++i) {
    const auto& values = plan_.satisfying[i];
    if (values.size() != 1 || !segment_.posting(values.front()).dense()) continue;
    quick_tests_.push_back(&segment_.posting(values.front()).bitmap());
    told |= bit_of(static_cast<Filter>(i));
  }
  if (words_ != nullptr) {
    quick_tests_.push_back(&words_->at[kWordClasses - 1]);
    told |= bit_of(Filter::kWords);
  }
  quick_tests_tell_all_ = (plan_.active & ~told) == 0;
}

PartSearch::Way PartSearch::way() const {
  if (segment_.rows() <= question_.ways.judged_rows_max) return Way::kJudgeAll;
  if (plan_.terms.near &&
      segment_.grid().count_around(plan_.terms.near->point, plan_.terms.near->radius_km) <=
          question_.ways.judged_points_max)
    return Way::kJudgeAround;
  return Way::kSift;
}

template <class Visit>
void PartSearch::for_each_inside(Visit visit) const {
  const Near& near = *plan_.terms.near;
  segment_.grid().for_each_inside(near.point, near.radius_km, visit, [&](std::uint32_t location) {
    return distance_km(near.point, segment_.point(location)) <= near.radius_km;
  });
}

std::optional<Inside> PartSearch::inside() const {
  if (!plan_.terms.near) return std::nullopt;
  Inside found{.rows = Bitmap(segment_.rows()), .branches = Bitmap(segment_.branches())};
  for_each_inside([&](Row row, std::uint32_t location) {
    found.rows.set(row);
    if (segment_.several_locations().test(row)) found.branches.set(segment_.branch_of(location));
  });
  return found;
}

std::vector<Row> PartSearch::all_rows() const {
  std::vector<Row> rows;
  for (Row row = 0; row < segment_.rows(); ++row) {
    if (!part_.is_dead(row)) rows.push_back(row);
  }
  return rows;
}

/// Rows with a location in the circle that could match, or fail one filter alone.
std::vector<Row> PartSearch::rows_around() const {
  std::vector<Row> rows;
  std::vector<Row> several;  // those who may come again with another location
  for_each_inside([&](Row row, std::uint32_t) {
    int fails = 0;
    for (const Bitmap* test : quick_tests_) fails += test->test(row) ? 0 : 1;
    if (fails > 1 || part_.is_dead(row)) return;
    (segment_.several_locations().test(row) ? several : rows).push_back(row);
  });
  std::sort(several.begin(), several.end());
  several.erase(std::unique(several.begin(), several.end()), several.end());
  rows.insert(rows.end(), several.begin(), several.end());
  return rows;
}

/// Those with a location of which no point is on record, where they pass all else: with one location they are
/// counted at once, if bitmaps tell all; the others are left to the judge.
void PartSearch::add_those_nowhere(std::vector<Row>& rows, Tally& tally) const {
  const auto nowhere = question_.values.find(ValueKind::kLocationUnknown, name_of(Filter::kPlace));
  if (!nowhere || segment_.posting(*nowhere).count() == 0) return;
  Bitmap passing(segment_.rows());
  segment_.posting(*nowhere).add_to(passing);
  for (const Bitmap* test : quick_tests_) passing.keep(*test);
  if (part_.dead) passing.remove(*part_.dead);
  if (quick_tests_tell_all_) {
    Bitmap of_one_location = passing;
    of_one_location.remove(segment_.several_locations());
    tally.unknown_excluded[static_cast<std::size_t>(Filter::kPlace)] += of_one_location.count();
    passing.keep(segment_.several_locations());
  }
  std::vector<Row> known;
  for (const Row row : rows) {
    if (segment_.several_locations().test(row)) known.push_back(row);
  }
  std::sort(known.begin(), known.end());
  passing.for_each([&](Row row) {
    if (!std::binary_search(known.begin(), known.end(), row)) rows.push_back(row);
  });
}

template <class Take>
void PartSearch::judge(const std::vector<Row>& rows, Take take) {
  Judge judge(plan_, segment_, words_);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i + 2 * kRowsAhead < rows.size()) segment_.prefetch_place(rows[i + 2 * kRowsAhead]);
    if (i + kRowsAhead < rows.size()) segment_.prefetch(rows[i + kRowsAhead]);
    take(rows[i], judge.judge(rows[i]));
  }
}

void PartSearch::offer(Row row, std::int64_t rank, Selection& selection) const {
  const PractitionerId id = segment_.id(row);
  selection.offer({.rank = rank,
                   .turn = turn_of(id, question_.month, question_.order_key),
                   .id = id,
                   .part = number_,
                   .row = row});
}

void PartSearch::judge_and_select(const std::vector<Row>& rows, Tally& tally, Selection& selection) {
  Counter counter(plan_, segment_, question_.values, tally);
  const Ranker ranker(plan_, segment_, words_);
  judge(rows, [&](Row row, const Verdict& verdict) {
    counter.count(row, verdict);
    if (!verdict.matches) return;
    const std::int64_t rank = ranker.rank(row, verdict);
    if (selection.wants(rank)) offer(row, rank, selection);
  });
}

void PartSearch::run(const std::optional<Found>& after, Tally& tally, Selection& selection) {
  switch (way()) {
    case Way::kJudgeAll:
      return judge_and_select(all_rows(), tally, selection);
    case Way::kJudgeAround: {
      std::vector<Row> rows = rows_around();
      add_those_nowhere(rows, tally);
      return judge_and_select(rows, tally, selection);
    }
    case Way::kSift:
      break;
  }
  const std::optional<Inside> around = inside();
  const Sieve sieve(plan_, part_, question_.values, words_, around ? &*around : nullptr);
  sieve.count(tally);
  judge_and_select(sieve.doubtful().rows(), tally, selection);
  select(sieve, after, selection);
}

std::int64_t PartSearch::count() {
  std::int64_t total = 0;
  const auto add = [&total](Row, const Verdict& verdict) { total += verdict.matches ? 1 : 0; };
  switch (way()) {
    case Way::kJudgeAll:
      judge(all_rows(), add);
      return total;
    case Way::kJudgeAround:
      judge(rows_around(), add);
      return total;
    case Way::kSift:
      break;
  }
  const std::optional<Inside> around = inside();
  const Sieve sieve(plan_, part_, question_.values, words_, around ? &*around : nullptr);
  judge(sieve.doubtful().rows(), add);
  return total + sieve.matches().count();
}

void PartSearch::select(const Sieve& sieve, const std::optional<Found>& after, Selection& selection) const {
  const Sort sort = plan_.terms.sort;
  const bool ordered = sort == Sort::kBest ? plan_.plain_merit() : sort != Sort::kDistance;
  const std::int64_t count = sieve.matches().count();
  // A walk along an order looks at rows / matches rows for each that it takes, the other way at all matches.
  const bool worth_walking =
      count * count > static_cast<std::int64_t>(plan_.terms.limit) * std::int64_t{segment_.rows()};
  if (!ordered || !worth_walking || segment_.month() != question_.month)
    return rank_all(sieve, sieve.matches(), selection);
  if (sort != Sort::kBest || plan_.of_location == 0) return walk(sieve.matches(), after, selection);
  // The merit of those with several locations depends on which of them match: they are in no prepared order.
  Bitmap several = sieve.matches();
  several.keep(segment_.several_locations());
  Bitmap others = sieve.matches();
  others.remove(several);
  walk(others, after, selection);
  rank_all(sieve, several, selection);
}

void PartSearch::rank_all(const Sieve& sieve, const Bitmap& matches, Selection& selection) const {
  const SieveRanker ranker(plan_, segment_, sieve, words_);
  matches.for_each([&](Row row) {
    if (!selection.wants(ranker.at_best(row))) return;
    const std::int64_t rank = ranker.rank(row);
    if (selection.wants(rank)) offer(row, rank, selection);
  });
}

/// Goes along a prepared order from where the walk stands, until the page is full.
void PartSearch::walk(const Bitmap& matches, const std::optional<Found>& after, Selection& selection) const {
  const Sort sort = plan_.terms.sort;
  if (sort == Sort::kPrice && !plan_.currency) return walk_unpriced(matches, after, selection);
  const auto rank_of_row = [&](Row row) {
    return sort == Sort::kPrice ? segment_.price_rank(row, *plan_.currency)
                                : segment_.rank_in_order(sort, row);
  };
  const auto order = sort == Sort::kPrice ? segment_.by_price(*plan_.currency) : segment_.in_order(sort);
  auto at = order.begin();
  if (after) {
    const Row row_after = segment_.first_after(after->turn, after->id, question_.order_key);
    at = std::partition_point(order.begin(), order.end(), [&](Row row) {
      const std::int64_t rank = rank_of_row(row);
      return rank != after->rank ? rank < after->rank : row < row_after;
    });
  }
  std::size_t left = static_cast<std::size_t>(plan_.terms.limit) + 1;
  for (; at != order.end() && left > 0; ++at) {
    if (!matches.test(*at)) continue;
    offer(*at, rank_of_row(*at), selection);
    --left;
  }
  if (sort == Sort::kPrice && left > 0) walk_unpriced(matches, after, selection);
}

/// Behind all prices come those without one in the currency, in the order of the rows.
void PartSearch::walk_unpriced(const Bitmap& matches, const std::optional<Found>& after,
                               Selection& selection) const {
  Row row = 0;
  if (after && after->rank == kRankNone)
    row = segment_.first_after(after->turn, after->id, question_.order_key);
  std::size_t left = static_cast<std::size_t>(plan_.terms.limit) + 1;
  for (; row < segment_.rows() && left > 0; ++row) {
    if (!matches.test(row)) continue;
    if (plan_.currency && segment_.price_rank(row, *plan_.currency) != kRankNone) continue;
    offer(row, kRankNone, selection);
    --left;
  }
}

}  // namespace stillpoint::search
