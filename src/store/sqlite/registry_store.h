#pragma once

#include "domain/ports.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// Schools, accreditors, issuers, credential types, jurisdictions and their rules over SQLite. Thread-safe.
class SqliteRegistryStore final : public domain::RegistryStore {
 public:
  /// @param connection and `readers` must outlive it.
  SqliteRegistryStore(WriteConnection& connection, const ReaderPool& readers)
      : connection_(connection), readers_(readers) {}
  [[nodiscard]] Result<void> seed(const domain::VocabularyRows& rows) override;
  [[nodiscard]] Result<domain::VocabularyRows> load(domain::VocabularyRows rows) const override;

 private:
  WriteConnection& connection_;
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
