#include "app/identity/random_token.h"

#include <sodium.h>

#include <array>
#include <cassert>

namespace stillpoint::app {
namespace {

constexpr std::size_t kTokenBytes = 32;
/// Crockford's base 32, without i, l, o and u.
constexpr std::string_view kCodeLetters = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kCodeLettersPerCode = 16;
constexpr std::size_t kCodeLettersPerGroup = 4;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace

std::string draw_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string draw_token() {
  return base64url(draw_bytes(kTokenBytes));
}

std::string digest_of(std::string_view token) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(bytes_of(digest), bytes_of(token), token.size());
  return digest;
}

std::string authentication_code(std::string_view key, std::string_view message) {
  assert(key.size() == crypto_auth_hmacsha256_KEYBYTES);
  std::string digest(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256(bytes_of(digest), bytes_of(message), message.size(), bytes_of(key));
  return digest;
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string base64url(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), kVariant);
  text.pop_back();  // the library's NUL
  return text;
}

std::optional<std::string> parse_base64url(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int failed = sodium_base642bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr,
                                       &size, &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

std::vector<std::string> draw_recovery_codes() {
  std::vector<std::string> codes;
  codes.reserve(kRecoveryCodes);
  while (codes.size() < kRecoveryCodes) {
    std::string code;
    for (std::size_t i = 0; i < kCodeLettersPerCode; ++i) {
      if (i > 0 && i % kCodeLettersPerGroup == 0) code.push_back('-');
      code.push_back(kCodeLetters[randombytes_uniform(kCodeLetters.size())]);
    }
    codes.push_back(std::move(code));
  }
  return codes;
}

std::string recovery_code_digest(std::string_view typed) {
  std::string plain;
  for (char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == 'o') c = '0';
    if (c == 'i' || c == 'l') c = '1';
    plain.push_back(c);
  }
  return digest_of("recovery code " + plain);
}

}  // namespace stillpoint::app
