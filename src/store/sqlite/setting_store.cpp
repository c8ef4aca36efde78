#include "store/sqlite/setting_store.h"

#include <utility>

#include "store/sqlite/query_rows.h"

namespace stillpoint::store {

Result<std::optional<std::string>> SqliteSettingStore::find(std::string_view name) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  std::optional<std::string> found;
  Result<void> done = each_row((*reader)->connection, "SELECT value FROM setting WHERE name = ?1",
                               [&](Statement& query) { query.bind(name); },
                               [&](const Statement& row) { found = std::string(row.text(0)); });
  if (!done) return std::move(done).error();
  return found;
}

Result<void> SqliteSettingStore::put(std::string_view name, const std::string& value) {
  return connection_.in_transaction([&] {
    return run_bound(connection_.connection(), "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)",
                     [&](Statement& row) { row.bind(name).bind(value); });
  });
}

}  // namespace stillpoint::store
