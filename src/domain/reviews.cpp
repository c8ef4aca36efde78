#include "domain/reviews.h"

#include <algorithm>
#include <cmath>

#include "base/calendar.h"
#include "domain/thresholds.h"

namespace stillpoint::domain {
namespace {

/// Could ever count, whatever the time.
bool is_countable(const Review& review) {
  return review.state == ReviewState::kPublished && review.origin == ReviewOrigin::kInvited &&
         !review.claimed && review.stars >= 1 && review.stars <= 5;
}

Instant ages_out(const Review& review) {
  return add_months(review.published_at, kReviewMonthsMax);
}

/// Whether `later` takes the place of `review`: the same person, published later (or behind it in the list).
/// Reviews without a reviewer are each another person's: an invitation is for one person, once.
bool replaces(const Review& later, const Review& review) {
  if (later.published_at < review.published_at || &later == &review) return false;
  if (later.published_at == review.published_at && &later < &review) return false;
  return !review.reviewer.empty() && later.reviewer == review.reviewer;
}

/// Visits the counted reviews in their order. @return first instant at which others may count.
template <class Visit>
Instant for_each_counted(std::span<const Review> reviews, Instant now, Visit visit) {
  Instant holds_until = kEndOfTime;
  for (const Review& review : reviews) {
    if (!is_countable(review)) continue;
    if (review.published_at > now) {
      holds_until = std::min(holds_until, review.published_at);
      continue;
    }
    const Instant end = ages_out(review);
    if (end <= now) continue;
    // Quadratic in the reviews of one practitioner, but without memory; they are few, and most keys differ
    // early.
    const bool replaced = std::any_of(reviews.begin(), reviews.end(), [&](const Review& other) {
      return replaces(other, review) && is_countable(other) && other.published_at <= now;
    });
    if (replaced) continue;
    holds_until = std::min(holds_until, end);
    visit(review);
  }
  return holds_until;
}

}  // namespace

Interval wilson(int positive, int n) {
  const double count = n;
  const double share = positive / count;
  const double z2 = kWilsonZ * kWilsonZ;
  const double scale = 1 + z2 / count;
  const double centre = (share + z2 / (2 * count)) / scale;
  const double half = kWilsonZ * std::sqrt(share * (1 - share) / count + z2 / (4 * count * count)) / scale;
  // At the ends the formula is exact; rounding must not carry it past them.
  return {.share = share,
          .low = positive == 0 ? 0.0 : std::max(0.0, centre - half),
          .high = positive == n ? 1.0 : std::min(1.0, centre + half)};
}

ReviewSummary summarise(std::span<const Review> reviews, Instant now) {
  ReviewSummary summary;
  summary.holds_until = for_each_counted(reviews, now, [&](const Review& review) {
    ++summary.count;
    if (review.stars >= kReviewPositiveStarsMin) ++summary.positive;
    ++summary.by_stars.at(static_cast<std::size_t>(review.stars - 1));
    if (!summary.latest || *summary.latest < review.published_at) summary.latest = review.published_at;
  });
  if (summary.count > 0) summary.interval = wilson(summary.positive, summary.count);
  return summary;
}

NamingReviews reviews_naming(std::span<const Review> reviews, const ConditionKey& condition, Instant now) {
  NamingReviews naming;
  naming.holds_until = for_each_counted(reviews, now, [&](const Review& review) {
    const auto& named = review.conditions;
    if (std::find(named.begin(), named.end(), condition) != named.end()) ++naming.count;
  });
  return naming;
}

std::vector<const Review*> counted_reviews(std::span<const Review> reviews, Instant now) {
  std::vector<const Review*> counted;
  for_each_counted(reviews, now, [&](const Review& review) { counted.push_back(&review); });
  std::stable_sort(counted.begin(), counted.end(),
                   [](const Review* a, const Review* b) { return a->published_at > b->published_at; });
  return counted;
}

}  // namespace stillpoint::domain
