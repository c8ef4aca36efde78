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
        return merit(row, 0);
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
  if (plan_.terms.near) around_.emplace(plan_, part_, question_.values, words_);
}

std::vector<Row> PartSearch::all_rows() const {
  std::vector<Row> rows;
  for (Row row = 0; row < segment_.rows(); ++row) {
    if (!part_.is_dead(row)) rows.push_back(row);
  }
  return rows;
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

bool PartSearch::judge_around(Tally& tally, Selection& selection) {
  if (!around_ || around_->points() > question_.ways.judged_points_max) return false;
  Surroundings::Sorted sorted = around_->sort();
  if (sorted.to_judge.size() > question_.ways.judged_around_max) return false;
  around_->count(sorted, tally);
  around_->add_those_nowhere(sorted, tally);
  judge_and_select(sorted.to_judge, tally, selection);
  return true;
}

void PartSearch::run(const std::optional<Found>& after, Tally& tally, Selection& selection) {
  if (judges_all()) return judge_and_select(all_rows(), tally, selection);
  if (judge_around(tally, selection)) return;
  std::optional<Inside> inside;
  if (around_) inside = around_->inside();
  const Sieve sieve(plan_, part_, question_.values, words_, inside ? &*inside : nullptr);
  sieve.count(tally);
  judge_and_select(sieve.doubtful().rows(), tally, selection);
  select(sieve, after, selection);
}

std::int64_t PartSearch::count() {
  std::int64_t total = 0;
  const auto add = [&total](Row, const Verdict& verdict) { total += verdict.matches ? 1 : 0; };
  if (judges_all()) {
    judge(all_rows(), add);
    return total;
  }
  if (around_ && around_->points() <= question_.ways.judged_points_max) {
    const Surroundings::Sorted sorted = around_->sort();
    if (sorted.to_judge.size() <= question_.ways.judged_around_max) {
      judge(sorted.to_judge, add);
      return total;
    }
  }
  std::optional<Inside> inside;
  if (around_) inside = around_->inside();
  const Sieve sieve(plan_, part_, question_.values, words_, inside ? &*inside : nullptr);
  judge(sieve.doubtful().rows(), add);
  return total + sieve.matches().count();
}

/// Offers the matches that bitmaps told. The order of most sorts stands prepared; that of `best` does within
/// each group of matches that what was asked ranks alike: by the class of the words, item 2, item 4.
void PartSearch::select(const Sieve& sieve, const std::optional<Found>& after, Selection& selection) const {
  const Sort sort = plan_.terms.sort;
  const bool prepared = segment_.month() == question_.month && sort != Sort::kDistance &&
                        (sort != Sort::kBest || !plan_.terms.near);
  const auto go = [&](const Walk& how, const Bitmap& matches) {
    const std::int64_t count = matches.count();
    if (count == 0) return;
    // A walk looks at rows / matches rows for each that it takes, the other way at all matches.
    const bool worth_walking =
        count * count > static_cast<std::int64_t>(plan_.terms.limit) * std::int64_t{segment_.rows()};
    if (prepared && worth_walking) {
      walk(how, matches, after, selection);
    } else {
      rank_all(sieve, matches, selection);
    }
  };
  if (!prepared || sort != Sort::kBest) return go({.sort = sort}, sieve.matches());
  sieve.for_each_group(words_, [&](const Bitmap& matches, const MeritGroup& group) {
    go({.sort = sort, .bare = group.bare, .shift = group.shift}, matches);
  });
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
void PartSearch::walk(const Walk& walk, const Bitmap& matches, const std::optional<Found>& after,
                      Selection& selection) const {
  const bool by_price = walk.sort == Sort::kPrice;
  if (by_price && !plan_.currency) return walk_unpriced(matches, after, selection);
  const auto rank_of_row = [&](Row row) {
    if (by_price) return segment_.price_rank(row, *plan_.currency);
    return walk.shift + (walk.bare ? segment_.bare_merit_rank(row) : segment_.rank_in_order(walk.sort, row));
  };
  const auto order = by_price    ? segment_.by_price(*plan_.currency)
                     : walk.bare ? segment_.by_bare_merit()
                                 : segment_.in_order(walk.sort);
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
    const std::int64_t rank = rank_of_row(*at);
    if (!selection.wants(rank)) return;
    offer(*at, rank, selection);
    --left;
  }
  if (by_price && left > 0) walk_unpriced(matches, after, selection);
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
