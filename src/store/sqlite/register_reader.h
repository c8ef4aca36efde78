#pragma once

#include "domain/register.h"
#include "store/sqlite/reader_pool.h"

namespace stillpoint::store {

/// What an administrator looks up in the register, over SQLite. Thread-safe.
class SqliteRegisterReader final : public domain::RegisterReader {
 public:
  /// @param readers must outlive it.
  explicit SqliteRegisterReader(const ReaderPool& readers) : readers_(readers) {}
  [[nodiscard]] Result<domain::LinePage> lines(const domain::LineFilter& filter) const override;
  [[nodiscard]] Result<std::vector<domain::LikelySame>> likely_same(
      const domain::Practitioner& practitioner) const override;
  [[nodiscard]] Result<std::optional<domain::PractitionerId>> merged_into(
      domain::PractitionerId id) const override;
  [[nodiscard]] Result<std::optional<domain::PractitionerId>> at_legacy_url(
      const std::string& path) const override;
  [[nodiscard]] Result<std::vector<std::string>> legacy_urls(domain::PractitionerId id) const override;

 private:
  const ReaderPool& readers_;
};

}  // namespace stillpoint::store
