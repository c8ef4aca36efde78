#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "search/bitmap.h"
#include "search/entry.h"
#include "search/geography.h"
#include "search/order.h"
#include "search/posting.h"

namespace stillpoint::search {

/// Where a row's `Standing` is packed: four states of three bits each, then whether it is demoted.
using PackedStanding = std::uint16_t;
PackedStanding pack(const Standing& standing);
Standing unpack(PackedStanding packed);

/// A token, or one with a letter left out, by its hash: two words are within one edit only if they have one
/// of these in common (as in the symmetric deletion of W. Garbe's SymSpell, here for one edit).
struct SpelledToken {
  std::uint32_t hash = 0;
  std::uint32_t token = 0;
  auto operator<=>(const SpelledToken&) const = default;
};

/// In the column of lowest prices: higher than any.
constexpr std::int32_t kNoPrice = INT32_MAX;

/// A part of the directory as columns: one row per practitioner, in the order in which equals take turns in
/// `month`. Immutable once built, so safe to share between threads.
class Segment {
 public:
  [[nodiscard]] Row rows() const { return static_cast<Row>(ids_.size()); }
  [[nodiscard]] domain::Month month() const { return month_; }
  [[nodiscard]] std::size_t locations() const { return location_rows_.size(); }

  [[nodiscard]] domain::PractitionerId id(Row row) const { return ids_[row]; }
  /// The row of a practitioner, if there is one here. O(log rows). @param key that the segment was built
  /// with.
  [[nodiscard]] std::optional<Row> find(domain::PractitionerId id, std::uint64_t key) const;
  [[nodiscard]] Instant holds_until(Row row) const { return holds_until_[row]; }
  /// Rows by `holds_until`, the earliest first.
  [[nodiscard]] std::span<const Row> by_due() const { return by_due_; }
  [[nodiscard]] Standing standing(Row row) const { return unpack(standings_[row]); }
  [[nodiscard]] std::int32_t training_hours(Row row) const { return training_hours_[row]; }
  [[nodiscard]] std::span<const std::int32_t> training_hours() const { return training_hours_; }
  [[nodiscard]] double rating_low(Row row) const { return rating_low_[row]; }
  [[nodiscard]] std::span<const ValueId> values(Row row) const { return of(values_begin_, values_, row); }
  [[nodiscard]] std::span<const EntryFee> fees(Row row) const { return of(fees_begin_, fees_, row); }
  /// The lowest comparable price of a row in the smallest unit, and its currency; kNoPrice where there is
  /// none.
  [[nodiscard]] std::span<const std::int32_t> lowest_minor() const { return lowest_minor_; }
  [[nodiscard]] std::span<const std::int32_t> lowest_currency() const { return lowest_currency_; }
  /// The longest comparable session of a row in minutes; 0 where there is none.
  [[nodiscard]] std::span<const std::int32_t> longest_minutes() const { return longest_minutes_; }
  /// Rows with more than one comparable price, and those with prices in more than one currency.
  [[nodiscard]] const Bitmap& several_prices() const { return several_prices_; }
  [[nodiscard]] const Bitmap& several_currencies() const { return several_currencies_; }
  /// Rows with more than one location.
  [[nodiscard]] const Bitmap& several_locations() const { return several_locations_; }
  [[nodiscard]] std::string_view name_key(Row row) const { return text(names_begin_, names_, row); }
  [[nodiscard]] std::string_view record(Row row) const { return text(records_begin_, records_, row); }
  /// The row's own words, as positions in `tokens`.
  [[nodiscard]] std::span<const std::uint32_t> row_tokens(Row row) const {
    return of(row_tokens_begin_, row_tokens_, row);
  }

