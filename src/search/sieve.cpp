#include "search/sieve.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace stillpoint::search {
namespace {

using namespace domain;

// What counting costs, measured with bench/search_bench at 1,000,000 rows: a bitmap goes by at this many rows
// a nanosecond; a row's values are read, from wherever they lie, in about so many nanoseconds.
constexpr std::int64_t kRowsCountedPerNs = 200;
constexpr std::int64_t kRowReadNs = 100;

Bitmap everybody(const Segment& segment) {
  Bitmap rows(segment.rows());
  rows.fill(true);
  return rows;
}

void add_values(const Segment& segment, const std::vector<ValueId>& values, Bitmap& rows) {
  for (const ValueId value : values) segment.posting(value).add_to(rows);
}

RowSet rows_with_any(const Segment& segment, const std::vector<ValueId>& values) {
  if (values.size() == 1 && segment.posting(values.front()).dense())
    return RowSet(&segment.posting(values.front()).bitmap());
  Bitmap rows(segment.rows());
  add_values(segment, values, rows);
  return RowSet(std::move(rows));
}

RowSet rows_between(const Segment& segment, std::span<const std::int32_t> column, std::int32_t low,
                    std::int32_t high) {
  Bitmap rows(segment.rows());
  bit_kernels().between(rows.words().data(), column.data(), column.size(), low, high);
  return RowSet(std::move(rows));
}

RowSet rows_priced(const Plan& plan, const Segment& segment) {
  Bitmap rows(segment.rows());
  if (!plan.currency) return RowSet(std::move(rows));
  const auto highest = static_cast<std::int32_t>(
      std::min<std::int64_t>(plan.terms.max_price->minor, std::int64_t{kNoPrice} - 1));
  bit_kernels().between(rows.words().data(), segment.lowest_minor().data(), segment.rows(), 0, highest);
  const auto currency = static_cast<std::int32_t>(*plan.currency);
  rows.keep(rows_between(segment, segment.lowest_currency(), currency, currency).rows());
  rows.add(segment.several_currencies());  // the lowest may be in another one
  return RowSet(std::move(rows));
}

ItemRows condition_rows(const Plan& plan, const Segment& segment, const ValueTable& values) {
  ItemRows item{.met = everybody(segment),
                .partly = everybody(segment),
                .not_applicable = Bitmap(segment.rows()),
                .not_met = Bitmap(segment.rows())};
  for (const ConditionKey& key : plan.terms.conditions) {
    const auto take = [&](ValueKind kind, Bitmap& rows) {
      if (const auto value = values.find(kind, key.value)) segment.posting(*value).add_to(rows);
    };
    Bitmap declared(segment.rows());
    take(ValueKind::kConditionMet, declared);
    item.met.keep(declared);
    take(ValueKind::kConditionPartly, declared);
    item.partly.keep(declared);
    take(ValueKind::kConditionNotMet, item.not_met);
  }
  item.met.remove(item.not_met);
  item.partly.remove(item.not_met);
  item.partly.remove(item.met);
  return item;
}

Bitmap rows_sufficing(const ItemRows& item, bool partly_suffices) {
  Bitmap rows = item.met;
  rows.add(item.not_applicable);
  if (partly_suffices) rows.add(item.partly);
  return rows;
}

/// The rows that pass one filter by their values or columns, as wide as can be for special rows.
RowSet rows_passing(const Plan& plan, const Segment& segment, Filter filter) {
  switch (filter) {
    case Filter::kMinTrainingHours:
      return rows_between(segment, segment.training_hours(), *plan.terms.min_training_hours, INT32_MAX);
    case Filter::kMinSessionMinutes:
      return rows_between(segment, segment.longest_minutes(), *plan.terms.min_session_minutes, INT32_MAX);
    case Filter::kMaxPrice:
      return rows_priced(plan, segment);
    case Filter::kWords:
    case Filter::kPlace:
    case Filter::kJurisdiction:
    case Filter::kAccepting:
    case Filter::kHomeVisits:
    case Filter::kWheelchair:
    case Filter::kProfession:
    case Filter::kApproach:
    case Filter::kSchool:
    case Filter::kLanguage:
    case Filter::kPopulation:
    case Filter::kGender:
    case Filter::kCredential:
    case Filter::kCertified:
    case Filter::kSlidingScale:
    case Filter::kRequireCertification:
    case Filter::kRequireCondition:
    case Filter::kRequireReviews:
    case Filter::kRequireScope:
    case Filter::kRequireFees:
      break;
  }
  return rows_with_any(segment, plan.satisfying[static_cast<std::size_t>(filter)]);
}

bool single(Filters filters) {
  return (filters & (filters - 1)) == 0;
}

}  // namespace

