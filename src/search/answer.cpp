#include "search/answer.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "search/items.h"
#include "search/judge.h"
#include "search/part_search.h"
#include "search/plan.h"
#include "search/select.h"
#include "search/tally.h"

namespace stillpoint::search {
namespace {

using namespace domain;

/// Radii that are offered where nothing is nearer.
constexpr std::array<int, 9> kRadiiKm = {2, 5, 10, 20, 40, 80, 160, 320, 500};

/// One search: a plan carried out over the parts of a snapshot.
class Search {
 public:
  Search(const AnswerContext& context, const SearchQuery& query)
      : context_(context), plan_(query, *context.snapshot.values) {}

  SearchPage run(const std::optional<Position>& after) {
    SearchPage page;
    page.as_of = context_.as_of;
    const Month month = after ? after->month : month_of(context_.as_of);
    Tally tally(context_.snapshot.values->size());
    std::vector<Found> found = collect(after, month, tally);
    page.total = tally.total;
    for (std::size_t i = 0; i < kFilters; ++i) {
      if (tally.unknown_excluded[i] > 0)
        page.unknown_excluded.push_back(
            {.filter = static_cast<Filter>(i), .count = tally.unknown_excluded[i]});
    }
    page.facets = facet_counts(plan_, tally, *context_.snapshot.values);
    const auto limit = static_cast<std::size_t>(plan_.terms.limit);
    if (found.size() > limit) {
      found.resize(limit);
      page.next = position_of(found.back(), month);
    }
    for (const Found& row : found) page.items.push_back(item_of(row));
    return page;
  }

  /// How many match, for a plan with another radius.
  std::int64_t count(std::optional<int> radius_km = std::nullopt) {
    if (radius_km) plan_.terms.near->radius_km = *radius_km;
    std::int64_t total = 0;
    const PartQuestion question = question_of(Month{});
    for (const Part& part : context_.snapshot.parts) {
      const std::optional<WordHits> words = find(*part.segment);
      total += PartSearch(question, part, 0, words ? &*words : nullptr).count();
    }
    return total;
  }

 private:
  std::optional<WordHits> find(const Segment& segment) const {
    if (plan_.words.empty()) return std::nullopt;
    return find_words(plan_.words, context_.vocabulary_words, *context_.snapshot.values, segment);
  }

  [[nodiscard]] PartQuestion question_of(Month month) const {
    return {.plan = plan_,
            .values = *context_.snapshot.values,
            .month = month,
            .order_key = context_.order_key,
            .ways = context_.ways};
  }

  /// Goes through all parts: counts everything, keeps one row more than the page shows.
  std::vector<Found> collect(const std::optional<Position>& after, Month month, Tally& tally) {
    const auto keep = static_cast<std::size_t>(plan_.terms.limit) + 1;
    const PartQuestion question = question_of(month);
    std::vector<Found> all;
    for (std::uint32_t number = 0; number < context_.snapshot.parts.size(); ++number) {
      const Part& part = context_.snapshot.parts[number];
      const std::optional<Found> start = start_in(*part.segment, after);
      const std::optional<WordHits> words = find(*part.segment);
      Selection selection(keep);
      selection.begin_after(start);
      PartSearch(question, part, number, words ? &*words : nullptr).run(start, tally, selection);
      const std::vector<Found> some = selection.take();
      all.insert(all.end(), some.begin(), some.end());
    }
    std::sort(all.begin(), all.end(), [this](const Found& a, const Found& b) { return before(a, b); });
    if (all.size() > keep) all.resize(keep);
    return all;
  }

  /// Where a walk goes on within a segment: a name is told by its place there.
  std::optional<Found> start_in(const Segment& segment, const std::optional<Position>& after) const {
    if (!after || after->ranks.size() != 2) return std::nullopt;
    Found start{.rank = after->ranks[0], .turn = after->ranks[1], .id = after->id};
    if (plan_.terms.sort == Sort::kName) start.rank = segment.name_rank(after->name);
    return start;
  }

  const Segment& segment_of(const Found& row) const { return *context_.snapshot.parts[row.part].segment; }

  /// The order between rows of any parts.
  bool before(const Found& a, const Found& b) const {
    if (plan_.terms.sort != Sort::kName) return comes_before(a, b);
    const int names = segment_of(a).name_key(a.row).compare(segment_of(b).name_key(b.row));
    if (names != 0) return names < 0;
    return std::pair(a.turn, a.id) < std::pair(b.turn, b.id);
  }

  Position position_of(const Found& row, Month month) const {
    Position position{.month = month, .ranks = {row.rank, row.turn}, .name = {}, .id = row.id};
    if (plan_.terms.sort == Sort::kName) {
      position.name = segment_of(row).name_key(row.row);
      position.ranks[0] = 0;
    }
    return position;
  }

  SearchItem item_of(const Found& row) const {
    const Segment& segment = segment_of(row);
    // It is known to match: only its locations are asked for, so words need not be looked up again.
    Judge judge(plan_, segment, nullptr);
    return make_item(context_, plan_.terms, segment, row.row, judge.judge_known(row.row));
  }

  const AnswerContext& context_;
  Plan plan_;
};

Relaxation relax(const AnswerContext& context, const SearchQuery& query) {
  Relaxation relaxation;
  for (std::size_t i = 0; i < kFilters; ++i) {
    const auto filter = static_cast<Filter>(i);
    if (!query.has(filter)) continue;
    const std::int64_t count = Search(context, query.without(filter)).count();
    if (count > 0) relaxation.without.push_back({.filter = filter, .count = count});
  }
  if (!query.terms().near) return relaxation;
  for (const int radius_km : kRadiiKm) {
    if (radius_km == query.terms().near->radius_km) continue;
    const std::int64_t count = Search(context, query).count(radius_km);
    if (count == 0) continue;
    relaxation.radius_km = radius_km;
    relaxation.radius_count = count;
    break;
  }
  return relaxation;
}

}  // namespace

SearchPage answer(const AnswerContext& context, const SearchQuery& query,
                  const std::optional<Position>& after) {
  SearchPage page = Search(context, query).run(after);
  if (page.total == 0) page.relax = relax(context, query);
  return page;
}

}  // namespace stillpoint::search
