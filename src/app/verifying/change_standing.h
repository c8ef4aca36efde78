#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/verifying/verifying_parts.h"
#include "domain/actor.h"

namespace stillpoint::app {

/// What is to become of a credential.
enum class StandingChange : std::uint8_t {
  kSuspend,
  kReinstate,  ///< Lifts a suspension or a revocation from now on; drops a revocation that waits.
  kRevoke,     ///< Suspends, and waits for a second person.
  kConfirm,    ///< The second person confirms the revocation that waits.
  kSupersede,  ///< Replaced by another certificate.
  kExpire,     ///< The issuer ended it before its last day.
  kCorrect,    ///< What stands against it was a mistake from its beginning.
};

struct StandingRequest {
  const domain::Actor& actor;
  domain::PractitionerId practitioner{};
  domain::CredentialId credential{};
  std::optional<std::int64_t> version{};  ///< Of the record that was looked at.
  StandingChange change = StandingChange::kSuspend;
  std::optional<Instant> effective{};  ///< Nothing: now. Earlier is backdated; a year ahead at most.
  std::string reason{};                ///< Public wording: clients read it.
  std::string private_note{};          ///< For colleagues.
  /// A sole verifier revokes alone, and says why that could not wait.
  std::string alone_because{};
};

/// What became of a request.
enum class StandingOutcome : std::uint8_t {
  kDone,
  kWaits,    ///< A revocation that waits for its second person; the credential reads suspended.
  kFromDay,  ///< Recorded, and takes effect on a day ahead; until then the credential reads as before.
};
struct StandingAnswer {
  StandingOutcome outcome = StandingOutcome::kDone;
  Instant effective{};  ///< From when the change holds; of what waits, from when it would.
};

/// A verifier changes what a credential is worth. Two persons revoke: the first one's word suspends at once.
/// Events are only ever added. Thread-safe.
class ChangeStanding {
 public:
  explicit ChangeStanding(const VerifyingParts& parts) : parts_(parts) {}

  /// @return kInvalid for a missing reason or a day too far ahead; kConflict for a change that makes no sense
  /// as it stands (reinstating what is in force) or that would not come about; kForbidden for confirming
  /// one's own revocation, or revoking alone where there is another verifier; kNotFound, kGone;
  /// kUnauthenticated.
  [[nodiscard]] Result<StandingAnswer> run(const StandingRequest& request) const;

 private:
  class Change;
  const VerifyingParts& parts_;
};

}  // namespace stillpoint::app