ChecklistState ItemRows::state_of(Row row) const {
  if (met.test(row)) return ChecklistState::kMet;
  if (partly.test(row)) return ChecklistState::kPartly;
  if (not_applicable.test(row)) return ChecklistState::kNotApplicable;
  return not_met.test(row) ? ChecklistState::kNotMet : ChecklistState::kUnknown;
}

Sieve::Sieve(const Plan& plan, const Part& part, const ValueTable& values, const WordHits* words,
             const Inside* inside)
    : plan_(plan), part_(part), segment_(*part.segment), values_(values) {
  if (!plan.terms.conditions.empty()) condition_ = condition_rows(plan, segment_, values);
  if (plan.of_location != 0 && !plan.require_scope && segment_.branches() > 0)
    branches_.emplace(plan, segment_, values, inside);
  find_scope();
  find_special();
  find_passing(words, inside);
  sift();
}

void Sieve::keep_state(const ItemRows& item, ChecklistState state, Bitmap& rows) {
  switch (state) {
    case ChecklistState::kMet:
      return rows.keep(item.met);
    case ChecklistState::kPartly:
      return rows.keep(item.partly);
    case ChecklistState::kNotApplicable:
      return rows.keep(item.not_applicable);
    case ChecklistState::kNotMet:
      return rows.keep(item.not_met);
    case ChecklistState::kUnknown:
    case ChecklistState::kNotAsked:
      rows.remove(item.met);
      rows.remove(item.partly);
      rows.remove(item.not_applicable);
      rows.remove(item.not_met);
      return;
  }
}

void Sieve::keep_failed(bool failed, Bitmap& rows) const {
  const auto value = values_.find(ValueKind::kCertificationState, name_of(ChecklistState::kNotMet));
  const RowSet failing = rows_with_any(segment_, value ? std::vector{*value} : std::vector<ValueId>{});
  if (failed) {
    rows.keep(failing.rows());
  } else {
    rows.remove(failing.rows());
  }
}

/// Item 4, where it is not the same whatever is asked.
void Sieve::find_scope() {
  const bool ranks = plan_.terms.sort == Sort::kBest && (!plan_.terms.approaches.empty() || branches_);
  if (!plan_.require_scope && !ranks && !plan_.asks(Facet::kScopeOfPractice)) return;
  ScopeSets sets = scope_sets_of_rows(plan_, segment_);
  if (branches_) {
    const ScopeSets at_branches = branches_->scope_sets();
    for (std::size_t strength = 1; strength < kStrengths; ++strength) {
      sets[strength].remove(segment_.several_locations());
      sets[strength].add(at_branches[strength]);
    }
  }
  keep_best(sets);
  scope_ = ItemRows{.met = std::move(sets[strength_of(ChecklistState::kMet)]),
                    .partly = std::move(sets[strength_of(ChecklistState::kPartly)]),
                    .not_applicable = std::move(sets[strength_of(ChecklistState::kNotApplicable)]),
                    .not_met = std::move(sets[strength_of(ChecklistState::kNotMet)])};
}

ChecklistState Sieve::condition(Row row) const {
  return condition_ ? condition_->state_of(row) : ChecklistState::kNotAsked;
}

ChecklistState Sieve::scope(Row row) const {
  return scope_ ? scope_->state_of(row) : segment_.standing(row).scope;
}

