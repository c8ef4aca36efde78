#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "app/identity/identity.h"

namespace stillpoint::app {

/// A session ends when nothing came for so long. Whoever can do most harm is signed out soonest.
constexpr std::chrono::minutes kIdleEndStrict{30};  ///< Roles that need a second factor.
constexpr std::chrono::minutes kIdleEnd{120};
/// And in any case after a working day.
constexpr std::chrono::hours kAbsoluteEnd{12};
/// Between password and code.
constexpr std::chrono::minutes kHalfWayEnd{10};
/// That a session was used is written down this often: each write waits for the disk.
constexpr std::chrono::seconds kTouchEvery{60};
/// Of a browser's name for itself, in the list of sessions.
constexpr std::size_t kAgentBytesMax = 160;

/// Browsers that are signed in, known by a token in their cookie. Thread-safe.
class Sessions {
 public:
  explicit Sessions(const IdentityParts& parts) : parts_(parts) {}

  /// Begins a session within the running transaction. @return its token, which is nowhere kept.
  [[nodiscard]] Result<std::string> begin(const domain::Account& account, bool second_factor,
                                          const Origin& origin);
  /// Ends the one session and begins another for the same person: the old token opens nothing any more.
  [[nodiscard]] Result<std::string> rotate(const SignedIn& who, bool second_factor, const Origin& origin);
  /// Who a token stands for; nothing where its session has ended or its account was disabled.
  [[nodiscard]] Result<std::optional<SignedIn>> find(std::string_view token);
  /// Signs out.
  [[nodiscard]] Result<void> end(const SignedIn& who, const Origin& origin);
  /// When the session ends if nothing comes any more.
  [[nodiscard]] static Instant ends(const SignedIn& who);

 private:
  IdentityParts parts_;
};

}  // namespace stillpoint::app
