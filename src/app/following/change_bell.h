#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>

#include "domain/following.h"

namespace stillpoint::app {

/// Wakes those who wait for the next public change. A waiting request holds a thread of the server, so only
/// so many may wait at a time (docs/decisions/0030-following-changes.md). Thread-safe.
class ChangeBell {
 public:
  /// @param waiters_max may be 0: nobody waits.
  explicit ChangeBell(std::size_t waiters_max) : waiters_max_(waiters_max) {}

  /// The log's last place has moved, or is told for the first time.
  void ring(const domain::ChangeMark& latest);
  /// The last place that was rung; sequence 0 before the first.
  [[nodiscard]] domain::ChangeMark latest() const;

  enum class Waited : std::uint8_t {
    kRang,      ///< There is something behind the place.
    kTimedOut,  ///< There is nothing yet.
    kFull,      ///< As many wait as may; it did not wait.
    kEnded,     ///< The program stops.
  };
  /// Waits until there is something behind a place. Where there is already, it does not wait.
  [[nodiscard]] Waited wait_beyond(std::int64_t sequence, std::chrono::milliseconds patience);
  /// How many wait.
  [[nodiscard]] std::size_t waiting() const;
  /// Nobody waits from now on.
  void end();

 private:
  const std::size_t waiters_max_;
  mutable std::mutex mutex_;
  std::condition_variable rang_;
  domain::ChangeMark latest_{};
  std::size_t waiting_ = 0;
  bool ended_ = false;
};

}  // namespace stillpoint::app