/// Rows with several locations, where item 4 is required at one of them that matches; rows with several
/// prices, where several things are asked of one.
void Sieve::find_special() {
  const bool by_location =
      plan_.require_scope && (plan_.of_location != 0 || plan_.asks(Facet::kJurisdiction));
  const bool by_line = !single(plan_.of_fees);
  const bool by_currency = plan_.has(Filter::kMaxPrice);
  if (!by_location && !by_line && !by_currency) return;
  special_ = Bitmap(segment_.rows());
  if (by_location) special_.add(segment_.several_locations());
  if (by_line) special_.add(segment_.several_prices());
  if (by_currency) special_.add(segment_.several_currencies());
}

/// For each filter the rows that pass it.
void Sieve::find_passing(const WordHits* words, const Inside* inside) {
  for (std::size_t i = 0; i < kFilters; ++i) {
    const auto filter = static_cast<Filter>(i);
    if (!plan_.has(filter)) continue;
    if (filter == Filter::kWords) {
      passing_.emplace_back(filter, RowSet(&words->at[kWordClasses - 1]));
    } else if (filter == Filter::kPlace) {
      passing_.emplace_back(filter, RowSet(&inside->rows));
    } else if (filter == Filter::kRequireCondition) {
      const bool partly = plan_.condition_suffices[static_cast<std::size_t>(ChecklistState::kPartly)];
      passing_.emplace_back(filter, RowSet(rows_sufficing(*condition_, partly)));
    } else if (filter == Filter::kRequireScope) {
      const bool partly = plan_.scope_suffices[strength_of(ChecklistState::kPartly)];
      Bitmap rows = rows_sufficing(*scope_, partly);
      if (special_.size() != 0) rows.add(special_);  // at some of their locations it may suffice
      passing_.emplace_back(filter, RowSet(std::move(rows)));
    } else if (filter == Filter::kSlidingScale) {
      Bitmap rows(segment_.rows());
      if (const auto sliding = values_.find(ValueKind::kSliding, "")) segment_.posting(*sliding).add_to(rows);
      passing_.emplace_back(filter, RowSet(std::move(rows)));
    } else {
      passing_.emplace_back(filter, rows_passing(plan_, segment_, filter));
    }
    if (branches_ && (kLocationFilters & bit_of(filter)) != 0) {
      // Those with several locations are told by their branches, all filters in one.
      Bitmap rows = passing_.back().second.rows();
      rows.add(segment_.several_locations());
      passing_.back().second = RowSet(std::move(rows));
    }
  }
}

/// Who fails no filter, and who exactly one.
void Sieve::sift() {
  Bitmap once(segment_.rows());
  Bitmap twice(segment_.rows());
  const auto fail = [&](const Bitmap& pass) {
    bit_kernels().fail(once.words().data(), twice.words().data(), pass.words().data(), pass.words().size());
  };
  for (const auto& [filter, rows] : passing_) fail(rows.rows());
  if (branches_) {
    Bitmap pass = segment_.several_locations();
    pass.invert();
    pass.add(branches_->passing());
    fail(pass);
    pass.add(branches_->almost());
    fail(pass);
  }
  Bitmap live = everybody(segment_);
  if (part_.dead) live.remove(*part_.dead);
  doubtful_ = Bitmap(segment_.rows());
  if (special_.size() != 0) {
    doubtful_ = special_;
    doubtful_.keep(live);
    doubtful_.remove(twice);
    live.remove(special_);
  }
  matches_ = live;
  matches_.remove(once);
  Bitmap alone = std::move(once);
  alone.remove(twice);
  alone.keep(live);
  find_failing_alone(alone);
}

void Sieve::find_failing_alone(const Bitmap& alone) {
  for (const auto& [filter, rows] : passing_) {
    Bitmap failing = alone;
    failing.remove(rows.rows());
    if (branches_ && (kLocationFilters & bit_of(filter)) != 0) {
      Bitmap wanting = branches_->wanting(filter);
      wanting.keep(alone);
      failing.add(wanting);
    }
    failing_alone_.emplace_back(filter, std::move(failing));
  }
}

