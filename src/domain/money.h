#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/keys.h"

namespace stillpoint::domain {

/// An amount of a currency, in its smallest unit (cents; whole yen). Never negative.
struct Money {
  std::int64_t minor = 0;
  CurrencyKey currency{};
  auto operator<=>(const Money&) const = default;
};

/// No fee is higher than this many smallest units: a slip of the keyboard is refused before it reaches a
/// page.
constexpr std::int64_t kMoneyMinorMax = 100'000'000;

/// "110.00" for 11000 minor units of a currency with two digits; "8000" for none.
std::string print_amount(std::int64_t minor, int minor_digits);

/// Reads a decimal string with at most `minor_digits` digits after the point ("110", "110.5", "110.50").
/// @return the minor units in [0, kMoneyMinorMax]; nothing when it is not such a number.
std::optional<std::int64_t> parse_amount(std::string_view text, int minor_digits);

}  // namespace stillpoint::domain
