#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "domain/checklist.h"
#include "domain/place.h"
#include "domain/safety.h"
#include "domain/search_query.h"

namespace stillpoint::domain {

/// A month since year 0: equals take turns by a hash that changes with it.
struct Month {
  int value = 0;  ///< year * 12 + month - 1
  auto operator<=>(const Month&) const = default;
};
Month month_of(Instant instant);

/// Where a walk through a result stands: behind the row with these sort keys. Total orders end at the id.
/// Opaque to everyone but the index; a cursor seals it together with the query.
struct Position {
  Month month{};
  std::vector<std::int64_t> ranks{};  ///< Ascending is first.
  std::string name{};                 ///< Collation key, for the sort by name; else empty.
  PractitionerId id{};
};

struct SearchLocation {
  std::string city{};
  JurisdictionKey jurisdiction{};  ///< "US-CO"; JSON `region`.
  std::string country{};
  std::optional<Point> point{};  ///< As published.
  Precision precision = Precision::kArea;
};

struct LowestPrice {
  Money price{};
  int minutes = 0;
  std::int64_t per_hour_minor = 0;  ///< Rounded half up.
};

/// One practitioner of a result.
struct SearchItem {
  PractitionerId id{};
  std::string name{};
  std::string post_nominals{};
  std::vector<ProfessionKey> professions{};
  std::vector<ApproachKey> approaches{};
  std::vector<LanguageKey> languages{};
  std::optional<SearchLocation>
      location{};     ///< The nearest that matches; without a place the first that matches.
  int locations = 0;  ///< How many match.
  std::optional<double> distance_km{};
  int training_hours = 0;
  std::optional<LowestPrice> lowest_price{};
  int review_count = 0;
  double review_positive = 0, review_low = 0, review_high = 1;  ///< Meaningful where review_count > 0.
  std::string phone, website, booking_url;  ///< For tap-to-call and links; empty where none.
  Instant edited{};
  std::optional<Instant> attested{};
  std::optional<Instant> verified{};
  Checklist checklist{};
};

struct FacetCount {
  std::string value{};  ///< Vocabulary key, or a checklist state's name.
  std::int64_t count = 0;
};
struct FacetCounts {
  Facet facet = Facet::kProfession;
  std::vector<FacetCount> counts{};  ///< Values with a count of zero are left out; most first, then by value.
};

struct FilterCount {
  Filter filter = Filter::kWords;
  std::int64_t count = 0;
};

/// What would bring something where nothing matched.
struct Relaxation {
  std::vector<FilterCount> without{};  ///< For each filter: how many without it (zero left out).
  std::optional<int>
      radius_km{};  ///< The nearest radius of 2, 5, 10, 20, 40, 80, 160, 320, 500 that would bring some.
  std::int64_t radius_count = 0;
};

struct ConditionNote {
  ConditionKey condition{};
  std::string text{};
  std::vector<Source> sources{};
};

/// What a search answers.
struct SearchPage {
  std::int64_t total = 0;  ///< Exact, always.
  Instant as_of{};
  std::optional<PlaceAnswer> where{};
  std::vector<FilterCount>
      unknown_excluded{};  ///< Pass everything else and fail that filter alone because nothing is on record.
  std::optional<SafetyNotice> safety{};
  std::vector<ConditionNote> condition_notes{};
  std::vector<SearchItem> items{};
  std::vector<FacetCounts> facets{};
  std::optional<Position> next{};
  Relaxation relax{};  ///< Filled where total is 0.
};

}  // namespace stillpoint::domain
