#pragma once

#include <string_view>

#include "base/result.h"

struct sqlite3;

namespace stillpoint::store {

/// Says what a failed call of SQLite means, by its (extended) result code and never by its message text:
/// busy, locked, full, read-only, unreadable -> kUnavailable; a violated uniqueness or reference ->
/// kConflict; a value that a column does not take, a file that is no database -> kInvalid; a damaged file ->
/// kInternal. The library's own words go to `detail`.
/// @param database may be null where none could be opened.
/// @param doing what was tried, for the log: "insert into practitioner".
Error sqlite_error(sqlite3* database, int result_code, std::string_view doing);

}  // namespace stillpoint::store
