#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "domain/credential.h"
#include "domain/keys.h"
#include "domain/money.h"

namespace stillpoint::domain {

/// A fact that may be on record either way, or not at all.
enum class Known : std::uint8_t { kUnknown, kYes, kNo };

enum class ListingState : std::uint8_t { kDraft, kListed, kWithdrawn };
enum class Gender : std::uint8_t { kFemale, kMale, kNonBinary };
enum class TrainingKind : std::uint8_t { kClass, kHomeStudy, kPractice, kReceived };
enum class Precision : std::uint8_t { kArea, kExact };
enum class FeeKind : std::uint8_t { kSession, kFirstVisit, kPackage, kConcession };
enum class ReviewOrigin : std::uint8_t { kInvited, kOpen };
enum class ReviewState : std::uint8_t { kPublished, kPending, kRejected };

/// A name of this person in another registry ("nppes", "1234567893"). Unique over the directory.
struct ExternalId {
  std::string system{};
  std::string value{};
  auto operator<=>(const ExternalId&) const = default;
};

struct Name {
  std::string display{};  ///< As shown: "Amara Lindqvist".
  std::string
      post_nominals{};  ///< Letters behind it as the person writes them: "LMT, RCST". Shown, never trusted.
  bool operator==(const Name&) const = default;
};

struct Contact {
  std::string phone{};
  std::string mail{};     ///< Private: never in a public answer.
  std::string website{};  ///< http or https.
  std::string booking_url{};
  std::string photo_url{};
  bool operator==(const Contact&) const = default;
};

/// Hours of one kind at one school.
struct Training {
  SchoolKey school{};         ///< Empty where the school is in no vocabulary.
  std::string school_name{};  ///< As written, where `school` is empty.
  std::string title{};        ///< Course, as the practitioner names it.
  TrainingKind kind = TrainingKind::kClass;
  int hours = 0;
  std::optional<Date> completed{};
  std::vector<ConditionKey> conditions{};  ///< What it was about, where it was about conditions.
  bool operator==(const Training&) const = default;
};

/// "I take this condition" or "I do not", with an extent where one was given.
struct DeclaredCondition {
  ConditionKey condition{};
  bool takes = true;
  std::optional<int> since_year{};
  std::optional<int> clients{};
  bool operator==(const DeclaredCondition&) const = default;
};

/// Degrees, WGS 84.
struct Point {
  double lat = 0;  ///< [-90, 90]
  double lon = 0;  ///< [-180, 180]
  bool operator==(const Point&) const = default;
};

/// Where a person practises.
struct Location {
  std::string name{};    ///< Of the practice; may be empty.
  std::string street{};  ///< Private unless `precision` is exact.
  std::string city{};
  std::string postal_code{};
  JurisdictionKey
      jurisdiction{};     ///< Region where known ("US-OH"), else country ("CH"); empty where not on record.
  std::string country{};  ///< ISO 3166-1 alpha-2.
  std::optional<Point> point{};  ///< As recorded. Publish through `published_point` only.
  Precision precision = Precision::kArea;
  Known wheelchair = Known::kUnknown;
  Known home_visits = Known::kUnknown;
  Known accepting = Known::kUnknown;  ///< Takes new clients.
  bool operator==(const Location&) const = default;
};

struct Address {
  std::string street, city, region, postal_code, country;
  bool operator==(const Address&) const = default;
};

/// One line of a price list.
struct FeeLine {
  FeeKind kind = FeeKind::kSession;
  std::string label{};
  Money price{};
  std::optional<int> minutes{};  ///< Of all its sessions together.
  int sessions = 1;              ///< 1 for all but packages.
  Known sliding_scale = Known::kUnknown;
  bool operator==(const FeeLine&) const = default;
};

struct Fees {
  bool declined = false;  ///< Prefers not to state fees.
  std::vector<FeeLine> lines{};
  std::optional<Date> valid_from{};
  std::string cancellation{};
  std::string note{};
  bool operator==(const Fees&) const = default;
};

/// What a session holds.
struct SessionStructure {
  std::string description{};          ///< Empty where not stated.
  std::optional<int> sessions_min{};  ///< Usually suggested course, where stated.
  std::optional<int> sessions_max{};
  bool operator==(const SessionStructure&) const = default;
};

/// A client's rating and words.
struct Review {
  ReviewId id{};
  ReviewOrigin origin = ReviewOrigin::kOpen;
  ReviewState state = ReviewState::kPending;
  int stars = 0;  ///< 1 to 5.
  Instant published_at{};
  std::string reviewer{};                  ///< Opaque; the same for two reviews of one person. Private.
  std::vector<ConditionKey> conditions{};  ///< Counted, never shown beside the words.
  std::string words{};
  std::string reply{};
  bool claimed = false;  ///< Its provenance came in a file that anyone could write: never counted.
  bool operator==(const Review&) const = default;
};

/// A person who offers craniosacral therapy: one document, the same shape in import, export and API.
struct Practitioner {
  PractitionerId id{};
  std::int64_t version = 0;  ///< Grows by one with each change; ETag and If-Match are made of it.
  ListingState listing = ListingState::kDraft;
  std::string listing_basis{};  ///< On what ground this person is listed: their own consent, or a recorded
                                ///< batch basis.
  std::optional<Instant> demoted_since{};  ///< An upheld report, or silence after notice. Never paid away.
  std::vector<ExternalId> external_ids{};
  Name name{};
  std::optional<Gender> gender{};
  Contact contact{};
  std::optional<Address> mailing_address{};  ///< Private.
  std::vector<HeldProfession> professions{};
  std::vector<Training> training{};
  std::vector<Credential> credentials{};
  std::vector<ApproachKey> approaches{};
  std::vector<DeclaredCondition> conditions{};
  std::vector<PopulationKey> populations{};
  std::vector<LanguageKey> languages{};
  std::vector<Location> locations{};
  Fees fees{};
  SessionStructure session{};
  std::string about{};  ///< In their own words.
  int reviews_invited = 0;
  std::vector<Review> reviews{};
  Instant edited{};                   ///< A save changed something.
  std::optional<Instant> attested{};  ///< The practitioner said "still true".
  bool operator==(const Practitioner&) const = default;
};

/// When somebody last checked anything of this person at its source (counted verifications only); nothing if
/// never.
std::optional<Instant> last_verified(const Practitioner& practitioner);

/// Coordinates as the public may have them: exact, or (the default) rounded to 0.01 degrees.
/// This happens before they reach the index: many practise at home.
std::optional<Point> published_point(const Location& location);

/// Hours of class and practice on record: what `min_training_hours` asks for and a search shows.
int training_hours(const Practitioner& practitioner);

}  // namespace stillpoint::domain
