#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/verifying/change_standing.h"
#include "app/verifying/import_exclusions.h"
#include "app/verifying/import_roster.h"
#include "app/verifying/record_verification.h"
#include "app/verifying/verifying_parts.h"
#include "app/verifying/work_queue.h"

namespace stillpoint::app {

/// A certificate or a licence with everything that a verifier sees of it.
struct VerifyingSubject {
  domain::Practitioner practitioner{};
  std::optional<domain::Credential> credential{};  ///< Either it,
  std::optional<domain::Licence> licence{};        ///< or a licence.
  std::vector<domain::StandingNote> notes{};
  std::vector<domain::VerificationDetail> details{};  ///< Of this subject's checks.
  std::optional<domain::PendingRevocation> pending{};
  bool is_alone = false;  ///< There is no other verifier who could confirm a revocation.
};

/// Everything that verifiers do, in one place for its faces. Thread-safe.
class VerifyingDesk {
 public:
  /// @param parts what it works with; outlives it.
  explicit VerifyingDesk(VerifyingParts parts)
      : parts_(std::move(parts)),
        queue(parts_),
        checks(parts_),
        standing(parts_),
        rosters(parts_),
        exclusions({.work = parts_.work,
                    .directory = parts_.directory,
                    .store = parts_.store,
                    .files = parts_.files,
                    .trail = parts_.trail,
                    .sheets = parts_.sheets,
                    .clock = parts_.clock}) {}
  VerifyingDesk(const VerifyingDesk&) = delete;
  VerifyingDesk& operator=(const VerifyingDesk&) = delete;

  /// One certificate (or licence) of a person. @return kNotFound, kGone; kUnauthenticated, kForbidden.
  [[nodiscard]] Result<VerifyingSubject> view(const domain::Actor& actor, domain::PractitionerId practitioner,
                                              domain::CredentialId credential,
                                              domain::LicenceId licence) const;
  /// A file of evidence with its content. @return kNotFound; kUnauthenticated, kForbidden.
  struct EvidenceFile {
    domain::EvidenceRecord evidence{};
    std::string content{};
  };
  [[nodiscard]] Result<EvidenceFile> evidence(const domain::Actor& actor, const std::string& sha256) const;
  /// Lists that were imported, newest first.
  [[nodiscard]] Result<std::vector<domain::RosterRun>> past_rosters(const domain::Actor& actor) const;
  [[nodiscard]] Instant now() const { return parts_.clock.now(); }

 private:
  VerifyingParts parts_;

 public:
  const WorkQueue queue;
  const RecordVerification checks;
  const ChangeStanding standing;
  const ImportRoster rosters;
  const ImportExclusions exclusions;
};

}  // namespace stillpoint::app
