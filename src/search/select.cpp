#include "search/select.h"

#include <algorithm>
#include <cmath>

#include "domain/thresholds.h"
#include "search/order.h"

namespace stillpoint::search {

using namespace domain;

bool comes_before(const Found& a, const Found& b) {
  if (a.rank != b.rank) return a.rank < b.rank;
  if (a.turn != b.turn) return a.turn < b.turn;
  return a.id < b.id;
}

void Selection::offer(const Found& row) {
  if (after_ && !comes_before(*after_, row)) return;
  if (found_.size() == count_) {
    if (!comes_before(row, found_.front())) return;
    std::pop_heap(found_.begin(), found_.end(), comes_before);
    found_.back() = row;
  } else {
    found_.push_back(row);
  }
  std::push_heap(found_.begin(), found_.end(), comes_before);
}

std::vector<Found> Selection::take() {
  std::sort_heap(found_.begin(), found_.end(), comes_before);
  return std::exchange(found_, {});
}

std::int64_t Ranker::rank(Row row, const Verdict& verdict) const {
  switch (plan_.terms.sort) {
    case Sort::kBest:
      return merit(row, verdict);
    case Sort::kDistance:
      return std::llround(verdict.km * 1000.0);
    case Sort::kPrice:
      return plan_.currency ? segment_.price_rank(row, *plan_.currency) : kRankNone;
    case Sort::kRating: {
      const double low = segment_.rating_low(row);
      return low == kNoRating ? kRankNone : rank_of(-low);
    }
    case Sort::kHours:
      return -std::int64_t{segment_.training_hours(row)};
    case Sort::kName:
      return segment_.name_rank(row);
  }
  return 0;
}

std::int64_t Ranker::merit(Row row, const Verdict& verdict) const {
  const Standing standing = segment_.standing(row);
  const ChecklistState scope = state_of_strength(verdict.scope);
  return rank_of(Merit{
      .word_class = words_ == nullptr ? 0 : words_->class_of(row).value_or(0),
      .demoted = standing.demoted,
      .any_not_met = standing.certification == ChecklistState::kNotMet || scope == ChecklistState::kNotMet,
      .checked_points = points_of(standing.certification) + points_of(scope),
      .declared_points =
          points_of(verdict.condition) + points_of(standing.reviews) + points_of(standing.fees),
      .band = plan_.terms.near ? static_cast<int>(verdict.km / kDistanceBandKm) : 0});
}

}  // namespace stillpoint::search
