#include "app/identity/own_account.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/identity/random_token.h"
#include "app/identity/totp.h"
#include "base/id.h"
#include "base/text.h"

namespace stillpoint::app {
namespace {

std::vector<std::string> digests_of(const std::vector<std::string>& codes) {
  std::vector<std::string> digests;
  digests.reserve(codes.size());
  for (const std::string& code : codes) digests.push_back(recovery_code_digest(code));
  return digests;
}

Error not_found(const char* what) {
  return Error{.code = ErrorCode::kNotFound, .message = what};
}

domain::Roles shared_roles(domain::Roles a, domain::Roles b) {
  return domain::Roles(static_cast<std::uint8_t>(a.bits() & b.bits()));
}

std::vector<Fault> faults_of(const OwnAccount::NewToken& wanted, domain::Roles own) {
  std::vector<Fault> faults;
  if (wanted.name.empty() || wanted.name.size() > kTokenNameBytesMax || !is_utf8(wanted.name) ||
      !is_one_line(wanted.name)) {
    faults.push_back({.where = "name",
                      .what = "Name the program that will use the token.",
                      .allowed = "1 to " + std::to_string(kTokenNameBytesMax) + " bytes on one line",
                      .value = {}});
  }
  if (wanted.roles.empty() || shared_roles(wanted.roles, own) != wanted.roles) {
    faults.push_back({.where = "role",
                      .what = "A token has one or more of your own roles.",
                      .allowed = role_list(own),
                      .value = role_list(wanted.roles)});
  }
  if (wanted.days < 1 || wanted.days > kTokenDaysMax) {
    faults.push_back({.where = "days",
                      .what = "Say after how many days the token ends.",
                      .allowed = "1 to " + std::to_string(kTokenDaysMax),
                      .value = {}});
  }
  return faults;
}

}  // namespace

std::string OwnAccount::offered_secret(const SignedIn& who) const {
  return authentication_code(offer_key_, print_id(who.account.id.value) + print_id(who.session.id.value))
      .substr(0, kTotpSecretBytes);
}

SecondFactorOffer OwnAccount::offer(const SignedIn& who) const {
  const std::string secret = offered_secret(who);
  return {.secret = base32(secret), .uri = otpauth_uri(secret, who.account.mail)};
}

Result<OwnAccount::SetUp> OwnAccount::set_up_second_factor(const SignedIn& who, std::string_view typed,
                                                           const Origin& origin) {
  std::string code(typed);
  code.erase(std::remove(code.begin(), code.end(), ' '), code.end());
  const std::string secret = offered_secret(who);
  const std::optional<std::int64_t> step = match_totp(secret, code, parts_.clock.now(), 0);
  if (!step) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The code does not fit.",
                 .faults = {{.where = "code",
                             .what = "This is not the code that the app should show now.",
                             .allowed = "six digits; if they never fit, the clock of the telephone is wrong",
                             .value = {}}}};
  }
  SetUp made;
  Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
    Result<domain::Account> account = parts_.accounts.find(who.account.id);
    if (!account) return std::move(account).error();
    account->totp_secret = parts_.vault.seal(account->id, secret);
    account->totp_confirmed = true;
    account->totp_last_step = *step;
    const Result<domain::AccountId> put = parts_.accounts.put(*account);
    if (!put) return put.error();
    made.recovery_codes = draw_recovery_codes();
    Result<void> kept = parts_.accounts.put_recovery_codes(account->id, digests_of(made.recovery_codes));
    if (!kept) return kept;
    // Sessions that never gave a code of it end; this one goes on under a new token.
    if (Result<void> ended = parts_.accounts.end_sessions_of(account->id); !ended) return ended;
    Result<std::string> begun = sessions_.begin(*account, true, origin);
    if (!begun) return std::move(begun).error();
    made.token = *std::move(begun);
    return note(parts_, actor_of(*account, origin.address), "account.second_factor_set_up",
                account_subject(account->id));
  });
  if (!done) return std::move(done).error();
  return made;
}

Result<std::vector<std::string>> OwnAccount::draw_codes(const SignedIn& who, std::string_view password,
                                                        const Origin& origin) {
  if (Result<void> proved = sign_in_.prove(who.account, password, origin); !proved) {
    return std::move(proved).error();
  }
  std::vector<std::string> codes = draw_recovery_codes();
  Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
    Result<void> kept = parts_.accounts.put_recovery_codes(who.account.id, digests_of(codes));
    if (!kept) return kept;
    return note(parts_, actor_of(who.account, origin.address), "account.recovery_codes_drawn",
                account_subject(who.account.id));
  });
  if (!done) return std::move(done).error();
  return codes;
}

Result<std::int64_t> OwnAccount::codes_left(const SignedIn& who) const {
  return parts_.accounts.recovery_codes_left(who.account.id);
}

Result<std::string> OwnAccount::change_password(const SignedIn& who, const PasswordChange& change,
                                                const Origin& origin) {
  if (Result<void> proved = sign_in_.prove(who.account, change.current, origin); !proved) {
    return std::move(proved).error();
  }
  const PasswordOwner owner{.mail = who.account.mail, .name = who.account.name};
  if (Result<void> fit = parts_.passwords.check(change.fresh, owner); !fit) return std::move(fit).error();
  Result<std::string> hash = parts_.passwords.hash(change.fresh);
  if (!hash) return hash;
  std::string token;
  Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
    Result<domain::Account> account = parts_.accounts.find(who.account.id);
    if (!account) return std::move(account).error();
    account->password_hash = *hash;
    const Result<domain::AccountId> put = parts_.accounts.put(*account);
    if (!put) return put.error();
    if (Result<void> ended = parts_.accounts.end_sessions_of(account->id); !ended) return ended;
    Result<std::string> begun = sessions_.begin(*account, who.session.second_factor, origin);
    if (!begun) return std::move(begun).error();
    token = *std::move(begun);
    return note(parts_, actor_of(*account, origin.address), "account.password_changed",
                account_subject(account->id));
  });
  if (!done) return std::move(done).error();
  return token;
}

