#include "app/identity/sign_in.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/identity/random_token.h"
#include "app/identity/totp.h"
#include "base/id.h"

namespace stillpoint::app {
namespace {

/// The throttle's keys. An account's tries are counted for each address apart, so that nobody's tries slow
/// down its owner elsewhere; the mail's digest keeps a key short and what was typed out of memory.
std::string pair_key(const Origin& origin, std::string_view mail) {
  return "pair " + origin.address_key + " " + digest_of(mail);
}
std::string address_key_of(const Origin& origin) {
  return "address " + origin.address_key;
}
/// Codes are tried by whoever has the password, so there are no bystanders to lock out.
std::string code_key(const domain::Account& account) {
  return "code " + print_id(account.id.value);
}

bool is_six_digits(std::string_view code) {
  return code.size() == kTotpDigits &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string without_spaces(std::string_view code) {
  std::string plain(code);
  plain.erase(std::remove(plain.begin(), plain.end(), ' '), plain.end());
  return plain;
}

}  // namespace

Result<std::string> SignIn::with_password(const Credentials& given, const Origin& origin) {
  const std::string mail = folded_mail(given.mail);
  const std::string pair = pair_key(origin, mail);
  const std::string address = address_key_of(origin);
  const Instant now = parts_.clock.now();
  if (Result<void> may = parts_.throttle.begin_try(address, now, kFreeTriesPerAddress); !may) {
    return std::move(may).error();
  }
  if (Result<void> may = parts_.throttle.begin_try(pair, now); !may) {
    parts_.throttle.forgive(address);
    return std::move(may).error();
  }
  Result<domain::Account> account = parts_.accounts.find_by_mail(mail);
  if (!account && account.error().code != ErrorCode::kNotFound) return std::move(account).error();
  const Result<bool> same =
      parts_.passwords.matches(account ? std::string_view(account->password_hash) : "", given.password);
  if (!same) {
    parts_.throttle.forgive(address);
    parts_.throttle.forgive(pair);
    return same.error();
  }
  if (!*same || account->disabled) {
    return Error{.code = ErrorCode::kUnauthenticated,
                 .message = "The mail address or the password is wrong."};
  }
  parts_.throttle.forgive(address);
  parts_.throttle.forget(pair);
  std::string token;
  Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
    Result<std::string> begun = sessions_.begin(*account, false, origin);
    if (!begun) return std::move(begun).error();
    token = *std::move(begun);
    return note(parts_, actor_of(*account, origin.address), "session.sign_in", account_subject(account->id));
  });
  if (!done) return std::move(done).error();
  return token;
}

Result<void> SignIn::take_code(const SignedIn& who, std::string_view typed) {
  const std::string code = without_spaces(typed);
  Result<domain::Account> account = parts_.accounts.find(who.account.id);
  if (!account) return std::move(account).error();
  const Error wrong{.code = ErrorCode::kUnauthenticated,
                    .message = "This code is wrong, or it was used already. Wait for the next one.",
                    .faults = {{.where = "code",
                                .what = "This code is wrong, or it was used already.",
                                .allowed = "the six digits that the app shows now, or a recovery code",
                                .value = {}}}};
  if (!is_six_digits(code)) {
    const Result<bool> used = parts_.accounts.use_recovery_code(who.account.id, recovery_code_digest(typed));
    if (!used) return used.error();
    if (!*used) return wrong;
    return note(parts_, actor_of(*account, {}), "account.recovery_code_used", account_subject(account->id));
  }
  if (!account->totp_confirmed) return wrong;
  const std::optional<std::string> secret = parts_.vault.open(account->id, account->totp_secret);
  if (!secret) {
    return Error{.code = ErrorCode::kUnavailable,
                 .message =
                     "The codes of your app cannot be checked now: whoever runs this server has to put "
                     "its key back (`stillpoint check` says which). A recovery code still lets you in."};
  }
  const std::optional<std::int64_t> step =
      match_totp(*secret, code, parts_.clock.now(), account->totp_last_step);
  if (!step) return wrong;
  account->totp_last_step = *step;
  const Result<domain::AccountId> put = parts_.accounts.put(*account);
  if (!put) return put.error();
  return {};
}

/// Whoever gives a wrong code has the right password, which its owner may want to know. The wait between
/// tries bounds how many lines that makes; where none can be written, the answer is the same.
void SignIn::trace_wrong_code(const SignedIn& who, const Origin& origin) {
  const Result<void> noted = parts_.work.in_transaction([&] {
    return note(parts_, actor_of(who.account, origin.address), "session.second_factor_refused",
                account_subject(who.account.id));
  });
  static_cast<void>(noted.has_value());
}

Result<std::string> SignIn::with_code(const SignedIn& who, std::string_view code, const Origin& origin) {
  const std::string key = code_key(who.account);
  if (Result<void> may = parts_.throttle.begin_try(key, parts_.clock.now()); !may) {
    return std::move(may).error();
  }
  std::string token;
  Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
    if (Result<void> taken = take_code(who, code); !taken) return taken;
    Result<std::string> rotated = sessions_.rotate(who, true, origin);
    if (!rotated) return std::move(rotated).error();
    token = *std::move(rotated);
    return note(parts_, actor_of(who.account, origin.address), "session.second_factor",
                account_subject(who.account.id));
  });
  if (!done && done.error().code == ErrorCode::kUnauthenticated) trace_wrong_code(who, origin);
  if (!done) return std::move(done).error();
  parts_.throttle.forget(key);
  return token;
}

Result<void> SignIn::prove(const domain::Account& account, std::string_view password, const Origin& origin) {
  const std::string pair = pair_key(origin, account.mail);
  if (Result<void> may = parts_.throttle.begin_try(pair, parts_.clock.now()); !may) return may;
  const Result<bool> same = parts_.passwords.matches(account.password_hash, password);
  if (!same) return same.error();
  if (!*same) {
    return Error{.code = ErrorCode::kUnauthenticated,
                 .message = "Your present password is another one.",
                 .faults = {{.where = "current_password",
                             .what = "This is not your present password.",
                             .allowed = {},
                             .value = {}}}};
  }
  parts_.throttle.forget(pair);
  return {};
}

}  // namespace stillpoint::app
