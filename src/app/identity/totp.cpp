#include "app/identity/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "app/identity/random_token.h"

namespace stillpoint::app {
namespace {

/// Percent-encodes all but unreserved characters (RFC 3986 2.3).
std::string encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(kHex[byte >> 4U]);
    out.push_back(kHex[byte & 15U]);
  }
  return out;
}

}  // namespace

std::int64_t totp_step(Instant now) {
  return now.time_since_epoch().count() / kTotpStepSeconds;
}

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[counter.size() - 1 - i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * i));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(),
       digest.data(), &size);
  // Dynamic truncation (RFC 4226 5.3).
  const std::size_t offset = digest[size - 1] & 15U;
  std::uint64_t number = digest[offset] & 127U;
  for (std::size_t i = 1; i < 4; ++i) number = number << 8U | digest[offset + i];
  std::string code;
  for (int i = 0; i < digits; ++i, number /= 10) {
    code.insert(code.begin(), static_cast<char>('0' + number % 10));
  }
  return code;
}

std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, Instant now,
                                       std::int64_t last_step) {
  std::optional<std::int64_t> matched;
  const std::int64_t present = totp_step(now);
  for (std::int64_t step = present - kTotpStepsAround; step <= present + kTotpStepsAround; ++step) {
    if (step > last_step && same_secret(totp_code(secret, step), code)) matched = step;
  }
  return matched;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    buffer = buffer << 8U | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) out.push_back(kLetters[buffer >> (bits - 5) & 31U]);
  }
  if (bits > 0) out.push_back(kLetters[buffer << (5 - bits) & 31U]);
  return out;
}

std::string otpauth_uri(std::string_view secret, std::string_view label) {
  return "otpauth://totp/Stillpoint:" + encoded(label) + "?secret=" + base32(secret) +
         "&issuer=Stillpoint&algorithm=SHA1&digits=6&period=30";
}

}  // namespace stillpoint::app
