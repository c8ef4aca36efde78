#include "search/segment.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace stillpoint::search {

PackedStanding pack(const Standing& standing) {
  return static_cast<PackedStanding>(
      static_cast<unsigned>(standing.certification) | (static_cast<unsigned>(standing.reviews) << 3U) |
      (static_cast<unsigned>(standing.fees) << 6U) | (static_cast<unsigned>(standing.scope) << 9U) |
      ((standing.demoted ? 1U : 0U) << 12U));
}

Standing unpack(PackedStanding packed) {
  const auto state = [packed](unsigned shift) {
    return static_cast<domain::ChecklistState>((static_cast<unsigned>(packed) >> shift) & 7U);
  };
  return {.certification = state(0),
          .reviews = state(3),
          .fees = state(6),
          .scope = state(9),
          .demoted = ((static_cast<unsigned>(packed) >> 12U) & 1U) != 0};
}

std::optional<Row> Segment::find(domain::PractitionerId id, std::uint64_t key) const {
  const std::int64_t turn = turn_of(id, month_, key);
  const auto place = std::lower_bound(ids_.begin(), ids_.end(), id,
                                      [&](domain::PractitionerId other, domain::PractitionerId sought) {
                                        const std::int64_t other_turn = turn_of(other, month_, key);
                                        return other_turn != turn ? other_turn < turn : other < sought;
                                      });
  if (place == ids_.end() || *place != id) return std::nullopt;
  return static_cast<Row>(place - ids_.begin());
}

bool Segment::has_point(std::uint32_t location) const {
  return !std::isnan(lat_[location]);
}

const Posting& Segment::posting(ValueId value) const {
  static const Posting nobody;
  return value < postings_.size() ? postings_[value] : nobody;
}

namespace {

/// FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo) of a text with the bytes [skip, skip_end) left out.
std::uint32_t spelling_hash(std::string_view text, std::size_t skip, std::size_t skip_end) {
  std::uint32_t hash = 2'166'136'261U;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i >= skip && i < skip_end) continue;
    hash = (hash ^ static_cast<unsigned char>(text[i])) * 16'777'619U;
  }
  return hash;
}

/// Calls `visit(hash)` for the text and for each that lacks one of its letters.
template <class Visit>
void for_each_spelling(std::string_view text, Visit visit) {
  visit(spelling_hash(text, 0, 0));
  for (std::size_t i = 0; i < text.size();) {
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xc0U) == 0x80U) ++next;
    visit(spelling_hash(text, i, next));
    i = next;
  }
}

}  // namespace

