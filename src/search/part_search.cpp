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
        return plan_.plain_merit() ? segment_.rank_in_order(Sort::kBest, row) : merit(row, 0);
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
    return distance_km(plan_.terms.near->point, segment_.point(segment_.location_begin(row)));
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
      words_(words) {}

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

Bitmap PartSearch::rows_inside() const {
  Bitmap rows(segment_.rows());
  for_each_inside([&rows](Row row) { rows.set(row); });
  return rows;
}

/// Rows that could match, or could but for what is not on record.
std::vector<Row> PartSearch::candidates() const {
  if (way() == Way::kJudgeAround) return around();
  std::vector<Row> rows;
  for (Row row = 0; row < segment_.rows(); ++row) {
    if (!part_.is_dead(row)) rows.push_back(row);
  }
  return rows;
}

/// Filters whose rows are at hand as bitmaps: whoever fails two of them needs no judge.
std::vector<const Bitmap*> PartSearch::quick_tests() const {
  std::vector<const Bitmap*> tests;
  for (const auto& values : plan_.satisfying) {
    if (values.size() == 1 && segment_.posting(values.front()).dense())
      tests.push_back(&segment_.posting(values.front()).bitmap());
  }
  if (words_ != nullptr) tests.push_back(&words_->at[kWordClasses - 1]);
  return tests;
}

std::vector<Row> PartSearch::around() const {
  const std::vector<const Bitmap*> tests = quick_tests();
  std::vector<Row> rows;
  std::vector<Row> several;  // those who may come again with another location
  for_each_inside([&](Row row) {
    int fails = 0;
    for (const Bitmap* test : tests) fails += test->test(row) ? 0 : 1;
    if (fails > 1 || part_.is_dead(row)) return;
    (segment_.several_locations().test(row) ? several : rows).push_back(row);
  });
  add_those_nowhere(several);
  std::sort(several.begin(), several.end());
  several.erase(std::unique(several.begin(), several.end()), several.end());
  rows.insert(rows.end(), several.begin(), several.end());
  return rows;
}

/// Those with a location of which no point is on record, where they pass all else that bitmaps tell.
void PartSearch::add_those_nowhere(std::vector<Row>& rows) const {
  const auto nowhere = question_.values.find(ValueKind::kLocationUnknown, name_of(Filter::kPlace));
  if (!nowhere || segment_.posting(*nowhere).count() == 0) return;
  const Posting& posting = segment_.posting(*nowhere);
  const std::vector<const Bitmap*> tests = quick_tests();
  if (posting.dense()) {
    Bitmap passing = posting.bitmap();
    for (const Bitmap* test : tests) passing.keep(*test);
    if (part_.dead) passing.remove(*part_.dead);
    passing.for_each([&rows](Row row) { rows.push_back(row); });
    return;
  }
  for (const Row row : posting.list()) {
    const bool passes =
        std::all_of(tests.begin(), tests.end(), [row](const Bitmap* test) { return test->test(row); });
    if (passes && !part_.is_dead(row)) rows.push_back(row);
  }
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
  if (way() != Way::kSift) return judge_and_select(candidates(), tally, selection);
  std::optional<Bitmap> inside;
  if (plan_.terms.near) inside = rows_inside();
  const Sieve sieve(plan_, part_, question_.values, words_, inside ? &*inside : nullptr);
  sieve.count(tally);
  std::vector<Row> doubtful;
  sieve.doubtful().for_each([&doubtful](Row row) { doubtful.push_back(row); });
  judge_and_select(doubtful, tally, selection);
  select(sieve, after, selection);
}

std::int64_t PartSearch::count() {
  std::int64_t total = 0;
  const auto add = [&total](Row, const Verdict& verdict) { total += verdict.matches ? 1 : 0; };
  if (way() != Way::kSift) {
    judge(candidates(), add);
    return total;
  }
  std::optional<Bitmap> inside;
  if (plan_.terms.near) inside = rows_inside();
  const Sieve sieve(plan_, part_, question_.values, words_, inside ? &*inside : nullptr);
  std::vector<Row> doubtful;
  sieve.doubtful().for_each([&doubtful](Row row) { doubtful.push_back(row); });
  judge(doubtful, add);
  return total + sieve.matches().count();
}

void PartSearch::select(const Sieve& sieve, const std::optional<Found>& after, Selection& selection) const {
  const Sort sort = plan_.terms.sort;
  const bool ordered = sort == Sort::kBest ? plan_.plain_merit() : sort != Sort::kDistance;
  const std::int64_t matches = sieve.matches().count();
  // A walk along an order looks at rows / matches rows for each that it takes, the other way at all matches.
  const bool worth_walking =
      matches * matches > static_cast<std::int64_t>(plan_.terms.limit) * std::int64_t{segment_.rows()};
  if (ordered && worth_walking && segment_.month() == question_.month) return walk(sieve, after, selection);
  const SieveRanker ranker(plan_, segment_, sieve, words_);
  sieve.matches().for_each([&](Row row) {
    if (!selection.wants(ranker.at_best(row))) return;
    const std::int64_t rank = ranker.rank(row);
    if (selection.wants(rank)) offer(row, rank, selection);
  });
}

/// Goes along a prepared order from where the walk stands, until the page is full.
void PartSearch::walk(const Sieve& sieve, const std::optional<Found>& after, Selection& selection) const {
  const Sort sort = plan_.terms.sort;
  if (sort == Sort::kPrice && !plan_.currency) return walk_unpriced(sieve, after, selection);
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
    if (!sieve.matches().test(*at)) continue;
    offer(*at, rank_of_row(*at), selection);
    --left;
  }
  if (sort == Sort::kPrice && left > 0) walk_unpriced(sieve, after, selection);
}

/// Behind all prices come those without one in the currency, in the order of the rows.
void PartSearch::walk_unpriced(const Sieve& sieve, const std::optional<Found>& after,
                               Selection& selection) const {
  Row row = 0;
  if (after && after->rank == kRankNone)
    row = segment_.first_after(after->turn, after->id, question_.order_key);
  std::size_t left = static_cast<std::size_t>(plan_.terms.limit) + 1;
  for (; row < segment_.rows() && left > 0; ++row) {
    if (!sieve.matches().test(row)) continue;
    if (plan_.currency && segment_.price_rank(row, *plan_.currency) != kRankNone) continue;
    offer(row, kRankNone, selection);
    --left;
  }
}

}  // namespace stillpoint::search
