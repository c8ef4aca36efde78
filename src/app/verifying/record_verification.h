#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/verifying/verifying_parts.h"
#include "domain/actor.h"

namespace stillpoint::app {

/// What somebody saw at the source.
struct SeenAtSource {
  std::string name{};
  std::string number{};
  std::optional<Date> issued{};
  std::optional<Date> expires{};
  std::string status{};  ///< As it stood there: "active"; empty where nothing was said.
};

/// A file that is brought as evidence.
struct BroughtFile {
  std::string_view content{};
  std::string file_name{};
};

/// A check of a credential or a licence at its source, as somebody records it.
struct VerificationReport {
  const domain::Actor& actor;
  domain::PractitionerId practitioner{};
  domain::CredentialId credential{};      ///< What was checked: a credential,
  domain::LicenceId licence{};            ///< or a licence.
  std::optional<std::int64_t> version{};  ///< Of the record that was looked at.
  std::string method{};                   ///< As domain::VerificationMethod is written: "register_page".
  std::string result{};                   ///< "matched", "denied", "inconclusive".
  std::optional<Instant> checked_at{};    ///< Nothing: now.
  std::string source{};                   ///< Where, as clients read it; empty: the issuer's name.
  std::string source_url{};
  std::string contact{};  ///< Who was asked; private.
  SeenAtSource seen{};
  bool take_over_dates = false;  ///< What the source says of its dates is right: the record gets them.
  std::string explanation{};     ///< Why what was seen differs and is right all the same.
  std::optional<BroughtFile> evidence{};
};

/// What the record says of what is checked.
struct SaidOnRecord {
  std::string name{};
  std::string number{};
  std::optional<std::optional<Date>> issued{};  ///< Nothing where the record has no place for it.
  std::optional<Date> expires{};
  std::string status{};  ///< "active", "suspended"; empty where the record has no word of its own for it.
};
SaidOnRecord said_of(const domain::Practitioner& practitioner, const domain::Credential& credential);
SaidOnRecord said_of(const domain::Practitioner& practitioner, const domain::Licence& licence);

/// What was seen against what is on record: one sentence each; empty where they agree.
std::vector<std::string> mismatches(const SeenAtSource& seen, const SaidOnRecord& said);

/// A verifier records a check at the source. Thread-safe.
class RecordVerification {
 public:
  explicit RecordVerification(const VerifyingParts& parts) : parts_(parts) {}

  /// @return kInvalid with a fault for each wrong field (a copy that the practitioner sent is no method; a
  /// mismatch is resolved or explained); kConflict, kNotFound, kGone as the record is; kUnauthenticated,
  /// kForbidden.
  [[nodiscard]] Result<domain::VerificationId> run(const VerificationReport& report) const;

 private:
  const VerifyingParts& parts_;
};

}  // namespace stillpoint::app
