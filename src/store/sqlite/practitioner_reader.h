#pragma once

#include <mutex>
#include <optional>
#include <vector>

#include "domain/ports.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/reader_pool.h"

namespace stillpoint::store {

/// The read side of the directory over SQLite. Thread-safe.
class PractitionerReader final : public domain::DirectoryReader {
 public:
  /// @param readers must outlive it.
  /// @param watch a connection of its own that never writes: SQLite's data version tells of the commits of
  /// *other* connections only.
  PractitionerReader(const ReaderPool& readers, Connection watch);

  [[nodiscard]] Result<domain::Practitioner> find(domain::PractitionerId id) const override;
  [[nodiscard]] Result<std::optional<domain::Listing>> find_listing(domain::PractitionerId id) const override;
  [[nodiscard]] Result<std::int64_t> for_each_listing(
      const std::function<void(const domain::Listing&)>& visit) const override;
  [[nodiscard]] Result<void> for_each(
      const std::function<Result<void>(const domain::Practitioner&)>& visit) const override;
  [[nodiscard]] Result<std::vector<domain::Change>> changes_after(std::int64_t sequence,
                                                                  std::size_t count) const override;
  [[nodiscard]] Result<std::int64_t> data_version() const override;
  [[nodiscard]] Result<Counts> counts() const override;

 private:
  const ReaderPool& readers_;
  mutable std::mutex watch_mutex_;
  mutable Connection watch_;
  mutable Statement watch_version_;  ///< Prepared when first asked for.
  mutable bool watch_prepared_ = false;
};

}  // namespace stillpoint::store
