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

namespace stillpoint::oracle {
namespace {

using namespace domain;

constexpr double kPi = 3.14159265358979323846;

double km_between(const Point& a, const Point& b) {
  const double to_radians = kPi / 180.0;
  const double phi1 = a.lat * to_radians;
  const double phi2 = b.lat * to_radians;
  const double dphi = (b.lat - a.lat) * to_radians;
  const double dlambda = (b.lon - a.lon) * to_radians;
  const double h =
      std::pow(std::sin(dphi / 2), 2) + std::cos(phi1) * std::cos(phi2) * std::pow(std::sin(dlambda / 2), 2);
  return 2 * 6371.0088 * std::asin(std::min(1.0, std::sqrt(h)));
}

template <class List, class Value>
bool holds(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::string name_of_gender(Gender gender) {
  switch (gender) {
    case Gender::kFemale:
      return "female";
    case Gender::kMale:
      return "male";
    case Gender::kNonBinary:
      return "non_binary";
  }
  return "";
}

/// "pt" asks for "pt-BR" too, "CH" for "CH-ZH".
bool asks_for(const std::string& asked, const std::string& held) {
  return held == asked || held.rfind(asked + "-", 0) == 0;
}

/// One practitioner before one question at one instant.
class Case {
 public:
  Case(const Practitioner& p, const SearchTerms& q, const Vocabulary& vocabulary, Instant now)
      : p_(p), q_(q), vocabulary_(vocabulary), now_(now) {
    for (const Location& location : p.locations) {
      if (location_passes(location)) locations_.push_back(&location);
    }
    nowhere_ = p.locations.empty() && !q.near && q.jurisdictions.empty() && !q.accepting && !q.home_visits &&
               !q.wheelchair;
  }

  [[nodiscard]] bool matches() const {
    return (!locations_.empty() || nowhere_) && person_passes() && fees_pass() && word_class() >= 0 &&
           requires_pass();
  }

  /// The locations that the search means.
  [[nodiscard]] const std::vector<const Location*>& locations() const { return locations_; }

  [[nodiscard]] bool location_passes(const Location& location) const {
    if (q_.near) {
      const auto point = published_point(location);
      if (!point || km_between(q_.near->point, *point) > q_.near->radius_km) return false;
    }
    if (!q_.jurisdictions.empty() &&
        std::none_of(q_.jurisdictions.begin(), q_.jurisdictions.end(), [&](const JurisdictionKey& asked) {
          return asks_for(asked.value, location.jurisdiction.value);
        }))
      return false;
    if (q_.accepting && location.accepting != Known::kYes) return false;
    if (q_.home_visits && location.home_visits != Known::kYes) return false;
    return !q_.wheelchair || location.wheelchair == Known::kYes;
  }

  [[nodiscard]] std::optional<double> nearest_km() const {
    std::optional<double> nearest;
    if (!q_.near) return nearest;
    for (const Location* location : locations_) {
      const double km = km_between(q_.near->point, *published_point(*location));
      if (!nearest || km < *nearest) nearest = km;
    }
    return nearest;
  }

  [[nodiscard]] bool line_passes(const FeeLine& line) const {
    if (!is_comparable(line)) return false;
    if (q_.max_price && (line.price.currency != *q_.currency || line.price.minor > q_.max_price->minor))
      return false;
    if (q_.min_session_minutes && *line.minutes < *q_.min_session_minutes) return false;
    return !q_.sliding_scale || line.sliding_scale == Known::kYes;
  }

  [[nodiscard]] std::set<std::string> credentials_in_force() const {
    std::set<std::string> held;
    for (const Credential& credential : p_.credentials) {
      const CredentialType* type = vocabulary_.find(credential.type);
      const Issuer* issuer = type == nullptr ? nullptr : vocabulary_.find(type->issuer);
      const std::string zone = issuer == nullptr ? "" : issuer->time_zone;
      if (standing_at(credential, zone, now_).status == CredentialStatus::kInForce)
        held.insert(credential.type.value);
    }
    return held;
  }

  [[nodiscard]] ChecklistState state(ChecklistItem item) const {
    switch (item) {
      case ChecklistItem::kAccreditedCertification:
        return accredited_certification(p_, vocabulary_, now_).state;
      case ChecklistItem::kConditionExperience: {
        if (q_.conditions.empty()) return ChecklistState::kNotAsked;
        ChecklistState weakest = ChecklistState::kMet;
        for (const ConditionKey& condition : q_.conditions) {
          const ChecklistState one = condition_experience(p_, condition, now_).state;
          if (weakness(one) < weakness(weakest)) weakest = one;
        }
        return weakest;
      }
      case ChecklistItem::kClientReviews:
        return client_reviews(p_, now_).state;
      case ChecklistItem::kScopeOfPractice:
        return scope();
      case ChecklistItem::kTransparentFees:
        return transparent_fees(p_, now_).state;
    }
    return ChecklistState::kUnknown;
  }

  /// 0 exact, 1 prefix, 2 edited: the worst word's; -1 where one is missing.
  [[nodiscard]] int word_class() const {
    const std::string folded = fold(q_.words);
    const std::vector<std::string_view> asked = words(folded);
    if (asked.empty()) return 0;
    const std::vector<std::string> said = own_words();
    int worst = 0;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      int best = 3;
      const bool last = i + 1 == asked.size();
      for (const std::string& word : said) {
        if (word == asked[i]) {
          best = 0;
        } else if (last && word.rfind(asked[i], 0) == 0) {
          best = std::min(best, 1);
        } else if (letters(asked[i]) >= 5 && within_one_edit(word, asked[i])) {
          best = std::min(best, 2);
        }
      }
      worst = std::max(worst, best);
    }
    return worst == 3 ? -1 : worst;
  }

  /// Whether the reason for failing the filter can be that nothing is on record.
  [[nodiscard]] bool nothing_on_record(Filter filter) const;

 private:
  static int letters(std::string_view text) {
    int count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0U) == 0x80U ? 0 : 1;
    return count;
  }

