#pragma once

#include <string_view>

#include "base/clock.h"

namespace stillpoint {

/// Whether the IANA name ("Europe/Zurich") is known to the time zone data in use. Thread-safe.
bool is_time_zone(std::string_view zone);

/// The first instant after the day `date` in the zone: a date without a time lasts until then (half-open).
/// An empty or unknown zone counts as UTC. Thread-safe; the answer is remembered per zone and day (about 0.1
/// us then).
Instant end_of_day(Date date, std::string_view zone);

/// The calendar date on which `instant` falls in the zone. An empty or unknown zone counts as UTC.
/// Thread-safe.
Date date_in_zone(Instant instant, std::string_view zone);

}  // namespace stillpoint
