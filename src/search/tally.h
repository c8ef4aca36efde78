#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "domain/search_page.h"
#include "search/judge.h"

namespace stillpoint::search {

/// What is counted beside a result, summed over segments.
struct Tally {
  explicit Tally(std::size_t value_count) : values(value_count), approaches(value_count) {}

  std::int64_t total = 0;
  std::array<std::int64_t, domain::kFilters> unknown_excluded{};
  std::vector<std::int64_t> values;      ///< What `total` would be if the value were chosen in its filter.
  std::vector<std::int64_t> approaches;  ///< The same of approaches where item 4 is required.
  std::array<std::int64_t, domain::kChecklistStates> condition{};  ///< Matches by state of item 2,
  std::array<std::int64_t, domain::kChecklistStates> scope{};      ///< and of item 4.
};

/// Adds verdicts to a tally. Not thread-safe.
class Counter {
 public:
  Counter(const Plan& plan, const Segment& segment, const ValueTable& values, Tally& tally)
      : plan_(plan), segment_(segment), values_(values), tally_(tally) {}

  void count(Row row, const Verdict& verdict);

 private:
  void count_facets(Row row, const Verdict& verdict);
  void count_jurisdictions(const Verdict& verdict);
  void count_approaches(const Verdict& verdict);
  [[nodiscard]] bool of_filter(ValueId value, Filters filter) const;

  const Plan& plan_;
  const Segment& segment_;
  const ValueTable& values_;
  Tally& tally_;
  std::vector<std::pair<ValueId, Strength>> best_;  ///< Reused between rows.
};

/// The values that a facet counts; nothing for the items that depend on the question.
std::optional<ValueKind> value_kind_of(domain::Facet facet);
/// The filter whose alternatives a practitioner's values of a kind are; none where they are none's.
Filters filter_of(ValueKind kind);

/// The counts of the facets that were asked.
std::vector<domain::FacetCounts> facet_counts(const Plan& plan, const Tally& tally, const ValueTable& values);

}  // namespace stillpoint::search
