#include "app/token_buckets.h"

#include <gtest/gtest.h>

#include <string>

namespace stillpoint::app {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr TokenBuckets::Time kStart{};

int taken(TokenBuckets& buckets, const char* key, TokenBuckets::Time now, int tries = 100) {
  int count = 0;
  for (int i = 0; i < tries; ++i) count += buckets.take(key, now) ? 1 : 0;
  return count;
}

TEST(TokenBuckets, AllowABurstAndThenSoMuchASecond) {
  TokenBuckets buckets({.capacity = 5, .per_second = 2, .keys_max = 10});
  EXPECT_EQ(taken(buckets, "a", kStart), 5);
  EXPECT_EQ(taken(buckets, "a", kStart + milliseconds{499}), 0);
  EXPECT_EQ(taken(buckets, "a", kStart + milliseconds{500}), 1);
  EXPECT_EQ(taken(buckets, "a", kStart + seconds{100}), 5) << "no more than a burst is saved up";
  EXPECT_EQ(taken(buckets, "b", kStart), 5) << "one's neighbour is not asked to pay";
}

TEST(TokenBuckets, MakeWhoIsInDebtWait) {
  TokenBuckets buckets({.capacity = 2, .per_second = 1, .keys_max = 10});
  EXPECT_TRUE(buckets.take("a", kStart));
  buckets.charge("a", 9, kStart);
  EXPECT_EQ(taken(buckets, "a", kStart + seconds{8}), 0);
  EXPECT_EQ(taken(buckets, "a", kStart + seconds{9}), 1);
}

TEST(TokenBuckets, GiveNothingForAClockThatGoesBack) {
  TokenBuckets buckets({.capacity = 2, .per_second = 1, .keys_max = 10});
  EXPECT_EQ(taken(buckets, "a", kStart + seconds{50}), 2);
  EXPECT_EQ(taken(buckets, "a", kStart), 0);
  EXPECT_EQ(taken(buckets, "a", kStart + seconds{51}), 1);
}

TEST(TokenBuckets, ForgetWhoAskedLongestAgoAndStayBounded) {
  TokenBuckets buckets({.capacity = 1, .per_second = 0.001, .keys_max = 3});
  for (int i = 0; i < 1000; ++i) {
    EXPECT_FALSE(taken(buckets, "steady", kStart) > 0 && i > 0) << "is still remembered";
    EXPECT_TRUE(buckets.take("passing " + std::to_string(i), kStart));
  }
  EXPECT_EQ(buckets.size(), 3U);
}

}  // namespace
}  // namespace stillpoint::app
