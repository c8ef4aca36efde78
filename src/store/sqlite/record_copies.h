#pragma once

#include <cstdint>
#include <optional>

#include "base/result.h"
#include "domain/practitioner.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/statement.h"

namespace stillpoint::store {

/// Keeps and reads the copies of whole records (schema/0003_record_copy.sql). Holds prepared statements of
/// one connection; used by one thread at a time.
class RecordCopies {
 public:
  /// Empty, to be replaced by a prepared one.
  RecordCopies() = default;
  static Result<RecordCopies> prepare(Connection& connection);

  /// The record of this id, whatever its listing state. One statement, so one state; about 10 us.
  /// @return nothing where there is no copy of its present version: then the tables tell.
  [[nodiscard]] Result<std::optional<domain::Practitioner>> find(domain::PractitionerId id);

  /// Keeps the record's copy under its number in the order of registration, instead of an earlier one. For
  /// the writing connection.
  [[nodiscard]] Result<void> keep(std::int64_t seq, std::int64_t version,
                                  const domain::Practitioner& practitioner);

 private:
  Connection* connection_ = nullptr;
  Statement find_;
  Statement keep_;
  bool can_keep_ = false;  ///< `keep_` is prepared when first used: a reading connection never needs it.
};

}  // namespace stillpoint::store
