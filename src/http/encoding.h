#pragma once

#include <string>
#include <string_view>

namespace stillpoint::http {

/// Whether bodies of this type grow smaller by compression: texts, not pictures or fonts.
bool is_compressible(std::string_view content_type);

/// Whether an Accept-Encoding takes gzip (RFC 9110 12.5.3): named, or by `*`, with a weight above zero.
bool accepts_gzip(std::string_view accept_encoding);

/// The body in gzip form. Costs about 15 us per kilobyte.
std::string gzip_encoded(std::string_view body);

/// A strong entity tag of the body, in quotes: the same bytes, the same tag, on every node.
std::string tag_of(std::string_view body);

}  // namespace stillpoint::http
