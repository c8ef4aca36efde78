#pragma once

#include <cstdint>
#include <optional>

#include "domain/practitioner.h"

namespace stillpoint::domain {

/// Whether a line is a one-session price that can be compared: kind session or first visit, one session,
/// at least kSessionMinutesMin minutes. Packages and concessions don't count.
bool is_comparable(const FeeLine& line);

/// Price per hour in thousandths of the smallest unit, rounded half up: 110.00 for 60 minutes is 11'000'000.
std::int64_t per_hour_milli(const FeeLine& line);

/// The comparable line with the lowest price in the currency (null: in the currency of the first comparable
/// line); of equals the longer one, then the first. Null where there is none.
const FeeLine* lowest_price(const Fees& fees, const CurrencyKey* currency);

}  // namespace stillpoint::domain
