#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/actor.h"

namespace stillpoint::domain {

/// Somebody who works on the directory.
struct Account {
  AccountId id{};
  std::int64_t version = 0;  ///< Grows by one with each change.
  std::string mail{};        ///< Signs in with it; folded to lower case, unique.
  std::string name{};        ///< As the trail and colleagues see it.
  Roles roles{};
  std::string password_hash{};      ///< As libsodium's crypto_pwhash_str prints it; empty: none set yet.
  std::string totp_secret{};        ///< Sealed by app::Vault; empty without a second factor.
  bool totp_confirmed = false;      ///< A code made of it was seen.
  std::int64_t totp_last_step = 0;  ///< A code is taken once: steps up to this one are used.
  bool disabled = false;
  Instant created{};
};

/// A browser that is signed in.
struct Session {
  SessionId id{};  ///< What a person sees and revokes; says nothing about the token.
  AccountId account{};
  Instant created{};           ///< Absolute end counts from here.
  Instant last_seen{};         ///< Idle end counts from here.
  bool second_factor = false;  ///< A code or a recovery code was given in this session.
  std::string address{};
  std::string agent{};  ///< The browser's name for itself, shortened.
};

/// A program's key to the API.
struct ApiToken {
  ApiTokenId id{};
  AccountId account{};
  std::string name{};
  Roles roles{};  ///< Its scope: what it may use of its account's roles.
  Instant created{};
  Instant expires{};
  std::optional<Instant> last_used{};
};

/// Accounts with what lets them in. Reads are thread-safe; writes join the running transaction. Tokens and
/// recovery codes are known by digest alone, second factors sealed: a copy of the database opens nothing.
class AccountStore {
 public:
  virtual ~AccountStore() = default;
  [[nodiscard]] virtual Result<std::vector<Account>> all() const = 0;
  /// @return kNotFound. @{
  [[nodiscard]] virtual Result<Account> find(AccountId id) const = 0;
  [[nodiscard]] virtual Result<Account> find_by_mail(const std::string& mail) const = 0;
  /// @}
  /// Inserts (id drawn if 0) or replaces. @return kConflict for a mail that another account holds, or a
  /// version that has moved on.
  [[nodiscard]] virtual Result<AccountId> put(const Account& account) = 0;

  [[nodiscard]] virtual Result<void> put_session(const std::string& token_hash, const Session& session) = 0;
  [[nodiscard]] virtual Result<std::optional<Session>> find_session(const std::string& token_hash) const = 0;
  [[nodiscard]] virtual Result<void> touch_session(SessionId id, Instant now) = 0;
  [[nodiscard]] virtual Result<std::vector<Session>> sessions_of(AccountId account) const = 0;
  [[nodiscard]] virtual Result<void> end_session(SessionId id) = 0;
  [[nodiscard]] virtual Result<void> end_sessions_of(AccountId account) = 0;
  /// Forgets sessions that began before the one instant or were last seen before the other.
  [[nodiscard]] virtual Result<void> drop_sessions_before(Instant created, Instant last_seen) = 0;

  [[nodiscard]] virtual Result<void> put_token(const std::string& token_hash, const ApiToken& token) = 0;
  [[nodiscard]] virtual Result<std::optional<ApiToken>> find_token(const std::string& token_hash) const = 0;
  [[nodiscard]] virtual Result<void> touch_token(ApiTokenId id, Instant now) = 0;
  [[nodiscard]] virtual Result<std::vector<ApiToken>> tokens_of(AccountId account) const = 0;
  [[nodiscard]] virtual Result<void> revoke_token(ApiTokenId id) = 0;

  /// Replaces all recovery codes of an account.
  [[nodiscard]] virtual Result<void> put_recovery_codes(AccountId account,
                                                        const std::vector<std::string>& hashes) = 0;
  /// Uses one up. @return whether it was there.
  [[nodiscard]] virtual Result<bool> use_recovery_code(AccountId account, const std::string& hash) = 0;
  [[nodiscard]] virtual Result<std::int64_t> recovery_codes_left(AccountId account) const = 0;
};

}  // namespace stillpoint::domain
