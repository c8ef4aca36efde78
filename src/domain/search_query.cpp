#include "domain/search_query.h"

#include <algorithm>
#include <utility>

#include "domain/search_terms_checks.h"

namespace stillpoint::domain {
namespace {

/// The item that a `require` filter asks for; nothing for another filter.
std::optional<ChecklistItem> required_item(Filter filter) {
  if (filter < Filter::kRequireCertification) return std::nullopt;
  return static_cast<ChecklistItem>(static_cast<std::size_t>(filter) -
                                    static_cast<std::size_t>(Filter::kRequireCertification));
}

bool requires_item(const SearchTerms& terms, ChecklistItem item) {
  return std::any_of(terms.requires_items.begin(), terms.requires_items.end(),
                     [item](const Require& require) { return require.item == item; });
}

}  // namespace

Result<SearchQuery> SearchQuery::make(SearchTerms terms, const Vocabulary& vocabulary) {
  tidy(terms);
  std::vector<Fault> faults = faults_of(terms, vocabulary);
  if (!faults.empty()) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The search has a value that cannot be used.",
                 .faults = std::move(faults)};
  }
  return SearchQuery(std::move(terms));
}

bool SearchQuery::has(Filter filter) const {
  switch (filter) {
    case Filter::kWords:
      return !terms_.words.empty();
    case Filter::kPlace:
      return terms_.near.has_value();
    case Filter::kJurisdiction:
      return !terms_.jurisdictions.empty();
    case Filter::kAccepting:
      return terms_.accepting;
    case Filter::kHomeVisits:
      return terms_.home_visits;
    case Filter::kWheelchair:
      return terms_.wheelchair;
    case Filter::kProfession:
      return !terms_.professions.empty();
    case Filter::kApproach:
      return !terms_.approaches.empty();
    case Filter::kSchool:
      return !terms_.schools.empty();
    case Filter::kLanguage:
      return !terms_.languages.empty();
    case Filter::kPopulation:
      return !terms_.populations.empty();
    case Filter::kGender:
      return !terms_.genders.empty();
    case Filter::kCredential:
      return !terms_.credentials.empty();
    case Filter::kCertified:
      return terms_.certified;
    case Filter::kMinTrainingHours:
      return terms_.min_training_hours.has_value();
    case Filter::kMaxPrice:
      return terms_.max_price.has_value();
    case Filter::kMinSessionMinutes:
      return terms_.min_session_minutes.has_value();
    case Filter::kSlidingScale:
      return terms_.sliding_scale;
    case Filter::kRequireCertification:
    case Filter::kRequireCondition:
    case Filter::kRequireReviews:
    case Filter::kRequireScope:
    case Filter::kRequireFees:
      return requires_item(terms_, *required_item(filter));
  }
  return false;
}

SearchQuery SearchQuery::without(Filter filter) const {
  SearchTerms terms = terms_;
  switch (filter) {
    case Filter::kWords:
      terms.words.clear();
      break;
    case Filter::kPlace:
      terms.place.clear();
      terms.near.reset();
      if (terms.sort == Sort::kDistance) terms.sort = Sort::kBest;
      break;
    case Filter::kJurisdiction:
      terms.jurisdictions.clear();
      break;
    case Filter::kAccepting:
      terms.accepting = false;
      break;
    case Filter::kHomeVisits:
      terms.home_visits = false;
      break;
    case Filter::kWheelchair:
      terms.wheelchair = false;
      break;
    case Filter::kProfession:
      terms.professions.clear();
      break;
    case Filter::kApproach:
      terms.approaches.clear();
      break;
    case Filter::kSchool:
      terms.schools.clear();
      break;
    case Filter::kLanguage:
      terms.languages.clear();
      break;
    case Filter::kPopulation:
      terms.populations.clear();
      break;
    case Filter::kGender:
      terms.genders.clear();
      break;
    case Filter::kCredential:
      terms.credentials.clear();
      break;
    case Filter::kCertified:
      terms.certified = false;
      break;
    case Filter::kMinTrainingHours:
      terms.min_training_hours.reset();
      break;
    case Filter::kMaxPrice:
      terms.max_price.reset();
      break;
    case Filter::kMinSessionMinutes:
      terms.min_session_minutes.reset();
      break;
    case Filter::kSlidingScale:
      terms.sliding_scale = false;
      break;
    case Filter::kRequireCertification:
    case Filter::kRequireCondition:
    case Filter::kRequireReviews:
    case Filter::kRequireScope:
    case Filter::kRequireFees:
      std::erase_if(terms.requires_items,
                    [item = *required_item(filter)](const Require& require) { return require.item == item; });
      break;
  }
  return SearchQuery(std::move(terms));
}

}  // namespace stillpoint::domain
