#include "search/oracle.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <string_view>
#include <tuple>

#include "base/text.h"
#include "domain/checklist.h"
#include "domain/fees.h"
#include "domain/in_force.h"
#include "domain/reviews.h"
#include "search/oracle_case.h"

namespace stillpoint::oracle {
namespace {

using namespace domain;

int points(ChecklistState state) {
  return state == ChecklistState::kMet                                                 ? 2
         : state == ChecklistState::kPartly || state == ChecklistState::kNotApplicable ? 1
                                                                                       : 0;
}

/// What a match is sorted by; less comes first.
struct SortKey {
  std::vector<double> keys;
  std::string name;
  std::int64_t turn = 0;
  PractitionerId id;
  bool operator<(const SortKey& other) const {
    return std::tie(keys, name, turn, id) < std::tie(other.keys, other.name, other.turn, other.id);
  }
};

SortKey sort_key(const Practitioner& p, const SearchTerms& q, const Case& one, std::int64_t turn,
                 Instant now) {
  constexpr double kLast = std::numeric_limits<double>::infinity();
  SortKey key{.keys = {}, .name = {}, .turn = turn, .id = p.id};
  switch (q.sort) {
    case Sort::kBest: {
      std::array<ChecklistState, 5> s{};
      for (std::size_t i = 0; i < 5; ++i) s[i] = one.state(static_cast<ChecklistItem>(i));
      const bool demoted = p.demoted_since && *p.demoted_since <= now;
      const bool not_met = s[0] == ChecklistState::kNotMet || s[3] == ChecklistState::kNotMet;
      key.keys = {static_cast<double>(one.word_class()), demoted ? 1.0 : 0.0, not_met ? 1.0 : 0.0,
                  -static_cast<double>(points(s[0]) + points(s[3])),
                  -static_cast<double>(points(s[1]) + points(s[2]) + points(s[4]))};
      if (q.near) key.keys.push_back(std::floor(*one.nearest_km() / 5.0));
      break;
    }
    case Sort::kDistance:
      key.keys = {std::round(*one.nearest_km() * 1000.0)};
      break;
    case Sort::kPrice: {
      const FeeLine* line = lowest_price(p.fees, &*q.currency);
      key.keys = {line == nullptr ? kLast : static_cast<double>(per_hour_milli(*line))};
      break;
    }
    case Sort::kRating: {
      const ReviewSummary reviews = summarise(p.reviews, now);
      key.keys = {reviews.count == 0 ? kLast : -reviews.interval.low};
      break;
    }
    case Sort::kHours:
      key.keys = {-static_cast<double>(training_hours(p))};
      break;
    case Sort::kName:
      key.name = collation_key(p.name.display);
      break;
  }
  return key;
}

SearchItem show(const Practitioner& p, const SearchTerms& q, const Case& one, const Vocabulary& vocabulary,
                Instant now) {
  SearchItem item;
  item.id = p.id;
  item.name = p.name.display;
  item.post_nominals = p.name.post_nominals;
  for (const HeldProfession& held : p.professions) item.professions.push_back(held.profession);
  item.approaches = p.approaches;
  item.languages = p.languages;
  const Location* shown = nullptr;
  for (const Location* location : one.locations()) {
    if (shown == nullptr || (q.near && km_between(q.near->point, *published_point(*location)) <
                                           km_between(q.near->point, *published_point(*shown))))
      shown = location;
  }
  if (shown != nullptr) {
    item.location = SearchLocation{.city = shown->city,
                                   .jurisdiction = shown->jurisdiction,
                                   .country = shown->country,
                                   .point = published_point(*shown),
                                   .precision = shown->precision};
  }
  item.locations = static_cast<int>(one.locations().size());
  item.distance_km = one.nearest_km();
  item.training_hours = training_hours(p);
  if (const FeeLine* line = lowest_price(p.fees, q.currency ? &*q.currency : nullptr)) {
    item.lowest_price = LowestPrice{.price = line->price,
                                    .minutes = *line->minutes,
                                    .per_hour_minor = (per_hour_milli(*line) + 500) / 1000};
  }
  const ReviewSummary reviews = summarise(p.reviews, now);
  item.review_count = reviews.count;
  if (reviews.count > 0) {
    item.review_positive = reviews.interval.share;
    item.review_low = reviews.interval.low;
    item.review_high = reviews.interval.high;
  }
  item.phone = p.contact.phone;
  item.website = p.contact.website;
  item.booking_url = p.contact.booking_url;
  item.edited = p.edited;
  item.attested = p.attested;
  item.verified = last_verified(p);
  item.checklist =
      checklist(p, {.conditions = q.conditions, .approaches = q.approaches, .locations = one.locations()},
                vocabulary, now);
  return item;
}

/// How many practitioners match the terms.
using Total = std::function<std::int64_t(const SearchTerms&)>;

/// All values that occur in a facet.
std::set<std::string> values_of(Facet facet, const std::map<PractitionerId, Practitioner>& directory,
                                const Vocabulary& vocabulary) {
  std::set<std::string> values;
  const auto add_with_shorter = [&values](std::string tag) {
    while (!tag.empty()) {
      values.insert(tag);
      const std::size_t end = tag.rfind('-');
      tag = end == std::string::npos ? "" : tag.substr(0, end);
    }
  };
  switch (facet) {
    case Facet::kProfession:
      for (const auto& row : vocabulary.rows().professions) values.insert(row.key.value);
      break;
    case Facet::kApproach:
      for (const auto& row : vocabulary.rows().approaches) values.insert(row.key.value);
      break;
    case Facet::kSchool:
      for (const auto& row : vocabulary.rows().schools) values.insert(row.key.value);
      break;
    case Facet::kCredential:
      for (const auto& row : vocabulary.rows().credential_types) values.insert(row.key.value);
      break;
    case Facet::kPopulation:
      for (const auto& row : vocabulary.rows().populations) values.insert(row.key.value);
      break;
    case Facet::kLanguage:
      for (const auto& [id, p] : directory) {
        for (const LanguageKey& key : p.languages) add_with_shorter(key.value);
      }
      break;
    case Facet::kJurisdiction:
      for (const auto& [id, p] : directory) {
        for (const Location& location : p.locations) add_with_shorter(location.jurisdiction.value);
      }
      break;
    case Facet::kGender:
    case Facet::kCondition:
    case Facet::kAccreditedCertification:
    case Facet::kConditionExperience:
    case Facet::kClientReviews:
    case Facet::kScopeOfPractice:
    case Facet::kTransparentFees:
      break;
  }
  return values;
}

void choose(Facet facet, const std::string& value, SearchTerms& terms) {
  switch (facet) {
    case Facet::kProfession:
      terms.professions = {{value}};
      break;
    case Facet::kApproach:
      terms.approaches = {{value}};
      break;
    case Facet::kSchool:
      terms.schools = {{value}};
      break;
    case Facet::kCredential:
      terms.credentials = {{value}};
      break;
    case Facet::kPopulation:
      terms.populations = {{value}};
      break;
    case Facet::kLanguage:
      terms.languages = {{value}};
      break;
    case Facet::kJurisdiction:
      terms.jurisdictions = {{value}};
      break;
    case Facet::kGender:
    case Facet::kCondition:
    case Facet::kAccreditedCertification:
    case Facet::kConditionExperience:
    case Facet::kClientReviews:
    case Facet::kScopeOfPractice:
    case Facet::kTransparentFees:
      break;
  }
}

}  // namespace

// NOLINTNEXTLINE(readability-function-cognitive-complexity): one page of rules, read from top to bottom
SearchPage Oracle::answer(const SearchQuery& query, Month month, Instant now) const {
  const SearchTerms& q = query.terms();
  SearchPage page;
  page.as_of = now;
  std::vector<std::pair<SortKey, const Practitioner*>> matches;
  std::array<std::int64_t, kFilters> excluded{};
  std::vector<std::pair<Filter, SearchQuery>> without;
  for (std::size_t i = 0; i < kFilters; ++i) {
    const auto filter = static_cast<Filter>(i);
    if (query.has(filter)) without.emplace_back(filter, query.without(filter));
  }
  for (const auto& [id, p] : directory_) {
    const Case one(p, q, vocabulary_, now);
    if (one.matches()) {
      matches.emplace_back(sort_key(p, q, one, turn_(id, month), now), &p);
      continue;
    }
    for (const auto& [filter, rest] : without) {
      if (one.nothing_on_record(filter) && Case(p, rest.terms(), vocabulary_, now).matches())
        ++excluded[static_cast<std::size_t>(filter)];
    }
  }
  page.total = static_cast<std::int64_t>(matches.size());
  for (std::size_t i = 0; i < kFilters; ++i) {
    if (excluded[i] > 0)
      page.unknown_excluded.push_back({.filter = static_cast<Filter>(i), .count = excluded[i]});
  }
  std::sort(matches.begin(), matches.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [key, p] : matches)
    page.items.push_back(show(*p, q, Case(*p, q, vocabulary_, now), vocabulary_, now));

  const Total total = [&](const SearchTerms& terms) {
    return static_cast<std::int64_t>(
        std::count_if(directory_.begin(), directory_.end(),
                      [&](const auto& row) { return Case(row.second, terms, vocabulary_, now).matches(); }));
  };
  for (const Facet facet : q.facets) {
    std::map<std::string, std::int64_t> counts;
    for (const std::string& value : values_of(facet, directory_, vocabulary_)) {
      SearchTerms terms = q;
      choose(facet, value, terms);
      counts[value] = total(terms);
    }
    if (facet == Facet::kGender) {
      for (const Gender gender : {Gender::kFemale, Gender::kMale, Gender::kNonBinary}) {
        SearchTerms terms = q;
        terms.genders = {gender};
        counts[name_of_gender(gender)] = total(terms);
      }
    }
    for (const auto& [key, p] : matches) {
      if (facet == Facet::kCondition) {
        std::set<std::string> takes;
        for (const DeclaredCondition& declared : p->conditions) {
          if (declared.takes) takes.insert(declared.condition.value);
        }
        for (const std::string& condition : takes) ++counts[condition];
      } else if (facet >= Facet::kAccreditedCertification) {
        const auto item = static_cast<ChecklistItem>(
            static_cast<std::size_t>(facet) - static_cast<std::size_t>(Facet::kAccreditedCertification));
        ++counts[std::string(name_of(Case(*p, q, vocabulary_, now).state(item)))];
      }
    }
    FacetCounts counted{.facet = facet, .counts = {}};
    for (const auto& [value, count] : counts) {
      if (count > 0) counted.counts.push_back({.value = value, .count = count});
    }
    std::stable_sort(counted.counts.begin(), counted.counts.end(),
                     [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
    page.facets.push_back(std::move(counted));
  }

  if (page.total == 0) {
    for (const auto& [filter, rest] : without) {
      if (const std::int64_t count = total(rest.terms()); count > 0)
        page.relax.without.push_back({.filter = filter, .count = count});
    }
    for (const int radius_km : {2, 5, 10, 20, 40, 80, 160, 320, 500}) {
      if (!q.near || page.relax.radius_km) break;
      SearchTerms terms = q;
      terms.near->radius_km = radius_km;
      const std::int64_t count = total(terms);
      if (count == 0) continue;
      page.relax.radius_km = radius_km;
      page.relax.radius_count = count;
    }
  }
  return page;
}

}  // namespace stillpoint::oracle
