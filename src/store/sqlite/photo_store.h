#pragma once

#include "domain/photos.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// Whose picture is which, over SQLite. Thread-safe.
class SqlitePhotoStore final : public domain::PhotoStore {
 public:
  /// @param connection and `readers` must outlive it.
  SqlitePhotoStore(WriteConnection& connection, const ReaderPool& readers)
      : connection_(connection), readers_(readers) {}

  [[nodiscard]] Result<void> put(const domain::Photo& photo) override;
  [[nodiscard]] Result<void> remove(domain::PractitionerId practitioner) override;
  [[nodiscard]] Result<std::optional<domain::Photo>> find(domain::PractitionerId practitioner) const override;
  [[nodiscard]] Result<std::vector<domain::Photo>> of(
      const std::vector<domain::PractitionerId>& people) const override;
  [[nodiscard]] Result<std::optional<domain::Picture>> shown(const std::string& sha256) const override;
  [[nodiscard]] Result<bool> in_use(const std::string& sha256) const override;

 private:
  WriteConnection& connection_;
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
