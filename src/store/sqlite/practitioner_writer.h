#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "domain/ports.h"
#include "store/sqlite/change_feed.h"
#include "store/sqlite/erased_ids.h"
#include "store/sqlite/public_change_log.h"
#include "store/sqlite/record_copies.h"
#include "store/sqlite/record_loader.h"
#include "store/sqlite/record_saver.h"
#include "store/sqlite/write_connection.h"

namespace stillpoint::store {

/// The write side of the directory over SQLite. Thread-safe; a `put` outside a transaction is one of its own.
///
/// A credential's history is append-only: a `put` adds the events that are not on record yet, and neither
/// drops nor rewrites one; a credential that has a history stays, behind those of the record given. Who was
/// forgotten is still found by an external id, as a tombstone.
class PractitionerWriter final : public domain::DirectoryWriter {
 public:
  /// @param connection must outlive it.
  static Result<std::unique_ptr<PractitionerWriter>> prepare(WriteConnection& connection);

  [[nodiscard]] Result<void> in_transaction(const std::function<Result<void>()>& body) override;
  [[nodiscard]] Result<std::optional<domain::Practitioner>> find_existing(
      const domain::Practitioner& practitioner) override;
  [[nodiscard]] Result<domain::PractitionerId> put(const domain::Practitioner& practitioner) override;
  [[nodiscard]] Result<bool> empty() override;

 private:
  explicit PractitionerWriter(WriteConnection& connection) : connection_(connection) {}
  [[nodiscard]] Result<domain::PractitionerId> holder_of(const domain::ExternalId& id);
  [[nodiscard]] Result<domain::PractitionerId> insert_or_replace(const domain::Practitioner& practitioner);
  [[nodiscard]] Result<void> replace(domain::PractitionerId id, const domain::Practitioner& practitioner);
  [[nodiscard]] Result<void> renew_copy(domain::PractitionerId id);

  WriteConnection& connection_;
  RecordCopies copies_;
  RecordLoader loader_;
  RecordSaver saver_;
  ChangeLog changes_;
  PublicChangeLog public_changes_;
  Statement external_id_holder_;
  ErasedIds erased_ids_;
};

}  // namespace stillpoint::store
