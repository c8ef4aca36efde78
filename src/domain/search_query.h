#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/checklist.h"
#include "domain/keys.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"

namespace stillpoint::domain {

enum class Sort : std::uint8_t { kBest, kDistance, kPrice, kRating, kHours, kName };

/// What can be counted beside a result. The checklist items follow, by state.
enum class Facet : std::uint8_t {
  kProfession,
  kApproach,
  kSchool,
  kCredential,
  kLanguage,
  kPopulation,
  kGender,
  kJurisdiction,
  kCondition,
  kAccreditedCertification,
  kConditionExperience,
  kClientReviews,
  kScopeOfPractice,
  kTransparentFees,
};
constexpr std::size_t kFacets = 14;

/// What narrows a search: one entry per filter of the design's table. `relax`, `unknown_excluded` and chips
/// name them. Several requires are several filters (`kRequire` with its item); all others occur once.
enum class Filter : std::uint8_t {
  kWords,
  kPlace,
  kJurisdiction,
  kAccepting,
  kHomeVisits,
  kWheelchair,
  kProfession,
  kApproach,
  kSchool,
  kLanguage,
  kPopulation,
  kGender,
  kCredential,
  kCertified,
  kMinTrainingHours,
  kMaxPrice,
  kMinSessionMinutes,
  kSlidingScale,
  kRequireCertification,
  kRequireCondition,
  kRequireReviews,
  kRequireScope,
  kRequireFees,
};
constexpr std::size_t kFilters = 23;

/// The parameter name of a filter: "q", "place", "max_price", ...; "require=client_reviews" for the last
/// five.
std::string_view name_of(Filter filter);
std::string_view name_of(Facet facet);
std::string_view name_of(Sort sort);
std::optional<Facet> facet_of(std::string_view name);
std::optional<Sort> sort_of(std::string_view name);

// Limits of a query, each with its reason.
constexpr std::size_t kQueryBytesMax = 256;   ///< Of `q`: longer is a pasted text, not a search.
constexpr std::size_t kQueryWordsMax = 8;     ///< Each word costs a lookup over the dictionary.
constexpr std::size_t kPlaceBytesMax = 120;   ///< Of `place`: the longest city names have about eighty.
constexpr std::size_t kFilterValuesMax = 32;  ///< Per filter; more alternatives than any form offers.
constexpr int kRadiusKmMin = 1;
constexpr int kRadiusKmMax = 500;  ///< Half a day's drive; beyond that ask for a jurisdiction.
constexpr int kRadiusKmDefault = 40;
constexpr int kPageRowsMax = 100;  ///< 0 and negatives are refused, not "unlimited".
constexpr int kPageRowsDefault = 20;
constexpr int kTrainingHoursMax =
    10'000;                              ///< Of `min_training_hours`: more than any training on record asks.
constexpr int kSessionMinutesMax = 600;  ///< Of `min_session_minutes`: a session fits into a day.

/// A centre and a radius.
struct Near {
  Point point{};
  int radius_km = kRadiusKmDefault;
};

/// An item that must stand at least here.
struct Require {
  ChecklistItem item = ChecklistItem::kAccreditedCertification;
  bool partly_suffices = false;  ///< `:partly`: met or partly. `not_applicable` always satisfies.
  auto operator<=>(const Require&) const = default;
};

struct PriceLimit {
  std::int64_t minor = 0;  ///< In the currency's smallest unit.
};

/// What is asked, as values. Values of one filter are alternatives; filters narrow together.
struct SearchTerms {
  std::string words{};  ///< `q`, as given.
  std::string place{};  ///< `place`, as given; the centre it was found at stands in `near`.
  std::optional<Near> near{};
  std::vector<JurisdictionKey> jurisdictions{};  ///< A country matches all its subdivisions.
  bool accepting = false;
  bool home_visits = false;
  bool wheelchair = false;
  std::vector<ProfessionKey> professions{};
  std::vector<ApproachKey> approaches{};
  std::vector<SchoolKey> schools{};
  std::vector<LanguageKey> languages{};  ///< "pt" matches "pt-BR".
  std::vector<PopulationKey> populations{};
  std::vector<Gender> genders{};
  std::vector<CredentialTypeKey>
      credentials{};  ///< Resolved: `issuer:code` stands for all its versions. In force now.
  bool certified = false;
  std::optional<int> min_training_hours{};
  std::optional<CurrencyKey> currency{};
  std::optional<PriceLimit> max_price{};  ///< Needs `currency`.
  std::optional<int> min_session_minutes{};
  bool sliding_scale = false;
  std::vector<ConditionKey> conditions{};        ///< A question, not a filter.
  std::vector<Require> requires_items{};         ///< All must hold; at most one per item.
  std::vector<ContraindicationKey> screening{};  ///< Never narrows, only brings `safety`.
  Sort sort = Sort::kBest;
  int limit = kPageRowsDefault;
  std::vector<Facet> facets{};
};

/// A search that makes sense: an invalid one cannot exist. Immutable.
class SearchQuery {
 public:
  /// Checks every rule of the design's table: known values, limits, `distance` needs a place, `price` and
  /// `max_price` need a currency, requiring `condition_experience` needs a condition. Duplicates within a
  /// filter are dropped.
  /// @return kInvalid with one fault per wrong parameter.
  static Result<SearchQuery> make(SearchTerms terms, const Vocabulary& vocabulary);

  [[nodiscard]] const SearchTerms& terms() const { return terms_; }
  /// Whether the filter narrows this search.
  [[nodiscard]] bool has(Filter filter) const;
  /// The query without the filter; what `relax` and the chips' removal ask. Dependent parts go along
  /// (a place takes the sort by distance with it).
  [[nodiscard]] SearchQuery without(Filter filter) const;

 private:
  explicit SearchQuery(SearchTerms terms) : terms_(std::move(terms)) {}
  SearchTerms terms_;
};

}  // namespace stillpoint::domain
