#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/search_page.h"
#include "search/judge.h"

namespace stillpoint::search {

/// A row that belongs on the page, with the keys that it is sorted by: rank, then turn, then id. In the sort
/// by name, the name comes before all of them between segments and the rank stands for it within one.
struct Found {
  std::int64_t rank = 0;
  std::int64_t turn = 0;
  domain::PractitionerId id;
  std::uint32_t part = 0;  ///< Which segment of the snapshot.
  Row row = 0;
};
bool comes_before(const Found& a, const Found& b);

/// Keeps the first few of many in the order of the sort, behind a position. Not thread-safe.
class Selection {
 public:
  /// @param count how many to keep at most, at least 1.
  explicit Selection(std::size_t count) : count_(count) {}

  /// Only what comes after these keys is taken from now on; nothing: all.
  void begin_after(const std::optional<Found>& position) { after_ = position; }
  /// Whether a row with this rank could still be taken.
  [[nodiscard]] bool wants(std::int64_t rank) const {
    return found_.size() < count_ || rank <= found_.front().rank;
  }
  void offer(const Found& row);
  /// What was kept, in order; the selection is empty afterwards.
  std::vector<Found> take();

 private:
  std::size_t count_;
  std::optional<Found> after_;
  std::vector<Found> found_;  ///< A heap: the last in the order stands in front.
};

/// Gives the rank of a matching row in the sort of a query.
class Ranker {
 public:
  Ranker(const Plan& plan, const Segment& segment, const WordHits* words)
      : plan_(plan), segment_(segment), words_(words) {}
  [[nodiscard]] std::int64_t rank(Row row, const Verdict& verdict) const;

 private:
  [[nodiscard]] std::int64_t merit(Row row, const Verdict& verdict) const;
  const Plan& plan_;
  const Segment& segment_;
  const WordHits* words_;
};

}  // namespace stillpoint::search