  [[nodiscard]] std::vector<std::string> own_words() const {
    std::vector<std::string> texts = {p_.name.display};
    for (const Location& location : p_.locations) texts.push_back(location.city);
    for (const Training& training : p_.training) {
      texts.push_back(training.school_name);
      if (const School* school = vocabulary_.find(training.school)) texts.push_back(school->name);
    }
    for (const HeldProfession& held : p_.professions) {
      if (const Profession* profession = vocabulary_.find(held.profession)) {
        texts.push_back(profession->name);
        texts.push_back(profession->plural);
      }
    }
    for (const ApproachKey& key : p_.approaches) {
      if (const Approach* approach = vocabulary_.find(key)) {
        texts.push_back(approach->name);
        for (const Synonym& synonym : approach->synonyms) texts.push_back(synonym.text);
      }
    }
    for (const DeclaredCondition& declared : p_.conditions) {
      const Condition* condition = vocabulary_.find(declared.condition);
      if (!declared.takes || condition == nullptr) continue;
      texts.push_back(condition->name);
      for (const Synonym& synonym : condition->synonyms) texts.push_back(synonym.text);
    }
    std::vector<std::string> all;
    for (const std::string& text : texts) {
      const std::string folded = fold(text);
      for (const std::string_view word : words(folded)) all.emplace_back(word);
    }
    return all;
  }

  [[nodiscard]] bool person_passes() const {
    if (!q_.professions.empty() &&
        std::none_of(p_.professions.begin(), p_.professions.end(),
                     [&](const auto& held) { return holds(q_.professions, held.profession); }))
      return false;
    const auto any = [](const auto& asked, const auto& held) {
      return asked.empty() ||
             std::any_of(held.begin(), held.end(), [&](const auto& key) { return holds(asked, key); });
    };
    if (!any(q_.approaches, p_.approaches) || !any(q_.populations, p_.populations)) return false;
    if (!q_.schools.empty() &&
        std::none_of(p_.training.begin(), p_.training.end(),
                     [&](const Training& training) { return holds(q_.schools, training.school); }))
      return false;
    if (!q_.languages.empty() &&
        std::none_of(q_.languages.begin(), q_.languages.end(), [&](const LanguageKey& asked) {
          return std::any_of(p_.languages.begin(), p_.languages.end(),
                             [&](const LanguageKey& held) { return asks_for(asked.value, held.value); });
        }))
      return false;
    if (!q_.genders.empty() && (!p_.gender || !holds(q_.genders, *p_.gender))) return false;
    if (!q_.credentials.empty()) {
      const auto held = credentials_in_force();
      if (std::none_of(q_.credentials.begin(), q_.credentials.end(),
                       [&](const CredentialTypeKey& key) { return held.count(key.value) > 0; }))
        return false;
    }
    if (q_.certified && !certified(p_, vocabulary_, now_).certified) return false;
    return !q_.min_training_hours || training_hours(p_) >= *q_.min_training_hours;
  }

  [[nodiscard]] bool fees_pass() const {
    if (!q_.max_price && !q_.min_session_minutes && !q_.sliding_scale) return true;
    return std::any_of(p_.fees.lines.begin(), p_.fees.lines.end(),
                       [this](const FeeLine& line) { return line_passes(line); });
  }

  [[nodiscard]] bool requires_pass() const {
    return std::all_of(q_.requires_items.begin(), q_.requires_items.end(), [this](const Require& require) {
      switch (state(require.item)) {
        case ChecklistState::kMet:
        case ChecklistState::kNotApplicable:
          return true;
        case ChecklistState::kPartly:
          return require.partly_suffices;
        case ChecklistState::kNotMet:
        case ChecklistState::kUnknown:
        case ChecklistState::kNotAsked:
          return false;
      }
      return false;
    });
  }

