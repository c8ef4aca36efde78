#include "store/sqlite/merged_tables.h"

#include <array>
#include <string>

#include "store/sqlite/query_rows.h"

namespace stillpoint::store {
namespace {

constexpr std::array<MergedTable, 22> kTables{{
    {.name = "record_copy", .then = WhenMerged::kStay},
    // What was told of an id was told of that id.
    {.name = "change", .then = WhenMerged::kStay},
    {.name = "published_change", .then = WhenMerged::kStay},
    {.name = "hook_delivery", .then = WhenMerged::kStay},
    {.name = "outbox", .then = WhenMerged::kStay},
    {.name = "evidence", .then = WhenMerged::kStay},
    {.name = "kept_answer", .then = WhenMerged::kStay},
    // Where a record went is put by the merge itself.
    {.name = "merged", .then = WhenMerged::kStay},
    {.name = "mailed_link"},
    // A question that waits for the old listing was asked about another listing, perhaps at another address:
    // silence to it costs the kept one nothing.
    {.name = "consent", .then = WhenMerged::kGo},
    {.name = "expiry_reminder", .then = WhenMerged::kMoveWhereFree},
    {.name = "verification_detail"},
    {.name = "standing_note"},
    {.name = "pending_revocation"},
    {.name = "work_item"},
    {.name = "legacy_url"},
    {.name = "sanction_looked_at", .then = WhenMerged::kMoveWhereFree},
    {.name = "review_invitation"},
    {.name = "review_note"},
    {.name = "digest_line"},
    {.name = "photo", .then = WhenMerged::kMoveWhereFree},
    {.name = "report"},
}};

std::string statement_for(const MergedTable& table) {
  const std::string name(table.name);
  switch (table.then) {
    case WhenMerged::kMove:
      return "UPDATE " + name + " SET practitioner = ?2 WHERE practitioner = ?1";
    case WhenMerged::kMoveWhereFree:
      return "UPDATE OR IGNORE " + name + " SET practitioner = ?2 WHERE practitioner = ?1";
    case WhenMerged::kGo:
      return "DELETE FROM " + name + " WHERE practitioner = ?1 AND ?2 IS ?2";
    case WhenMerged::kStay:
      return {};
  }
  return {};
}

}  // namespace

std::span<const MergedTable> merged_tables() {
  return kTables;
}

Result<void> move_merged_rows(Connection& connection, domain::PractitionerId from,
                              domain::PractitionerId into) {
  for (const MergedTable& table : kTables) {
    const std::string sql = statement_for(table);
    if (sql.empty()) continue;
    Result<void> moved = run_bound(connection, sql, [&](Statement& row) { row.bind(from).bind(into); });
    if (!moved) return moved;
  }
  return {};
}

}  // namespace stillpoint::store
