#include "app/partners/pace_limiter.h"

#include <sodium.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <span>

namespace stillpoint::app {
namespace {

using Duration = std::chrono::steady_clock::duration;

constexpr std::size_t kSlotsLeast = 64;

std::chrono::seconds whole_seconds(Duration duration) {
  return std::chrono::ceil<std::chrono::seconds>(std::max(duration, Duration::zero()));
}

/// The time that one request's worth takes to come back.
Duration share_of(const PaceQuota& quota) {
  return std::chrono::duration_cast<Duration>(quota.window) / quota.quota;
}

/// @param missing how far the bucket is from full.
Pace pace_of(bool passes, Duration missing, const PaceQuota& quota) {
  const Duration left =
      std::max(std::chrono::duration_cast<Duration>(quota.window) - missing, Duration::zero());
  return {.passes = passes,
          .remaining = static_cast<int>(std::min<std::int64_t>(left / share_of(quota), quota.quota)),
          .refilled_in = whole_seconds(missing)};
}

}  // namespace

PaceLimiter::PaceLimiter(std::size_t slots_min) : slots_(std::bit_ceil(std::max(slots_min, kSlotsLeast))) {
  static_assert(sizeof(hash_key_) == crypto_shorthash_KEYBYTES);
  randombytes_buf(hash_key_.data(), sizeof(hash_key_));
}

std::uint64_t PaceLimiter::hash_of(std::string_view key) const {
  static_assert(crypto_shorthash_BYTES == sizeof(std::uint64_t));
  std::uint64_t hash = 0;
  crypto_shorthash(reinterpret_cast<unsigned char*>(&hash),
                   reinterpret_cast<const unsigned char*>(key.data()), key.size(),
                   reinterpret_cast<const unsigned char*>(hash_key_.data()));
  return hash | 1U;  // 0 stands for a slot that was never used
}

Pace PaceLimiter::take(std::string_view key, const PaceQuota& quota, Time now, int cost) {
  assert(quota.quota > 0 && cost > 0);
  const std::uint64_t hash = hash_of(key);
  const std::size_t row = (hash >> 32U) & (slots_.size() / kWays - 1);
  const std::lock_guard lock(lock_of(row));
  const std::span<Slot> ways(&slots_[row * kWays], kWays);
  const auto own = std::find_if(ways.begin(), ways.end(), [&](const Slot& slot) { return slot.key == hash; });
  const Duration window = quota.window;
  const Duration missing =
      own == ways.end() ? Duration::zero() : std::max(own->full_at - now, Duration::zero());
  const Duration after = missing + share_of(quota) * cost;
  if (after > window && missing > Duration::zero()) {
    Pace refused = pace_of(false, missing, quota);
    // What is dearer than the quota waits for the whole of it.
    const Duration wait = std::min(after - window, missing);
    refused.retry_after = std::max(whole_seconds(wait), std::chrono::seconds{1});
    return refused;
  }
  const auto slot =
      own != ways.end() ? own : std::min_element(ways.begin(), ways.end(), [](const Slot& a, const Slot& b) {
        return a.full_at < b.full_at;
      });
  *slot = {.key = hash, .full_at = now + after};
  return pace_of(true, after, quota);
}

Pace PaceLimiter::look(std::string_view key, const PaceQuota& quota, Time now) const {
  const std::uint64_t hash = hash_of(key);
  const std::size_t row = (hash >> 32U) & (slots_.size() / kWays - 1);
  const std::lock_guard lock(lock_of(row));
  for (std::size_t way = 0; way < kWays; ++way) {
    const Slot& slot = slots_[row * kWays + way];
    if (slot.key != hash) continue;
    const Duration missing = std::max(slot.full_at - now, Duration::zero());
    return pace_of(missing + share_of(quota) <= quota.window, missing, quota);
  }
  return pace_of(true, Duration::zero(), quota);
}

std::size_t PaceLimiter::in_use(Time now) const {
  std::size_t count = 0;
  for (std::size_t row = 0; row < slots_.size() / kWays; ++row) {
    const std::lock_guard lock(lock_of(row));
    for (std::size_t way = 0; way < kWays; ++way) {
      const Slot& slot = slots_[row * kWays + way];
      if (slot.key != 0 && slot.full_at > now) ++count;
    }
  }
  return count;
}

}  // namespace stillpoint::app
