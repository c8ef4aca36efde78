#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace stillpoint::http {

/// Seals texts into tokens for URLs and opens them again: encrypted and authenticated with
/// XChaCha20-Poly1305 (libsodium), so that nobody reads a query in a link or makes one up. Immutable after
/// construction, so thread-safe.
class Sealer {
 public:
  /// What a token is for; one sealed for one purpose does not open for another.
  enum class Purpose { kCursor, kSearch, kChanges };

  /// @param key 32 bytes from the system's random source.
  /// @return kInternal where the key has another length.
  static Result<Sealer> make(std::string_view key);

  /// A token in URL-safe base 64, 54 characters and four thirds of the text long. The same text gives another
  /// token each time.
  [[nodiscard]] std::string seal(Purpose purpose, std::string_view text) const;
  /// What was sealed; nothing for anything that this key did not seal for this purpose.
  [[nodiscard]] std::optional<std::string> open(Purpose purpose, std::string_view token) const;

 private:
  explicit Sealer(std::string_view key) : key_(key) {}
  std::string key_;
};

}  // namespace stillpoint::http
