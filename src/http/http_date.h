#pragma once

#include <string>

#include "base/clock.h"

namespace stillpoint::http {

/// "Sun, 22 Nov 2026 10:00:00 GMT" (RFC 9110 5.6.7), of years 1 to 9999.
std::string print_http_date(Instant instant);

}  // namespace stillpoint::http
