#include "cli/identity_wire.h"

#include <optional>
#include <utility>

#include "app/identity/second_factors.h"
#include "cli/key_file.h"
#include "cli/wire.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::cli {
namespace {

constexpr const char* kRemedy =
    "Put back the file that was there, or name its place with --key-file. If it is lost, `stillpoint admin "
    "new-key` draws another one, and these people set up a second factor anew";

/// Why the second factors cannot be checked; nothing where they can.
std::optional<std::string> trouble_with(const app::SealedFactors& factors, bool has_key,
                                        const std::string& key_file) {
  if (factors.foreign == 0) return std::nullopt;
  const std::string count = std::to_string(factors.foreign);
  if (!has_key) {
    return "The key file " + key_file + " is missing, and " + count +
           " people's second factors are sealed with it: they cannot sign in. " + kRemedy + ".";
  }
  return "The key in " + key_file + " is not the one that " + count +
         " people's second factors were sealed with: they cannot sign in. " + kRemedy + ".";
}

Result<std::optional<app::Vault>> vault_of(const KeyFile& file) {
  if (!file.is_there()) return std::optional<app::Vault>();
  Result<std::vector<std::string>> keys = file.read();
  if (!keys) return std::move(keys).error();
  Result<app::Vault> vault = app::Vault::make(*std::move(keys));
  if (!vault) return std::move(vault).error();
  return std::optional<app::Vault>(*std::move(vault));
}

/// The vault of a database's key file. Where there is none and nothing is sealed yet, a key is drawn.
Result<app::Vault> open_vault(const domain::AccountStore& accounts, const std::string& key_file) {
  const KeyFile file(key_file);
  Result<std::optional<app::Vault>> vault = vault_of(file);
  if (!vault) return std::move(vault).error();
  const Result<app::SealedFactors> factors = app::look_at_factors(accounts, *vault ? &**vault : nullptr);
  if (!factors) return factors.error();
  if (std::optional<std::string> trouble = trouble_with(*factors, vault->has_value(), key_file)) {
    return Error{.code = ErrorCode::kUnavailable, .message = *std::move(trouble)};
  }
  if (*vault) return **std::move(vault);
  Result<std::vector<std::string>> keys = file.draw();
  if (!keys) return std::move(keys).error();
  return app::Vault::make(*std::move(keys));
}

/// Seals what an earlier version kept in the open, and leaves none of it in the file's free space or its log.
Result<void> seal_old_factors(Directory& directory, const Identity& identity) {
  const Result<app::SealedFactors> factors =
      app::look_at_factors(directory.database().accounts(), &identity.vault);
  if (!factors) return factors.error();
  if (factors->plain == 0) return {};
  const Result<std::size_t> sealed =
      app::seal_factors(identity.parts, {.kind = domain::ActorKind::kSystem, .name = "Stillpoint"});
  if (!sealed) return sealed.error();
  // Who reads the database at this moment keeps the log from being cut; its next end is in time, too.
  static_cast<void>(directory.database().personal_data().scrub().has_value());
  return {};
}

}  // namespace

Identity::Identity(Directory& directory, app::Vault opened)
    : vault(std::move(opened)),
      passwords(seed_text("common_passwords.txt")),
      parts{.accounts = directory.database().accounts(),
            .work = directory.database().unit_of_work(),
            .trail = directory.database().audit(),
            .passwords = passwords,
            .vault = vault,
            .throttle = throttle,
            .clock = directory.clock()},
      sessions(parts),
      sign_in(parts, sessions),
      own_account(parts, sessions, sign_in, vault.key_for(app::Vault::Purpose::kSecondFactorOffer)),
      people(parts, vault.key_for(app::Vault::Purpose::kPasswordLink)),
      csrf_key(vault.key_for(app::Vault::Purpose::kForms)) {}

Result<std::unique_ptr<Identity>> Identity::make(Directory& directory, const std::string& key_file) {
  Result<app::Vault> vault = open_vault(directory.database().accounts(), key_file);
  if (!vault) return std::move(vault).error();
  auto identity = std::make_unique<Identity>(directory, *std::move(vault));
  if (Result<void> sealed = seal_old_factors(directory, *identity); !sealed) return std::move(sealed).error();
  return identity;
}

Result<app::CheckedPart> check_key(Directory& directory, const std::string& key_file) {
  const KeyFile file(key_file);
  app::CheckedPart part{.part = "The key"};
  const Result<std::optional<app::Vault>> vault = vault_of(file);
  if (!vault) {
    part.says = key_file;
    part.faults.push_back(vault.error().message);
    return part;
  }
  const Result<app::SealedFactors> factors =
      app::look_at_factors(directory.database().accounts(), *vault ? &**vault : nullptr);
  if (!factors) return factors.error();
  part.says = *vault
                  ? key_file + " opens the second factors of " + std::to_string(factors->opened) + " people"
                  : "there is none at " + key_file + " yet";
  if (factors->plain > 0) {
    part.says += "; those of " + std::to_string(factors->plain) + " are sealed when the server next starts";
  }
  if (std::optional<std::string> trouble = trouble_with(*factors, vault->has_value(), key_file)) {
    part.faults.push_back(*std::move(trouble));
  }
  if (*vault && file.is_open_to_others()) {
    part.faults.push_back("Other users of this machine may read " + key_file + ": chmod 600 it.");
  }
  return part;
}

}  // namespace stillpoint::cli
