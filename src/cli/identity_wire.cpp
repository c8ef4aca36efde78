#include "cli/identity_wire.h"

#include <utility>

#include "cli/wire.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::cli {

Identity::Identity(Directory& directory, Keys keys)
    : passwords(seed_text("common_passwords.txt")),
      parts{.accounts = directory.database().accounts(),
            .work = directory.database().unit_of_work(),
            .trail = directory.database().audit(),
            .passwords = passwords,
            .throttle = throttle,
            .clock = directory.clock()},
      sessions(parts),
      sign_in(parts, sessions),
      own_account(parts, sessions, sign_in, std::move(keys.offer)),
      people(parts, std::move(keys.link)),
      csrf_key(std::move(keys.csrf)) {}

Result<std::unique_ptr<Identity>> Identity::make(Directory& directory) {
  Keys keys;
  const struct {
    std::string_view name;
    std::string* key;
  } wanted[] = {{"csrf", &keys.csrf}, {"second_factor_offer", &keys.offer}, {"password_link", &keys.link}};
  for (const auto& [name, key] : wanted) {
    Result<std::string> secret = directory.secrets().secret(name);
    if (!secret) return std::move(secret).error();
    *key = *std::move(secret);
  }
  return std::unique_ptr<Identity>(new Identity(directory, std::move(keys)));
}

}  // namespace stillpoint::cli
