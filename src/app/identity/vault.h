#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/account.h"

namespace stillpoint::app {

/// Of each key.
constexpr std::size_t kVaultKeyBytes = 32;

/// What depends on a key that lies outside the database, so that whoever has a copy of the database alone (a
/// backup, a stolen disk) can neither compute anybody's codes nor make links and forms that let them in.
/// Immutable after construction, so thread-safe.
class Vault {
 public:
  /// @param keys the newest first: it seals; all of them open, while one takes over from another.
  /// @return kInternal where there is none, or one has another length.
  static Result<Vault> make(std::vector<std::string> keys);

  enum class Purpose { kForms, kSecondFactorOffer, kPasswordLink };
  /// 32 bytes for one purpose, from which neither the key nor those for others can be told.
  [[nodiscard]] std::string key_for(Purpose purpose) const;

  /// Seals the secret of somebody's second factor, for this account alone (XSalsa20-Poly1305, libsodium's
  /// secretbox). The same secret gives another text each time, 41 bytes longer than itself.
  [[nodiscard]] std::string seal(domain::AccountId account, std::string_view secret) const;
  /// What was sealed; nothing for what none of the keys sealed for this account.
  [[nodiscard]] std::optional<std::string> open(domain::AccountId account, std::string_view sealed) const;

 private:
  explicit Vault(std::vector<std::string> keys) : keys_(std::move(keys)) {}
  std::vector<std::string> keys_;
};

}  // namespace stillpoint::app
