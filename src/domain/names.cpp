#include <array>
#include <cstddef>

#include "domain/checklist.h"
#include "domain/search_query.h"

// The names of the domain's enums as JSON, parameters and pages spell them.

namespace stillpoint::domain {
namespace {

/// The value that prints as `name`, of the first `count`.
template <class Enum>
std::optional<Enum> value_of(std::string_view name, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto value = static_cast<Enum>(i);
    if (name_of(value) == name) return value;
  }
  return std::nullopt;
}

constexpr std::size_t kSorts = 6;

}  // namespace

std::string_view name_of(ChecklistItem item) {
  switch (item) {
    case ChecklistItem::kAccreditedCertification:
      return "accredited_certification";
    case ChecklistItem::kConditionExperience:
      return "condition_experience";
    case ChecklistItem::kClientReviews:
      return "client_reviews";
    case ChecklistItem::kScopeOfPractice:
      return "scope_of_practice";
    case ChecklistItem::kTransparentFees:
      return "transparent_fees";
  }
  return "";
}

std::string_view name_of(ChecklistState state) {
  switch (state) {
    case ChecklistState::kMet:
      return "met";
    case ChecklistState::kPartly:
      return "partly";
    case ChecklistState::kNotMet:
      return "not_met";
    case ChecklistState::kUnknown:
      return "unknown";
    case ChecklistState::kNotApplicable:
      return "not_applicable";
    case ChecklistState::kNotAsked:
      return "not_asked";
  }
  return "";
}

std::string_view name_of(Basis basis) {
  switch (basis) {
    case Basis::kNone:
      return "none";
    case Basis::kChecked:
      return "checked";
    case Basis::kReviews:
      return "reviews";
    case Basis::kDeclared:
      return "declared";
  }
  return "";
}

std::string_view name_of(Reason reason) {
  switch (reason) {
    case Reason::kAccredited:
      return "accredited";
    case Reason::kRevokedElsewhere:
      return "revoked_elsewhere";
    case Reason::kNoOutsideAccreditor:
      return "no_outside_accreditor";
    case Reason::kCheckStale:
      return "check_stale";
    case Reason::kRevoked:
      return "revoked";
    case Reason::kNotChecked:
      return "not_checked";
    case Reason::kNoneInForce:
      return "none_in_force";
    case Reason::kNoneOnRecord:
    case Reason::kNoReviews:  // the same words for the first and the third question
      return "none_on_record";
    case Reason::kNotAsked:
      return "not_asked";
    case Reason::kDeclines:
      return "declines";
    case Reason::kSupported:
      return "supported";
    case Reason::kDeclared:
      return "declared";
    case Reason::kNotOnRecord:
      return "not_on_record";
    case Reason::kManyPositive:
      return "many_positive";
    case Reason::kMostlyNegative:
      return "mostly_negative";
    case Reason::kSomePositive:
      return "some_positive";
    case Reason::kInconclusive:
      return "inconclusive";
    case Reason::kOutsideScope:
      return "outside_scope";
    case Reason::kLicenceRevoked:
      return "licence_revoked";
    case Reason::kLicensed:
      return "licensed";
    case Reason::kLicenceUnchecked:
      return "licence_unchecked";
    case Reason::kNoLicenceNeeded:
      return "no_licence_needed";
    case Reason::kLicenceLapsed:
      return "licence_lapsed";
    case Reason::kLicenceUnknown:
      return "licence_unknown";
    case Reason::kLicenceRevokedElsewhere:
      return "licence_revoked_elsewhere";
    case Reason::kFeesDeclined:
      return "fees_declined";
    case Reason::kFeesStated:
      return "fees_stated";
    case Reason::kFeesPartly:
      return "fees_partly";
    case Reason::kFeesNotOnRecord:
      return "fees_not_on_record";
  }
  return "";
}

std::optional<ChecklistItem> checklist_item_of(std::string_view name) {
  return value_of<ChecklistItem>(name, kChecklistItems);
}

std::string_view name_of(Filter filter) {
  switch (filter) {
    case Filter::kWords:
      return "q";
    case Filter::kPlace:
      return "place";
    case Filter::kJurisdiction:
      return "jurisdiction";
    case Filter::kAccepting:
      return "accepting";
    case Filter::kHomeVisits:
      return "home_visits";
    case Filter::kWheelchair:
      return "wheelchair";
    case Filter::kProfession:
      return "profession";
    case Filter::kApproach:
      return "approach";
    case Filter::kSchool:
      return "school";
    case Filter::kLanguage:
      return "language";
    case Filter::kPopulation:
      return "population";
    case Filter::kGender:
      return "gender";
    case Filter::kCredential:
      return "credential";
    case Filter::kCertified:
      return "certified";
    case Filter::kMinTrainingHours:
      return "min_training_hours";
    case Filter::kMaxPrice:
      return "max_price";
    case Filter::kMinSessionMinutes:
      return "min_session_minutes";
    case Filter::kSlidingScale:
      return "sliding_scale";
    case Filter::kRequireCertification:
      return "require=accredited_certification";
    case Filter::kRequireCondition:
      return "require=condition_experience";
    case Filter::kRequireReviews:
      return "require=client_reviews";
    case Filter::kRequireScope:
      return "require=scope_of_practice";
    case Filter::kRequireFees:
      return "require=transparent_fees";
  }
  return "";
}

std::string_view name_of(Facet facet) {
  switch (facet) {
    case Facet::kProfession:
      return "profession";
    case Facet::kApproach:
      return "approach";
    case Facet::kSchool:
      return "school";
    case Facet::kCredential:
      return "credential";
    case Facet::kLanguage:
      return "language";
    case Facet::kPopulation:
      return "population";
    case Facet::kGender:
      return "gender";
    case Facet::kJurisdiction:
      return "jurisdiction";
    case Facet::kCondition:
      return "condition";
    case Facet::kAccreditedCertification:
      return name_of(ChecklistItem::kAccreditedCertification);
    case Facet::kConditionExperience:
      return name_of(ChecklistItem::kConditionExperience);
    case Facet::kClientReviews:
      return name_of(ChecklistItem::kClientReviews);
    case Facet::kScopeOfPractice:
      return name_of(ChecklistItem::kScopeOfPractice);
    case Facet::kTransparentFees:
      return name_of(ChecklistItem::kTransparentFees);
  }
  return "";
}

std::string_view name_of(Sort sort) {
  switch (sort) {
    case Sort::kBest:
      return "best";
    case Sort::kDistance:
      return "distance";
    case Sort::kPrice:
      return "price";
    case Sort::kRating:
      return "rating";
    case Sort::kHours:
      return "hours";
    case Sort::kName:
      return "name";
  }
  return "";
}

std::optional<Facet> facet_of(std::string_view name) {
  return value_of<Facet>(name, kFacets);
}
std::optional<Sort> sort_of(std::string_view name) {
  return value_of<Sort>(name, kSorts);
}

}  // namespace stillpoint::domain
