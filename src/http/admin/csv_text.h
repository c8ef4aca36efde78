#pragma once

#include <span>
#include <string>
#include <string_view>

namespace stillpoint::http::admin {

/// Appends one record of RFC 4180, ended by CR LF. A cell that a spreadsheet would take for a formula (one
/// that begins with = + - @, a tab or a carriage return) gets an apostrophe before it.
void append_csv(std::string& out, std::span<const std::string> cells);

}  // namespace stillpoint::http::admin
