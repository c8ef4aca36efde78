#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"
#include "intake/country_customs.h"
#include "intake/random.h"

namespace stillpoint::intake {

/// What every invented record of one practitioner draws on. Lives as long as the one is being invented.
struct Making {
  Random& random;
  IdSource& ids;
  const domain::Vocabulary& vocabulary;
  Date today{};
  std::uint64_t number = 0;        ///< Of the practitioner within the run.
  std::uint64_t serials_used = 0;  ///< Printed numbers handed out so far.
};

/// How a record's checks at the source are to stand today.
enum class CheckFate : std::uint8_t { kFresh, kStale, kDenied, kInconclusive, kNever };

/// What is to have become of a credential by today.
enum class CredentialFate : std::uint8_t {
  kInForce,
  kNotYetValid,
  kExpired,
  kSuspended,
  kReinstated,
  kRevoked,
  kSuperseded,
  kCorrected,
};

/// An instant in office hours, so many days before today.
/// @param days at least 1, so that it is past whatever the hour.
Instant days_ago(const Making& making, int days, int hour = 10);

/// The day so many days before today (after it, where negative).
Date day_ago(const Making& making, int days);

/// A number that no other record of the run has, of at least seven digits.
std::string serial(Making& making);

/// A credential of the type with its history and checks; its number is unique per issuer.
/// @param age_days since it was issued, at least 60; taken as 20 days ahead where it is not yet valid.
domain::Credential invent_credential(Making& making, const domain::CredentialType& type, CredentialFate fate,
                                     CheckFate check, int age_days);

/// A licence of the jurisdiction. An active one expires in the two years to come.
domain::Licence invent_licence(Making& making, const domain::JurisdictionKey& jurisdiction,
                               domain::LicenceStatus status, CheckFate check);

/// A price list in the country's currency: a session, and now and then more; dated, with what a session holds
/// left to `invent_session`.
domain::Fees invent_fees(Making& making, const CountryCustoms& customs);

/// One line of a price list, rounded as prices are.
/// @param per_mille of what such a visit usually costs in the country.
domain::FeeLine fee_line(Making& making, const CountryCustoms& customs, domain::FeeKind kind, int minutes,
                         int sessions, int per_mille);

domain::SessionStructure invent_session(Making& making);

/// A published, invited review with words. @param age_days at least 1
domain::Review invent_review(Making& making, int stars, int age_days);

}  // namespace stillpoint::intake
