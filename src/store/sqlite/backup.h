#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace stillpoint::store {

/// Writes the database at `path` as one file that holds everything committed up to one moment, also while
/// others write. For this user alone, compact, without the free space of what was deleted; it stands there
/// whole or not at all.
/// @return kConflict where there is a file of this name already; kUnavailable where one of the two cannot be
/// read or written; kInvalid where `path` is no Stillpoint database.
[[nodiscard]] Result<void> back_up(const std::string& path, const std::string& copy_path);

/// What can be said of a database file without knowing what it means.
struct FileReport {
  int schema = 0;
  std::vector<std::string> faults{};  ///< One sentence each; nothing where the file is sound.
};

/// Reads the whole file: its pages and indexes (SQLite's integrity check) and its foreign keys. Changes
/// nothing, and does not bring the schema up to date.
/// @return kNotFound, kInvalid for what is no Stillpoint database, kUnavailable.
[[nodiscard]] Result<FileReport> inspect(const std::string& path);

/// Puts the database file `fresh` in the place of `path`, and what was there under the name `aside`. Nobody
/// may have either open.
/// @return kUnavailable where a program has `path` open.
[[nodiscard]] Result<void> replace_database(const std::string& path, const std::string& fresh,
                                            const std::string& aside);

/// Waits until the disk has the file (or the names in a folder).
[[nodiscard]] Result<void> sync_to_disk(const std::string& path);

}  // namespace stillpoint::store
