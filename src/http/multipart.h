#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace stillpoint::http {

/// Whether the header's value names this media type, whatever its parameters. Without case.
bool is_media_type(std::string_view content_type, std::string_view name);

/// Takes a form apart that was sent as multipart/form-data (RFC 7578), within the limits of http/limits.h.
/// Strict: whatever is not exactly such a form is refused.
/// @param content_type the header's value, with its boundary.
/// @return kInvalid with one sentence.
Result<std::vector<Part>> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace stillpoint::http
