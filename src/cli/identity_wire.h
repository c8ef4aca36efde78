#pragma once

#include <memory>
#include <string>

#include "app/identity/identity.h"
#include "app/identity/own_account.h"
#include "app/identity/people.h"
#include "app/identity/sessions.h"
#include "app/identity/sign_in.h"
#include "base/result.h"

namespace stillpoint::cli {

class Directory;

/// What signing in and managing people takes, over a directory's database: the server's and the commands'.
class Identity {
 public:
  /// @param directory outlives it.
  static Result<std::unique_ptr<Identity>> make(Directory& directory);

  // In the order of construction: each refers to those before it.
  app::Passwords passwords;
  app::Throttle throttle;
  app::IdentityParts parts;
  app::Sessions sessions;
  app::SignIn sign_in;
  app::OwnAccount own_account;
  app::People people;
  std::string csrf_key;  ///< 32 bytes.

 private:
  /// Keys of 32 bytes each.
  struct Keys {
    std::string csrf{};
    std::string offer{};
    std::string link{};
  };
  Identity(Directory& directory, Keys keys);
};

}  // namespace stillpoint::cli
