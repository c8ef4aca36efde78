#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"
#include "domain/keys.h"
#include "store/sqlite/connection.h"

namespace stillpoint::store {

/// What becomes of a table's rows about a record that is merged into another one.
enum class WhenMerged : std::uint8_t {
  kMove,           ///< They are about the kept record from then on.
  kMoveWhereFree,  ///< The same; what the kept record has already stays with the old one, and goes with it.
  kGo,             ///< They end: the kept record has its own.
  kStay,           ///< They tell of the old id, or are found by something else than an id.
};

struct MergedTable {
  std::string_view name;
  WhenMerged then = WhenMerged::kMove;
};

/// Every table of personal_tables(), in any order: a test holds the two lists against each other.
std::span<const MergedTable> merged_tables();

/// Moves what is kept about one record to another one, within the running transaction.
[[nodiscard]] Result<void> move_merged_rows(Connection& connection, domain::PractitionerId from,
                                            domain::PractitionerId into);

}  // namespace stillpoint::store
