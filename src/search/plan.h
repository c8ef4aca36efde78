#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "domain/search_query.h"
#include "search/values.h"
#include "search/words.h"

namespace stillpoint::search {

/// A set of filters, one bit each.
using Filters = std::uint32_t;
static_assert(domain::kFilters <= 32);
constexpr Filters bit_of(domain::Filter filter) {
  return Filters{1} << static_cast<unsigned>(filter);
}

/// How item 4 stands, as a number whose order is that of domain::strength; 0 where nothing was asked.
using Strength = std::uint8_t;
Strength strength_of(domain::ChecklistState state);
domain::ChecklistState state_of_strength(Strength strength);
constexpr std::size_t kStrengths = 6;

/// Filters that a location answers, and those that a price line answers: all of one group must hold of one
/// and the same location, or line.
constexpr Filters kLocationFilters = bit_of(domain::Filter::kPlace) | bit_of(domain::Filter::kJurisdiction) |
                                     bit_of(domain::Filter::kAccepting) |
                                     bit_of(domain::Filter::kHomeVisits) |
                                     bit_of(domain::Filter::kWheelchair);
constexpr Filters kFeeFilters = bit_of(domain::Filter::kMaxPrice) |
                                bit_of(domain::Filter::kMinSessionMinutes) |
                                bit_of(domain::Filter::kSlidingScale);
constexpr Filters kScopeFilter = bit_of(domain::Filter::kRequireScope);

/// A query in the numbers of the index: what each value means for it.
struct Plan {
  /// What a value says about the query.
  struct Role {
    Filters satisfies = 0;       ///< Filters that hold where the value is.
    Filters not_on_record = 0;   ///< Filters of which the value says that there is no record.
    std::uint8_t condition = 0;  ///< For a condition asked: 1 met, 2 partly, 3 not met.
    Strength sought_scope = 0;   ///< Item 4 for an approach sought.
    Strength licence_alone = 0;  ///< Item 4 for no approach.
    Strength scope = 0;          ///< Item 4 for the approach whose value is `approach`.
    bool jurisdiction = false;   ///< Whether it is a jurisdiction.
    ValueId approach = 0;
  };

  Plan(const domain::SearchQuery& query, const ValueTable& values);

  domain::SearchTerms terms;
  Filters active = 0;
  Filters of_person = 0;    ///< Active filters that neither a location, a line nor item 4 answers.
  Filters of_location = 0;  ///< Active filters that a location answers.
  Filters of_fees = 0;
  bool require_scope = false;
  std::array<bool, kStrengths> scope_suffices{};  ///< Whether item 4 at this strength meets its require.
  std::array<bool, domain::kChecklistStates> condition_suffices{};
  std::vector<Role> roles;       ///< By value.
  std::vector<ValueKind> kinds;  ///< By value.
  /// The same the other way round: the values that satisfy a filter, and those that say nothing is on record.
  std::array<std::vector<ValueId>, domain::kFilters> satisfying;
  std::array<std::vector<ValueId>, domain::kFilters> not_on_record;
  /// The values of item 4 that count, by strength: of the approaches sought, and of the licence alone.
  std::array<std::vector<ValueId>, kStrengths> sought_scope;
  std::array<std::vector<ValueId>, kStrengths> licence_alone;
  std::vector<QueryWord> words;
  std::optional<ValueId> currency;  ///< Nothing where nobody has a price in it, or none was asked.
  std::size_t facets = 0;           ///< How many are asked.
  Filters counted_alone = 0;        ///< Active filters whose alternatives a facet counts that was asked.

  [[nodiscard]] bool asks(domain::Facet facet) const;
  [[nodiscard]] bool has(domain::Filter filter) const { return (active & bit_of(filter)) != 0; }
  /// Whether the order of `best` is the same as if nothing had been asked.
  [[nodiscard]] bool plain_merit() const {
    return terms.conditions.empty() && terms.approaches.empty() && words.empty() && !terms.near;
  }

 private:
  void take_choices(const ValueTable& values);
  void take_records(const ValueTable& values);
  void take_items(const domain::SearchQuery& query, const ValueTable& values);
  void take_scope(const ValueTable& values);
  void invert_roles();
  void take_facets();
};

}  // namespace stillpoint::search