Result<std::vector<domain::Session>> OwnAccount::sessions(domain::AccountId account) const {
  Result<std::vector<domain::Session>> all = parts_.accounts.sessions_of(account);
  const Result<domain::Account> who = parts_.accounts.find(account);
  if (!all || !who) return all;
  const Instant now = parts_.clock.now();
  all->erase(std::remove_if(all->begin(), all->end(),
                            [&](const domain::Session& session) {
                              return Sessions::ends({.account = *who, .session = session}) <= now;
                            }),
             all->end());
  return all;
}

Result<void> OwnAccount::end_session(const domain::Actor& actor, domain::SessionId id) {
  return parts_.work.in_transaction([&]() -> Result<void> {
    const Result<std::vector<domain::Session>> own = parts_.accounts.sessions_of(actor.account);
    if (!own) return own.error();
    const bool is_own =
        std::any_of(own->begin(), own->end(), [&](const domain::Session& s) { return s.id == id; });
    if (!is_own) return not_found("You have no such session: it may have ended already.");
    if (Result<void> ended = parts_.accounts.end_session(id); !ended) return ended;
    return note(parts_, actor, "session.revoke", account_subject(actor.account));
  });
}

Result<std::vector<domain::ApiToken>> OwnAccount::tokens(domain::AccountId account) const {
  return parts_.accounts.tokens_of(account);
}

Result<OwnAccount::MadeToken> OwnAccount::make_token(const SignedIn& who, const NewToken& wanted,
                                                     const Origin& origin) {
  std::vector<Fault> faults = faults_of(wanted, roles_in_force(who.account));
  if (!faults.empty()) {
    return Error{
        .code = ErrorCode::kInvalid, .message = "The token could not be made.", .faults = std::move(faults)};
  }
  const Instant now = parts_.clock.now();
  MadeToken made{.text = std::string(kTokenPrefix) + draw_token(),
                 .token = {.id = {draw_id()},
                           .account = who.account.id,
                           .name = wanted.name,
                           .roles = wanted.roles,
                           .created = now,
                           .expires = now + std::chrono::hours(24) * wanted.days}};
  Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
    const Result<std::vector<domain::ApiToken>> own = parts_.accounts.tokens_of(who.account.id);
    if (!own) return own.error();
    if (own->size() >= kTokensMax) {
      return Error{.code = ErrorCode::kConflict,
                   .message = "You have " + std::to_string(kTokensMax) +
                              " tokens already: revoke one that is not used any more."};
    }
    if (Result<void> put = parts_.accounts.put_token(digest_of(made.text), made.token); !put) return put;
    return note(parts_, actor_of(who.account, origin.address), "token.create",
                {.kind = "token", .id = print_id(made.token.id.value)},
                {text_change("/name", "", wanted.name), text_change("/roles", "", role_list(wanted.roles))});
  });
  if (!done) return std::move(done).error();
  return made;
}

Result<void> OwnAccount::revoke_token(const domain::Actor& actor, domain::ApiTokenId id) {
  return parts_.work.in_transaction([&]() -> Result<void> {
    const Result<std::vector<domain::ApiToken>> own = parts_.accounts.tokens_of(actor.account);
    if (!own) return own.error();
    const auto token =
        std::find_if(own->begin(), own->end(), [&](const domain::ApiToken& t) { return t.id == id; });
    if (token == own->end()) return not_found("You have no such token: it may be revoked already.");
    if (Result<void> revoked = parts_.accounts.revoke_token(id); !revoked) return revoked;
    return note(parts_, actor, "token.revoke", {.kind = "token", .id = print_id(id.value)},
                {text_change("/name", token->name, "")});
  });
}

Result<std::optional<domain::Actor>> OwnAccount::actor_with_token(std::string_view text,
                                                                  std::string_view address) {
  if (text.substr(0, kTokenPrefix.size()) != kTokenPrefix) return std::optional<domain::Actor>();
  const Result<std::optional<domain::ApiToken>> token = parts_.accounts.find_token(digest_of(text));
  if (!token) return token.error();
  const Instant now = parts_.clock.now();
  if (!*token || (*token)->expires <= now) return std::optional<domain::Actor>();
  const Result<domain::Account> account = parts_.accounts.find((*token)->account);
  if (!account) return account.error();
  if (account->disabled) return std::optional<domain::Actor>();
  if (!(*token)->last_used || now - *(*token)->last_used >= kTokenTouchEvery) {
    // A store that is full or read-only still lets programs look.
    static_cast<void>(parts_.accounts.touch_token((*token)->id, now).has_value());
  }
  domain::Actor actor = actor_of(*account, address);
  actor.name += " (token " + (*token)->name + ")";
  actor.roles = shared_roles(actor.roles, (*token)->roles);
  return std::optional<domain::Actor>(std::move(actor));
}

}  // namespace stillpoint::app
