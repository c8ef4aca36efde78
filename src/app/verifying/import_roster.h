#pragma once

#include <optional>
#include <string>

#include "app/verifying/record_verification.h"
#include "app/verifying/verifying_parts.h"
#include "domain/actor.h"

namespace stillpoint::app {

/// A list that an issuer or a board sent.
struct RosterFile {
  const domain::Actor& actor;
  domain::IssuerKey issuer{};
  std::optional<Instant> as_of{};  ///< When the issuer made it; nothing: now.
  std::string source_url{};        ///< Where it was fetched; may be empty.
  domain::SheetEncoding encoding = domain::SheetEncoding::kUtf8;
  domain::DateOrder dates = domain::DateOrder::kYearMonthDay;
  BroughtFile file{};
};

/// Records written in one transaction: others wait no longer than a moment for their turn.
constexpr std::size_t kRosterChunk = 300;

/// Records a verification for each certificate that an issuer's list has exactly as it is on record, with the
/// list as evidence; what differs, what is missing and what is new waits for a person. A list that comes
/// twice records nothing twice. Thread-safe.
class ImportRoster {
 public:
  explicit ImportRoster(const VerifyingParts& parts) : parts_(parts) {}

  /// @return kInvalid for a file that is no list, an issuer that is not on record, a time that is ahead;
  /// kUnauthenticated, kForbidden; kUnavailable where the store fails on the way: what was recorded stays,
  /// and the same list completes it.
  [[nodiscard]] Result<domain::RosterRun> run(const RosterFile& roster) const;

 private:
  const VerifyingParts& parts_;
};

}  // namespace stillpoint::app
