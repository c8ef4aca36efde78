#include "search/tally.h"

#include <algorithm>
#include <bit>
#include <string>

namespace stillpoint::search {
namespace {

using namespace domain;

void keep_best(std::vector<std::pair<ValueId, Strength>>& best, ValueId value, Strength strength) {
  const auto known =
      std::find_if(best.begin(), best.end(), [value](const auto& pair) { return pair.first == value; });
  if (known == best.end()) {
    best.emplace_back(value, strength);
  } else {
    known->second = std::max(known->second, strength);
  }
}

void sort_counts(std::vector<FacetCount>& counts) {
  std::sort(counts.begin(), counts.end(), [](const FacetCount& a, const FacetCount& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
}

}  // namespace

std::optional<ValueKind> value_kind_of(Facet facet) {
  switch (facet) {
    case Facet::kProfession:
      return ValueKind::kProfession;
    case Facet::kApproach:
      return ValueKind::kApproach;
    case Facet::kSchool:
      return ValueKind::kSchool;
    case Facet::kCredential:
      return ValueKind::kCredential;
    case Facet::kLanguage:
      return ValueKind::kLanguage;
    case Facet::kPopulation:
      return ValueKind::kPopulation;
    case Facet::kGender:
      return ValueKind::kGender;
    case Facet::kJurisdiction:
      return ValueKind::kJurisdiction;
    case Facet::kCondition:
      return ValueKind::kCondition;
    case Facet::kAccreditedCertification:
      return ValueKind::kCertificationState;
    case Facet::kClientReviews:
      return ValueKind::kReviewsState;
    case Facet::kTransparentFees:
      return ValueKind::kFeesState;
    case Facet::kConditionExperience:
    case Facet::kScopeOfPractice:
      return std::nullopt;
  }
  return std::nullopt;
}

Filters filter_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::kProfession:
      return bit_of(Filter::kProfession);
    case ValueKind::kApproach:
      return bit_of(Filter::kApproach);
    case ValueKind::kSchool:
      return bit_of(Filter::kSchool);
    case ValueKind::kCredential:
      return bit_of(Filter::kCredential);
    case ValueKind::kLanguage:
      return bit_of(Filter::kLanguage);
    case ValueKind::kPopulation:
      return bit_of(Filter::kPopulation);
    case ValueKind::kGender:
      return bit_of(Filter::kGender);
    case ValueKind::kCondition:
    case ValueKind::kCertificationState:
    case ValueKind::kReviewsState:
    case ValueKind::kFeesState:
    case ValueKind::kConditionMet:
    case ValueKind::kConditionPartly:
    case ValueKind::kConditionNotMet:
    case ValueKind::kCertified:
    case ValueKind::kNothingOnRecord:
    case ValueKind::kMinutesNotStated:
    case ValueKind::kSliding:
    case ValueKind::kSlidingNotStated:
    case ValueKind::kJurisdiction:
    case ValueKind::kLocationYes:
    case ValueKind::kLocationUnknown:
    case ValueKind::kScopeMet:
    case ValueKind::kScopePartly:
    case ValueKind::kScopeNotApplicable:
    case ValueKind::kScopeUnknown:
    case ValueKind::kScopeNotMet:
    case ValueKind::kCurrency:
      return 0;
  }
  return 0;
}

bool Counter::of_filter(ValueId value, Filters filter) const {
  return filter_of(values_.kind(value)) == filter;
}

void Counter::count(Row row, const Verdict& verdict) {
  if (verdict.matches) {
    ++tally_.total;
    ++tally_.condition[static_cast<std::size_t>(verdict.condition)];
    ++tally_.scope[static_cast<std::size_t>(state_of_strength(verdict.scope))];
  }
  for (Filters rest = verdict.unknown_alone; rest != 0; rest &= rest - 1)
    ++tally_.unknown_excluded[static_cast<std::size_t>(std::countr_zero(rest))];
  if (plan_.facets != 0) count_facets(row, verdict);
}

void Counter::count_facets(Row row, const Verdict& verdict) {
  if (verdict.matches) {
    for (const ValueId value : segment_.values(row)) ++tally_.values[value];
  } else if (verdict.fails_alone != 0) {
    for (const ValueId value : segment_.values(row)) {
      if (of_filter(value, verdict.fails_alone)) ++tally_.values[value];
    }
  }
  if (verdict.but_jurisdiction) count_jurisdictions(verdict);
  if (verdict.but_approach && plan_.require_scope) count_approaches(verdict);
}

void Counter::count_jurisdictions(const Verdict& verdict) {
  best_.clear();
  for (const JudgedLocation& location : verdict.locations) {
    if ((location.fails & ~bit_of(Filter::kJurisdiction)) != 0) continue;
    for (const ValueId value : segment_.location_values(location.location)) {
      if (plan_.roles[value].jurisdiction) keep_best(best_, value, location.scope);
    }
  }
  for (const auto& [value, strength] : best_) {
    if (!plan_.require_scope || plan_.scope_suffices[strength]) ++tally_.values[value];
  }
}

void Counter::count_approaches(const Verdict& verdict) {
  best_.clear();
  for (const JudgedLocation& location : verdict.locations) {
    if (location.fails != 0) continue;
    for (const ValueId value : segment_.location_values(location.location)) {
      const Plan::Role& role = plan_.roles[value];
      if (role.scope != 0) keep_best(best_, role.approach, role.scope);
    }
  }
  for (const auto& [value, strength] : best_) {
    if (plan_.scope_suffices[strength]) ++tally_.approaches[value];
  }
}

std::vector<FacetCounts> facet_counts(const Plan& plan, const Tally& tally, const ValueTable& values) {
  std::vector<FacetCounts> facets;
  for (const Facet facet : plan.terms.facets) {
    FacetCounts counted{.facet = facet, .counts = {}};
    const auto add = [&counted](std::string_view value, std::int64_t count) {
      if (count > 0) counted.counts.push_back({.value = std::string(value), .count = count});
    };
    if (const auto kind = value_kind_of(facet)) {
      const bool by_scope = facet == Facet::kApproach && plan.require_scope;
      for (const ValueId value : values.of(*kind))
        add(values.key(value), by_scope ? tally.approaches[value] : tally.values[value]);
    } else {
      const auto& states = facet == Facet::kConditionExperience ? tally.condition : tally.scope;
      for (std::size_t i = 0; i < kChecklistStates; ++i)
        add(name_of(static_cast<ChecklistState>(i)), states[i]);
    }
    sort_counts(counted.counts);
    facets.push_back(std::move(counted));
  }
  return facets;
}

}  // namespace stillpoint::search
