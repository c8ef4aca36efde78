#include "app/mailing/mailed_token.h"

#include <sodium.h>

#include <array>

namespace stillpoint::app {

MailedToken draw_mailed_token() {
  constexpr int kAlphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::string token(sodium_base64_ENCODED_LEN(bytes.size(), kAlphabet), '\0');
  sodium_bin2base64(token.data(), token.size(), bytes.data(), bytes.size(), kAlphabet);
  token.resize(kMailedTokenCharacters);  // without the terminating zero
  std::string hash = hash_of_token(token);
  return {.token = std::move(token), .hash = std::move(hash)};
}

std::string hash_of_token(std::string_view token) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): libsodium's bytes are unsigned
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<const unsigned char*>(token.data()), token.size());
  // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
  return hash;
}

std::string keyed_digest(std::string_view key, std::string_view text) {
  std::array<unsigned char, 16> digest{};
  // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): libsodium's bytes are unsigned
  crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size());
  // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
  std::string hex(2 * digest.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  hex.pop_back();  // the terminating zero
  return hex;
}

}  // namespace stillpoint::app
