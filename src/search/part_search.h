#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "search/answer.h"
#include "search/judge.h"
#include "search/select.h"
#include "search/sieve.h"
#include "search/snapshot.h"
#include "search/surroundings.h"
#include "search/tally.h"

namespace stillpoint::search {

/// What the parts of one search have in common.
struct PartQuestion {
  const Plan& plan;
  const ValueTable& values;
  domain::Month month;
  std::uint64_t order_key = 0;
  WaysOfSearch ways{};
};

/// Carries out a plan on one part. Not thread-safe: one per search.
class PartSearch {
 public:
  /// @param words null where the query has no words. @param number of the part, for what is found.
  PartSearch(const PartQuestion& question, const Part& part, std::uint32_t number, const WordHits* words);

  /// Counts everything into the tally and offers what matches to the selection, as far as it may be wanted.
  /// @param after where a walk goes on, as the selection was told.
  void run(const std::optional<Found>& after, Tally& tally, Selection& selection);
  /// How many match.
  std::int64_t count();

 private:
  /// A prepared order of rows, and how far the ranks of it lie from those of the query.
  struct Walk {
    domain::Sort sort = domain::Sort::kBest;
    bool bare = false;  ///< `best` without item 4.
    std::int64_t shift = 0;
  };
  /// Judges around the place, if few enough are there. @return whether it did.
  bool judge_around(Tally& tally, Selection& selection);
  [[nodiscard]] bool judges_all() const { return segment_.rows() <= question_.ways.judged_rows_max; }
  [[nodiscard]] std::vector<Row> all_rows() const;
  template <class Take>
  void judge(const std::vector<Row>& rows, Take take);
  void judge_and_select(const std::vector<Row>& rows, Tally& tally, Selection& selection);
  void select(const Sieve& sieve, const std::optional<Found>& after, Selection& selection) const;
  void walk(const Walk& walk, const Bitmap& matches, const std::optional<Found>& after,
            Selection& selection) const;
  void walk_unpriced(const Bitmap& matches, const std::optional<Found>& after, Selection& selection) const;
  void rank_all(const Sieve& sieve, const Bitmap& matches, Selection& selection) const;
  void offer(Row row, std::int64_t rank, Selection& selection) const;

  const PartQuestion& question_;
  const Plan& plan_;
  const Part& part_;
  const Segment& segment_;
  std::uint32_t number_;
  const WordHits* words_;
  std::optional<Surroundings> around_;  ///< Where the query has a place.
};

}  // namespace stillpoint::search
