#pragma once

#include <string_view>

namespace stillpoint::files {

/// What a file is, by its content: "application/pdf", "image/png", "image/jpeg" or "text/plain" (UTF-8 or
/// Windows-1252 without control characters). Empty for anything else: nothing that a program could run, or a
/// browser would interpret, is kept.
std::string_view media_type_of(std::string_view content);

}  // namespace stillpoint::files
