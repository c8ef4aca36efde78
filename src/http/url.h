#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace stillpoint::http {

/// Undoes percent-encoding. `plus_is_space` as in query strings and forms.
/// @return nothing for a broken escape ("%2", "%zz").
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

/// Percent-encodes everything but the unreserved characters of RFC 3986, and `,` and `:`, which read well in
/// a query and need no escape there.
std::string percent_encode(std::string_view text);

/// Reads "a=1&b=2&a=3" in its order. A name without `=` has an empty value; empty parts are skipped.
/// @return nothing for a broken escape.
std::optional<std::vector<Parameter>> parse_query(std::string_view query);

/// Writes what parse_query reads; without a leading `?`.
std::string print_query(std::span<const Parameter> parameters);

}  // namespace stillpoint::http