std::size_t Segment::first_token_from(std::string_view text) const {
  std::size_t low = 0;
  std::size_t high = tokens();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (token(middle) < text) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::vector<std::uint32_t> Segment::similar_tokens(std::string_view text) const {
  std::vector<std::uint32_t> found;
  for_each_spelling(text, [&](std::uint32_t hash) {
    auto at = std::lower_bound(spellings_.begin(), spellings_.end(), SpelledToken{hash, 0});
    for (; at != spellings_.end() && at->hash == hash; ++at) found.push_back(at->token);
  });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

const Posting& Segment::branch_posting(ValueId value) const {
  static const Posting nowhere;
  return value < branch_postings_.size() ? branch_postings_[value] : nowhere;
}

std::int64_t Segment::name_rank(std::string_view key) const {
  const auto place =
      std::lower_bound(by_name_.begin(), by_name_.end(), key,
                       [this](Row row, std::string_view sought) { return name_key(row) < sought; });
  if (place == by_name_.end()) return std::numeric_limits<std::int64_t>::max() - 1;
  const std::int64_t rank = name_rank(*place);
  return name_key(*place) == key ? rank : rank - 1;
}

std::int64_t Segment::rank_in_order(domain::Sort sort, Row row) const {
  switch (sort) {
    case domain::Sort::kBest:
      return rank_of(standing(row));
    case domain::Sort::kRating:
      return rating_low_[row] == kNoRating ? kRankNone : rank_of(-rating_low_[row]);
    case domain::Sort::kHours:
      return -std::int64_t{training_hours_[row]};
    case domain::Sort::kName:
      return name_rank(row);
    case domain::Sort::kDistance:
    case domain::Sort::kPrice:
      break;
  }
  return 0;
}

std::span<const Row> Segment::in_order(domain::Sort sort) const {
  switch (sort) {
    case domain::Sort::kBest:
      return by_merit_;
    case domain::Sort::kRating:
      return by_rating_;
    case domain::Sort::kHours:
      return by_hours_;
    case domain::Sort::kName:
      return by_name_;
    case domain::Sort::kDistance:
    case domain::Sort::kPrice:
      break;
  }
  return {};
}

std::span<const Row> Segment::by_price(ValueId currency) const {
  for (const auto& [key, rows] : by_price_) {
    if (key == currency) return rows;
  }
  return {};
}

std::int64_t Segment::price_rank(Row row, ValueId currency) const {
  const EntryFee* lowest = nullptr;
  for (const EntryFee& line : fees(row)) {
    if (line.currency != currency) continue;
    if (lowest == nullptr || line.minor < lowest->minor ||
        (line.minor == lowest->minor && line.minutes > lowest->minutes))
      lowest = &line;
  }
  return lowest == nullptr ? kRankNone : lowest->per_hour_milli;
}

Row Segment::first_after(std::int64_t turn, domain::PractitionerId id, std::uint64_t key) const {
  const auto place = std::partition_point(ids_.begin(), ids_.end(), [&](domain::PractitionerId other) {
    const std::int64_t other_turn = turn_of(other, month_, key);
    return other_turn != turn ? other_turn < turn : other <= id;
  });
  return static_cast<Row>(place - ids_.begin());
}

std::size_t Segment::bytes() const {
  const auto of_vector = [](const auto& vector) { return vector.capacity() * sizeof(vector[0]); };
  std::size_t total =
      of_vector(ids_) + of_vector(holds_until_) + of_vector(by_due_) + of_vector(standings_) +
      of_vector(training_hours_) + of_vector(rating_low_) + of_vector(values_begin_) + of_vector(values_) +
      of_vector(fees_begin_) + of_vector(fees_) + of_vector(names_begin_) + names_.capacity() +
      of_vector(name_ranks_) + of_vector(by_name_) + of_vector(records_begin_) + records_.capacity() +
      of_vector(locations_begin_) + of_vector(location_rows_) + of_vector(location_values_begin_) +
      of_vector(location_values_) + of_vector(lat_) + of_vector(lon_) + grid_.bytes() +
      of_vector(row_tokens_begin_) + of_vector(row_tokens_) + of_vector(tokens_begin_) + tokens_.capacity() +
      of_vector(token_rows_begin_) + of_vector(token_rows_) + of_vector(spellings_);
  total += of_vector(lowest_minor_) + of_vector(lowest_currency_) + of_vector(longest_minutes_) +
           several_prices_.bytes() + several_currencies_.bytes() + several_locations_.bytes() +
           of_vector(by_merit_) + of_vector(by_bare_merit_) + of_vector(by_rating_) + of_vector(by_hours_);
  for (const auto& [currency, rows] : by_price_) total += of_vector(rows);
  total += of_vector(branch_locations_) + of_vector(location_branches_);
  for (const Posting& posting : postings_) total += posting.bytes();
  for (const Posting& posting : branch_postings_) total += posting.bytes();
  return total;
}

// Building.

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

/// Inverts the rows' values.
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

/// The same of the locations of rows that have several.
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
  to.grid_ = Grid(to.lat_, to.lon_, to.location_rows_);
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
  for (const Turn& turn : turns) builder.add(*rows[turn.position].segment, rows[turn.position].row);
  return builder.finish(month, value_count);
}

}  // namespace stillpoint::search
