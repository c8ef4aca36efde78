#include "app/identity/people.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/identity/permissions.h"
#include "app/identity/random_token.h"
#include "base/id.h"
#include "base/text.h"
#include "base/time_text.h"

namespace stillpoint::app {
namespace {

std::string all_role_names() {
  return role_list(domain::Roles((1U << domain::kRoles) - 1));
}

/// Nothing more than what makes a mail address one for certain: something on both sides of one "@".
bool looks_like_mail(std::string_view mail) {
  const std::size_t at = mail.find('@');
  const bool one = at != std::string_view::npos && mail.find('@', at + 1) == std::string_view::npos;
  const bool plain = std::all_of(mail.begin(), mail.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 32 && byte != 127 && c != '<' && c != '>' && c != ',' && c != ';' && c != '"';
  });
  return one && plain && at > 0 && at + 1 < mail.size() && mail.size() <= kMailBytesMax && is_utf8(mail);
}

Result<void> check_terms(const PersonTerms& terms) {
  std::vector<Fault> faults;
  if (!looks_like_mail(terms.mail)) {
    faults.push_back({.where = "mail",
                      .what = "This is no mail address.",
                      .allowed = "an address like anna@example.org",
                      .value = std::string(shorten(terms.mail, 80))});
  }
  if (terms.name.empty() || terms.name.size() > kPersonNameBytesMax || !is_utf8(terms.name) ||
      !is_one_line(terms.name)) {
    faults.push_back({.where = "name",
                      .what = "A name is missing, or it is too long.",
                      .allowed = "1 to " + std::to_string(kPersonNameBytesMax) + " bytes on one line",
                      .value = {}});
  }
  if (terms.roles.empty()) {
    faults.push_back({.where = "role",
                      .what = "Somebody without a role could do nothing.",
                      .allowed = all_role_names(),
                      .value = {}});
  }
  if (faults.empty()) return {};
  return Error{.code = ErrorCode::kInvalid,
               .message = "The account cannot be saved like this.",
               .faults = std::move(faults)};
}

PersonTerms tidied(PersonTerms terms) {
  terms.mail = folded_mail(terms.mail);
  const std::size_t begin = std::min(terms.name.find_first_not_of(' '), terms.name.size());
  terms.name = terms.name.substr(begin, terms.name.find_last_not_of(' ') + 1 - begin);
  return terms;
}

std::vector<domain::FieldChange> changes_between(const domain::Account& before,
                                                 const domain::Account& after) {
  const auto standing = [](const domain::Account& account) {
    return account.version == 0 && !account.id ? "" : account.disabled ? "disabled" : "active";
  };
  std::vector<domain::FieldChange> changes;
  const auto add = [&](const char* field, std::string_view from, std::string_view to) {
    if (from != to) changes.push_back(text_change(field, from, to));
  };
  add("/mail", before.mail, after.mail);
  add("/name", before.name, after.name);
  add("/roles", role_list(before.roles), role_list(after.roles));
  add("/standing", standing(before), standing(after));
  return changes;
}

bool is_active_owner(const domain::Account& account) {
  return !account.disabled && account.roles.has(domain::Role::kOwner);
}

Error link_gone() {
  return Error{.code = ErrorCode::kGone,
               .message = "This link was used already, or it has run out. Ask an owner for a new one."};
}

}  // namespace

Result<domain::Roles> parse_roles(const std::vector<std::string_view>& words) {
  domain::Roles roles;
  for (const std::string_view word : words) {
    const auto known = std::find(domain::kRoleNames.begin(), domain::kRoleNames.end(), word);
    if (known == domain::kRoleNames.end()) {
      return Error{.code = ErrorCode::kInvalid,
                   .message = "There is no such role.",
                   .faults = {{.where = "role",
                               .what = "There is no such role.",
                               .allowed = all_role_names(),
                               .value = std::string(shorten(word, 40))}}};
    }
    roles.add(static_cast<domain::Role>(known - domain::kRoleNames.begin()));
  }
  return roles;
}

Result<std::vector<domain::Account>> People::all(const domain::Actor& actor) const {
  if (Result<void> may = require(actor, Permission::kManagePeople); !may) return std::move(may).error();
  return parts_.accounts.all();
}

Result<domain::Account> People::find(const domain::Actor& actor, domain::AccountId id) const {
  if (Result<void> may = require(actor, Permission::kManagePeople); !may) return std::move(may).error();
  return parts_.accounts.find(id);
}

Result<domain::Account> People::create(const domain::Actor& actor, const PersonTerms& given) {
  if (Result<void> may = require(actor, Permission::kManagePeople); !may) return std::move(may).error();
  const PersonTerms terms = tidied(given);
  if (Result<void> fit = check_terms(terms); !fit) return std::move(fit).error();
  domain::Account account{
      .mail = terms.mail, .name = terms.name, .roles = terms.roles, .created = parts_.clock.now()};
  Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
    const Result<domain::AccountId> id = parts_.accounts.put(account);
    if (!id) return id.error();
    const std::vector<domain::FieldChange> changes = changes_between({}, account);
    account.id = *id;
    account.version = 1;
    return note(parts_, actor, "account.create", account_subject(*id), changes);
  });
  if (!done) return std::move(done).error();
  return account;
}

