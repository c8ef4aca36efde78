#pragma once

#include <span>
#include <string>

#include "base/embedded_file.h"
#include "base/result.h"
#include "store/sqlite/connection.h"

namespace stillpoint::store {

/// Marks a database file as ours (PRAGMA application_id): the letters "Stil".
constexpr int kApplicationId = 0x5374696c;

/// Brings the database up to the newest of `migrations` (files `NNNN_name.sql`, in the order of
/// their numbers, of which none is given out twice). Each runs in a transaction of its own together with its
/// number (PRAGMA user_version), so a failed one leaves the one before it intact. Before the first that runs
/// on a database that already has a schema, a copy is kept beside the file as `<path>.before-NNNN`. Safe
/// beside another program that does the same.
/// @return kUnavailable for a schema newer than the program, a file that cannot be written or an interrupted
/// copy; kInvalid for another program's database; each with one sentence.
[[nodiscard]] Result<void> migrate(Connection& connection, const std::string& path,
                                   std::span<const EmbeddedFile> migrations);

/// The number of the last of the migrations: the schema that they lead to; 0 where there is none.
[[nodiscard]] int newest_of(std::span<const EmbeddedFile> migrations);

}  // namespace stillpoint::store
