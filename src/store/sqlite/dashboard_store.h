#pragma once

#include "domain/dashboard.h"
#include "store/sqlite/reader_pool.h"

namespace stillpoint::store {

/// The day's figures over SQLite, within one read transaction.
class SqliteDashboardReader final : public domain::DashboardReader {
 public:
  explicit SqliteDashboardReader(ReaderPool& readers) : readers_(readers) {}
  [[nodiscard]] Result<domain::DashboardFigures> figures(Instant now) const override;

 private:
  ReaderPool& readers_;
};

}  // namespace stillpoint::store
