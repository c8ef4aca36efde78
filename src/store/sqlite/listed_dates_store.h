#pragma once

#include "domain/listed_dates.h"
#include "store/sqlite/reader_pool.h"

namespace stillpoint::store {

/// When listings last changed, over SQLite. Thread-safe.
class SqliteListedDates final : public domain::ListedDates {
 public:
  /// @param readers must outlive it.
  explicit SqliteListedDates(const ReaderPool& readers) : readers_(readers) {}
  [[nodiscard]] Result<std::vector<domain::ListedDate>> page(std::size_t offset,
                                                             std::size_t count) const override;
  [[nodiscard]] Result<std::vector<domain::ListedDate>> of(
      std::span<const domain::PractitionerId> ids) const override;

 private:
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
