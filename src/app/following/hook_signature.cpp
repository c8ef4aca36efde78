#include "app/following/hook_signature.h"

#include <sodium.h>

#include <array>
#include <vector>

namespace stillpoint::app {
namespace {

constexpr std::string_view kPrefix = "whsec_";
/// The standard asks for 24 to 64.
constexpr std::size_t kSecretBytes = 32;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());  // NOLINT: libsodium's bytes are unsigned
}

std::string base64(const unsigned char* data, std::size_t size) {
  std::string text(sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), data, size, sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminating zero
  return text;
}

}  // namespace

std::string draw_hook_secret() {
  std::array<unsigned char, kSecretBytes> secret{};
  randombytes_buf(secret.data(), secret.size());
  return std::string(kPrefix) + base64(secret.data(), secret.size());
}

std::string hook_signature(std::string_view secret, const HookContent& content) {
  if (secret.substr(0, kPrefix.size()) != kPrefix) return {};
  secret.remove_prefix(kPrefix.size());
  std::vector<unsigned char> key(secret.size());
  std::size_t length = 0;
  if (sodium_base642bin(key.data(), key.size(), secret.data(), secret.size(), nullptr, &length, nullptr,
                        sodium_base64_VARIANT_ORIGINAL) != 0) {
    return {};
  }
  const std::string head =
      std::string(content.message) + "." + std::to_string(content.at.time_since_epoch().count()) + ".";
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), length);
  crypto_auth_hmacsha256_update(&state, bytes(head), head.size());
  crypto_auth_hmacsha256_update(&state, bytes(content.body), content.body.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> code{};
  crypto_auth_hmacsha256_final(&state, code.data());
  return "v1," + base64(code.data(), code.size());
}

}  // namespace stillpoint::app
