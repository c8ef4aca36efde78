#include "search/sieve.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace stillpoint::search {
namespace {

using namespace domain;

/// Below this share of the rows, matches are counted one by one; above it, value by value.
constexpr std::int64_t kCountOneByOneShare = 24;

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

ItemRows scope_rows(const Plan& plan, const Segment& segment) {
  std::array<Bitmap, kStrengths> at;
  const bool sought = !plan.terms.approaches.empty();
  Bitmap offering(sought ? segment.rows() : 0);
  if (sought) {
    for (std::size_t strength = 1; strength < kStrengths; ++strength)
      add_values(segment, plan.sought_scope[strength], offering);
  }
  for (std::size_t strength = 1; strength < kStrengths; ++strength) {
    at[strength] = Bitmap(segment.rows());
    add_values(segment, plan.licence_alone[strength], at[strength]);
    if (!sought) continue;
    at[strength].remove(offering);
    add_values(segment, plan.sought_scope[strength], at[strength]);
  }
  // The best decides: take the better away from the worse.
  for (std::size_t better = kStrengths - 1; better > 1; --better) {
    for (std::size_t worse = better - 1; worse > 0; --worse) at[worse].remove(at[better]);
  }
  return {.met = std::move(at[strength_of(ChecklistState::kMet)]),
          .partly = std::move(at[strength_of(ChecklistState::kPartly)]),
          .not_applicable = std::move(at[strength_of(ChecklistState::kNotApplicable)]),
          .not_met = std::move(at[strength_of(ChecklistState::kNotMet)])};
}

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

Sieve::Sieve(const Plan& plan, const Part& part, const ValueTable& values, const WordHits* words,
             const Bitmap* near)
    : plan_(plan), part_(part), segment_(*part.segment), values_(values) {
  if (!plan.terms.conditions.empty()) condition_ = condition_rows(plan, segment_, values);
  const bool merit_by_scope = plan.terms.sort == Sort::kBest && !plan.terms.approaches.empty();
  if (plan.require_scope || merit_by_scope || plan.asks(Facet::kScopeOfPractice))
    scope_ = scope_rows(plan, segment_);
  find_special();
  sift(words, near);
}

ChecklistState Sieve::condition(Row row) const {
  return condition_ ? condition_->state_of(row) : ChecklistState::kNotAsked;
}

ChecklistState Sieve::scope(Row row) const {
  return scope_ ? scope_->state_of(row) : segment_.standing(row).scope;
}

/// Rows with several locations, where the query asks for one and the same or counts by it; rows with several
/// prices likewise.
void Sieve::find_special() {
  const bool by_location =
      plan_.of_location != 0 || (plan_.require_scope && plan_.asks(Facet::kJurisdiction));
  const bool by_line = !single(plan_.of_fees);
  const bool by_currency = plan_.has(Filter::kMaxPrice);
  if (!by_location && !by_line && !by_currency) return;
  special_ = Bitmap(segment_.rows());
  if (by_location) special_.add(segment_.several_locations());
  if (by_line) special_.add(segment_.several_prices());
  if (by_currency) special_.add(segment_.several_currencies());
}

void Sieve::sift(const WordHits* words, const Bitmap* near) {
  for (std::size_t i = 0; i < kFilters; ++i) {
    const auto filter = static_cast<Filter>(i);
    if (!plan_.has(filter)) continue;
    if (filter == Filter::kWords) {
      passing_.emplace_back(filter, RowSet(&words->at[kWordClasses - 1]));
    } else if (filter == Filter::kPlace) {
      passing_.emplace_back(filter, RowSet(near));
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
  }
  Bitmap once(segment_.rows());
  Bitmap twice(segment_.rows());
  for (const auto& [filter, rows] : passing_)
    bit_kernels().fail(once.words().data(), twice.words().data(), rows.rows().words().data(),
                       once.words().size());
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
  for (const auto& [filter, rows] : passing_) {
    Bitmap failing = alone;
    failing.remove(rows.rows());
    failing_alone_.emplace_back(filter, std::move(failing));
  }
}

const Bitmap& Sieve::passing(Filter filter) const {
  return std::find_if(passing_.begin(), passing_.end(),
                      [filter](const auto& pair) { return pair.first == filter; })
      ->second.rows();
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
  const Filters chosen_by = facet == Facet::kJurisdiction ? bit_of(Filter::kJurisdiction) : filter_of(*kind);
  if ((plan_.active & chosen_by) == 0) return count_values(*kind, matches_, matches_.count(), tally);
  Bitmap base = matches_;
  base.add(failing_alone(static_cast<Filter>(std::countr_zero(chosen_by))));
  count_values(*kind, base, base.count(), tally);
}

void Sieve::count_values(ValueKind kind, const Bitmap& base, std::int64_t base_count, Tally& tally) const {
  if (base_count * kCountOneByOneShare > segment_.rows()) {
    for (const ValueId value : values_.of(kind))
      tally.values[value] += segment_.posting(value).count_in(base);
    return;
  }
  const auto& of_kind = plan_.kinds;
  if (kind != ValueKind::kJurisdiction) {
    base.for_each([&](Row row) {
      for (const ValueId value : segment_.values(row)) tally.values[value] += of_kind[value] == kind ? 1 : 0;
    });
    return;
  }
  std::vector<ValueId> seen;
  base.for_each([&](Row row) {
    seen.clear();
    for (std::uint32_t i = segment_.location_begin(row); i < segment_.location_begin(row + 1); ++i) {
      for (const ValueId value : segment_.location_values(i)) {
        if (of_kind[value] == kind && std::find(seen.begin(), seen.end(), value) == seen.end())
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
