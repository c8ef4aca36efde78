#pragma once

#include "domain/settings.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// What owners set, over SQLite. Thread-safe.
class SqliteSettingStore final : public domain::SettingStore {
 public:
  /// @param connection and `readers` must outlive it.
  SqliteSettingStore(WriteConnection& connection, const ReaderPool& readers)
      : connection_(connection), readers_(readers) {}

  [[nodiscard]] Result<std::optional<std::string>> find(std::string_view name) const override;
  [[nodiscard]] Result<void> put(std::string_view name, const std::string& value) override;

 private:
  WriteConnection& connection_;
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
