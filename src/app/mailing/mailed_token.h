#pragma once

#include <string>
#include <string_view>

namespace stillpoint::app {

/// Characters of a token: 32 random bytes in URL-safe base 64.
constexpr std::size_t kMailedTokenCharacters = 43;

/// A token as it stands in a mailed link, and the only thing of it that is kept.
struct MailedToken {
  std::string token{};
  std::string hash{};  ///< SHA-256, 32 bytes.
};

/// Draws a token that nobody can guess. Thread-safe.
MailedToken draw_mailed_token();

/// What the store knows of a token that came back; of anything that is no token too, which it then lacks.
std::string hash_of_token(std::string_view token);

/// The same for the same text under the same key, and nothing that tells the text: 32 hexadecimal digits
/// (BLAKE2b). @param key 32 bytes.
std::string keyed_digest(std::string_view key, std::string_view text);

}  // namespace stillpoint::app
