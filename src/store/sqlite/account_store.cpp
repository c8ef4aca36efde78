#include "store/sqlite/account_store.h"

#include <functional>
#include <string_view>
#include <utility>

namespace stillpoint::store {
namespace {

using domain::Account;
using domain::AccountId;
using domain::ApiToken;
using domain::ApiTokenId;
using domain::Roles;
using domain::Session;
using domain::SessionId;

constexpr std::string_view kAccountColumns =
    "SELECT id, version, mail, name, roles, password_hash, totp_secret, totp_confirmed, totp_last_step, "
    "disabled, created FROM account ";
constexpr std::string_view kSessionColumns =
    "SELECT id, account, created, last_seen, second_factor, address, agent FROM session ";
constexpr std::string_view kTokenColumns =
    "SELECT id, account, name, roles, created, expires, last_used FROM api_token ";

Account read_account(const Statement& row) {
  return {.id = {row.integer(0)},
          .version = row.integer(1),
          .mail = std::string(row.text(2)),
          .name = std::string(row.text(3)),
          .roles = Roles(static_cast<std::uint8_t>(row.integer(4))),
          .password_hash = std::string(row.text(5)),
          .totp_secret = std::string(row.blob(6)),
          .totp_confirmed = row.boolean(7),
          .totp_last_step = row.integer(8),
          .disabled = row.boolean(9),
          .created = row.instant(10)};
}

Session read_session(const Statement& row) {
  return {.id = {row.integer(0)},
          .account = {row.integer(1)},
          .created = row.instant(2),
          .last_seen = row.instant(3),
          .second_factor = row.boolean(4),
          .address = std::string(row.text(5)),
          .agent = std::string(row.text(6))};
}

ApiToken read_token(const Statement& row) {
  return {.id = {row.integer(0)},
          .account = {row.integer(1)},
          .name = std::string(row.text(2)),
          .roles = Roles(static_cast<std::uint8_t>(row.integer(3))),
          .created = row.instant(4),
          .expires = row.instant(5),
          .last_used = row.optional_instant(6)};
}

using Bind = std::function<void(Statement&)>;

/// Every row of a query.
template <class T>
Result<std::vector<T>> rows(WriteConnection& write, std::string_view columns, std::string_view where,
                            const Bind& bind, T (*read)(const Statement&)) {
  std::vector<T> found;
  Result<void> done = write.reading([&]() -> Result<void> {
    Result<Statement> select = write.connection().prepare(std::string(columns) + std::string(where));
    if (!select) return std::move(select).error();
    bind(*select);
    Step step = select->step();
    for (; step == Step::kRow; step = select->step()) found.push_back(read(*select));
    if (step == Step::kFailed) return select->error();
    return {};
  });
  if (!done) return std::move(done).error();
  return found;
}

/// The one row of a query, or none.
template <class T>
Result<std::optional<T>> row(WriteConnection& write, std::string_view columns, std::string_view where,
                             const Bind& bind, T (*read)(const Statement&)) {
  Result<std::vector<T>> found = rows(write, columns, where, bind, read);
  if (!found) return std::move(found).error();
  if (found->empty()) return std::optional<T>();
  return std::optional<T>(std::move(found->front()));
}

/// Runs one statement that writes. @return how many rows it changed.
Result<int> change(WriteConnection& write, std::string_view sql, const Bind& bind) {
  int changed = 0;
  Result<void> done = write.in_transaction([&]() -> Result<void> {
    Result<Statement> statement = write.connection().prepare(sql);
    if (!statement) return std::move(statement).error();
    bind(*statement);
    Result<void> ran = statement->run();
    if (ran) changed = write.connection().changes();
    return ran;
  });
  if (!done) return std::move(done).error();
  return changed;
}

Result<void> changed_or_not(Result<int> changed) {
  if (!changed) return std::move(changed).error();
  return {};
}

Result<Account> found_or_not(Result<std::optional<Account>> account) {
  if (!account) return std::move(account).error();
  if (*account) return std::move(**account);
  return Error{.code = ErrorCode::kNotFound, .message = "There is no such account."};
}

/// The values of a row, in the order of the insert's and the update's columns.
void bind_account(Statement& statement, const Account& account) {
  statement.bind(account.mail)
      .bind(account.name)
      .bind(int{account.roles.bits()})
      .bind(account.password_hash)
      .bind_blob(account.totp_secret)
      .bind(account.totp_confirmed)
      .bind(account.totp_last_step)
      .bind(account.disabled)
      .bind(account.created);
}

Error mail_taken(Error error, const Account& account) {
  if (error.code == ErrorCode::kConflict) {
    error.message = "Another account has the mail address " + account.mail + ".";
  }
  return error;
}

}  // namespace

Result<std::vector<Account>> SqliteAccountStore::all() const {
  return rows<Account>(
      connection_, kAccountColumns, "ORDER BY name, id", [](Statement&) {}, read_account);
}

Result<Account> SqliteAccountStore::find(AccountId id) const {
  return found_or_not(row<Account>(
      connection_, kAccountColumns, "WHERE id = ?1", [&](Statement& s) { s.bind(id); }, read_account));
}

Result<Account> SqliteAccountStore::find_by_mail(const std::string& mail) const {
  return found_or_not(row<Account>(
      connection_, kAccountColumns, "WHERE mail = ?1", [&](Statement& s) { s.bind(std::string_view(mail)); },
      read_account));
}

Result<AccountId> SqliteAccountStore::put(const Account& account) {
  if (!account.id) {
    const AccountId id{draw_id()};
    Result<int> inserted = change(connection_,
                                  "INSERT INTO account (mail, name, roles, password_hash, totp_secret, "
                                  "totp_confirmed, totp_last_step, disabled, created, version, id) VALUES "
                                  "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10)",
                                  [&](Statement& s) {
                                    bind_account(s, account);
                                    s.bind(id);
                                  });
    if (!inserted) return mail_taken(std::move(inserted).error(), account);
    return id;
  }
  Result<int> updated = change(connection_,
                               "UPDATE account SET mail = ?1, name = ?2, roles = ?3, password_hash = ?4, "
                               "totp_secret = ?5, totp_confirmed = ?6, totp_last_step = ?7, disabled = ?8, "
                               "created = ?9, version = version + 1 WHERE id = ?10 AND version = ?11",
                               [&](Statement& s) {
                                 bind_account(s, account);
                                 s.bind(account.id).bind(account.version);
                               });
  if (!updated) return mail_taken(std::move(updated).error(), account);
  if (*updated == 0) {
    return Error{.code = ErrorCode::kConflict,
                 .message = "Somebody has changed this account meanwhile: look at it again."};
  }
  return account.id;
}

Result<void> SqliteAccountStore::put_session(const std::string& token_hash, const Session& session) {
  return changed_or_not(change(connection_,
                               "INSERT INTO session (id, token_hash, account, created, last_seen, "
                               "second_factor, address, agent) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                               [&](Statement& s) {
                                 s.bind(session.id).bind_blob(token_hash).bind(session.account);
                                 s.bind(session.created).bind(session.last_seen).bind(session.second_factor);
                                 s.bind(session.address).bind(session.agent);
                               }));
}

