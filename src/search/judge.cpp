#include "search/judge.h"

#include <algorithm>
#include <bit>

namespace stillpoint::search {
namespace {

using namespace domain;

bool one_at_most(Filters filters) {
  return (filters & (filters - 1)) == 0;
}

}  // namespace

const Verdict& Judge::judge(Row row) {
  verdict_.matches = false;
  verdict_.unknown_alone = 0;
  verdict_.fails_alone = 0;
  verdict_.but_approach = false;
  verdict_.but_jurisdiction = false;
  verdict_.locations.clear();
  const OfPerson person = judge_person(row);
  if (!one_at_most(person.fails)) return verdict_;
  const OfFees fees = judge_fees(row, person.not_on_record);
  if (!fees.passes && (person.fails != 0 || fees.near == 0)) return verdict_;
  judge_locations(row);
  conclude(person, fees);
  return verdict_;
}

const Verdict& Judge::judge_known(Row row) {
  verdict_.locations.clear();
  judge_locations(row);
  return verdict_;
}

Judge::OfPerson Judge::judge_person(Row row) {
  Filters satisfied = 0;
  Filters not_on_record = 0;
  std::size_t met = 0;
  std::size_t partly = 0;
  bool refused = false;
  for (const ValueId value : segment_.values(row)) {
    const Plan::Role& role = plan_.roles[value];
    satisfied |= role.satisfies;
    not_on_record |= role.not_on_record;
    met += role.condition == 1 ? 1 : 0;
    partly += role.condition == 2 ? 1 : 0;
    refused = refused || role.condition == 3;
  }
  const std::size_t asked = plan_.terms.conditions.size();
  if (asked == 0) {
    verdict_.condition = ChecklistState::kNotAsked;
  } else if (refused) {
    verdict_.condition = ChecklistState::kNotMet;
  } else if (met + partly < asked) {
    verdict_.condition = ChecklistState::kUnknown;
  } else {
    verdict_.condition = partly > 0 ? ChecklistState::kPartly : ChecklistState::kMet;
  }
  if (plan_.condition_suffices[static_cast<std::size_t>(verdict_.condition)])
    satisfied |= bit_of(Filter::kRequireCondition);
  if (verdict_.condition == ChecklistState::kUnknown) not_on_record |= bit_of(Filter::kRequireCondition);
  if (plan_.terms.min_training_hours && segment_.training_hours(row) >= *plan_.terms.min_training_hours)
    satisfied |= bit_of(Filter::kMinTrainingHours);
  if (words_ != nullptr && words_->class_of(row)) satisfied |= bit_of(Filter::kWords);
  return {.fails = plan_.of_person & ~satisfied, .not_on_record = not_on_record};
}

Filters Judge::fails_of_line(const EntryFee& line) const {
  Filters fails = 0;
  if (plan_.terms.max_price && (line.currency != plan_.currency || line.minor > plan_.terms.max_price->minor))
    fails |= bit_of(Filter::kMaxPrice);
  if (plan_.terms.min_session_minutes && line.minutes < *plan_.terms.min_session_minutes)
    fails |= bit_of(Filter::kMinSessionMinutes);
  if (plan_.terms.sliding_scale && line.sliding_scale != Known::kYes) fails |= bit_of(Filter::kSlidingScale);
  return fails;
}

Judge::OfFees Judge::judge_fees(Row row, Filters not_on_record) const {
  OfFees fees;
  if (plan_.of_fees == 0) return fees;
  fees.passes = false;
  fees.not_on_record = not_on_record;
  const auto lines = segment_.fees(row);
  for (const EntryFee& line : lines) {
    const Filters fails = fails_of_line(line);
    if (fails == 0) fees.passes = true;
    if (one_at_most(fails)) fees.near |= fails;
    if (fails == bit_of(Filter::kSlidingScale) && line.sliding_scale == Known::kUnknown)
      fees.not_on_record |= fails;
  }
  if (lines.empty()) fees.not_on_record |= bit_of(Filter::kSlidingScale);
  // Without the only filter on fees no line is needed at all.
  if (one_at_most(plan_.of_fees)) fees.near = plan_.of_fees;
  return fees;
}

void Judge::judge_locations(Row row) {
  const bool with_place = plan_.terms.near.has_value();
  for (std::uint32_t i = segment_.location_begin(row); i < segment_.location_begin(row + 1); ++i) {
    JudgedLocation judged{.location = i};
    Filters satisfied = 0;
    Strength alone = 0;
    for (const ValueId value : segment_.location_values(i)) {
      const Plan::Role& role = plan_.roles[value];
      satisfied |= role.satisfies;
      judged.not_on_record |= role.not_on_record;
      judged.scope = std::max(judged.scope, role.sought_scope);
      alone = std::max(alone, role.licence_alone);
    }
    // An approach that a person offers is asked of at every location alike: all of theirs are judged by it,
    // or all by the licence alone.
    if (judged.scope == 0) judged.scope = alone;
    if (!segment_.has_point(i)) {
      judged.not_on_record |= bit_of(Filter::kPlace);
    } else if (with_place) {
      judged.km = distance_km(plan_.terms.near->point, segment_.point(i));
      if (judged.km <= plan_.terms.near->radius_km) satisfied |= bit_of(Filter::kPlace);
    }
    judged.fails = plan_.of_location & ~satisfied;
    verdict_.locations.push_back(judged);
  }
}

Strength Judge::scope_without(Filters without) const {
  Strength best = 0;
  for (const JudgedLocation& location : verdict_.locations) {
    if ((location.fails & ~without) == 0) best = std::max(best, location.scope);
  }
  return best;
}

void Judge::conclude(const OfPerson& person, const OfFees& fees) {
  Filters near = 0;
  Filters not_on_record = 0;
  bool located = false;
  verdict_.km = -1;
  for (const JudgedLocation& location : verdict_.locations) {
    if (location.fails == 0) {
      if (!located || location.km < verdict_.km) verdict_.km = location.km;
      located = true;
    } else if (one_at_most(location.fails)) {
      near |= location.fails;
      not_on_record |= location.fails & location.not_on_record;
    }
  }
  if (!located && (near == 0 || person.fails != 0 || !fees.passes)) return;
  verdict_.scope = scope_without(0);
  const bool scope = scope_suffices(verdict_.scope);
  const Filters approach = bit_of(Filter::kApproach);
  verdict_.but_approach = (person.fails & ~approach) == 0 && fees.passes && located;
  verdict_.but_jurisdiction =
      person.fails == 0 && fees.passes && (located || (near & bit_of(Filter::kJurisdiction)) != 0);
  if (!located) {
    for (Filters rest = near; rest != 0; rest &= rest - 1) {
      const Filters filter = rest & (~rest + 1);
      if (scope_suffices(scope_without(filter))) verdict_.unknown_alone |= filter & not_on_record;
    }
  } else if (!scope) {
    if (person.fails == 0 && fees.passes && state_of_strength(verdict_.scope) == ChecklistState::kUnknown)
      verdict_.unknown_alone = kScopeFilter;
  } else if (person.fails != 0) {
    verdict_.fails_alone = person.fails;
    verdict_.unknown_alone = person.fails & person.not_on_record;
  } else if (!fees.passes) {
    verdict_.unknown_alone = fees.near & fees.not_on_record;
  } else {
    verdict_.matches = true;
  }
}

}  // namespace stillpoint::search
