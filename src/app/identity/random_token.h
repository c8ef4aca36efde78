#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stillpoint::app {

// Secrets that let somebody in, and what is kept of them. Over libsodium.

/// A secret that nobody guesses: 32 random bytes as 43 characters of base64url.
std::string draw_token();
/// Random bytes.
std::string draw_bytes(std::size_t count);
/// SHA-256, 32 bytes: what is kept of a token.
std::string digest_of(std::string_view token);
/// HMAC-SHA-256 of a message, 32 bytes. @param key of 32 bytes.
std::string authentication_code(std::string_view key, std::string_view message);
/// Compares secrets in a time that says nothing about where they differ.
bool same_secret(std::string_view a, std::string_view b);

/// Without padding (RFC 4648 5).
std::string base64url(std::string_view bytes);
/// @return nothing for text that base64url() does not write.
std::optional<std::string> parse_base64url(std::string_view text);

/// How many recovery codes an account gets: enough for years of lost telephones, few enough to print.
constexpr std::size_t kRecoveryCodes = 10;
/// Fresh recovery codes, "abcd-efgh-jkmn-pqrs": 80 random bits each, in letters that are not mistaken.
std::vector<std::string> draw_recovery_codes();
/// What is kept of a recovery code, however it was typed: case, spaces and dashes don't count.
std::string recovery_code_digest(std::string_view typed);

}  // namespace stillpoint::app
