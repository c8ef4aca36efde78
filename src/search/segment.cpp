#include "search/segment.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "search/spelling.h"

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

const Posting& Segment::spot_posting(ValueId value) const {
  static const Posting nowhere;
  return value < spot_postings_.size() ? spot_postings_[value] : nowhere;
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
  total += of_vector(branch_locations_) + of_vector(location_branches_) + spots_of_several_.bytes();
  for (const auto* postings : {&postings_, &branch_postings_, &spot_postings_}) {
    for (const Posting& posting : *postings) total += posting.bytes();
  }
  return total;
}

}  // namespace stillpoint::search
