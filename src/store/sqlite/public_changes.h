#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "domain/following.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// The log of public changes over SQLite. Thread-safe.
class SqlitePublicChanges final : public domain::PublicChanges {
 public:
  /// @param connection and `readers` must outlive it.
  SqlitePublicChanges(WriteConnection& connection, const ReaderPool& readers)
      : connection_(connection), readers_(readers) {}

  [[nodiscard]] Result<domain::ChangeMark> latest() const override;
  [[nodiscard]] Result<std::vector<domain::PublicChange>> after(const domain::ChangeMark& mark,
                                                                std::size_t count,
                                                                domain::ChangeChoice choice) const override;
  [[nodiscard]] Result<domain::ChangeMark> for_each_listed(
      const std::function<Result<void>(const domain::Practitioner&)>& visit) const override;
  [[nodiscard]] Result<std::int64_t> forget(const domain::ChangeCut& cut) override;

 private:
  WriteConnection& connection_;
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
