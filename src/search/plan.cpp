#include "search/plan.h"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#include "search/entry.h"

namespace stillpoint::search {
namespace {

using namespace domain;

constexpr std::array<Filter, kFilters> all_filters() {
  std::array<Filter, kFilters> filters{};
  for (std::size_t i = 0; i < kFilters; ++i) filters[i] = static_cast<Filter>(i);
  return filters;
}

Filter filter_of(ChecklistItem item) {
  switch (item) {
    case ChecklistItem::kAccreditedCertification:
      return Filter::kRequireCertification;
    case ChecklistItem::kConditionExperience:
      return Filter::kRequireCondition;
    case ChecklistItem::kClientReviews:
      return Filter::kRequireReviews;
    case ChecklistItem::kScopeOfPractice:
      return Filter::kRequireScope;
    case ChecklistItem::kTransparentFees:
      break;
  }
  return Filter::kRequireFees;
}

bool suffices(const Require& require, ChecklistState state) {
  switch (state) {
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
}

}  // namespace

Strength strength_of(ChecklistState state) {
  switch (state) {
    case ChecklistState::kMet:
      return 5;
    case ChecklistState::kPartly:
      return 4;
    case ChecklistState::kNotApplicable:
      return 3;
    case ChecklistState::kUnknown:
      return 2;
    case ChecklistState::kNotMet:
      return 1;
    case ChecklistState::kNotAsked:
      break;
  }
  return 0;
}

ChecklistState state_of_strength(Strength strength) {
  constexpr std::array<ChecklistState, kStrengths> kStates = {
      ChecklistState::kNotAsked,      ChecklistState::kNotMet, ChecklistState::kUnknown,
      ChecklistState::kNotApplicable, ChecklistState::kPartly, ChecklistState::kMet};
  return kStates[strength];
}

Plan::Plan(const SearchQuery& query, const ValueTable& values)
    : terms(query.terms()), roles(values.size()), words(query_words(query.terms().words)) {
  for (const Filter filter : all_filters()) {
    if (query.has(filter)) active |= bit_of(filter);
  }
  if (words.empty()) active &= ~bit_of(Filter::kWords);  // punctuation alone asks for no word
  of_location = active & kLocationFilters;
  of_fees = active & kFeeFilters;
  of_person = active & ~(kLocationFilters | kFeeFilters | kScopeFilter);
  require_scope = (active & kScopeFilter) != 0;
  take_facets();
  kinds.reserve(values.size());
  for (ValueId value = 0; value < values.size(); ++value) kinds.push_back(values.kind(value));
  if (terms.currency) currency = values.find(ValueKind::kCurrency, terms.currency->value);
  take_choices(values);
  take_records(values);
  take_items(query, values);
  take_scope(values);
  invert_roles();
}

bool Plan::asks(Facet facet) const {
  return std::find(terms.facets.begin(), terms.facets.end(), facet) != terms.facets.end();
}

void Plan::invert_roles() {
  for (ValueId value = 0; value < roles.size(); ++value) {
    const Role& role = roles[value];
    for (Filters rest = role.satisfies & active; rest != 0; rest &= rest - 1)
      satisfying[static_cast<std::size_t>(std::countr_zero(rest))].push_back(value);
    for (Filters rest = role.not_on_record & active; rest != 0; rest &= rest - 1)
      not_on_record[static_cast<std::size_t>(std::countr_zero(rest))].push_back(value);
    if (role.sought_scope != 0) sought_scope[role.sought_scope].push_back(value);
    if (role.licence_alone != 0) licence_alone[role.licence_alone].push_back(value);
  }
}

/// Which of the facets asked are of an active filter.
void Plan::take_facets() {
  constexpr std::array<std::pair<Facet, Filter>, 8> kFilterOfFacet = {
      {{Facet::kProfession, Filter::kProfession},
       {Facet::kApproach, Filter::kApproach},
       {Facet::kSchool, Filter::kSchool},
       {Facet::kCredential, Filter::kCredential},
       {Facet::kLanguage, Filter::kLanguage},
       {Facet::kPopulation, Filter::kPopulation},
       {Facet::kGender, Filter::kGender},
       {Facet::kJurisdiction, Filter::kJurisdiction}}};
  facets = terms.facets.size();
  for (const auto& [facet, filter] : kFilterOfFacet) {
    if (asks(facet)) counted_alone |= active & bit_of(filter);
  }
}

/// The values that were chosen.
void Plan::take_choices(const ValueTable& values) {
  const auto choose = [&](Filter filter, ValueKind kind, std::string_view key) {
    if (const auto value = values.find(kind, key)) roles[*value].satisfies |= bit_of(filter);
  };
  for (const auto& key : terms.professions) choose(Filter::kProfession, ValueKind::kProfession, key.value);
  for (const auto& key : terms.approaches) choose(Filter::kApproach, ValueKind::kApproach, key.value);
  for (const auto& key : terms.schools) choose(Filter::kSchool, ValueKind::kSchool, key.value);
  for (const auto& key : terms.languages) choose(Filter::kLanguage, ValueKind::kLanguage, key.value);
  for (const auto& key : terms.populations) choose(Filter::kPopulation, ValueKind::kPopulation, key.value);
  for (const auto& key : terms.credentials) choose(Filter::kCredential, ValueKind::kCredential, key.value);
  for (const auto& key : terms.jurisdictions)
    choose(Filter::kJurisdiction, ValueKind::kJurisdiction, key.value);
  for (const Gender gender : terms.genders) choose(Filter::kGender, ValueKind::kGender, gender_key(gender));
  for (const Filter filter : {Filter::kAccepting, Filter::kHomeVisits, Filter::kWheelchair})
    choose(filter, ValueKind::kLocationYes, name_of(filter));
  choose(Filter::kCertified, ValueKind::kCertified, "");
}

/// The values that say that nothing is on record.
void Plan::take_records(const ValueTable& values) {
  const auto note = [&](Filter filter, ValueKind kind, std::string_view key) {
    if (const auto value = values.find(kind, key)) roles[*value].not_on_record |= bit_of(filter);
  };
  for (const Filter filter : all_filters()) {
    note(filter, ValueKind::kNothingOnRecord, name_of(filter));
    note(filter, ValueKind::kLocationUnknown, name_of(filter));
  }
  note(Filter::kMinSessionMinutes, ValueKind::kMinutesNotStated, "");
  const std::string_view unknown = name_of(ChecklistState::kUnknown);
  note(Filter::kCertified, ValueKind::kCertificationState, unknown);
  note(Filter::kRequireCertification, ValueKind::kCertificationState, unknown);
  note(Filter::kRequireReviews, ValueKind::kReviewsState, unknown);
  note(Filter::kRequireFees, ValueKind::kFeesState, unknown);
}

/// What is required of the items, and which conditions are asked about.
void Plan::take_items(const SearchQuery& query, const ValueTable& values) {
  constexpr std::array<ChecklistState, 5> kAnswered = {ChecklistState::kMet, ChecklistState::kPartly,
                                                       ChecklistState::kNotMet, ChecklistState::kUnknown,
                                                       ChecklistState::kNotApplicable};
  for (const Require& require : query.terms().requires_items) {
    for (const ChecklistState state : kAnswered) {
      if (!suffices(require, state)) continue;
      const auto suffice = [&](ValueKind kind) {
        if (const auto value = values.find(kind, name_of(state)))
          roles[*value].satisfies |= bit_of(filter_of(require.item));
      };
      switch (require.item) {
        case ChecklistItem::kAccreditedCertification:
          suffice(ValueKind::kCertificationState);
          break;
        case ChecklistItem::kConditionExperience:
          condition_suffices[static_cast<std::size_t>(state)] = true;
          break;
        case ChecklistItem::kClientReviews:
          suffice(ValueKind::kReviewsState);
          break;
        case ChecklistItem::kScopeOfPractice:
          scope_suffices[strength_of(state)] = true;
          break;
        case ChecklistItem::kTransparentFees:
          suffice(ValueKind::kFeesState);
          break;
      }
    }
  }
  for (const ConditionKey& key : terms.conditions) {
    const auto ask = [&](ValueKind kind, std::uint8_t role) {
      if (const auto value = values.find(kind, key.value)) roles[*value].condition = role;
    };
    ask(ValueKind::kConditionMet, 1);
    ask(ValueKind::kConditionPartly, 2);
    ask(ValueKind::kConditionNotMet, 3);
  }
}

void Plan::take_scope(const ValueTable& values) {
  constexpr std::array<ChecklistState, 5> kStates = {ChecklistState::kMet, ChecklistState::kPartly,
                                                     ChecklistState::kNotApplicable, ChecklistState::kUnknown,
                                                     ChecklistState::kNotMet};
  for (const ChecklistState state : kStates) {
    if (const auto value = values.find(scope_kind(state), ""))
      roles[*value].licence_alone = strength_of(state);
    for (const ApproachKey& approach : terms.approaches) {
      if (const auto value = values.find(scope_kind(state), approach.value))
        roles[*value].sought_scope = strength_of(state);
    }
    for (const ValueId approach : values.of(ValueKind::kApproach)) {
      if (const auto value = values.find(scope_kind(state), values.key(approach))) {
        roles[*value].scope = strength_of(state);
        roles[*value].approach = approach;
      }
    }
  }
  for (const ValueId jurisdiction : values.of(ValueKind::kJurisdiction))
    roles[jurisdiction].jurisdiction = true;
}

}  // namespace stillpoint::search
