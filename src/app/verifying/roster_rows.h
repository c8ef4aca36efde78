#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/spreadsheet.h"

namespace stillpoint::app {

/// One certificate in an issuer's list.
struct RosterRow {
  std::int64_t line = 0;  ///< Of the file, from 1.
  std::string number{};
  std::string name{};
  std::optional<Date> issued{};
  std::optional<Date> expires{};
  std::string status{};      ///< As it stands there; empty where the list has none.
  std::string unreadable{};  ///< What of the row could not be read, in one sentence; empty where all could.
};

/// Rows of a list at most: the largest board has some tens of thousands of members.
constexpr std::size_t kRosterRowsMax = 100'000;

/// Reads an issuer's list, whose first line names the columns. `number` and `name` (or `first_name` and
/// `last_name`) must be there; `issued`, `expires`, in the order of `dates`, and `status` may be.
/// @return kInvalid, with what is allowed, for a sheet that is no such list.
Result<std::vector<RosterRow>> read_roster(const domain::Sheet& sheet, domain::DateOrder dates);

}  // namespace stillpoint::app
