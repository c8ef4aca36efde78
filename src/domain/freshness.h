#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"
#include "domain/thresholds.h"
#include "domain/vocabulary.h"

namespace stillpoint::domain {

/// How long a check at the source stays fresh. The window belongs to the credential type
/// (docs/decisions/0036-the-window-of-a-check.md).
struct Freshness {
  int days = kFreshnessDaysDefault;  ///< From the check on; where no renewal is known.
  std::optional<Date> renewal{};     ///< One of the yearly days of renewal; decides where it is known.
  std::string_view zone{};           ///< In which days end: the issuer's.
};

/// The window of a type's window days and months between renewals, for a certificate that ends so: yearly
/// renewals fall on its last day and on the same day of other years. Without a last day, or with any other
/// interval, the days alone.
Freshness freshness_of(int days, std::optional<int> renewal_months, std::optional<Date> expires,
                       std::string_view zone);
/// The same for a row of the vocabulary; null: the default.
Freshness freshness_of(const CredentialType* type, std::optional<Date> expires, std::string_view zone);

/// The first renewal that is not over at the check; nothing where the days alone count.
std::optional<Date> renewal_after(Instant checked_at, const Freshness& freshness);

/// First instant at which a check made then has gone stale.
Instant stale_at(Instant checked_at, const Freshness& freshness);

}  // namespace stillpoint::domain