const Bitmap& Sieve::failing_alone(Filter filter) const {
  return std::find_if(failing_alone_.begin(), failing_alone_.end(),
                      [filter](const auto& pair) { return pair.first == filter; })
      ->second;
}

void Sieve::count(Tally& tally) const {
  const std::int64_t total = matches_.count();
  tally.total += total;
  count_unknown(tally);
  if (plan_.asks(Facet::kConditionExperience)) {
    if (condition_) {
      count_item(*condition_, tally.condition);
    } else {
      tally.condition[static_cast<std::size_t>(ChecklistState::kNotAsked)] += total;
    }
  }
  if (plan_.asks(Facet::kScopeOfPractice)) count_item(*scope_, tally.scope);
  for (const Facet facet : plan_.terms.facets) count_facet(facet, tally);
}

void Sieve::count_item(const ItemRows& item, std::array<std::int64_t, kChecklistStates>& counts) const {
  const auto at = [&counts](ChecklistState state) -> std::int64_t& {
    return counts[static_cast<std::size_t>(state)];
  };
  const std::int64_t met = matches_.count_with(item.met);
  const std::int64_t partly = matches_.count_with(item.partly);
  const std::int64_t not_applicable = matches_.count_with(item.not_applicable);
  const std::int64_t not_met = matches_.count_with(item.not_met);
  at(ChecklistState::kMet) += met;
  at(ChecklistState::kPartly) += partly;
  at(ChecklistState::kNotApplicable) += not_applicable;
  at(ChecklistState::kNotMet) += not_met;
  at(ChecklistState::kUnknown) += matches_.count() - met - partly - not_applicable - not_met;
}

void Sieve::count_unknown(Tally& tally) const {
  const auto unknown_in = [](const ItemRows& item, const Bitmap& rows) {
    return rows.count() - rows.count_with(item.met) - rows.count_with(item.partly) -
           rows.count_with(item.not_applicable) - rows.count_with(item.not_met);
  };
  for (const auto& [filter, failing] : failing_alone_) {
    std::int64_t& count = tally.unknown_excluded[static_cast<std::size_t>(filter)];
    if (filter == Filter::kRequireCondition) {
      count += unknown_in(*condition_, failing);
    } else if (filter == Filter::kRequireScope) {
      count += unknown_in(*scope_, failing);
    } else if (filter == Filter::kSlidingScale) {
      if (const auto value = values_.find(ValueKind::kSlidingNotStated, ""))
        count += segment_.posting(*value).count_in(failing);
    } else if (branches_ && (kLocationFilters & bit_of(filter)) != 0) {
      count += failing.count_with(branches_->unknown(filter));
      Bitmap of_one_location = failing;
      of_one_location.remove(segment_.several_locations());
      for (const ValueId value : plan_.not_on_record[static_cast<std::size_t>(filter)])
        count += segment_.posting(value).count_in(of_one_location);
    } else {
      for (const ValueId value : plan_.not_on_record[static_cast<std::size_t>(filter)])
        count += segment_.posting(value).count_in(failing);
    }
  }
}

void Sieve::count_facet(Facet facet, Tally& tally) const {
  const std::optional<ValueKind> kind = value_kind_of(facet);
  if (!kind) return;
  if (facet == Facet::kApproach && plan_.require_scope) return count_approaches(tally);
  const bool elsewhere_matters = (plan_.of_location & ~bit_of(Filter::kJurisdiction)) != 0;
  if (facet == Facet::kJurisdiction && branches_ && elsewhere_matters) return count_jurisdictions(tally);
  const Filters chosen_by = facet == Facet::kJurisdiction ? bit_of(Filter::kJurisdiction) : filter_of(*kind);
  if ((plan_.active & chosen_by) == 0) return count_values(*kind, matches_, matches_.count(), tally);
  Bitmap base = matches_;
  base.add(failing_alone(static_cast<Filter>(std::countr_zero(chosen_by))));
  count_values(*kind, base, base.count(), tally);
}

