#include "domain/locked_search.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace stillpoint::domain {
namespace {

/// Whether a value stands inside a locked one.
template <class KeyType>
bool is_inside(const KeyType& value, const KeyType& locked) {
  return value == locked;
}
/// "pt-BR" inside "pt", "US-OH" inside "US" (SearchTerms says what matches what).
bool is_part_of(std::string_view value, std::string_view whole) {
  return value == whole ||
         (value.size() > whole.size() && value.starts_with(whole) && value[whole.size()] == '-');
}
template <>
bool is_inside(const JurisdictionKey& value, const JurisdictionKey& locked) {
  return is_part_of(value.value, locked.value);
}
template <>
bool is_inside(const LanguageKey& value, const LanguageKey& locked) {
  return is_part_of(value.value, locked.value);
}

/// One search under locked terms.
class Imposing {
 public:
  Imposing(const SearchTerms& locked, SearchTerms& asked) : locked_(locked), asked_(asked) {}

  LockedOutcome run() && {
    alternatives();
    conditions();
    requires_items();
    place();
    numbers();
    price();
    asked_.accepting |= locked_.accepting;
    asked_.home_visits |= locked_.home_visits;
    asked_.wheelchair |= locked_.wheelchair;
    asked_.certified |= locked_.certified;
    asked_.sliding_scale |= locked_.sliding_scale;
    return std::move(outcome_);
  }

 private:
  void overridden(std::string_view name) { outcome_.overridden.emplace_back(name); }

  /// Values inside the locked ones narrow further; where none is, the locked ones stand.
  template <class Value>
  void narrow(std::string_view name, const std::vector<Value>& locked, std::vector<Value>& asked) {
    if (locked.empty()) return;
    const std::size_t given = asked.size();
    std::erase_if(asked, [&](const Value& value) {
      return std::none_of(locked.begin(), locked.end(),
                          [&](const Value& one) { return is_inside(value, one); });
    });
    if (asked.size() != given) overridden(name);
    if (asked.empty()) asked = locked;
  }

  void alternatives() {
    narrow("jurisdiction", locked_.jurisdictions, asked_.jurisdictions);
    narrow("profession", locked_.professions, asked_.professions);
    narrow("approach", locked_.approaches, asked_.approaches);
    narrow("school", locked_.schools, asked_.schools);
    narrow("language", locked_.languages, asked_.languages);
    narrow("population", locked_.populations, asked_.populations);
    narrow("gender", locked_.genders, asked_.genders);
    narrow("credential", locked_.credentials, asked_.credentials);
  }

  /// Fewer conditions, or others, would ask an easier question.
  void conditions() {
    if (locked_.conditions.empty()) return;
    const bool asks_other =
        std::any_of(asked_.conditions.begin(), asked_.conditions.end(), [&](const ConditionKey& condition) {
          return std::find(locked_.conditions.begin(), locked_.conditions.end(), condition) ==
                 locked_.conditions.end();
        });
    if (asks_other) overridden("condition");
    asked_.conditions = locked_.conditions;
  }

  void requires_items() {
    for (const Require& require : locked_.requires_items) {
      bool milder = false;
      bool as_strict = false;
      for (const Require& given : asked_.requires_items) {
        if (given.item != require.item) continue;
        milder |= given.partly_suffices && !require.partly_suffices;
        as_strict |= !given.partly_suffices || require.partly_suffices;
      }
      if (as_strict) continue;
      if (milder) overridden("require");
      std::erase_if(asked_.requires_items, [&](const Require& given) { return given.item == require.item; });
      asked_.requires_items.push_back(require);
    }
  }

  void place() {
    if (locked_.place.empty() && !locked_.near) return;
    const bool same_place = asked_.place == locked_.place;
    const bool gave_centre = !asked_.place.empty() || (asked_.near && asked_.place.empty());
    const bool same_point = asked_.near && locked_.near &&
                            asked_.near->point.lat == locked_.near->point.lat &&
                            asked_.near->point.lon == locked_.near->point.lon;
    if (gave_centre && !(locked_.place.empty() ? same_point && asked_.place.empty() : same_place)) {
      overridden(asked_.place.empty() ? "near" : "place");
    }
    const int radius = asked_.near ? asked_.near->radius_km : kRadiusKmMax;
    asked_.place = locked_.place;
    asked_.near = locked_.near ? *locked_.near : Near{};
    if (radius < asked_.near->radius_km) asked_.near->radius_km = radius;
  }

  void at_least(std::string_view name, const std::optional<int>& locked, std::optional<int>& asked) {
    if (!locked || (asked && *asked >= *locked)) return;
    if (asked) overridden(name);
    asked = locked;
  }
  void numbers() {
    at_least("min_training_hours", locked_.min_training_hours, asked_.min_training_hours);
    at_least("min_session_minutes", locked_.min_session_minutes, asked_.min_session_minutes);
  }

  void price() {
    if (!locked_.currency) return;
    if (asked_.currency && asked_.currency != locked_.currency) {
      overridden("currency");
      asked_.max_price.reset();
    }
    asked_.currency = locked_.currency;
    if (!locked_.max_price) return;
    if (asked_.max_price && asked_.max_price->minor <= locked_.max_price->minor) return;
    if (asked_.max_price) overridden("max_price");
    asked_.max_price = locked_.max_price;
  }

  const SearchTerms& locked_;
  SearchTerms& asked_;
  LockedOutcome outcome_{};
};

}  // namespace

