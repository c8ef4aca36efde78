#pragma once

#include "domain/register.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// What registering keeps beside the records, over SQLite. Thread-safe.
class SqliteRegisterStore final : public domain::RegisterStore {
 public:
  /// @param connection must outlive it.
  explicit SqliteRegisterStore(WriteConnection& connection) : connection_(connection) {}
  [[nodiscard]] Result<void> put_merged(domain::PractitionerId from, domain::PractitionerId into,
                                        Instant now) override;
  [[nodiscard]] Result<void> put_legacy_urls(domain::PractitionerId id,
                                             const std::vector<std::string>& paths) override;
  [[nodiscard]] Result<std::optional<domain::KeptAnswer>> kept_answer(const std::string& owner,
                                                                      const std::string& key) const override;
  [[nodiscard]] Result<void> keep_answer(const std::string& owner, const std::string& key,
                                         const domain::KeptAnswer& kept, Instant now) override;
  [[nodiscard]] Result<void> forget_answers(Instant before) override;
  [[nodiscard]] Result<std::vector<domain::SavedView>> views(const std::string& owner,
                                                             const std::string& list) const override;
  [[nodiscard]] Result<void> put_view(const std::string& owner, const domain::SavedView& view) override;
  [[nodiscard]] Result<std::string> column_mapping(const std::string& heading) const override;
  [[nodiscard]] Result<void> put_column_mapping(const std::string& heading,
                                                const std::string& mapping) override;

 private:
  WriteConnection& connection_;
};

}  // namespace stillpoint::store
