#include <algorithm>
#include <cmath>
#include <numeric>

#include "search/segment.h"
#include "search/spelling.h"

namespace stillpoint::search {

namespace {

/// From the values of each number to the numbers of each value: first counts, so that each value is kept as
/// what it will be from the start.
/// @param for_each calls its argument with (value, number), the numbers ascending, each pair once.
template <class ForEach>
std::vector<Posting> invert(std::size_t value_count, std::size_t size, ForEach for_each) {
  std::vector<std::uint32_t> counts(value_count);
  for_each([&counts](ValueId value, std::uint32_t) { ++counts[value]; });
  std::vector<Bitmap> bitmaps(value_count);
  std::vector<std::vector<Row>> lists(value_count);
  for (std::size_t value = 0; value < value_count; ++value) {
    if (is_dense(counts[value], size)) {
      bitmaps[value] = Bitmap(size);
    } else {
      lists[value].reserve(counts[value]);
    }
  }
  for_each([&](ValueId value, std::uint32_t number) {
    if (bitmaps[value].size() != 0) {
      bitmaps[value].set(number);
    } else {
      lists[value].push_back(number);
    }
  });
  std::vector<Posting> postings;
  postings.reserve(value_count);
  for (std::size_t value = 0; value < value_count; ++value) {
    if (bitmaps[value].size() != 0) {
      postings.emplace_back(std::move(bitmaps[value]), counts[value]);
    } else {
      postings.emplace_back(std::move(lists[value]));
    }
  }
  return postings;
}

}  // namespace

std::uint32_t SegmentBuilder::token_number(std::string_view token) {
  const auto [place, fresh] =
      token_numbers_.try_emplace(std::string(token), static_cast<std::uint32_t>(token_numbers_.size()));
  return place->second;
}

void SegmentBuilder::reserve(std::span<const SegmentRow> rows) {
  std::size_t values = 0;
  std::size_t fees = 0;
  std::size_t name_bytes = 0;
  std::size_t record_bytes = 0;
  std::size_t tokens = 0;
  std::size_t locations = 0;
  std::size_t location_values = 0;
  for (const SegmentRow& given : rows) {
    const Segment& from = *given.segment;
    values += from.values(given.row).size();
    fees += from.fees(given.row).size();
    name_bytes += from.name_key(given.row).size();
    record_bytes += from.record(given.row).size();
    tokens += from.row_tokens(given.row).size();
    const std::uint32_t first = from.location_begin(given.row);
    const std::uint32_t last = from.location_begin(given.row + 1);
    locations += last - first;
    location_values += from.location_values_begin_[last] - from.location_values_begin_[first];
  }
  Segment& to = *segment_;
  const auto by_row = [&rows](auto&... columns) { (columns.reserve(rows.size() + 1), ...); };
  by_row(to.ids_, to.holds_until_, to.standings_, to.training_hours_, to.rating_low_, to.values_begin_,
         to.fees_begin_, to.names_begin_, to.records_begin_, to.locations_begin_, to.row_tokens_begin_);
  const auto by_location = [locations](auto&... columns) { (columns.reserve(locations + 1), ...); };
  by_location(to.location_rows_, to.location_values_begin_, to.lat_, to.lon_);
  to.values_.reserve(values);
  to.fees_.reserve(fees);
  to.names_.reserve(name_bytes);
  to.records_.reserve(record_bytes);
  to.row_tokens_.reserve(tokens);
  to.location_values_.reserve(location_values);
}

void SegmentBuilder::add(const Entry& entry) {
  Segment& to = *segment_;
  const auto append = [](auto& pool, auto& begins, const auto& values) {
    pool.insert(pool.end(), values.begin(), values.end());
    begins.push_back(
        static_cast<typename std::remove_reference_t<decltype(begins)>::value_type>(pool.size()));
  };
  const Row row = to.rows();
  to.ids_.push_back(entry.id);
  to.holds_until_.push_back(entry.holds_until);
  to.standings_.push_back(pack(entry.standing));
  to.training_hours_.push_back(entry.training_hours);
  to.rating_low_.push_back(entry.rating_low);
  append(to.values_, to.values_begin_, entry.values);
  append(to.fees_, to.fees_begin_, entry.fees);
  append(to.names_, to.names_begin_, entry.name_key);
  append(to.records_, to.records_begin_, entry.record);
  for (const EntryLocation& location : entry.locations) {
    to.location_rows_.push_back(row);
    append(to.location_values_, to.location_values_begin_, location.values);
    to.lat_.push_back(location.point ? location.point->lat : std::nan(""));
    to.lon_.push_back(location.point ? location.point->lon : 0.0);
  }
  to.locations_begin_.push_back(static_cast<std::uint32_t>(to.location_rows_.size()));
  for (const std::string& token : entry.tokens) to.row_tokens_.push_back(token_number(token));
  to.row_tokens_begin_.push_back(static_cast<std::uint32_t>(to.row_tokens_.size()));
}

void SegmentBuilder::add(const Segment& from, Row from_row) {
  Segment& to = *segment_;
  const auto append = [](auto& pool, auto& begins, const auto& values) {
    pool.insert(pool.end(), values.begin(), values.end());
    begins.push_back(
        static_cast<typename std::remove_reference_t<decltype(begins)>::value_type>(pool.size()));
  };
  const Row row = to.rows();
  to.ids_.push_back(from.ids_[from_row]);
  to.holds_until_.push_back(from.holds_until_[from_row]);
  to.standings_.push_back(from.standings_[from_row]);
  to.training_hours_.push_back(from.training_hours_[from_row]);
  to.rating_low_.push_back(from.rating_low_[from_row]);
  append(to.values_, to.values_begin_, from.values(from_row));
  append(to.fees_, to.fees_begin_, from.fees(from_row));
  append(to.names_, to.names_begin_, from.name_key(from_row));
  append(to.records_, to.records_begin_, from.record(from_row));
  for (std::uint32_t i = from.location_begin(from_row); i < from.location_begin(from_row + 1); ++i) {
    to.location_rows_.push_back(row);
    append(to.location_values_, to.location_values_begin_, from.location_values(i));
    to.lat_.push_back(from.lat_[i]);
    to.lon_.push_back(from.lon_[i]);
  }
  to.locations_begin_.push_back(static_cast<std::uint32_t>(to.location_rows_.size()));
  for (const std::uint32_t token : from.row_tokens(from_row))
    to.row_tokens_.push_back(token_number(from.token(token)));
  to.row_tokens_begin_.push_back(static_cast<std::uint32_t>(to.row_tokens_.size()));
}

/// Renumbers the tokens in the order of their bytes.
void SegmentBuilder::order_tokens() {
  std::vector<const std::pair<const std::string, std::uint32_t>*> sorted;
  sorted.reserve(token_numbers_.size());
  for (const auto& token : token_numbers_) sorted.push_back(&token);
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  std::vector<std::uint32_t> renumbered(sorted.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    renumbered[sorted[i]->second] = static_cast<std::uint32_t>(i);
    segment_->tokens_.append(sorted[i]->first);
    segment_->tokens_begin_.push_back(segment_->tokens_.size());
  }
  for (std::uint32_t& token : segment_->row_tokens_) token = renumbered[token];
  token_numbers_.clear();
}

/// From the tokens of each row to the rows of each token.
void SegmentBuilder::invert_tokens() {
  Segment& to = *segment_;
  to.token_rows_begin_.assign(to.tokens() + 1, 0);
  for (const std::uint32_t token : to.row_tokens_) ++to.token_rows_begin_[token + 1];
  std::partial_sum(to.token_rows_begin_.begin(), to.token_rows_begin_.end(), to.token_rows_begin_.begin());
  std::vector<std::uint32_t> next(to.token_rows_begin_.begin(), to.token_rows_begin_.end() - 1);
  to.token_rows_.resize(to.row_tokens_.size());
  for (Row row = 0; row < to.rows(); ++row) {
    for (const std::uint32_t token : to.row_tokens(row)) to.token_rows_[next[token]++] = row;
  }
}

/// For words that differ by one edit. Tokens far shorter than any word that is compared so are left out.
void SegmentBuilder::spell_tokens() {
  constexpr std::size_t kLettersMin = 4;  // one edit away from five
  Segment& to = *segment_;
  for (std::uint32_t token = 0; token < to.tokens(); ++token) {
    if (to.token(token).size() < kLettersMin) continue;
    for_each_spelling(to.token(token),
                      [&](std::uint32_t hash) { to.spellings_.push_back({.hash = hash, .token = token}); });
  }
  to.spellings_.shrink_to_fit();
  std::sort(to.spellings_.begin(), to.spellings_.end());
}

void SegmentBuilder::order_names() {
  Segment& to = *segment_;
  to.by_name_.resize(to.rows());
  std::iota(to.by_name_.begin(), to.by_name_.end(), Row{0});
  std::sort(to.by_name_.begin(), to.by_name_.end(), [&to](Row a, Row b) {
    const int order = to.name_key(a).compare(to.name_key(b));
    return order != 0 ? order < 0 : a < b;
  });
  to.name_ranks_.resize(to.rows());
  std::uint32_t rank = 0;
  for (std::size_t i = 0; i < to.by_name_.size(); ++i) {
    if (i > 0 && to.name_key(to.by_name_[i - 1]) != to.name_key(to.by_name_[i])) ++rank;
    to.name_ranks_[to.by_name_[i]] = rank;
  }
}

/// The orders of the sorts that depend on nothing that is asked.
void SegmentBuilder::order_rows() {
  Segment& to = *segment_;
  std::vector<std::pair<std::int64_t, Row>> ranked;
  ranked.reserve(to.rows());
  const auto take = [&ranked](std::vector<Row>& rows) {
    std::sort(ranked.begin(), ranked.end());
    rows.reserve(ranked.size());
    for (const auto& [rank, row] : ranked) rows.push_back(row);
    ranked.clear();
  };
  const auto order = [&](domain::Sort sort, std::vector<Row>& rows) {
    for (Row row = 0; row < to.rows(); ++row) ranked.emplace_back(to.rank_in_order(sort, row), row);
    take(rows);
  };
  order(domain::Sort::kBest, to.by_merit_);
  for (Row row = 0; row < to.rows(); ++row) ranked.emplace_back(to.bare_merit_rank(row), row);
  take(to.by_bare_merit_);
  order(domain::Sort::kRating, to.by_rating_);
  order(domain::Sort::kHours, to.by_hours_);
  std::vector<ValueId> currencies;
  for (const EntryFee& line : to.fees_) {
    if (std::find(currencies.begin(), currencies.end(), line.currency) == currencies.end())
      currencies.push_back(line.currency);
  }
  for (const ValueId currency : currencies) {
    for (Row row = 0; row < to.rows(); ++row) {
      const std::int64_t rank = to.price_rank(row, currency);
      if (rank != kRankNone) ranked.emplace_back(rank, row);
    }
    to.by_price_.emplace_back(currency, std::vector<Row>{});
    take(to.by_price_.back().second);
  }
}

void SegmentBuilder::sum_up_fees() {
  Segment& to = *segment_;
  to.several_prices_ = Bitmap(to.rows());
  to.several_currencies_ = Bitmap(to.rows());
  to.several_locations_ = Bitmap(to.rows());
  to.lowest_minor_.assign(to.rows(), kNoPrice);
  to.lowest_currency_.assign(to.rows(), -1);
  to.longest_minutes_.assign(to.rows(), 0);
  for (Row row = 0; row < to.rows(); ++row) {
    const auto lines = to.fees(row);
    if (lines.size() > 1) to.several_prices_.set(row);
    for (const EntryFee& line : lines) {
      to.lowest_minor_[row] = std::min(to.lowest_minor_[row], line.minor);
      to.lowest_currency_[row] = static_cast<std::int32_t>(line.currency);
      to.longest_minutes_[row] = std::max(to.longest_minutes_[row], line.minutes);
      if (line.currency != lines.front().currency) to.several_currencies_.set(row);
    }
    if (to.locations_begin_[row + 1] - to.locations_begin_[row] > 1) to.several_locations_.set(row);
  }
}

/// Inverts the rows' values, their own and those of their locations.
void SegmentBuilder::post_values(std::size_t value_count) {
  Segment& to = *segment_;
  constexpr Row kNoRow = UINT32_MAX;
  std::vector<Row> last(value_count, kNoRow);
  to.postings_ = invert(value_count, to.rows(), [&](auto visit) {
    std::fill(last.begin(), last.end(), kNoRow);
    const auto once = [&](ValueId value, Row row) {
      if (last[value] == row) return;
      last[value] = row;
      visit(value, row);
    };
    for (Row row = 0; row < to.rows(); ++row) {
      for (const ValueId value : to.values(row)) once(value, row);
      for (std::uint32_t i = to.location_begin(row); i < to.location_begin(row + 1); ++i) {
        for (const ValueId value : to.location_values(i)) once(value, row);
      }
    }
  });
}

/// The same by spots of the grid, each with the values of its row and of its one location: what is asked
/// about a place reads what lies around it and no more.
void SegmentBuilder::post_spots(std::size_t value_count) {
  Segment& to = *segment_;
  to.grid_ = Grid(to.lat_, to.lon_, to.location_rows_);
  to.spot_postings_ = invert(value_count, to.grid_.spots(), [&to](auto visit) {
    for (std::uint32_t spot = 0; spot < to.grid_.spots(); ++spot) {
      for (const ValueId value : to.values(to.grid_.owner_at(spot))) visit(value, spot);
      for (const ValueId value : to.location_values(to.grid_.point_at(spot))) visit(value, spot);
    }
  });
  to.spots_of_several_ = Bitmap(to.grid_.spots());
  for (std::uint32_t spot = 0; spot < to.grid_.spots(); ++spot) {
    if (to.several_locations_.test(to.grid_.owner_at(spot))) to.spots_of_several_.set(spot);
  }
}

/// The values of the locations of rows that have several.
void SegmentBuilder::post_branches(std::size_t value_count) {
  Segment& to = *segment_;
  to.location_branches_.reserve(to.location_rows_.size());
  for (std::uint32_t i = 0; i < to.location_rows_.size(); ++i) {
    to.location_branches_.push_back(static_cast<std::uint32_t>(to.branch_locations_.size()));
    if (to.several_locations_.test(to.location_rows_[i])) to.branch_locations_.push_back(i);
  }
  to.branch_locations_.shrink_to_fit();
  if (to.branch_locations_.empty()) return;
  to.branch_postings_ = invert(value_count, to.branches(), [&to](auto visit) {
    for (std::uint32_t branch = 0; branch < to.branches(); ++branch) {
      for (const ValueId value : to.location_values(to.branch_locations_[branch])) visit(value, branch);
    }
  });
}

std::shared_ptr<const Segment> SegmentBuilder::finish(domain::Month month, std::size_t value_count) {
  Segment& to = *segment_;
  to.month_ = month;
  order_tokens();
  invert_tokens();
  spell_tokens();
  order_names();
  sum_up_fees();
  order_rows();
  post_values(value_count);
  post_branches(value_count);
  post_spots(value_count);
  to.by_due_.resize(to.rows());
  std::iota(to.by_due_.begin(), to.by_due_.end(), Row{0});
  std::sort(to.by_due_.begin(), to.by_due_.end(), [&to](Row a, Row b) {
    return to.holds_until_[a] != to.holds_until_[b] ? to.holds_until_[a] < to.holds_until_[b] : a < b;
  });
  return std::move(segment_);
}

std::shared_ptr<const Segment> SegmentBuilder::finish_unordered() {
  order_tokens();
  return std::move(segment_);
}

std::shared_ptr<const Segment> gather(std::span<const SegmentRow> rows, domain::Month month,
                                      std::uint64_t order_key, std::size_t value_count) {
  struct Turn {
    std::int64_t turn;
    std::uint32_t position;
  };
  std::vector<Turn> turns(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    turns[i] = {turn_of(rows[i].segment->id(rows[i].row), month, order_key), static_cast<std::uint32_t>(i)};
  }
  const auto id_at = [&rows](const Turn& turn) {
    return rows[turn.position].segment->id(rows[turn.position].row);
  };
  std::sort(turns.begin(), turns.end(), [&](const Turn& a, const Turn& b) {
    return a.turn != b.turn ? a.turn < b.turn : id_at(a) < id_at(b);
  });
  SegmentBuilder builder;
  builder.reserve(rows);
  for (const Turn& turn : turns) builder.add(*rows[turn.position].segment, rows[turn.position].row);
  return builder.finish(month, value_count);
}

}  // namespace stillpoint::search
