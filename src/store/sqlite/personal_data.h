#pragma once

#include <span>
#include <string_view>

#include "domain/personal_data.h"
#include "domain/ports.h"
#include "store/sqlite/reader_pool.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// A table that keeps something about a person beside their record.
struct PersonalTable {
  std::string_view name;
  /// Which rows are about a person: ?1 is the id, ?2 the number in the order of registration, ?3 the mail
  /// address (it matches nothing where there is none).
  std::string_view rows;
  std::string_view columns;    ///< What an export shows: everything but keys and digests.
  bool forgotten = true;       ///< Whether the rows go when the person is forgotten.
  std::string_view emptied{};  ///< Of rows that stay: the column whose text goes.
};

/// Every such table. Whoever makes one adds it here: a test compares the schema with this list.
std::span<const PersonalTable> personal_tables();

/// What is kept about a person, over SQLite. Thread-safe.
class SqlitePersonalData final : public domain::PersonalData {
 public:
  /// All must outlive it.
  SqlitePersonalData(WriteConnection& connection, const ReaderPool& readers, domain::SecretStore& secrets)
      : connection_(connection), readers_(readers), secrets_(secrets) {}

  [[nodiscard]] Result<void> for_each_row(
      const domain::Practitioner& person,
      const std::function<Result<void>(const domain::PersonalRow&)>& visit) const override;
  [[nodiscard]] Result<std::vector<std::string>> forget(const domain::Practitioner& record,
                                                        Instant at) override;
  [[nodiscard]] Result<std::vector<domain::Erasure>> erasures() const override;
  [[nodiscard]] Result<std::vector<domain::PractitionerId>> withdrawn_before(Instant instant) const override;
  [[nodiscard]] Result<std::vector<domain::PractitionerId>> merged_into(
      domain::PractitionerId id) const override;
  [[nodiscard]] Result<void> scrub() override;

 private:
  [[nodiscard]] Result<void> remember_external_ids(const domain::Practitioner& record);

  WriteConnection& connection_;
  const ReaderPool& readers_;
  domain::SecretStore& secrets_;
};

}  // namespace stillpoint::store
