#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/clock.h"
#include "base/result.h"

namespace stillpoint::app {

/// So many wrong tries cost nothing: people mistype.
constexpr int kFreeTries = 5;
/// The wait after the last of them; it doubles with each, up to the longest.
constexpr std::chrono::seconds kFirstWait{2};
constexpr std::chrono::seconds kLongestWait{300};
/// Wrong tries are forgotten after so long without another.
constexpr std::chrono::seconds kTriesRemembered{3600};
/// What is remembered at most, in memory: some 10 MB. When it is full, what is oldest goes first.
constexpr std::size_t kTriersMax = 50'000;

/// Slows down who tries again and again, and never locks anybody out: a key names the address together with
/// the account, so others' tries cost its owner nothing. Thread-safe.
class Throttle {
 public:
  /// Counts a try as a wrong one before it is known, so that many at once are many.
  /// @param free_tries how many cost nothing: an address is shared by a whole office.
  /// @return kLimited, naming the seconds to wait, while the key must wait; then nothing is counted.
  [[nodiscard]] Result<void> begin_try(const std::string& key, Instant now, int free_tries = kFreeTries);
  /// Takes one try back: it was not wrong.
  void forgive(const std::string& key);
  /// Forgets all tries of a key.
  void forget(const std::string& key);

 private:
  struct Tries {
    int wrong = 0;
    Instant last{};
    Instant next_allowed{};
  };
  void make_room(Instant now);

  std::mutex mutex_;
  std::unordered_map<std::string, Tries> tries_;
};

}  // namespace stillpoint::app
