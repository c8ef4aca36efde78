#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace stillpoint::app {

/// One certificate in an issuer's list.
struct RosterRow {
  int line = 0;  ///< Of the file, from 1.
  std::string number{};
  std::string name{};
  std::optional<Date> issued{};
  std::optional<Date> expires{};
  std::string status{};      ///< As it stands there; empty where the list has none.
  std::string unreadable{};  ///< What of the row could not be read, in one sentence; empty where all could.
};

/// Rows of a list at most: the largest board has some tens of thousands of members.
constexpr std::size_t kRosterRowsMax = 100'000;

/// Reads an issuer's list: CSV (RFC 4180) in UTF-8, with commas, semicolons or tabs, and a first line that
/// names the columns. `number` and `name` (or `first_name` and `last_name`) must be there; `issued`,
/// `expires` (2026-11-22) and `status` may be.
/// @return kInvalid, with what is allowed, for a file that is no such list.
Result<std::vector<RosterRow>> read_roster(std::string_view csv);

}  // namespace stillpoint::app