LockedOutcome impose(const SearchTerms& locked, SearchTerms& asked) {
  return Imposing(locked, asked).run();
}

namespace {

template <class KeyType>
void keep_counts(const std::vector<KeyType>& locked, std::vector<FacetCount>& counts) {
  if (locked.empty()) return;
  std::erase_if(counts, [&](const FacetCount& count) {
    return std::none_of(locked.begin(), locked.end(),
                        [&](const KeyType& one) { return is_inside(KeyType{count.value}, one); });
  });
}

/// As facets name them, in the order of Gender.
constexpr std::array<std::string_view, 3> kGenderNames = {"female", "male", "non_binary"};

void keep_counts(const std::vector<Gender>& locked, std::vector<FacetCount>& counts) {
  if (locked.empty()) return;
  std::erase_if(counts, [&](const FacetCount& count) {
    return std::none_of(locked.begin(), locked.end(), [&](Gender one) {
      return kGenderNames[static_cast<std::size_t>(one)] == count.value;
    });
  });
}

void keep_counts(const SearchTerms& locked, FacetCounts& facet) {
  switch (facet.facet) {
    case Facet::kProfession:
      return keep_counts(locked.professions, facet.counts);
    case Facet::kApproach:
      return keep_counts(locked.approaches, facet.counts);
    case Facet::kSchool:
      return keep_counts(locked.schools, facet.counts);
    case Facet::kCredential:
      return keep_counts(locked.credentials, facet.counts);
    case Facet::kLanguage:
      return keep_counts(locked.languages, facet.counts);
    case Facet::kPopulation:
      return keep_counts(locked.populations, facet.counts);
    case Facet::kGender:
      return keep_counts(locked.genders, facet.counts);
    case Facet::kJurisdiction:
      return keep_counts(locked.jurisdictions, facet.counts);
    case Facet::kCondition:
    case Facet::kAccreditedCertification:
    case Facet::kConditionExperience:
    case Facet::kClientReviews:
    case Facet::kScopeOfPractice:
    case Facet::kTransparentFees:
      return;  // they count within the answer
  }
}

/// Whether these terms hold the filter in place.
bool locks(const SearchTerms& locked, Filter filter) {
  const auto requires_item = [&](ChecklistItem item) {
    return std::any_of(locked.requires_items.begin(), locked.requires_items.end(),
                       [item](const Require& require) { return require.item == item; });
  };
  switch (filter) {
    case Filter::kWords:
      return false;
    case Filter::kPlace:
      return !locked.place.empty() || locked.near.has_value();
    case Filter::kJurisdiction:
      return !locked.jurisdictions.empty();
    case Filter::kAccepting:
      return locked.accepting;
    case Filter::kHomeVisits:
      return locked.home_visits;
    case Filter::kWheelchair:
      return locked.wheelchair;
    case Filter::kProfession:
      return !locked.professions.empty();
    case Filter::kApproach:
      return !locked.approaches.empty();
    case Filter::kSchool:
      return !locked.schools.empty();
    case Filter::kLanguage:
      return !locked.languages.empty();
    case Filter::kPopulation:
      return !locked.populations.empty();
    case Filter::kGender:
      return !locked.genders.empty();
    case Filter::kCredential:
      return !locked.credentials.empty();
    case Filter::kCertified:
      return locked.certified;
    case Filter::kMinTrainingHours:
      return locked.min_training_hours.has_value();
    case Filter::kMaxPrice:
      return locked.max_price.has_value();
    case Filter::kMinSessionMinutes:
      return locked.min_session_minutes.has_value();
    case Filter::kSlidingScale:
      return locked.sliding_scale;
    case Filter::kRequireCertification:
      return requires_item(ChecklistItem::kAccreditedCertification);
    case Filter::kRequireCondition:
      return requires_item(ChecklistItem::kConditionExperience);
    case Filter::kRequireReviews:
      return requires_item(ChecklistItem::kClientReviews);
    case Filter::kRequireScope:
      return requires_item(ChecklistItem::kScopeOfPractice);
    case Filter::kRequireFees:
      return requires_item(ChecklistItem::kTransparentFees);
  }
  return false;
}

}  // namespace

void keep_inside(const SearchTerms& locked, SearchPage& page) {
  for (FacetCounts& facet : page.facets) keep_counts(locked, facet);
  std::erase_if(page.relax.without, [&](const FilterCount& count) { return locks(locked, count.filter); });
  const bool place_is_locked = locks(locked, Filter::kPlace);
  const int widest = locked.near ? locked.near->radius_km : kRadiusKmDefault;
  if (place_is_locked && page.relax.radius_km && *page.relax.radius_km > widest) {
    page.relax.radius_km.reset();
    page.relax.radius_count = 0;
  }
}

const std::vector<std::string_view>& lockable_names() {
  static const std::vector<std::string_view> names = {"place",
                                                      "near",
                                                      "radius_km",
                                                      "jurisdiction",
                                                      "accepting",
                                                      "home_visits",
                                                      "wheelchair",
                                                      "profession",
                                                      "approach",
                                                      "school",
                                                      "language",
                                                      "population",
                                                      "gender",
                                                      "credential",
                                                      "certified",
                                                      "min_training_hours",
                                                      "max_price",
                                                      "currency",
                                                      "min_session_minutes",
                                                      "sliding_scale",
                                                      "condition",
                                                      "require"};
  return names;
}

}  // namespace stillpoint::domain
