#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace stillpoint {

/// "2026-11-22".
std::string print_date(Date date);
/// "2026-11-22T10:00:00Z".
std::string print_instant(Instant instant);
/// "22 November 2026", for pages.
std::string print_date_words(Date date);

/// Reads an ISO 8601 calendar date of years 1900 to 9999 that exists; nothing else.
std::optional<Date> parse_date(std::string_view text);
/// Reads an RFC 3339 instant with `Z` or a numeric offset; fractions of a second are cut off.
std::optional<Instant> parse_instant(std::string_view text);

}  // namespace stillpoint
