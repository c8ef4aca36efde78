#pragma once

#include <cstdint>

#include "domain/keys.h"
#include "domain/search_page.h"
#include "search/entry.h"

namespace stillpoint::search {

/// Equals take turns: the place of a practitioner among equals in a month. In [0, 2^63). Nobody without the
/// key can tell it beforehand. Two finalisers of MurmurHash3 (A. Appleby, public domain) over key, id and
/// month: about 2 ns.
std::int64_t turn_of(domain::PractitionerId id, domain::Month month, std::uint64_t key);

/// What `best` sorts by before distance, hash and id, packed into one number; smaller comes first.
struct Merit {
  int word_class = 0;        ///< 0 exact, 1 prefix, 2 edited.
  bool demoted = false;      ///< Listings not demoted come first,
  bool any_not_met = false;  ///< then those without a not_met on items 1 and 4,
  int checked_points = 0;    ///< then by points of items 1 and 4 (0 to 4),
  int declared_points = 0;   ///< then by points of items 2, 3 and 5 (0 to 6),
  int band = 0;              ///< then by bands of distance.
};
std::int64_t rank_of(const Merit& merit);
/// The rank by what stands fast alone: without a condition, an approach, words or a place.
std::int64_t rank_of(const Standing& standing);
/// The same without item 4.
std::int64_t bare_rank_of(const Standing& standing);
/// What more merit adds to a rank: rank_of(a) + shift_of(b) is the rank of both together, where no
/// `any_not_met` is in both.
std::int64_t shift_of(const Merit& merit);

/// Points of a state: met 2, partly and not_applicable 1.
int points_of(domain::ChecklistState state);

/// A number whose order is that of the double, for values that are not NaN.
std::int64_t rank_of(double value);

/// The rank of what is absent: last.
constexpr std::int64_t kRankNone = INT64_MAX;

}  // namespace stillpoint::search
