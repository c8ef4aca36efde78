#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "search/judge.h"
#include "search/select.h"
#include "search/snapshot.h"
#include "search/tally.h"

namespace stillpoint::search {

/// Calls `visit(row)` once for every live row that could match, or could but for what is not on record:
/// near a place those of the cells around it and those without a point, else all. Ascending.
template <class Visit>
void for_each_candidate(const Plan& plan, const Part& part, const ValueTable& values, Visit visit) {
  const Segment& segment = *part.segment;
  if (!plan.terms.near) {
    for (Row row = 0; row < segment.rows(); ++row) {
      if (!part.is_dead(row)) visit(row);
    }
    return;
  }
  std::vector<Row> rows;
  segment.grid().for_each_run(
      plan.terms.near->point, plan.terms.near->radius_km, [&](std::uint32_t first, std::uint32_t last) {
        for (const std::uint32_t location : segment.grid().numbers().subspan(first, last - first))
          rows.push_back(segment.row_of_location(location));
      });
  if (const auto nowhere =
          values.find(ValueKind::kLocationUnknown, domain::name_of(domain::Filter::kPlace))) {
    const Posting& posting = segment.posting(*nowhere);
    if (posting.dense()) {
      posting.bitmap().for_each([&rows](Row row) { rows.push_back(row); });
    } else {
      rows.insert(rows.end(), posting.list().begin(), posting.list().end());
    }
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  for (const Row row : rows) {
    if (!part.is_dead(row)) visit(row);
  }
}

}  // namespace stillpoint::search
