#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"

namespace stillpoint::app {

/// Length is what makes a password hard to guess; rules about its characters do not (NIST SP 800-63B 5.1.1).
constexpr std::size_t kPasswordCharactersMin = 12;
/// Beyond it there is no gain; hashing unbounded input would be an invitation.
constexpr std::size_t kPasswordBytesMax = 256;
/// Hashed at a time: each takes 64 MiB and a core for some 60 ms, and searches need cores too.
constexpr int kHashingAtATime = 2;
/// Further ones wait for their turn, so many and so long; then they are told to come again.
constexpr int kHashingWaiting = 16;
constexpr std::chrono::seconds kHashingPatience{4};

/// Whose password it is to be: it must not be made of this.
struct PasswordOwner {
  std::string_view mail{};
  std::string_view name{};
};

/// Hashes and checks passwords: argon2id (libsodium, its interactive limits). Thread-safe.
class Passwords {
 public:
  /// @param common known passwords in lower case, one a line; lines that begin with '#' and empty ones say
  /// nothing.
  explicit Passwords(std::string_view common);

  /// Whether a new password will do. @return kInvalid with a fault at "password" that says what would.
  [[nodiscard]] Result<void> check(std::string_view password, const PasswordOwner& owner) const;
  /// @return kLimited where too many are being hashed.
  [[nodiscard]] Result<std::string> hash(std::string_view password);
  /// Takes the same time whether or not there is a hash (empty: there is none, and nothing matches).
  /// @return kLimited as hash().
  [[nodiscard]] Result<bool> matches(std::string_view hash, std::string_view password);

 private:
  class Turn;
  [[nodiscard]] Result<void> take_turn();
  void end_turn();

  std::set<std::string, std::less<>> common_;
  std::mutex mutex_;
  std::condition_variable turn_came_;
  int hashing_ = 0;
  int waiting_ = 0;
};

}  // namespace stillpoint::app
