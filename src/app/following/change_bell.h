#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

#include "domain/following.h"
#include "domain/partner.h"

namespace stillpoint::app {

/// One partner may hold this part of all places to wait at: one who opens connections without end leaves most
/// of them to the others, and four who do still share them evenly.
constexpr std::size_t kWaitersShare = 4;
/// How often a waiter looks whether its client is still there: a client that left gives its place back so
/// soon.
constexpr std::chrono::milliseconds kLookForClientEvery{1000};

/// Who waits.
struct Waiter {
  domain::PartnerId partner{};
  std::function<bool()>
      has_left{};  ///< The client closed its connection: nobody waits any more. May be empty.
};

/// Wakes those who wait for the next public change. A waiting request holds a thread of the server, so only
/// so many may wait at a time, and of one partner a part of them (docs/decisions/0030-following-changes.md).
/// Thread-safe.
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
    kFull,      ///< As many wait as may, of all or of this partner; it did not wait.
    kLeft,      ///< The client is gone.
    kEnded,     ///< The program stops.
  };
  /// Waits until there is something behind a place, or the client has left. Where there is already, it does
  /// not wait.
  [[nodiscard]] Waited wait_beyond(std::int64_t sequence, std::chrono::milliseconds patience,
                                   const Waiter& waiter);
  /// How many wait.
  [[nodiscard]] std::size_t waiting() const;
  /// Nobody waits from now on.
  void end();

 private:
  [[nodiscard]] std::size_t partner_max() const;

  const std::size_t waiters_max_;
  mutable std::mutex mutex_;
  std::condition_variable rang_;
  domain::ChangeMark latest_{};
  std::size_t waiting_ = 0;
  std::map<domain::PartnerId, std::size_t> waiting_of_;  ///< Those of whom somebody waits.
  bool ended_ = false;
};

}  // namespace stillpoint::app
