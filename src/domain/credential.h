#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "domain/keys.h"

namespace stillpoint::domain {

/// How somebody checked a record at its source.
enum class VerificationMethod { kRegisterPage, kLetter, kCall, kElectronic, kRoster };
/// What the source said. Only `kMatched` and `kDenied` are conclusive.
enum class VerificationResult { kMatched, kDenied, kInconclusive };

/// A record that somebody checked a credential or a licence at its source. It goes stale.
struct Verification {
  VerificationId id{};
  VerificationMethod method = VerificationMethod::kRegisterPage;
  VerificationResult result = VerificationResult::kInconclusive;
  Instant checked_at{};
  Instant recorded{};        ///< When it was written down here; zero where that is not known: as checked_at.
  std::string source{};      ///< Where: "register of BCTA/NA".
  std::string source_url{};  ///< Empty where there is none.
  std::string checker{};     ///< Who checked: a role or a name as shown to clients.
  std::string
      evidence_sha256{};  ///< Digest of what was kept as evidence, lower-case hex; empty where nothing was.
  bool claimed = false;   ///< It came in a file that anyone could write: shown as claimed, never counted.
  bool operator==(const Verification&) const = default;
};

enum class CredentialEventKind {
  kRegistered,
  kVerified,
  kExpired,
  kSuspended,
  kReinstated,
  kRevoked,
  kSuperseded,
  kCorrected
};

/// One entry of a credential's append-only history.
struct CredentialEvent {
  CredentialEventKind kind = CredentialEventKind::kRegistered;
  Instant effective{};   ///< From when it holds.
  Instant recorded{};    ///< When it was written down here.
  std::string reason{};  ///< Public wording.
  bool claimed = false;  ///< Came in a file that anyone could write; a claimed suspension or revocation still
                         ///< counts against, never for.
  bool operator==(const CredentialEvent&) const = default;
};

/// One award of a credential type to one practitioner.
struct Credential {
  CredentialId id{};
  CredentialTypeKey type{};
  std::string number{};  ///< As printed; compared byte for byte. Empty where none is on record.
  std::optional<Date> issued{};
  std::optional<Date> expires{};              ///< Its last day, in the issuer's time zone.
  Instant recorded{};                         ///< When it was first written down here; zero: not known.
  std::vector<CredentialEvent> events{};      ///< In order of `effective`, then `recorded`.
  std::vector<Verification> verifications{};  ///< In order of `checked_at`.
  bool operator==(const Credential&) const = default;
};

enum class LicenceStatus { kActive, kLapsed, kSuspended, kRevoked };

/// Permission of a jurisdiction to practise a profession. Never the same thing as a credential.
struct Licence {
  LicenceId id{};
  JurisdictionKey jurisdiction{};
  std::string number{};
  LicenceStatus status = LicenceStatus::kActive;
  std::optional<Date> expires{};              ///< Its last day, in the jurisdiction's time zone.
  std::vector<Verification> verifications{};  ///< In order of `checked_at`.
  bool operator==(const Licence&) const = default;
};

/// A profession that a person holds, with its licences.
struct HeldProfession {
  ProfessionKey profession{};
  std::vector<Licence> licences{};
  bool operator==(const HeldProfession&) const = default;
};

}  // namespace stillpoint::domain
