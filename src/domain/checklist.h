#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"

namespace stillpoint::domain {

/// The five questions, in their order.
enum class ChecklistItem : std::uint8_t {
  kAccreditedCertification,
  kConditionExperience,
  kClientReviews,
  kScopeOfPractice,
  kTransparentFees,
};
constexpr std::size_t kChecklistItems = 5;

enum class ChecklistState : std::uint8_t { kMet, kPartly, kNotMet, kUnknown, kNotApplicable, kNotAsked };
constexpr std::size_t kChecklistStates = 6;

/// What an answer rests on: three different marks on a page.
enum class Basis : std::uint8_t { kNone, kChecked, kReviews, kDeclared };

/// Why an item stands as it does. One code per row of the rules.
enum class Reason : std::uint8_t {
  kAccredited,
  kRevokedElsewhere,
  kNoOutsideAccreditor,
  kCheckStale,
  kRevoked,
  kNotChecked,
  kNoneInForce,
  kNoneOnRecord,
  kNotAsked,
  kDeclines,
  kSupported,
  kDeclared,
  kNotOnRecord,
  kManyPositive,
  kMostlyNegative,
  kSomePositive,
  kInconclusive,
  kNoReviews,
  kOutsideScope,
  kLicenceRevoked,
  kLicensed,
  kLicenceUnchecked,
  kNoLicenceNeeded,
  kLicenceLapsed,
  kLicenceUnknown,
  kLicenceRevokedElsewhere,
  kFeesDeclined,
  kFeesStated,
  kFeesPartly,
  kFeesNotOnRecord,
};

/// A record that an answer points to.
struct Evidence {
  std::string kind{};  ///< "verification", "credential", "licence", "jurisdiction_rule", "scope_rule",
                       ///< "training", "reviews", "fees"
  std::string id{};
  std::string url{};  ///< Where it can be seen; empty where only the id is public.
};

/// One answer of the checklist.
struct Finding {
  ChecklistItem item = ChecklistItem::kAccreditedCertification;
  ChecklistState state = ChecklistState::kUnknown;
  Basis basis = Basis::kNone;
  Reason code = Reason::kNoneOnRecord;
  std::string reason{};         ///< One plain sentence.
  std::optional<Date> as_of{};  ///< When the fact was last established (a check, an attestation, a review).
  std::vector<Evidence> evidence{};
  Instant holds_until = kEndOfTime;  ///< First instant at which the same record may be answered otherwise.
};

/// An answer without its words: what the index keeps. Cheap to compute for a million records.
struct Standpoint {
  ChecklistState state = ChecklistState::kUnknown;
  Reason code = Reason::kNoneOnRecord;
  Instant holds_until = kEndOfTime;
};

using Checklist = std::array<Finding, kChecklistItems>;

/// "accredited_certification" and so on; the same in JSON, parameters and pages.
std::string_view name_of(ChecklistItem item);
std::string_view name_of(ChecklistState state);
std::string_view name_of(Basis basis);
/// "accredited", "check_stale", ...
std::string_view name_of(Reason reason);
std::optional<ChecklistItem> checklist_item_of(std::string_view name);

// The rules: pure functions of the record, the vocabulary and one `now`. The first row of the design's table
// that fits decides.

/// Item 1.
Standpoint accredited_certification(const Practitioner& practitioner, const Vocabulary& vocabulary,
                                    Instant now);
/// Item 2 for one condition; `kNotAsked` never comes from here.
Standpoint condition_experience(const Practitioner& practitioner, const ConditionKey& condition, Instant now);
/// Item 3.
Standpoint client_reviews(const Practitioner& practitioner, Instant now);
/// Item 4 at one location (a null location: none on record), for one approach sought (null: the licence
/// alone). The best over the professions held; capped at partly by any suspended or revoked licence.
Standpoint scope_of_practice(const Practitioner& practitioner, const Location* location,
                             const ApproachKey* approach, const Vocabulary& vocabulary, Instant now);
/// Item 5.
Standpoint transparent_fees(const Practitioner& practitioner, Instant now);

/// Whether one CST credential is valid and fresh, whoever accredits: what `certified=true` asks.
struct Certified {
  bool certified = false;
  Instant holds_until = kEndOfTime;
};
Certified certified(const Practitioner& practitioner, const Vocabulary& vocabulary, Instant now);

/// Order of states where the weakest of several conditions counts: not_met < unknown < partly < met.
int weakness(ChecklistState state);
/// Order of states where the best of several professions, locations or approaches counts:
/// met > partly > not_applicable > unknown > not_met.
int strength(ChecklistState state);

/// What a checklist is asked about.
struct ChecklistQuestion {
  std::span<const ConditionKey> conditions{};  ///< None: item 2 is not asked.
  std::span<const ApproachKey>
      approaches{};  ///< None: the licence alone. Several: the best of those offered.
  std::vector<const Location*>
      locations{};  ///< Those that match the search; all of the practitioner's on a profile.
};

/// All five answers with their sentences and evidence.
Checklist checklist(const Practitioner& practitioner, const ChecklistQuestion& question,
                    const Vocabulary& vocabulary, Instant now);

/// How many items are met, of those asked (not_asked and not_applicable stand outside).
struct Score {
  int met = 0;
  int asked = 0;
};
Score score(const Checklist& checklist);

}  // namespace stillpoint::domain
