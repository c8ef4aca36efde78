#pragma once

#include "domain/audit.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/statement.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// The trail over SQLite (schema/0005_audit.sql). Thread-safe; an `append` outside a transaction is one of
/// its own. Reading sees what was committed.
class SqliteAuditLog final : public domain::AuditLog {
 public:
  /// @param connection and @param readers must outlive it.
  SqliteAuditLog(WriteConnection& connection, const ReaderPool& readers)
      : connection_(connection), readers_(readers) {}

  [[nodiscard]] Result<void> append(const domain::AuditEntry& entry) override;
  [[nodiscard]] Result<void> for_each(
      const domain::AuditFilter& filter,
      const std::function<Result<void>(const domain::AuditRecord&)>& visit) const override;
  /// Reads every entry, about a microsecond each beside the disk.
  [[nodiscard]] Result<std::optional<Broken>> verify() const override;
  [[nodiscard]] Result<std::int64_t> erase(const domain::AuditSubject& subject) override;

 private:
  [[nodiscard]] Result<void> prepare();
  [[nodiscard]] Result<void> append_at_end(const domain::AuditEntry& entry);

  WriteConnection& connection_;
  const ReaderPool& readers_;
  Statement head_, insert_;  ///< Prepared when first needed: most commands write no trail.
  bool prepared_ = false;
};

}  // namespace stillpoint::store