/// Whether it takes less time to look at each row than at each value.
bool Sieve::counts_one_by_one(ValueKind kind, std::int64_t base_count) const {
  std::int64_t by_value_ns = 0;
  for (const ValueId value : values_.of(kind)) {
    const Posting& posting = segment_.posting(value);
    by_value_ns += posting.dense() ? segment_.rows() / kRowsCountedPerNs : posting.count();
  }
  return base_count * kRowReadNs < by_value_ns;
}

void Sieve::count_values(ValueKind kind, const Bitmap& base, std::int64_t base_count, Tally& tally) const {
  if (!counts_one_by_one(kind, base_count)) {
    for (const ValueId value : values_.of(kind))
      tally.values[value] += segment_.posting(value).count_in(base);
    return;
  }
  if (kind != ValueKind::kJurisdiction) {
    base.for_each([&](Row row) {
      for (const ValueId value : segment_.values(row))
        tally.values[value] += plan_.kinds[value] == kind ? 1 : 0;
    });
    return;
  }
  std::vector<ValueId> seen;
  base.for_each([&](Row row) {
    seen.clear();
    for (std::uint32_t i = segment_.location_begin(row); i < segment_.location_begin(row + 1); ++i) {
      for (const ValueId value : segment_.location_values(i)) {
        if (plan_.kinds[value] == kind && std::find(seen.begin(), seen.end(), value) == seen.end())
          seen.push_back(value);
      }
    }
    for (const ValueId value : seen) ++tally.values[value];
  });
}

/// Jurisdictions where other filters hold at the same location: those of one location by bitmaps, those of
/// several branch by branch.
void Sieve::count_jurisdictions(Tally& tally) const {
  Bitmap base = matches_;
  if (plan_.has(Filter::kJurisdiction)) base.add(failing_alone(Filter::kJurisdiction));
  Bitmap several = base;
  several.keep(segment_.several_locations());
  base.remove(several);
  count_values(ValueKind::kJurisdiction, base, base.count(), tally);
  std::vector<ValueId> seen;
  several.for_each([&](Row row) {
    seen.clear();
    const std::uint32_t first = segment_.location_begin(row);
    const std::uint32_t branch = segment_.branch_of(first);
    for (std::uint32_t i = first; i < segment_.location_begin(row + 1); ++i) {
      if (!branches_->passes_but_jurisdiction(branch + (i - first))) continue;
      for (const ValueId value : segment_.location_values(i)) {
        if (plan_.roles[value].jurisdiction && std::find(seen.begin(), seen.end(), value) == seen.end())
          seen.push_back(value);
      }
    }
    for (const ValueId value : seen) ++tally.values[value];
  });
}

/// What the total would be for each approach, where item 4 is required of it.
void Sieve::count_approaches(Tally& tally) const {
  Bitmap base = everybody(segment_);
  if (part_.dead) base.remove(*part_.dead);
  if (special_.size() != 0) base.remove(special_);
  for (const auto& [filter, rows] : passing_) {
    if (filter != Filter::kApproach && filter != Filter::kRequireScope) base.keep(rows.rows());
  }
  const bool partly_suffices = plan_.scope_suffices[strength_of(ChecklistState::kPartly)];
  for (const ValueId approach : values_.of(ValueKind::kApproach)) {
    const auto rows_at = [&](ChecklistState state) {
      Bitmap rows(segment_.rows());
      if (const auto value = values_.find(scope_kind(state), values_.key(approach)))
        segment_.posting(*value).add_to(rows);
      return rows;
    };
    // Partly outranks not_applicable: it spoils it, unless it suffices itself.
    Bitmap suffices = rows_at(ChecklistState::kNotApplicable);
    if (partly_suffices) {
      suffices.add(rows_at(ChecklistState::kPartly));
    } else {
      suffices.remove(rows_at(ChecklistState::kPartly));
    }
    suffices.add(rows_at(ChecklistState::kMet));
    tally.approaches[approach] += suffices.count_with(base);
  }
}

}  // namespace stillpoint::search
