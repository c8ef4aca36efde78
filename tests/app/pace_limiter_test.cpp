#include "app/partners/pace_limiter.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace stillpoint::app {
namespace {

using namespace std::chrono_literals;
using Time = PaceLimiter::Time;

constexpr Time kStart{1000h};
constexpr PaceQuota kTenAMinute{.quota = 10, .window = 60s};

TEST(PaceLimiter, LetsAQuotaThroughAtOnceAndThenAsItComesBack) {
  PaceLimiter limiter(64);
  for (int i = 9; i >= 0; --i) {
    const Pace pace = limiter.take("a", kTenAMinute, kStart);
    EXPECT_TRUE(pace.passes);
    EXPECT_EQ(pace.remaining, i);
    EXPECT_EQ(pace.refilled_in, std::chrono::seconds(60 - i * 6));
  }
  const Pace refused = limiter.take("a", kTenAMinute, kStart);
  EXPECT_FALSE(refused.passes);
  EXPECT_EQ(refused.remaining, 0);
  EXPECT_EQ(refused.retry_after, 6s);
  EXPECT_FALSE(limiter.take("a", kTenAMinute, kStart + 5999ms).passes)
      << "being refused costs nothing, and gives nothing";
  EXPECT_TRUE(limiter.take("a", kTenAMinute, kStart + 6s).passes) << "after the time that it was told";
  EXPECT_FALSE(limiter.take("a", kTenAMinute, kStart + 6s).passes);
  EXPECT_EQ(limiter.take("a", kTenAMinute, kStart + 1h).remaining, 9) << "never more than the quota";
}

TEST(PaceLimiter, KeepsEachKeyApart) {
  PaceLimiter limiter(64);
  EXPECT_TRUE(limiter.take("a", {.quota = 1}, kStart).passes);
  EXPECT_FALSE(limiter.take("a", {.quota = 1}, kStart).passes);
  EXPECT_TRUE(limiter.take("b", {.quota = 1}, kStart).passes);
  EXPECT_EQ(limiter.look("c", {.quota = 1}, kStart).remaining, 1);
  EXPECT_EQ(limiter.look("a", {.quota = 1}, kStart).remaining, 0);
  EXPECT_TRUE(limiter.look("c", {.quota = 1}, kStart).passes) << "looking takes nothing";
}

TEST(PaceLimiter, TakesWhatIsDearInOneAndLetsItBePaidOff) {
  PaceLimiter limiter(64);
  EXPECT_TRUE(limiter.take("a", kTenAMinute, kStart, 8).passes);
  EXPECT_FALSE(limiter.take("a", kTenAMinute, kStart, 3).passes);
  EXPECT_TRUE(limiter.take("a", kTenAMinute, kStart, 2).passes);
  EXPECT_TRUE(limiter.take("b", kTenAMinute, kStart, 20).passes)
      << "more than the quota passes a full bucket";
  EXPECT_EQ(limiter.take("b", kTenAMinute, kStart).retry_after, 66s) << "and is paid off before the next";
}

TEST(PaceLimiter, StaysAsSmallAsItWasMadeAndForgetsWhoIsHeldBackLast) {
  PaceLimiter limiter(64);
  EXPECT_EQ(limiter.slots(), 64U);
  const PaceQuota quota{.quota = 1000, .window = 60s};
  EXPECT_TRUE(limiter.take("greedy", quota, kStart, 1000).passes);
  for (int i = 0; i < 100'000; ++i) {
    ASSERT_TRUE(limiter.take("flood " + std::to_string(i), quota, kStart).passes);
  }
  EXPECT_EQ(limiter.slots(), 64U);
  EXPECT_LE(limiter.in_use(kStart), 64U);
  EXPECT_FALSE(limiter.take("greedy", quota, kStart).passes);
  EXPECT_EQ(limiter.in_use(kStart + 1h), 0U) << "what is full again makes room";
}

TEST(PaceLimiter, AgreesWithABucketCountedByHand) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  PaceLimiter limiter(64);
  const PaceQuota quota{.quota = 12, .window = 60s};  // one each five seconds: whole numbers throughout
  std::int64_t missing_ms = 0;
  Time now = kStart;
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t pause_ms = random() % 8 == 0 ? random() % 70'000 : random() % 6'000;
    now += std::chrono::milliseconds(pause_ms);
    missing_ms = std::max<std::int64_t>(0, missing_ms - pause_ms);
    const bool passes = missing_ms + 5'000 <= 60'000;
    if (passes) missing_ms += 5'000;
    const Pace pace = limiter.take("a", quota, now);
    ASSERT_EQ(pace.passes, passes);
    ASSERT_EQ(pace.remaining, (60'000 - missing_ms) / 5'000);
  }
}

TEST(PaceLimiter, GivesOutNoMoreThanTheQuotaToManyThreadsAtOnce) {
  PaceLimiter limiter(kPaceSlots);  // room for all, so that none is forgotten
  std::atomic<int> passed{0};
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&limiter, &passed, t] {
        for (int i = 0; i < 500; ++i) {
          if (limiter.take("shared", {.quota = 1000}, kStart).passes) ++passed;
          static_cast<void>(limiter.take(std::to_string(t * 500 + i), {.quota = 5}, kStart));
          static_cast<void>(limiter.look("shared", {.quota = 1000}, kStart));
          if (i % 100 == 0) static_cast<void>(limiter.in_use(kStart));
        }
      });
    }
  }
  EXPECT_EQ(passed, 1000);
}

}  // namespace
}  // namespace stillpoint::app
