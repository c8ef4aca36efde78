#pragma once

#include <string>
#include <string_view>

#include "app/identity/identity.h"
#include "app/identity/sessions.h"

namespace stillpoint::app {

/// Wrong tries that cost one address nothing: an office shares one.
constexpr int kFreeTriesPerAddress = 20;

/// Lets people in. A wrong name and a wrong password get the same answer after the same time. Thread-safe.
class SignIn {
 public:
  SignIn(const IdentityParts& parts, Sessions& sessions) : parts_(parts), sessions_(sessions) {}

  struct Credentials {
    std::string_view mail{};
    std::string_view password{};
  };
  /// @return the new session's token; kUnauthenticated, in the same words whatever was wrong; kLimited where
  /// this address has to wait.
  [[nodiscard]] Result<std::string> with_password(const Credentials& given, const Origin& origin);

  /// The second step: a code of the app, or a recovery code, which is used up.
  /// @return a new token in place of the session's; kUnauthenticated; kLimited.
  [[nodiscard]] Result<std::string> with_code(const SignedIn& who, std::string_view code,
                                              const Origin& origin);

  /// Whether the password is this account's, for what asks for it again. @return kUnauthenticated, with a
  /// fault at "current_password"; kLimited.
  [[nodiscard]] Result<void> prove(const domain::Account& account, std::string_view password,
                                   const Origin& origin);

 private:
  [[nodiscard]] Result<void> take_code(const SignedIn& who, std::string_view code);
  void trace_wrong_code(const SignedIn& who, const Origin& origin);

  IdentityParts parts_;
  Sessions& sessions_;
};

}  // namespace stillpoint::app
