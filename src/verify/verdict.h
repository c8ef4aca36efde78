#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "domain/credential.h"
#include "domain/keys.h"
#include "domain/vocabulary.h"

namespace stillpoint::verify {

/// What can be said of a certificate's number. Never a bare yes or no.
enum class VerdictStatus : std::uint8_t {
  kValid,          ///< In force, and the issuer confirmed it recently enough.
  kExpired,        ///< Its last day has passed, or the issuer ended it.
  kNotYetValid,    ///< Its first day is still ahead.
  kSuspended,      ///< Taken out of force for a time; also while a revocation waits for its second person.
  kRevoked,        ///< Taken away. Whatever else is true at that time, it is this.
  kSuperseded,     ///< Replaced by another certificate.
  kStale,          ///< In force by what is on record, and confirmed once, but too long ago.
  kUnverified,     ///< In force by what is on record, but the issuer never confirmed it, or last denied it.
  kUnknownNumber,  ///< No certificate of this issuer with this number was on record.
  kUnknownIssuer,  ///< No such issuer is on record.
};
constexpr std::size_t kVerdictStatuses = 10;
/// In the order of VerdictStatus, as they stand in answers.
constexpr std::array<std::string_view, kVerdictStatuses> kVerdictWords = {
    "valid",      "expired", "not_yet_valid", "suspended",      "revoked",
    "superseded", "stale",   "unverified",    "unknown_number", "unknown_issuer"};
constexpr std::string_view word_of(VerdictStatus status) {
  return kVerdictWords[static_cast<std::size_t>(status)];
}

/// What a verdict is made of: a state of the records.
struct VerdictFacts {
  bool issuer_known = false;
  const domain::Credential* credential = nullptr;  ///< Null where no record has the number.
  const domain::CredentialType* type = nullptr;    ///< Of the credential; null where it is not on record.
  std::string_view zone{};                         ///< The issuer's; empty: UTC.
};

/// Two axes of time: what was in force at `as_of`, by what was known at `known_at`.
struct VerdictTimes {
  Instant as_of{};
  Instant known_at{};
};

/// The answer, with what it rests on.
struct Verdict {
  VerdictStatus status = VerdictStatus::kUnknownIssuer;
  /// From when the status holds, where the record says so.
  std::optional<Instant> since{};
  /// What took it out of force; nothing where it is in force, or where its dates decide.
  std::optional<domain::CredentialEvent> event{};
  /// The last conclusive check at the source until `as_of`; nothing where there was none.
  std::optional<domain::Verification> last_check{};
  /// From when that check is (or was) too old; nothing unless it confirmed the certificate.
  std::optional<Instant> next_due{};
  /// Who, other than the issuer, recognised the issuer for this type at `as_of`.
  std::vector<domain::AccreditorKey> accreditors{};
  /// Whether a number is on record at all: its holder may be named.
  [[nodiscard]] bool is_on_record() const {
    return status != VerdictStatus::kUnknownNumber && status != VerdictStatus::kUnknownIssuer;
  }
};

/// The verdict on a number. Events and checks recorded after `known_at` count for nothing; of the rest, what
/// is in effect at `as_of` decides, by the rules of domain/in_force.h. A record that was written down only
/// later was not on record then. Dates are those of today's record. Pure.
Verdict verdict(const VerdictFacts& facts, VerdictTimes times);

}  // namespace stillpoint::verify