  // Locations: numbers [location_begin(row), location_begin(row + 1)), in the order of the record.
  [[nodiscard]] std::uint32_t location_begin(Row row) const { return locations_begin_[row]; }
  [[nodiscard]] Row row_of_location(std::uint32_t location) const { return location_rows_[location]; }
  [[nodiscard]] std::span<const ValueId> location_values(std::uint32_t location) const {
    return of(location_values_begin_, location_values_, location);
  }
  /// Latitude is NaN where no point is on record.
  [[nodiscard]] domain::Point point(std::uint32_t location) const { return {lat_[location], lon_[location]}; }
  [[nodiscard]] bool has_point(std::uint32_t location) const;
  /// Its owners are rows, its points locations.
  [[nodiscard]] const Grid& grid() const { return grid_; }
  /// The spots of the grid that have a value: their row itself, or the location that is there.
  [[nodiscard]] const Posting& spot_posting(ValueId value) const;
  /// The spots whose row has more than one location.
  [[nodiscard]] const Bitmap& spots_of_several() const { return spots_of_several_; }
  /// Asks the processor for what the judge reads of a row: first where it is, then itself.
  void prefetch_place(Row row) const {
    __builtin_prefetch(&values_begin_[row]);
    __builtin_prefetch(&locations_begin_[row]);
  }
  void prefetch(Row row) const {
    __builtin_prefetch(values_.data() + values_begin_[row]);
    const std::uint32_t location = locations_begin_[row];
    __builtin_prefetch(&location_values_begin_[location]);
    __builtin_prefetch(&lat_[location]);
    __builtin_prefetch(&lon_[location]);
  }

  // Branches: the locations of the rows that have several, numbered by themselves.
  [[nodiscard]] std::size_t branches() const { return branch_locations_.size(); }
  [[nodiscard]] Row row_of_branch(std::uint32_t branch) const {
    return location_rows_[branch_locations_[branch]];
  }
  /// The branch of a location of such a row.
  [[nodiscard]] std::uint32_t branch_of(std::uint32_t location) const { return location_branches_[location]; }
  /// The branches that have a value.
  [[nodiscard]] const Posting& branch_posting(ValueId value) const;

  /// The rows that have a value, themselves or at one of their locations.
  [[nodiscard]] const Posting& posting(ValueId value) const;

  // Words.
  [[nodiscard]] std::size_t tokens() const { return tokens_begin_.size() - 1; }
  [[nodiscard]] std::string_view token(std::size_t position) const {
    return text(tokens_begin_, tokens_, position);
  }
  [[nodiscard]] std::span<const Row> token_rows(std::size_t position) const {
    return of(token_rows_begin_, token_rows_, position);
  }
  /// The first token that is not before the text, in the order of bytes.
  [[nodiscard]] std::size_t first_token_from(std::string_view text) const;
  /// Tokens that may be within one edit of the text: all that are, and hardly any other. Each once.
  [[nodiscard]] std::vector<std::uint32_t> similar_tokens(std::string_view text) const;

  /// Place of the row's name among the names here: equal names have equal places, odd numbers all.
  [[nodiscard]] std::int64_t name_rank(Row row) const { return name_ranks_[row] * 2 + 1; }
  /// The place of any name: an even number where nobody here has it.
  [[nodiscard]] std::int64_t name_rank(std::string_view name_key) const;

  /// All rows in the order of a sort that depends on nothing that is asked: by rank, then by row. `kBest` is
  /// the order without a condition, an approach, words or a place. Empty for `kDistance` and `kPrice`.
  [[nodiscard]] std::span<const Row> in_order(domain::Sort sort) const;
  /// The rank of a row in such an order.
  [[nodiscard]] std::int64_t rank_in_order(domain::Sort sort, Row row) const;
  /// The order of `best` without item 4, and the rank in it.
  [[nodiscard]] std::span<const Row> by_bare_merit() const { return by_bare_merit_; }
  [[nodiscard]] std::int64_t bare_merit_rank(Row row) const { return bare_rank_of(standing(row)); }
  /// The rows that have a price in the currency, by price per hour, then by row.
  [[nodiscard]] std::span<const Row> by_price(ValueId currency) const;
  /// Price per hour of the row's lowest price in the currency; kRankNone where it has none.
  [[nodiscard]] std::int64_t price_rank(Row row, ValueId currency) const;
  /// The first row that comes after the practitioner of this turn and id, in the order of the rows.
  [[nodiscard]] Row first_after(std::int64_t turn, domain::PractitionerId id, std::uint64_t key) const;

  /// Memory, by its own account.
  [[nodiscard]] std::size_t bytes() const;

 private:
  friend class SegmentBuilder;

