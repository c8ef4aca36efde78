#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "search/plan.h"
#include "search/segment.h"

namespace stillpoint::search {

/// How one location of a row stands to the query.
struct JudgedLocation {
  std::uint32_t location = 0;  ///< Its number in the segment.
  Filters fails = 0;           ///< Of the filters that a location answers.
  Filters not_on_record = 0;   ///< Of these, those of which nothing is on record here.
  Strength scope = 0;          ///< Item 4 here.
  double km = 0;               ///< From the place; meaningful where there is a place and a point.
};

/// How one row stands to the query.
struct Verdict {
  bool matches = false;
  /// Filters without which it would match and of which nothing is on record.
  Filters unknown_alone = 0;
  /// Filters without which it would match, of those that a practitioner's own values answer.
  Filters fails_alone = 0;
  /// All but the filter by approach, and item 4 with it, hold.
  bool but_approach = false;
  /// All but the filter by jurisdiction, and item 4 with it, hold; see `locations`.
  bool but_jurisdiction = false;
  domain::ChecklistState condition = domain::ChecklistState::kNotAsked;  ///< Item 2.
  Strength scope = 0;                                                    ///< Item 4, at matching locations.
  double km = 0;                                                         ///< To the nearest that matches.
  std::vector<JudgedLocation> locations;
};

/// Judges rows of a segment, one by one and exactly: every filter, and what would be without it.
/// Not thread-safe: one judge per search.
class Judge {
 public:
  /// @param words null where the query has no words.
  Judge(const Plan& plan, const Segment& segment, const WordHits* words)
      : plan_(plan), segment_(segment), words_(words) {}

  /// The verdict on a row; good until the next call.
  const Verdict& judge(Row row);
  /// The verdict on the locations alone of a row that is known to match.
  const Verdict& judge_known(Row row);

  /// Item 4 over the judged locations that pass all of the location filters but those in `without`:
  /// for the approaches sought.
  [[nodiscard]] Strength scope_without(Filters without) const;

 private:
  struct OfPerson {
    Filters fails = 0;
    Filters not_on_record = 0;
  };
  struct OfFees {
    bool passes = true;
    Filters near = 0;  ///< Filters without which some line would pass.
    Filters not_on_record = 0;
  };
  OfPerson judge_person(Row row);
  OfFees judge_fees(Row row, Filters not_on_record) const;
  void judge_locations(Row row);
  [[nodiscard]] Filters fails_of_line(const EntryFee& line) const;
  void conclude(const OfPerson& person, const OfFees& fees);
  [[nodiscard]] bool scope_suffices(Strength strength) const {
    return !plan_.require_scope || plan_.scope_suffices[strength];
  }

  const Plan& plan_;
  const Segment& segment_;
  const WordHits* words_;
  Verdict verdict_;
};

}  // namespace stillpoint::search
