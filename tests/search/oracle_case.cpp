#include "search/oracle_case.h"

namespace stillpoint::oracle {

using namespace domain;

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
      return !p_.fees.declined && std::none_of(lines.begin(), lines.end(), is_comparable);
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

}  // namespace stillpoint::oracle
