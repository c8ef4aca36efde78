#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/partner.h"

namespace stillpoint::app {

// How a key is written: "pk_" and 30 characters of Crockford's base 32 in lower case. The first 26 are drawn
// (130 bits), the last four are 20 bits of the SHA-256 of everything before them: of a million mistyped keys
// one passes.

/// Draws a fresh key.
std::string draw_partner_key(domain::PartnerKeyKind kind);

/// What kind of key a text is. @return kUnauthenticated, in one plain sentence, for what was mistyped or cut,
/// and for what is no key at all. Looks nothing up.
[[nodiscard]] Result<domain::PartnerKeyKind> kind_of_key(std::string_view text);

/// What a list shows of a key: "pk_…x7k2".
std::string hint_of_key(std::string_view text);

/// The test key of every demonstration: the same everywhere, since there it opens invented people only.
std::string demo_test_key();

}  // namespace stillpoint::app