  [[nodiscard]] ChecklistState scope() const {
    std::vector<const Location*> where = locations_;
    if (where.empty()) where.push_back(nullptr);
    std::vector<const ApproachKey*> sought;
    for (const ApproachKey& key : q_.approaches) {
      if (holds(p_.approaches, key)) sought.push_back(&key);
    }
    if (sought.empty()) sought.push_back(nullptr);
    ChecklistState best = ChecklistState::kNotMet;
    for (const Location* location : where) {
      for (const ApproachKey* approach : sought) {
        const ChecklistState one = scope_of_practice(p_, location, approach, vocabulary_, now_).state;
        if (strength(one) > strength(best)) best = one;
      }
    }
    return best;
  }

  [[nodiscard]] bool some_location_unknown(Filter filter) const;

  const Practitioner& p_;
  const SearchTerms& q_;
  const Vocabulary& vocabulary_;
  Instant now_;
  std::vector<const Location*> locations_;
  bool nowhere_ = false;
};

bool Case::some_location_unknown(Filter filter) const {
  if (!locations_.empty() || nowhere_) return false;
  if (p_.locations.empty()) {
    // One row without anything on record: fails this filter alone only where it is the only one.
    const int asked = (q_.near ? 1 : 0) + (q_.jurisdictions.empty() ? 0 : 1) + (q_.accepting ? 1 : 0) +
                      (q_.home_visits ? 1 : 0) + (q_.wheelchair ? 1 : 0);
    return asked == 1;
  }
  SearchTerms rest = q_;
  switch (filter) {
    case Filter::kPlace:
      rest.near.reset();
      break;
    case Filter::kJurisdiction:
      rest.jurisdictions.clear();
      break;
    case Filter::kAccepting:
      rest.accepting = false;
      break;
    case Filter::kHomeVisits:
      rest.home_visits = false;
      break;
    case Filter::kWheelchair:
      rest.wheelchair = false;
      break;
    default:
      return false;
  }
  const Case without(p_, rest, vocabulary_, now_);
  return std::any_of(without.locations().begin(), without.locations().end(), [&](const Location* location) {
    switch (filter) {
      case Filter::kPlace:
        return !location->point.has_value();
      case Filter::kJurisdiction:
        return location->jurisdiction.empty();
      case Filter::kAccepting:
        return location->accepting == Known::kUnknown;
      case Filter::kHomeVisits:
        return location->home_visits == Known::kUnknown;
      case Filter::kWheelchair:
        return location->wheelchair == Known::kUnknown;
      default:
        return false;
    }
  });
}

bool Case::nothing_on_record(Filter filter) const {
  const auto& lines = p_.fees.lines;
  switch (filter) {
    case Filter::kWords:
      return false;
    case Filter::kPlace:
    case Filter::kJurisdiction:
    case Filter::kAccepting:
    case Filter::kHomeVisits:
    case Filter::kWheelchair:
      return some_location_unknown(filter);
    case Filter::kProfession:
      return p_.professions.empty();
    case Filter::kApproach:
      return p_.approaches.empty();
    case Filter::kSchool:
    case Filter::kMinTrainingHours:
      return p_.training.empty();
    case Filter::kLanguage:
      return p_.languages.empty();
    case Filter::kPopulation:
      return p_.populations.empty();
    case Filter::kGender:
      return !p_.gender;
    case Filter::kCredential:
      return p_.credentials.empty();
    case Filter::kCertified:
    case Filter::kRequireCertification:
      return state(ChecklistItem::kAccreditedCertification) == ChecklistState::kUnknown;
    case Filter::kMaxPrice:
      return std::none_of(lines.begin(), lines.end(), is_comparable);
    case Filter::kMinSessionMinutes: {
      const auto one_session = [](const FeeLine& line) {
        return (line.kind == FeeKind::kSession || line.kind == FeeKind::kFirstVisit) && line.sessions == 1;
      };
      return std::none_of(lines.begin(), lines.end(), one_session) ||
             std::any_of(lines.begin(), lines.end(),
                         [&](const FeeLine& line) { return one_session(line) && !line.minutes; });
    }
    case Filter::kSlidingScale: {
      SearchTerms rest = q_;
      rest.sliding_scale = false;
      const Case without(p_, rest, vocabulary_, now_);
      return std::none_of(lines.begin(), lines.end(), is_comparable) ||
             std::any_of(lines.begin(), lines.end(), [&](const FeeLine& line) {
               return without.line_passes(line) && line.sliding_scale == Known::kUnknown;
             });
    }
    case Filter::kRequireCondition:
      return state(ChecklistItem::kConditionExperience) == ChecklistState::kUnknown;
    case Filter::kRequireReviews:
      return state(ChecklistItem::kClientReviews) == ChecklistState::kUnknown;
    case Filter::kRequireScope:
      return state(ChecklistItem::kScopeOfPractice) == ChecklistState::kUnknown;
    case Filter::kRequireFees:
      return state(ChecklistItem::kTransparentFees) == ChecklistState::kUnknown;
  }
  return false;
}

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
