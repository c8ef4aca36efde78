#pragma once

#include <chrono>

namespace stillpoint {

/// A point in time, UTC, to the second.
using Instant = std::chrono::sys_seconds;
/// A calendar date without a time or a zone.
using Date = std::chrono::sys_days;

/// "Never": later than any instant that a record can hold (year 9999).
constexpr Instant kEndOfTime{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}};

/// Where the time comes from. Only `app`, sessions and the program's wiring hold one; all else is told the
/// time.
class Clock {
 public:
  virtual ~Clock() = default;
  /// The present, UTC. Thread-safe.
  [[nodiscard]] virtual Instant now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  }
};

}  // namespace stillpoint
