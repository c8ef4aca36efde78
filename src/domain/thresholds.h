#pragma once

#include <chrono>

namespace stillpoint::domain {

// Every threshold of the checklist, with its reason. The page that explains the rules reads this file's
// constants.

/// A check at the source stays fresh this long unless the credential type says otherwise: NCQA's window for
/// credentialing decisions since July 2025 (domain notes 2.4), borrowed as a default; no compliance is
/// claimed.
constexpr int kFreshnessDaysDefault = 120;

/// Where certificates are renewed each year, a check holds until so many days after the next renewal: by then
/// the issuer's register shows who renewed.
constexpr int kRenewalGraceDays = 30;

/// A revocation or suspension that was not lifted casts doubt for this long on the person's other
/// certificates.
constexpr int kTaintYears = 5;

/// What a person says of themselves is taken as current for a year: prices and practice change with the
/// seasons.
constexpr int kAttestationDaysMax = 365;

/// Reviews older than this are about another time.
constexpr int kReviewMonthsMax = 36;
/// From this many stars a review is positive.
constexpr int kReviewPositiveStarsMin = 4;
/// "Met" asks for this many reviews and this lower end: eight of eight has a lower end of 0.68, eight of nine
/// 0.57.
constexpr int kReviewsMetMin = 8;
constexpr double kReviewsMetLowMin = 0.55;
/// "Not met" asks for at least this many and an upper end below one half: four of four negative has 0.49.
constexpr int kReviewsNotMetMin = 4;
constexpr double kReviewsNotMetHighMax = 0.50;
/// Share from which a few reviews count as "partly".
constexpr double kReviewsPartlyShareMin = 0.5;
/// Two-sided 95 % quantile of the normal distribution, for the Wilson interval.
constexpr double kWilsonZ = 1.959963984540054;

/// This many counted reviews that name the condition support a declaration of experience with it.
constexpr int kConditionReviewsMin = 3;

/// A one-session price counts for comparison from this length: shorter visits are not the same thing.
constexpr int kSessionMinutesMin = 30;

/// Distances order in bands of this width, so that a kilometre more does not outweigh a check.
constexpr double kDistanceBandKm = 5.0;

/// Coordinates of precision `area` are rounded to this many decimals of a degree (0.01: about a kilometre).
constexpr int kAreaDecimals = 2;

}  // namespace stillpoint::domain
