#pragma once

#include <string>
#include <string_view>

#include "app/identity/passwords.h"
#include "app/identity/throttle.h"
#include "app/identity/vault.h"
#include "base/clock.h"
#include "base/result.h"
#include "domain/account.h"
#include "domain/audit.h"
#include "domain/unit_of_work.h"

namespace stillpoint::app {

/// What signing in and managing people is built on. Everything outlives who uses it.
struct IdentityParts {
  domain::AccountStore& accounts;
  domain::UnitOfWork& work;
  domain::AuditLog& trail;
  Passwords& passwords;
  const Vault& vault;
  Throttle& throttle;
  const Clock& clock;
};

/// Where a request comes from.
struct Origin {
  std::string address{};      ///< For the trail and the list of sessions.
  std::string address_key{};  ///< What counts as one address for a limit.
  std::string agent{};        ///< The browser's name for itself.
};

/// Somebody who is signed in, in one browser.
struct SignedIn {
  domain::Account account{};
  domain::Session session{};
};

/// How far a session has come.
enum class Standing {
  kWhole,       ///< May do what its roles may.
  kNeedsCode,   ///< The password was right; the second factor's code is still to come.
  kNeedsSetUp,  ///< The roles ask for a second factor, and there is none yet.
};
Standing standing_of(const SignedIn& who);

/// Whether any of the roles can do harm enough to need a second factor: owner and verifier.
bool needs_second_factor(domain::Roles roles);

/// The roles that count now: without a second factor none that need one.
domain::Roles roles_in_force(const domain::Account& account);

/// How the trail knows somebody who is signed in.
domain::Actor actor_of(const domain::Account& account, std::string_view address);

/// A mail address as it is kept: without white space around it, in lower case.
std::string folded_mail(std::string_view typed);

/// Whether a name holds no control characters: it stands in lines of the trail and of lists.
bool is_one_line(std::string_view text);

/// "owner, verifier".
std::string role_list(domain::Roles roles);

/// Appends what was done to the trail, within the running transaction.
[[nodiscard]] Result<void> note(const IdentityParts& parts, const domain::Actor& actor, std::string action,
                                domain::AuditSubject subject, std::vector<domain::FieldChange> changes = {});

/// An account as the trail's subject.
domain::AuditSubject account_subject(domain::AccountId id);

/// What became of a text: as the trail keeps it.
domain::FieldChange text_change(std::string field, std::string_view before, std::string_view after);

}  // namespace stillpoint::app
