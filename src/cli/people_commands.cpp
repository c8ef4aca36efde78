#include <algorithm>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

#include "app/identity/random_token.h"
#include "app/identity/second_factors.h"
#include "cli/commands.h"
#include "cli/identity_wire.h"
#include "cli/key_file.h"
#include "cli/secret_prompt.h"
#include "cli/wire.h"
#include "store/sqlite/sqlite_database.h"

// The commands about who may sign in.

namespace stillpoint::cli {
namespace {

/// Whoever runs commands on the machine owns its database.
domain::Actor machine_operator() {
  return {.kind = domain::ActorKind::kOperator, .name = "operator"};
}

/// The directory with its accounts, opened for one command.
struct Opened {
  std::unique_ptr<Directory> directory;
  std::unique_ptr<Identity> identity;
};

Result<Opened> open_accounts(const Config& config) {
  Result<std::unique_ptr<Directory>> directory = Directory::open(config);
  if (!directory) return std::move(directory).error();
  Result<std::unique_ptr<Identity>> identity = Identity::make(**directory, config.key_file);
  if (!identity) return std::move(identity).error();
  return Opened{.directory = *std::move(directory), .identity = *std::move(identity)};
}

Result<domain::Account> account_of(const Opened& opened, const std::string& mail) {
  Result<domain::Account> account =
      opened.directory->database().accounts().find_by_mail(app::folded_mail(mail));
  if (account || account.error().code != ErrorCode::kNotFound) return account;
  return Error{.code = ErrorCode::kNotFound,
               .message = "No account has the mail address " + mail +
                          ": `stillpoint admin list-users` lists those that there are."};
}

}  // namespace

int create_user(const Config& config, const PeopleOptions& options, const Surroundings& around) {
  const std::vector<std::string_view> words(options.roles.begin(), options.roles.end());
  const Result<domain::Roles> roles = app::parse_roles(words);
  if (!roles) return report(roles.error(), around);
  const Result<Opened> opened = open_accounts(config);
  if (!opened) return report(opened.error(), around);
  Identity& identity = *opened->identity;
  const Result<std::string> password = ask_password();
  if (!password) return report(password.error(), around);
  // Before the account is made: a weak password leaves nothing half done.
  const Result<void> fit = identity.passwords.check(*password, {.mail = options.mail, .name = options.name});
  if (!fit) return report(fit.error(), around);
  const domain::Actor actor = machine_operator();
  Result<void> done = opened->directory->database().unit_of_work().in_transaction([&]() -> Result<void> {
    const Result<domain::Account> account =
        identity.people.create(actor, {.mail = options.mail, .name = options.name, .roles = *roles});
    if (!account) return account.error();
    return identity.people.set_password(actor, account->id, *password);
  });
  if (!done) return report(done.error(), around);
  around.out << "Made the account of " << options.name << " (" << app::role_list(*roles) << ").\n";
  if (app::needs_second_factor(*roles)) {
    around.out << "At the first sign-in they set up a second factor: an authenticator app on a telephone.\n";
  }
  return kExitDone;
}

int reset_password(const Config& config, const PeopleOptions& options, const Surroundings& around) {
  const Result<Opened> opened = open_accounts(config);
  if (!opened) return report(opened.error(), around);
  const Result<domain::Account> account = account_of(*opened, options.mail);
  if (!account) return report(account.error(), around);
  const Result<std::string> password = ask_password();
  if (!password) return report(password.error(), around);
  app::People& people = opened->identity->people;
  const domain::Actor actor = machine_operator();
  Result<void> done = opened->directory->database().unit_of_work().in_transaction([&]() -> Result<void> {
    Result<void> set = people.set_password(actor, account->id, *password);
    if (set && options.drop_second_factor) set = people.drop_second_factor(actor, account->id);
    return set;
  });
  if (!done) return report(done.error(), around);
  around.out << "Set the password of " << account->name << " and ended every session of theirs.\n";
  return kExitDone;
}

int renew_key(const Config& config, const Surroundings& around) {
  const Result<std::unique_ptr<Directory>> directory = Directory::open_existing(config);
  if (!directory) return report(directory.error(), around);
  const KeyFile file(config.key_file);
  Result<std::vector<std::string>> keys = std::vector<std::string>();
  if (file.is_there()) keys = file.read();
  if (!keys) return report(keys.error(), around);
  const std::string fresh = app::draw_bytes(app::kVaultKeyBytes);
  keys->insert(keys->begin(), fresh);
  // Both stand in the file until everything is sealed with the new one: whenever this is cut short, what is
  // there opens what is sealed.
  Result<void> done = file.replace(*keys);
  if (!done) return report(done.error(), around);
  Result<app::Vault> vault = app::Vault::make(*keys);
  if (!vault) return report(vault.error(), around);
  const Identity identity(**directory, *std::move(vault));
  const domain::Actor actor = machine_operator();
  const Result<std::size_t> dropped = app::drop_foreign_factors(identity.parts, actor);
  if (!dropped) return report(dropped.error(), around);
  const Result<std::size_t> sealed = app::seal_factors(identity.parts, actor);
  if (!sealed) return report(sealed.error(), around);
  done = file.replace({fresh});
  if (done) done = (*directory)->database().personal_data().scrub();
  if (!done) return report(done.error(), around);
  around.out << "Drew a new key into " << config.key_file << ": it seals the second factors of " << *sealed
             << " people.\n";
  if (*dropped > 0) {
    around.out << "Those of " << *dropped
               << " people could not be opened and were taken away: they set up a new one at their next "
                  "sign-in.\n";
  }
  around.out
      << "Keep a copy of this file, apart from the backups. Password links that were handed out are no "
         "longer good.\n";
  return kExitDone;
}

int list_users(const Config& config, const Surroundings& around) {
  const Result<Opened> opened = open_accounts(config);
  if (!opened) return report(opened.error(), around);
  const Result<std::vector<domain::Account>> people = opened->identity->people.all(machine_operator());
  if (!people) return report(people.error(), around);
  for (const domain::Account& person : *people) {
    around.out << person.mail << "\t" << person.name << "\t" << app::role_list(person.roles) << "\t"
               << (person.disabled                ? "disabled"
                   : person.password_hash.empty() ? "no password yet"
                                                  : "active")
               << "\t" << (person.totp_confirmed ? "second factor" : "no second factor") << "\n";
  }
  if (people->empty()) {
    around.out << "There are no accounts yet: `stillpoint admin create-user` makes the first owner.\n";
  }
  return kExitDone;
}

}  // namespace stillpoint::cli
