#include "domain/reviews.h"

#include <gtest/gtest.h>

#include "domain/records.h"

namespace stillpoint::domain {
namespace {

using namespace testing;

TEST(WilsonInterval, AgreesWithPublishedValues) {
  // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17
  // (1998), table I, method 3 (score, without continuity correction).
  const struct {
    int positive, n;
    double low, high;
  } cases[] = {
      {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0000, 0.1611}, {1, 29, 0.0061, 0.1718}};
  for (const auto& c : cases) {
    SCOPED_TRACE(std::to_string(c.positive) + " of " + std::to_string(c.n));
    const Interval interval = wilson(c.positive, c.n);
    EXPECT_NEAR(interval.low, c.low, 0.00005);
    EXPECT_NEAR(interval.high, c.high, 0.00005);
    EXPECT_NEAR(interval.share, static_cast<double>(c.positive) / c.n, 1e-12);
    const Interval mirrored = wilson(c.n - c.positive, c.n);
    EXPECT_NEAR(mirrored.low, 1 - interval.high, 1e-12);
    EXPECT_NEAR(mirrored.high, 1 - interval.low, 1e-12);
  }
}

TEST(CountedReviews, ArePublishedInvitedOnesOfTheLast36Months) {
  const struct {
    const char* why;
    Review review;
    bool want;
  } cases[] = {
      {"counts", review(5, "2026-06-01", "a"), true},
      {"open",
       [] {
         Review r = review(5, "2026-06-01", "a");
         r.origin = ReviewOrigin::kOpen;
         return r;
       }(),
       false},
      {"pending",
       [] {
         Review r = review(5, "2026-06-01", "a");
         r.state = ReviewState::kPending;
         return r;
       }(),
       false},
      {"rejected",
       [] {
         Review r = review(5, "2026-06-01", "a");
         r.state = ReviewState::kRejected;
         return r;
       }(),
       false},
      {"claimed",
       [] {
         Review r = review(5, "2026-06-01", "a");
         r.claimed = true;
         return r;
       }(),
       false},
      {"just within 36 months", review(5, "2023-11-22T12:00:01Z", "a"), true},
      {"36 months old", review(5, "2023-11-22T12:00:00Z", "a"), false},
      {"dated ahead", review(5, "2026-11-22T12:00:01Z", "a"), false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(summarise(std::vector{c.review}, now()).count, c.want ? 1 : 0);
  }
}

TEST(CountedReviews, AreTheLatestOfEachPerson) {
  std::vector<Review> all = {review(1, "2026-05-01", "a"), review(5, "2026-06-01", "a"),
                             review(4, "2026-07-01", "b"), review(2, "2026-07-01", ""),
                             review(3, "2026-07-02", "")};
  const ReviewSummary summary = summarise(all, now());
  EXPECT_EQ(summary.count, 4) << "two without a reviewer are two people";
  EXPECT_EQ(summary.positive, 2) << "four and five stars";
  EXPECT_EQ(summary.by_stars, (std::array<int, 5>{0, 1, 1, 1, 1}));
  EXPECT_EQ(summary.latest, at("2026-07-02"));
  EXPECT_EQ(summary.holds_until, at("2029-06-01"));

  // One that does not count takes nobody's place.
  all[1].state = ReviewState::kRejected;
  EXPECT_EQ(summarise(all, now()).by_stars[0], 1);
  // One that is dated ahead takes it when its time comes.
  all.push_back(review(5, "2026-12-01", "b"));
  EXPECT_EQ(summarise(all, now()).by_stars[3], 1);
  EXPECT_EQ(summarise(all, now()).holds_until, at("2026-12-01"));
  EXPECT_EQ(summarise(all, at("2026-12-01")).by_stars[3], 0);
}

TEST(CountedReviews, ComeNewestFirst) {
  const std::vector<Review> all = {review(5, "2026-05-01", "a"), review(5, "2026-07-01", "b"),
                                   review(5, "2026-06-01", "c"), review(5, "2026-04-01", "b")};
  const std::vector<const Review*> wanted = {&all[1], &all[2], all.data()};
  EXPECT_EQ(counted_reviews(all, now()), wanted);
}

}  // namespace
}  // namespace stillpoint::domain
