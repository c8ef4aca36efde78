#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stillpoint::http {

/// Why a request is not even looked at.
struct Refusal {
  int status = 400;
  std::string detail;  ///< One plain sentence.
};

/// Checks the head of a request before the server library reads it, strictly by RFC 9112: two readers that
/// differ over where a request ends let an attacker smuggle a second one through. Refused are: lines that do
/// not end in CR LF, control characters, an unreadable request line, names with other characters than
/// RFC 9110 allows or space before their colon, folded lines, a missing or repeated Host, a Content-Length
/// that is repeated, no plain number or beside a Transfer-Encoding, another Transfer-Encoding than `chunked`,
/// and whatever exceeds http/limits.h.
/// @param head everything up to and including the empty line.
std::optional<Refusal> check_head(std::string_view head);

/// Whether a checked head announces no body where its method brings one: 411, if the path takes the method.
bool lacks_length(std::string_view head);

/// The value of a header of a checked head, trimmed; empty where absent. Names compare without case.
std::string_view header_of(std::string_view head, std::string_view name);

}  // namespace stillpoint::http
