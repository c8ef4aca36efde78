#pragma once

#include "domain/register.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// Edits of the registries over SQLite. Thread-safe.
class SqliteRegistryWriter final : public domain::RegistryWriter {
 public:
  /// @param connection and `readers` must outlive it.
  SqliteRegistryWriter(WriteConnection& connection, const ReaderPool& readers)
      : connection_(connection), readers_(readers) {}
  [[nodiscard]] Result<void> put(const domain::RegistryRow& row) override;
  [[nodiscard]] Result<std::int64_t> edition() const override;

 private:
  WriteConnection& connection_;
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