Result<std::optional<Session>> SqliteAccountStore::find_session(const std::string& token_hash) const {
  return row<Session>(
      connection_, kSessionColumns, "WHERE token_hash = ?1", [&](Statement& s) { s.bind_blob(token_hash); },
      read_session);
}

Result<void> SqliteAccountStore::touch_session(SessionId id, Instant now) {
  return changed_or_not(change(connection_, "UPDATE session SET last_seen = ?1 WHERE id = ?2",
                               [&](Statement& s) { s.bind(now).bind(id); }));
}

Result<std::vector<Session>> SqliteAccountStore::sessions_of(AccountId account) const {
  return rows<Session>(
      connection_, kSessionColumns, "WHERE account = ?1 ORDER BY last_seen DESC, id",
      [&](Statement& s) { s.bind(account); }, read_session);
}

Result<void> SqliteAccountStore::end_session(SessionId id) {
  return changed_or_not(
      change(connection_, "DELETE FROM session WHERE id = ?1", [&](Statement& s) { s.bind(id); }));
}

Result<void> SqliteAccountStore::end_sessions_of(AccountId account) {
  return changed_or_not(
      change(connection_, "DELETE FROM session WHERE account = ?1", [&](Statement& s) { s.bind(account); }));
}

Result<void> SqliteAccountStore::drop_sessions_before(Instant created, Instant last_seen) {
  return changed_or_not(change(connection_, "DELETE FROM session WHERE created < ?1 OR last_seen < ?2",
                               [&](Statement& s) { s.bind(created).bind(last_seen); }));
}

