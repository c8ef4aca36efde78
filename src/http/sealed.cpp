#include "http/sealed.h"

#include <sodium.h>

#include <utility>
#include <vector>

namespace stillpoint::http {
namespace {

constexpr int kAlphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;

std::string_view name_of(Sealer::Purpose purpose) {
  switch (purpose) {
    case Sealer::Purpose::kCursor:
      return "cursor";
    case Sealer::Purpose::kSearch:
      return "search";
    case Sealer::Purpose::kChanges:
      return "changes";
  }
  return "";
}

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());  // NOLINT: libsodium's bytes are unsigned
}

unsigned char* bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());  // NOLINT: libsodium's bytes are unsigned
}

}  // namespace

Result<Sealer> Sealer::make(std::string_view key) {
  if (sodium_init() < 0) {
    return Error{.code = ErrorCode::kInternal, .message = "The cryptographic library does not start."};
  }
  if (key.size() != kKeyBytes) {
    return Error{.code = ErrorCode::kInternal,
                 .message = "The key that seals cursors has " + std::to_string(key.size()) + " bytes, not " +
                            std::to_string(kKeyBytes) + "."};
  }
  return Sealer(key);
}

std::string Sealer::seal(Purpose purpose, std::string_view text) const {
  std::string sealed(kNonceBytes + text.size() + kTagBytes, '\0');
  randombytes_buf(sealed.data(), kNonceBytes);
  const std::string_view context = name_of(purpose);
  unsigned long long length = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(sealed) + kNonceBytes, &length, bytes(text), text.size(),
                                             bytes(context), context.size(), nullptr, bytes(sealed),
                                             bytes(key_));
  std::string token(sodium_base64_ENCODED_LEN(sealed.size(), kAlphabet), '\0');
  sodium_bin2base64(token.data(), token.size(), bytes(sealed), sealed.size(), kAlphabet);
  token.pop_back();  // the terminating zero
  return token;
}

std::optional<std::string> Sealer::open(Purpose purpose, std::string_view token) const {
  std::string sealed(token.size(), '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  if (sodium_base642bin(bytes(sealed), sealed.size(), token.data(), token.size(), nullptr, &length, &end,
                        kAlphabet) != 0 ||
      end != token.data() + token.size() || length < kNonceBytes + kTagBytes) {
    return std::nullopt;
  }
  sealed.resize(length);
  std::string text(length - kNonceBytes - kTagBytes, '\0');
  unsigned long long text_length = 0;
  const std::string_view context = name_of(purpose);
  const std::string_view body = std::string_view(sealed).substr(kNonceBytes);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(text), &text_length, nullptr, bytes(body), body.size(),
                                                 bytes(context), context.size(), bytes(sealed),
                                                 bytes(key_)) != 0) {
    return std::nullopt;
  }
  return text;
}

}  // namespace stillpoint::http
