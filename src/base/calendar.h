#pragma once

#include "base/clock.h"

namespace stillpoint {

/// The same time of day so many calendar months later (UTC); the last day of the month where it is shorter.
Instant add_months(Instant instant, int months);

/// The calendar date in UTC.
inline Date date_of(Instant instant) {
  return std::chrono::floor<std::chrono::days>(instant);
}

}  // namespace stillpoint
