#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "base/clock.h"
#include "domain/practitioner.h"

namespace stillpoint::domain {

/// Share with the ends of its Wilson 95 % interval (E. B. Wilson 1927, Journal of the American Statistical
/// Association 22).
struct Interval {
  double share = 0;
  double low = 0;
  double high = 1;
};
/// @param n at least 1; `positive` in [0, n].
Interval wilson(int positive, int n);

/// The reviews that count at `now`: published, invited, not claimed, of the last 36 months, the latest of
/// each person.
struct ReviewSummary {
  int count = 0;
  int positive = 0;
  std::array<int, 5> by_stars{};  ///< [0] = one star.
  Interval interval{};            ///< Meaningful where count > 0.
  std::optional<Instant> latest{};
  Instant holds_until = kEndOfTime;  ///< When the oldest counted one ages out, or a dated-ahead one begins.
};
/// A review without a reviewer is another person's than all others: an invitation is for one person, once.
/// Quadratic in the number of reviews, without memory.
ReviewSummary summarise(std::span<const Review> reviews, Instant now);

/// How many counted reviews name the condition.
struct NamingReviews {
  int count = 0;
  Instant holds_until = kEndOfTime;
};
NamingReviews reviews_naming(std::span<const Review> reviews, const ConditionKey& condition, Instant now);

/// The counted reviews themselves, newest first.
std::vector<const Review*> counted_reviews(std::span<const Review> reviews, Instant now);

}  // namespace stillpoint::domain
