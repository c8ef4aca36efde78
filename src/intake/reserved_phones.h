#pragma once

#include <string>
#include <string_view>

#include "intake/random.h"

namespace stillpoint::intake {

/// A number that rings nowhere, from the ranges that a country's regulator keeps free for drama: North
/// America 555-0100 to 0199, the ranges of Ofcom (GB), ComReg (IE), ACMA (AU), Bundesnetzagentur (DE,
/// bulletin 148/2021) and ARCEP (FR). The city decides where a range belongs to one, else the region or the
/// country.
/// @param region ISO 3166-2, or empty. @return empty where the country keeps no such range.
std::string reserved_phone(std::string_view country, std::string_view region, std::string_view city,
                           Random& random);

/// Whether a number lies in such a range: digits are compared, spaces and signs are not.
bool is_reserved_phone(std::string_view phone);

}  // namespace stillpoint::intake
