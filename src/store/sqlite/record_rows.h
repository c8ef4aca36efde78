#pragma once

#include <cstdint>
#include <string>

#include "domain/ports.h"
#include "store/sqlite/child_rows.h"
#include "store/sqlite/record_table.h"

namespace stillpoint::store {

/// Whether a table is read for whole records only.
bool is_only_in_whole_records(RecordTable table);

/// The query that reads a table: `practitioner` first, then its columns; of one practitioner (?1) or of all,
/// in order.
std::string select_rows(RecordTable table, Reach reach, Detail detail);

/// Replaces what `into` holds of this table by the practitioner's rows. Parents are taken before children.
/// @return false where reading failed.
bool take_rows(RecordTable table, ChildRows& rows, std::int64_t seq, domain::Listing& into);

}  // namespace stillpoint::store
