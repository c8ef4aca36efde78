#include "domain/checklist_grounds.h"
#include "domain/thresholds.h"

namespace stillpoint::domain {

Standpoint reviews_standpoint(const ReviewSummary& summary) {
  const auto stand = [&summary](ChecklistState state, Reason code) {
    return Standpoint{.state = state, .code = code, .holds_until = summary.holds_until};
  };
  const int n = summary.count;
  const Interval& interval = summary.interval;
  if (n >= kReviewsMetMin && interval.low >= kReviewsMetLowMin)
    return stand(ChecklistState::kMet, Reason::kManyPositive);
  if (n >= kReviewsNotMetMin && interval.high < kReviewsNotMetHighMax)
    return stand(ChecklistState::kNotMet, Reason::kMostlyNegative);
  if (n > 0 && interval.share >= kReviewsPartlyShareMin)
    return stand(ChecklistState::kPartly, Reason::kSomePositive);
  if (n > 0) return stand(ChecklistState::kUnknown, Reason::kInconclusive);
  return stand(ChecklistState::kUnknown, Reason::kNoReviews);
}

Standpoint client_reviews(const Practitioner& practitioner, Instant now) {
  return reviews_standpoint(summarise(practitioner.reviews, now));
}

}  // namespace stillpoint::domain
