#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "domain/checklist.h"
#include "domain/fees.h"
#include "domain/practitioner.h"
#include "domain/search_query.h"
#include "domain/vocabulary.h"
#include "search/naive_checklist.h"

namespace stillpoint::oracle {

using domain::Approach;
using domain::ApproachKey;
using domain::checklist;
using domain::ChecklistItem;
using domain::ChecklistState;
using domain::Condition;
using domain::ConditionKey;
using domain::Credential;
using domain::CredentialTypeKey;
using domain::DeclaredCondition;
using domain::FeeLine;
using domain::Filter;
using domain::Gender;
using domain::HeldProfession;
using domain::is_comparable;
using domain::JurisdictionKey;
using domain::Known;
using domain::LanguageKey;
using domain::Location;
using domain::Point;
using domain::Practitioner;
using domain::Profession;
using domain::published_point;
using domain::Require;
using domain::School;
using domain::SearchTerms;
using domain::Synonym;
using domain::Training;
using domain::training_hours;
using domain::Vocabulary;

constexpr double kPi = 3.14159265358979323846;

inline double km_between(const Point& a, const Point& b) {
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

inline std::string name_of_gender(Gender gender) {
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
inline bool asks_for(const std::string& asked, const std::string& held) {
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
      if (is_valid(credential, vocabulary_, now_)) held.insert(credential.type.value);
    }
    return held;
  }

  [[nodiscard]] ChecklistState state(ChecklistItem item) const {
    switch (item) {
      case ChecklistItem::kAccreditedCertification:
        return certification(p_, vocabulary_, now_).state;
      case ChecklistItem::kConditionExperience:
        return weakest(p_, q_.conditions, now_);
      case ChecklistItem::kClientReviews:
        return reviews(p_, now_).state;
      case ChecklistItem::kScopeOfPractice:
        return best_scope();
      case ChecklistItem::kTransparentFees:
        return fees(p_, now_).state;
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
    if (q_.certified && !is_certified(p_, vocabulary_, now_)) return false;
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

  [[nodiscard]] ChecklistState best_scope() const {
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
        const ChecklistState one = scope(p_, location, approach, vocabulary_, now_).state;
        if (is_better(one, best)) best = one;
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

}  // namespace stillpoint::oracle
