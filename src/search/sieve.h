#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "search/bitmap.h"
#include "search/branch_sieve.h"
#include "search/order.h"
#include "search/plan.h"
#include "search/snapshot.h"
#include "search/tally.h"
#include "search/words.h"

namespace stillpoint::search {

/// A set of rows that is either one of the segment's bitmaps or one made for this query.
class RowSet {
 public:
  explicit RowSet(const Bitmap* kept) : kept_(kept) {}
  explicit RowSet(Bitmap made) : made_(std::move(made)) {}
  [[nodiscard]] const Bitmap& rows() const { return kept_ != nullptr ? *kept_ : made_; }

 private:
  const Bitmap* kept_ = nullptr;
  Bitmap made_;
};

/// Where an item of the checklist that depends on the question stands, as one set of rows per state. The rows
/// of no set are unknown.
struct ItemRows {
  Bitmap met, partly, not_applicable, not_met;
  [[nodiscard]] domain::ChecklistState state_of(Row row) const;
};

/// Matches that what is asked ranks alike.
struct MeritGroup {
  bool bare = false;       ///< Ranked by what stands fast without item 4; else with it.
  std::int64_t shift = 0;  ///< To add to such a rank.
};

/// A query carried out on whole bitmaps: for each filter the rows that pass, then in one go who passes all of
/// them and who fails exactly one.
///
/// Rows with several locations are told location by location (BranchSieve). A few rows cannot be told by
/// bitmaps alone: those with several locations where item 4 is required at them, and those with several
/// prices where the query wants several things of one and the same. For them the sets are as wide as can be,
/// and who could still match is left to the judge.
class Sieve {
 public:
  /// @param words null where the query has no words. @param inside null where it has no place.
  Sieve(const Plan& plan, const Part& part, const ValueTable& values, const WordHits* words,
        const Inside* inside);

  /// Rows that match, told by bitmaps alone.
  [[nodiscard]] const Bitmap& matches() const { return matches_; }
  /// Rows for the judge.
  [[nodiscard]] const Bitmap& doubtful() const { return doubtful_; }
  /// Adds what the matches and those who fail one filter alone amount to.
  void count(Tally& tally) const;

  /// Items 2 and 4 of a match.
  [[nodiscard]] domain::ChecklistState condition(Row row) const;
  [[nodiscard]] domain::ChecklistState scope(Row row) const;
  /// Calls `visit(matches, group)` for the groups that together are all matches.
  template <class Visit>
  void for_each_group(const WordHits* words, Visit visit) const;
  /// Whether the merit of this match depends on which of its locations match.
  [[nodiscard]] bool by_branches(Row row) const {
    return branches_ && segment_.several_locations().test(row);
  }
  /// Calls `visit(location)` for each location of a match that passes the filters of location.
  template <class Visit>
  void for_each_matching_location(Row row, Visit visit) const {
    const std::uint32_t first = segment_.location_begin(row);
    const std::uint32_t last = segment_.location_begin(row + 1);
    const std::uint32_t branch = by_branches(row) ? segment_.branch_of(first) : 0;
    for (std::uint32_t i = first; i < last; ++i) {
      if (!by_branches(row) || branches_->passes(branch + (i - first))) visit(i);
    }
  }

 private:
  [[nodiscard]] const Bitmap& failing_alone(domain::Filter filter) const;
  void find_special();
  static constexpr std::array<domain::ChecklistState, 5> kScopeStates = {
      domain::ChecklistState::kMet, domain::ChecklistState::kPartly, domain::ChecklistState::kNotApplicable,
      domain::ChecklistState::kUnknown, domain::ChecklistState::kNotMet};
  static constexpr std::array<domain::ChecklistState, 4> kConditionStates = {
      domain::ChecklistState::kMet, domain::ChecklistState::kPartly, domain::ChecklistState::kUnknown,
      domain::ChecklistState::kNotMet};
  /// Keeps the rows where the item stands so.
  static void keep_state(const ItemRows& item, domain::ChecklistState state, Bitmap& rows);
  /// Keeps those of whom item 1 is not_met, or the others.
  void keep_failed(bool failed, Bitmap& rows) const;
  void find_scope();
  void find_passing(const WordHits* words, const Inside* inside);
  void sift();
  void find_failing_alone(const Bitmap& alone);
  void count_unknown(Tally& tally) const;
  void count_facet(domain::Facet facet, Tally& tally) const;
  void count_values(ValueKind kind, const Bitmap& base, std::int64_t base_count, Tally& tally) const;
  void count_approaches(Tally& tally) const;
  void count_jurisdictions(Tally& tally) const;
  [[nodiscard]] bool counts_one_by_one(ValueKind kind, std::int64_t base_count) const;
  void count_item(const ItemRows& item, std::array<std::int64_t, domain::kChecklistStates>& counts) const;

  const Plan& plan_;
  const Part& part_;
  const Segment& segment_;
  const ValueTable& values_;
  std::vector<std::pair<domain::Filter, RowSet>> passing_;
  std::vector<std::pair<domain::Filter, Bitmap>> failing_alone_;
  std::optional<BranchSieve> branches_;  ///< Where the query has filters of location.
  std::optional<ItemRows> condition_, scope_;
  Bitmap special_;  ///< Empty where no row is.
  Bitmap matches_, doubtful_;
};

template <class Visit>
void Sieve::for_each_group(const WordHits* words, Visit visit) const {
  const auto by_scope = [&](const Bitmap& rows, Merit merit) {
    if (rows.count() == 0) return;
    if (!scope_) return visit(rows, MeritGroup{.bare = false, .shift = shift_of(merit)});
    for (const domain::ChecklistState state : kScopeStates) {
      for (const bool failed : {false, true}) {
        // The rank says "any not_met" of both items at once: who fails item 1 is ranked apart.
        Bitmap some = rows;
        keep_state(*scope_, state, some);
        keep_failed(failed, some);
        Merit with = merit;
        with.checked_points += points_of(state);
        with.any_not_met = state == domain::ChecklistState::kNotMet && !failed;
        visit(some, MeritGroup{.bare = true, .shift = shift_of(with)});
      }
    }
  };
  const auto by_condition = [&](const Bitmap& rows, Merit merit) {
    if (!condition_) return by_scope(rows, merit);
    for (const domain::ChecklistState state : kConditionStates) {
      Bitmap some = rows;
      keep_state(*condition_, state, some);
      Merit with = merit;
      with.declared_points += points_of(state);
      by_scope(some, with);
    }
  };
  if (words == nullptr) return by_condition(matches_, Merit{});
  for (std::size_t c = 0; c < kWordClasses; ++c) {
    Bitmap some = matches_;
    some.keep(words->at[c]);
    if (c > 0) some.remove(words->at[c - 1]);
    by_condition(some, Merit{.word_class = static_cast<int>(c)});
  }
}

}  // namespace stillpoint::search
