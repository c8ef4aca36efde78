#pragma once

#include <string_view>

namespace stillpoint::intake {

/// Whether the text is a US National Provider Identifier: ten digits, the first 1 or 2, the last a check
/// digit by Luhn's formula over the number with 80840 before it (45 CFR 162.406 and CMS's "Requirements for
/// NPI and NPI check digit"). It tells a registry's row; it is neither a licence nor a certificate.
bool is_npi(std::string_view text);

}  // namespace stillpoint::intake
