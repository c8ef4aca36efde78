#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace stillpoint::intake {

// How a registry writes, made readable.

/// A text without white space at its ends.
std::string_view trimmed(std::string_view text);

/// A name or a city that stands in capitals, in mixed case: "ANNE-MARIE O'BRIEN" is "Anne-Marie O'Brien",
/// "MCDONALD" is "McDonald", "III" stays. What has lower-case letters already is left as it is.
std::string in_mixed_case(std::string_view text);

/// A US telephone number of ten digits as "+1 860 555 0117"; anything else as given.
std::string print_us_phone(std::string_view digits);

/// Whether a credential text names the degree of Doctor of Osteopathic Medicine: DO or D.O. as a word of its
/// own
/// ("D.O., FAAFP"), never as a part of another ("DOM", "D.O.T.").
bool names_do(std::string_view credential_text);

/// A date as US registries write it: "03/16/2006". Nothing for anything else.
std::optional<Date> parse_us_date(std::string_view text);

}  // namespace stillpoint::intake
