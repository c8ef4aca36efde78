#include "app/identity/second_factors.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/identity/totp.h"

namespace stillpoint::app {
namespace {

/// Nothing that is sealed is as short as this.
bool is_plain(const domain::Account& account) {
  return account.totp_secret.size() == kTotpSecretBytes;
}

/// The secret of an account; nothing where no key opens it.
std::optional<std::string> secret_of(const domain::Account& account, const Vault& vault) {
  if (is_plain(account)) return account.totp_secret;
  return vault.open(account.id, account.totp_secret);
}

Result<void> save(const IdentityParts& parts, const domain::Actor& actor, const domain::Account& account,
                  const char* action) {
  const Result<domain::AccountId> put = parts.accounts.put(account);
  if (!put) return put.error();
  return note(parts, actor, action, account_subject(account.id));
}

}  // namespace

Result<SealedFactors> look_at_factors(const domain::AccountStore& accounts, const Vault* vault) {
  const Result<std::vector<domain::Account>> all = accounts.all();
  if (!all) return all.error();
  SealedFactors found;
  for (const domain::Account& account : *all) {
    if (account.totp_secret.empty()) continue;
    if (is_plain(account)) {
      ++found.plain;
    } else if (vault != nullptr && vault->open(account.id, account.totp_secret)) {
      ++found.opened;
    } else {
      ++found.foreign;
    }
  }
  return found;
}

Result<std::size_t> seal_factors(const IdentityParts& parts, const domain::Actor& actor) {
  std::size_t count = 0;
  Result<void> done = parts.work.in_transaction([&]() -> Result<void> {
    Result<std::vector<domain::Account>> all = parts.accounts.all();
    if (!all) return std::move(all).error();
    for (domain::Account& account : *all) {
      if (account.totp_secret.empty()) continue;
      const std::optional<std::string> secret = secret_of(account, parts.vault);
      if (!secret) continue;
      account.totp_secret = parts.vault.seal(account.id, *secret);
      Result<void> saved = save(parts, actor, account, "account.second_factor_sealed");
      if (!saved) return saved;
      ++count;
    }
    return {};
  });
  if (!done) return std::move(done).error();
  return count;
}

Result<std::size_t> drop_foreign_factors(const IdentityParts& parts, const domain::Actor& actor) {
  std::size_t count = 0;
  Result<void> done = parts.work.in_transaction([&]() -> Result<void> {
    Result<std::vector<domain::Account>> all = parts.accounts.all();
    if (!all) return std::move(all).error();
    for (domain::Account& account : *all) {
      if (account.totp_secret.empty() || secret_of(account, parts.vault)) continue;
      account.totp_secret.clear();
      account.totp_confirmed = false;
      if (Result<void> gone = parts.accounts.put_recovery_codes(account.id, {}); !gone) return gone;
      if (Result<void> ended = parts.accounts.end_sessions_of(account.id); !ended) return ended;
      if (Result<void> saved = save(parts, actor, account, "account.second_factor_dropped"); !saved) {
        return saved;
      }
      ++count;
    }
    return {};
  });
  if (!done) return std::move(done).error();
  return count;
}

}  // namespace stillpoint::app