  template <class Begin, class T>
  static std::span<const T> of(const std::vector<Begin>& begins, const std::vector<T>& pool, std::size_t i) {
    return {pool.data() + begins[i], pool.data() + begins[i + 1]};
  }
  template <class Begin>
  static std::string_view text(const std::vector<Begin>& begins, const std::string& pool, std::size_t i) {
    return {pool.data() + begins[i], static_cast<std::size_t>(begins[i + 1] - begins[i])};
  }

  domain::Month month_;
  std::vector<domain::PractitionerId> ids_;
  std::vector<Instant> holds_until_;
  std::vector<Row> by_due_;
  std::vector<PackedStanding> standings_;
  std::vector<std::int32_t> training_hours_;
  std::vector<double> rating_low_;
  std::vector<std::uint32_t> values_begin_{0};
  std::vector<ValueId> values_;
  std::vector<std::uint32_t> fees_begin_{0};
  std::vector<EntryFee> fees_;
  std::vector<std::int32_t> lowest_minor_, lowest_currency_, longest_minutes_;
  Bitmap several_prices_, several_currencies_, several_locations_;
  std::vector<Row> by_merit_, by_bare_merit_, by_rating_, by_hours_;
  std::vector<std::pair<ValueId, std::vector<Row>>> by_price_;
  std::vector<std::uint64_t> names_begin_{0};
  std::string names_;
  std::vector<std::uint32_t> name_ranks_;
  std::vector<Row> by_name_;
  std::vector<std::uint64_t> records_begin_{0};
  std::string records_;
  std::vector<std::uint32_t> locations_begin_{0};
  std::vector<Row> location_rows_;
  std::vector<std::uint32_t> location_values_begin_{0};
  std::vector<ValueId> location_values_;
  std::vector<double> lat_, lon_;
  Grid grid_;
  std::vector<Posting> spot_postings_;
  Bitmap spots_of_several_;
  std::vector<Posting> postings_;
  std::vector<std::uint32_t> branch_locations_;
  std::vector<std::uint32_t> location_branches_;  ///< By location; meaningful where the row has several.
  std::vector<Posting> branch_postings_;
  std::vector<std::uint32_t> row_tokens_begin_{0};
  std::vector<std::uint32_t> row_tokens_;
  std::vector<std::uint64_t> tokens_begin_{0};
  std::string tokens_;
  std::vector<std::uint32_t> token_rows_begin_;
  std::vector<Row> token_rows_;
  std::vector<SpelledToken> spellings_;  ///< By hash, then by token.
};

/// A row of one of several segments.
struct SegmentRow {
  const Segment* segment = nullptr;
  Row row = 0;
};

/// Builds a segment row by row.
class SegmentBuilder {
 public:
  SegmentBuilder() : segment_(std::make_shared<Segment>()) {}

  /// Makes room for these rows, to be added next: columns that grow by doubling would end up to twice as
  /// large as what they hold, and be copied on the way.
  void reserve(std::span<const SegmentRow> rows);
  void add(const Entry& entry);
  /// Copies a row of another segment.
  void add(const Segment& from, Row row);
  [[nodiscard]] Row rows() const { return segment_->rows(); }
  [[nodiscard]] domain::PractitionerId id(Row row) const { return segment_->id(row); }

  /// Finishes a segment whose rows were added in the order of `month`; every practitioner once.
  /// @param value_count of the table that numbered the values.
  std::shared_ptr<const Segment> finish(domain::Month month, std::size_t value_count);
  /// What was added so far, in the order that it was added, to be read and copied but not searched.
  std::shared_ptr<const Segment> finish_unordered();

 private:
  std::uint32_t token_number(std::string_view token);
  void order_tokens();
  void invert_tokens();
  void spell_tokens();
  void order_names();
  void order_rows();
  void sum_up_fees();
  void post_values(std::size_t value_count);
  void post_spots(std::size_t value_count);
  void post_branches(std::size_t value_count);

  std::shared_ptr<Segment> segment_;
  std::unordered_map<std::string, std::uint32_t> token_numbers_;
};

/// Builds a segment of the given rows, put into the order of the month.
std::shared_ptr<const Segment> gather(std::span<const SegmentRow> rows, domain::Month month,
                                      std::uint64_t order_key, std::size_t value_count);

}  // namespace stillpoint::search