Result<void> SqliteAccountStore::put_token(const std::string& token_hash, const ApiToken& token) {
  return changed_or_not(change(connection_,
                               "INSERT INTO api_token (id, token_hash, account, name, roles, created, "
                               "expires, last_used) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                               [&](Statement& s) {
                                 s.bind(token.id).bind_blob(token_hash).bind(token.account).bind(token.name);
                                 s.bind(int{token.roles.bits()}).bind(token.created).bind(token.expires);
                                 s.bind(token.last_used);
                               }));
}

Result<std::optional<ApiToken>> SqliteAccountStore::find_token(const std::string& token_hash) const {
  return row<ApiToken>(
      connection_, kTokenColumns, "WHERE token_hash = ?1", [&](Statement& s) { s.bind_blob(token_hash); },
      read_token);
}

Result<void> SqliteAccountStore::touch_token(ApiTokenId id, Instant now) {
  return changed_or_not(change(connection_, "UPDATE api_token SET last_used = ?1 WHERE id = ?2",
                               [&](Statement& s) { s.bind(now).bind(id); }));
}

Result<std::vector<ApiToken>> SqliteAccountStore::tokens_of(AccountId account) const {
  return rows<ApiToken>(
      connection_, kTokenColumns, "WHERE account = ?1 ORDER BY created, id",
      [&](Statement& s) { s.bind(account); }, read_token);
}

Result<void> SqliteAccountStore::revoke_token(ApiTokenId id) {
  return changed_or_not(
      change(connection_, "DELETE FROM api_token WHERE id = ?1", [&](Statement& s) { s.bind(id); }));
}

Result<void> SqliteAccountStore::put_recovery_codes(AccountId account,
                                                    const std::vector<std::string>& hashes) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<int> done = change(connection_, "DELETE FROM recovery_code WHERE account = ?1",
                              [&](Statement& s) { s.bind(account); });
    for (const std::string& hash : hashes) {
      if (!done) break;
      done = change(connection_, "INSERT INTO recovery_code (account, code_hash) VALUES (?1, ?2)",
                    [&](Statement& s) { s.bind(account).bind_blob(hash); });
    }
    return changed_or_not(std::move(done));
  });
}

Result<bool> SqliteAccountStore::use_recovery_code(AccountId account, const std::string& hash) {
  Result<int> used = change(connection_, "DELETE FROM recovery_code WHERE account = ?1 AND code_hash = ?2",
                            [&](Statement& s) { s.bind(account).bind_blob(hash); });
  if (!used) return std::move(used).error();
  return *used > 0;
}

Result<std::int64_t> SqliteAccountStore::recovery_codes_left(AccountId account) const {
  const auto number = [](const Statement& s) { return s.integer(0); };
  Result<std::optional<std::int64_t>> count = row<std::int64_t>(
      connection_, "SELECT count(*) FROM recovery_code ", "WHERE account = ?1",
      [&](Statement& s) { s.bind(account); }, number);
  if (!count) return std::move(count).error();
  return count->value_or(0);
}

}  // namespace stillpoint::store
