#pragma once

#include <memory>
#include <string>

#include "app/check_directory.h"
#include "app/identity/identity.h"
#include "app/identity/own_account.h"
#include "app/identity/people.h"
#include "app/identity/sessions.h"
#include "app/identity/sign_in.h"
#include "app/identity/vault.h"
#include "base/result.h"

namespace stillpoint::cli {

class Directory;

/// What signing in and managing people takes, over a directory's database: the server's and the commands'.
class Identity {
 public:
  /// Reads the key file, or draws a key where there is none and nothing is sealed yet, and seals what an
  /// earlier version kept in the open. @param directory outlives it.
  /// @return kUnavailable, with what to do, where the key is missing or is not the one that second factors
  /// were sealed with.
  static Result<std::unique_ptr<Identity>> make(Directory& directory, const std::string& key_file);
  /// Over a vault of the caller's, whatever it opens.
  Identity(Directory& directory, app::Vault opened);

  // In the order of construction: each refers to those before it.
  app::Vault vault;
  app::Passwords passwords;
  app::Throttle throttle;
  app::IdentityParts parts;
  app::Sessions sessions;
  app::SignIn sign_in;
  app::OwnAccount own_account;
  app::People people;
  std::string csrf_key;  ///< 32 bytes.
};

/// Whether the second factors of a database can be checked with the key file: what `check` prints and
/// `restore` warns of. Makes and changes nothing.
[[nodiscard]] Result<app::CheckedPart> check_key(Directory& directory, const std::string& key_file);

}  // namespace stillpoint::cli