Result<domain::Account> People::change(const domain::Actor& actor, domain::AccountId id, std::int64_t version,
                                       const PersonTerms& given) {
  if (Result<void> may = require(actor, Permission::kManagePeople); !may) return std::move(may).error();
  const PersonTerms terms = tidied(given);
  if (Result<void> fit = check_terms(terms); !fit) return std::move(fit).error();
  domain::Account saved;
  Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
    const Result<std::vector<domain::Account>> all = parts_.accounts.all();
    if (!all) return all.error();
    const auto before =
        std::find_if(all->begin(), all->end(), [&](const domain::Account& a) { return a.id == id; });
    if (before == all->end())
      return Error{.code = ErrorCode::kNotFound, .message = "There is no such account."};
    if (before->version != version) {
      return Error{.code = ErrorCode::kConflict,
                   .message = "Somebody has changed this account meanwhile: look at it again."};
    }
    saved = *before;
    saved.mail = terms.mail;
    saved.name = terms.name;
    saved.roles = terms.roles;
    saved.disabled = terms.disabled;
    const std::vector<domain::FieldChange> changes = changes_between(*before, saved);
    if (changes.empty()) return {};
    const auto owners = std::count_if(all->begin(), all->end(), is_active_owner);
    if (owners == 1 && is_active_owner(*before) && !is_active_owner(saved)) {
      return Error{.code = ErrorCode::kConflict,
                   .message = "This is the last owner: make somebody else an owner first."};
    }
    const Result<domain::AccountId> put = parts_.accounts.put(saved);
    if (!put) return put.error();
    ++saved.version;
    if (saved.disabled) {
      if (Result<void> ended = parts_.accounts.end_sessions_of(id); !ended) return ended;
    }
    return note(parts_, actor, "account.change", account_subject(id), changes);
  });
  if (!done) return std::move(done).error();
  return saved;
}

/// What makes a link good for this password only, until this instant.
std::string People::seal_of(const domain::Account& account, Instant expires) const {
  return authentication_code(
      link_key_, print_id(account.id.value) + " " + print_instant(expires) + " " + account.password_hash);
}

Result<std::string> People::password_link(const domain::Actor& actor, domain::AccountId id) {
  if (Result<void> may = require(actor, Permission::kManagePeople); !may) return std::move(may).error();
  const Result<domain::Account> account = parts_.accounts.find(id);
  if (!account) return account.error();
  const Instant expires = parts_.clock.now() + kPasswordLinkLife;
  Result<void> done = parts_.work.in_transaction(
      [&] { return note(parts_, actor, "account.password_link", account_subject(id)); });
  if (!done) return std::move(done).error();
  return print_id(id.value) + "." + print_id(expires.time_since_epoch().count()) + "." +
         base64url(seal_of(*account, expires));
}

Result<domain::Account> People::behind_link(std::string_view token) const {
  const std::size_t first = std::min(token.find('.'), token.size());
  const std::size_t second = std::min(token.find('.', first + 1), token.size());
  if (second == token.size()) return link_gone();
  const std::optional<std::int64_t> id = parse_id(token.substr(0, first));
  const std::optional<std::int64_t> seconds = parse_id(token.substr(first + 1, second - first - 1));
  const std::optional<std::string> seal = parse_base64url(token.substr(second + 1));
  if (!id || !seconds || !seal) return link_gone();
  const Instant expires{std::chrono::seconds(*seconds)};
  Result<domain::Account> account = parts_.accounts.find({*id});
  if (!account) return account.error().code == ErrorCode::kNotFound ? link_gone() : account.error();
  const bool good = expires < kEndOfTime && same_secret(seal_of(*account, expires), *seal);
  if (!good || expires <= parts_.clock.now() || account->disabled) return link_gone();
  return account;
}

Result<void> People::save_password(const domain::Actor& actor, domain::Account account,
                                   std::string_view password) {
  const PasswordOwner owner{.mail = account.mail, .name = account.name};
  if (Result<void> fit = parts_.passwords.check(password, owner); !fit) return fit;
  Result<std::string> hash = parts_.passwords.hash(password);
  if (!hash) return std::move(hash).error();
  account.password_hash = *std::move(hash);
  return parts_.work.in_transaction([&]() -> Result<void> {
    // The version guards: where two use the same link at once, one comes too late.
    const Result<domain::AccountId> put = parts_.accounts.put(account);
    if (!put) return put.error();
    if (Result<void> ended = parts_.accounts.end_sessions_of(account.id); !ended) return ended;
    return note(parts_, actor, "account.password_set", account_subject(account.id));
  });
}

Result<void> People::use_link(std::string_view token, std::string_view password, const Origin& origin) {
  const Result<domain::Account> account = behind_link(token);
  if (!account) return account.error();
  return save_password(actor_of(*account, origin.address), *account, password);
}

Result<void> People::set_password(const domain::Actor& actor, domain::AccountId id,
                                  std::string_view password) {
  if (Result<void> may = require(actor, Permission::kManagePeople); !may) return may;
  const Result<domain::Account> account = parts_.accounts.find(id);
  if (!account) return account.error();
  return save_password(actor, *account, password);
}

Result<void> People::drop_second_factor(const domain::Actor& actor, domain::AccountId id) {
  if (Result<void> may = require(actor, Permission::kManagePeople); !may) return may;
  return parts_.work.in_transaction([&]() -> Result<void> {
    Result<domain::Account> account = parts_.accounts.find(id);
    if (!account) return std::move(account).error();
    account->totp_secret.clear();
    account->totp_confirmed = false;
    const Result<domain::AccountId> put = parts_.accounts.put(*account);
    if (!put) return put.error();
    if (Result<void> gone = parts_.accounts.put_recovery_codes(id, {}); !gone) return gone;
    if (Result<void> ended = parts_.accounts.end_sessions_of(id); !ended) return ended;
    return note(parts_, actor, "account.second_factor_dropped", account_subject(id));
  });
}

}  // namespace stillpoint::app
