#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace stillpoint::app {

/// How many may pass: `quota` at once, and as many in each window in the long run.
struct PaceQuota {
  int quota = 0;                    ///< At least 1.
  std::chrono::seconds window{60};  ///< In which a spent quota comes back, evenly.
};

/// What a request is told about its pace.
struct Pace {
  bool passes = false;
  int remaining = 0;                    ///< Requests that may follow at once.
  std::chrono::seconds refilled_in{0};  ///< When the whole quota is back.
  std::chrono::seconds retry_after{0};  ///< Where it doesn't pass: when one will; at least 1.
};

/// Token buckets for any number of keys in a fixed table: each bucket is one instant, "when it will be full
/// again" (the generic cell rate algorithm, ITU-T I.371 A.1, is a token bucket so written). A bucket that is
/// full again says nothing and makes room; under a flood of keys, the fullest of a row of eight goes first,
/// so that who is being held back is forgotten last. Keys are told apart by a keyed 64-bit hash, drawn afresh
/// at each start, so that nobody can aim for another's row. Thread-safe; O(1); never allocates after it was
/// made.
class PaceLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;
  /// @param slots_min is rounded up to a power of two, at least 64; 16 bytes each
  explicit PaceLimiter(std::size_t slots_min);

  /// Takes `cost` requests from the key's bucket; where they are not there, nothing is taken.
  /// @param cost at least 1; what is above the quota passes when the bucket is full.
  [[nodiscard]] Pace take(std::string_view key, const PaceQuota& quota, Time now, int cost = 1);
  /// The same, taking nothing.
  [[nodiscard]] Pace look(std::string_view key, const PaceQuota& quota, Time now) const;

  [[nodiscard]] std::size_t slots() const { return slots_.size(); }
  /// Buckets that are not full at `now`: for tests and metrics. O(slots).
  [[nodiscard]] std::size_t in_use(Time now) const;

 private:
  static constexpr std::size_t kWays = 8;
  static constexpr std::size_t kLocks = 64;
  struct Slot {
    std::uint64_t key = 0;  ///< 0: never used.
    Time full_at{};
  };
  [[nodiscard]] std::uint64_t hash_of(std::string_view key) const;
  [[nodiscard]] std::mutex& lock_of(std::size_t row) const { return locks_[row % kLocks]; }

  std::array<std::uint64_t, 2> hash_key_{};
  std::vector<Slot> slots_;
  mutable std::array<std::mutex, kLocks> locks_{};
};

/// Slots of a server's limiter: addresses and keys that are being slowed down at one time. 65,536 of them
/// take 1 MiB.
constexpr std::size_t kPaceSlots = 65'536;

}  // namespace stillpoint::app
