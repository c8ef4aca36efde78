#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/account.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// Accounts over SQLite. Everything goes through the writing connection: what a transaction has changed it
/// also sees, and a directory's staff ask seldom. Thread-safe.
class SqliteAccountStore final : public domain::AccountStore {
 public:
  /// @param connection outlives the store.
  explicit SqliteAccountStore(WriteConnection& connection) : connection_(connection) {}

  [[nodiscard]] Result<std::vector<domain::Account>> all() const override;
  [[nodiscard]] Result<domain::Account> find(domain::AccountId id) const override;
  [[nodiscard]] Result<domain::Account> find_by_mail(const std::string& mail) const override;
  [[nodiscard]] Result<domain::AccountId> put(const domain::Account& account) override;

  [[nodiscard]] Result<void> put_session(const std::string& token_hash,
                                         const domain::Session& session) override;
  [[nodiscard]] Result<std::optional<domain::Session>> find_session(
      const std::string& token_hash) const override;
  [[nodiscard]] Result<void> touch_session(domain::SessionId id, Instant now) override;
  [[nodiscard]] Result<std::vector<domain::Session>> sessions_of(domain::AccountId account) const override;
  [[nodiscard]] Result<void> end_session(domain::SessionId id) override;
  [[nodiscard]] Result<void> end_sessions_of(domain::AccountId account) override;
  [[nodiscard]] Result<void> drop_sessions_before(Instant created, Instant last_seen) override;

  [[nodiscard]] Result<void> put_token(const std::string& token_hash, const domain::ApiToken& token) override;
  [[nodiscard]] Result<std::optional<domain::ApiToken>> find_token(
      const std::string& token_hash) const override;
  [[nodiscard]] Result<void> touch_token(domain::ApiTokenId id, Instant now) override;
  [[nodiscard]] Result<std::vector<domain::ApiToken>> tokens_of(domain::AccountId account) const override;
  [[nodiscard]] Result<void> revoke_token(domain::ApiTokenId id) override;

  [[nodiscard]] Result<void> put_recovery_codes(domain::AccountId account,
                                                const std::vector<std::string>& hashes) override;
  [[nodiscard]] Result<bool> use_recovery_code(domain::AccountId account, const std::string& hash) override;
  [[nodiscard]] Result<std::int64_t> recovery_codes_left(domain::AccountId account) const override;

 private:
  WriteConnection& connection_;
};

}  // namespace stillpoint::store
