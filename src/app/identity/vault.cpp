#include "app/identity/vault.h"

#include <sodium.h>

#include <algorithm>

#include "app/identity/random_token.h"

namespace stillpoint::app {
namespace {

static_assert(crypto_kdf_KEYBYTES == kVaultKeyBytes);
static_assert(crypto_kdf_CONTEXTBYTES == 8);

/// Before every sealed text, so that another way of sealing can be told from this one.
constexpr char kVersion = 1;
constexpr std::size_t kNonceBytes = crypto_secretbox_NONCEBYTES;
constexpr std::size_t kHeadBytes = 1 + kNonceBytes;
/// The only key of its context.
constexpr std::uint64_t kOne = 1;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());  // NOLINT: libsodium's bytes are unsigned
}
unsigned char* bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());  // NOLINT: libsodium's bytes are unsigned
}

/// A key of its own for each number and context. @param context of eight characters.
std::string derived(const std::string& key, std::uint64_t number, const char* context) {
  std::string made(crypto_secretbox_KEYBYTES, '\0');
  crypto_kdf_derive_from_key(bytes(made), made.size(), number, context, bytes(std::string_view(key)));
  return made;
}

/// One per account: what was sealed for one does not open in the place of another's.
std::string second_factor_key(const std::string& key, domain::AccountId account) {
  return derived(key, static_cast<std::uint64_t>(account.value), "SP2ndFac");
}

}  // namespace

Result<Vault> Vault::make(std::vector<std::string> keys) {
  if (sodium_init() < 0) {
    return Error{.code = ErrorCode::kInternal, .message = "The cryptographic library does not start."};
  }
  const bool fit = std::all_of(keys.begin(), keys.end(),
                               [](const std::string& key) { return key.size() == kVaultKeyBytes; });
  if (keys.empty() || !fit) {
    return Error{.code = ErrorCode::kInternal,
                 .message = "A key of " + std::to_string(kVaultKeyBytes) + " bytes is needed."};
  }
  return Vault(std::move(keys));
}

std::string Vault::key_for(Purpose purpose) const {
  switch (purpose) {
    case Purpose::kForms:
      return derived(keys_.front(), kOne, "SP_Forms");
    case Purpose::kSecondFactorOffer:
      return derived(keys_.front(), kOne, "SP_Offer");
    case Purpose::kPasswordLink:
      return derived(keys_.front(), kOne, "SP_PwLnk");
  }
  return {};
}

std::string Vault::seal(domain::AccountId account, std::string_view secret) const {
  std::string sealed = kVersion + draw_bytes(kNonceBytes);
  sealed.resize(kHeadBytes + crypto_secretbox_MACBYTES + secret.size());
  const std::string nonce = sealed.substr(1, kNonceBytes);
  const std::string key = second_factor_key(keys_.front(), account);
  crypto_secretbox_easy(bytes(sealed) + kHeadBytes, bytes(secret), secret.size(),
                        bytes(std::string_view(nonce)), bytes(std::string_view(key)));
  return sealed;
}

std::optional<std::string> Vault::open(domain::AccountId account, std::string_view sealed) const {
  if (sealed.size() < kHeadBytes + crypto_secretbox_MACBYTES || sealed.front() != kVersion) {
    return std::nullopt;
  }
  const std::string_view nonce = sealed.substr(1, kNonceBytes);
  const std::string_view box = sealed.substr(kHeadBytes);
  std::string secret(box.size() - crypto_secretbox_MACBYTES, '\0');
  for (const std::string& known : keys_) {
    const std::string key = second_factor_key(known, account);
    if (crypto_secretbox_open_easy(bytes(secret), bytes(box), box.size(), bytes(nonce),
                                   bytes(std::string_view(key))) == 0) {
      return secret;
    }
  }
  return std::nullopt;
}

}  // namespace stillpoint::app
