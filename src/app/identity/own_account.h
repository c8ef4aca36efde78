#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "app/identity/identity.h"
#include "app/identity/sessions.h"
#include "app/identity/sign_in.h"

namespace stillpoint::app {

/// Of an API token's name.
constexpr std::size_t kTokenNameBytesMax = 80;
/// A token lives a year at most: one that is forgotten ends by itself.
constexpr int kTokenDaysMax = 366;
constexpr int kTokenDaysDefault = 90;
/// Of one account: more than anybody oversees.
constexpr std::size_t kTokensMax = 20;
/// That a token was used is written down this often: each write waits for the disk.
constexpr std::chrono::seconds kTokenTouchEvery{60};
/// Before every token, so that scanners for leaked secrets know it.
constexpr std::string_view kTokenPrefix = "stillpoint_";

/// What a new second factor is set up with.
struct SecondFactorOffer {
  std::string secret{};  ///< Base 32, to be typed.
  std::string uri{};     ///< For a QR code.
};

/// What people do with their own account. Whoever calls has a visitor who is signed in. Thread-safe.
class OwnAccount {
 public:
  /// @param offer_key of 32 bytes: makes the secrets that are offered.
  OwnAccount(const IdentityParts& parts, Sessions& sessions, SignIn& sign_in, std::string offer_key)
      : parts_(parts), sessions_(sessions), sign_in_(sign_in), offer_key_(std::move(offer_key)) {}

  /// The secret that this session is offered: the same each time the page is looked at, kept nowhere.
  [[nodiscard]] SecondFactorOffer offer(const SignedIn& who) const;
  struct SetUp {
    std::string token{};                        ///< In place of the session's.
    std::vector<std::string> recovery_codes{};  ///< Shown once.
  };
  /// Takes the offered secret once a code made of it was seen. @return kInvalid with a fault at "code".
  [[nodiscard]] Result<SetUp> set_up_second_factor(const SignedIn& who, std::string_view code,
                                                   const Origin& origin);
  /// Fresh recovery codes in place of all earlier ones, for whoever gives the password again: with a session
  /// alone, somebody else would keep a way in.
  /// @return kUnauthenticated with a fault at "current_password"; kLimited.
  [[nodiscard]] Result<std::vector<std::string>> draw_codes(const SignedIn& who, std::string_view password,
                                                            const Origin& origin);
  [[nodiscard]] Result<std::int64_t> codes_left(const SignedIn& who) const;

  struct PasswordChange {
    std::string_view current{};
    std::string_view fresh{};
  };
  /// Ends every other session. @return a new token in place of the session's.
  [[nodiscard]] Result<std::string> change_password(const SignedIn& who, const PasswordChange& change,
                                                    const Origin& origin);

  [[nodiscard]] Result<std::vector<domain::Session>> sessions(domain::AccountId account) const;
  /// Ends one of one's own sessions. @return kNotFound.
  [[nodiscard]] Result<void> end_session(const domain::Actor& actor, domain::SessionId id);

  [[nodiscard]] Result<std::vector<domain::ApiToken>> tokens(domain::AccountId account) const;
  struct NewToken {
    std::string name{};
    domain::Roles roles{};
    int days = kTokenDaysDefault;
  };
  struct MadeToken {
    std::string text{};  ///< Shown once.
    domain::ApiToken token{};
  };
  /// @return kInvalid with faults at "name", "role", "days"; kConflict where there are too many.
  [[nodiscard]] Result<MadeToken> make_token(const SignedIn& who, const NewToken& wanted,
                                             const Origin& origin);
  /// @return kNotFound.
  [[nodiscard]] Result<void> revoke_token(const domain::Actor& actor, domain::ApiTokenId id);
  /// On whose behalf a program asks: with the token's roles as far as its account still has them. Nothing for
  /// a token that is unknown, has run out, or whose account is disabled.
  [[nodiscard]] Result<std::optional<domain::Actor>> actor_with_token(std::string_view text,
                                                                      std::string_view address);

 private:
  [[nodiscard]] std::string offered_secret(const SignedIn& who) const;

  IdentityParts parts_;
  Sessions& sessions_;
  SignIn& sign_in_;
  std::string offer_key_;
};

}  // namespace stillpoint::app
