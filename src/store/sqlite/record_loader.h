#pragma once

#include <array>
#include <cstdint>

#include "base/result.h"
#include "domain/ports.h"
#include "domain/practitioner.h"
#include "store/sqlite/child_rows.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/record_table.h"
#include "store/sqlite/statement.h"

namespace stillpoint::store {

/// Puts practitioners together from their tables. Holds prepared statements of one connection; used by one
/// thread at a time, within a read transaction where several tables must agree.
class RecordLoader {
 public:
  /// An empty loader, to be replaced by a prepared one.
  RecordLoader() = default;
  static Result<RecordLoader> prepare(Connection& connection, Reach reach, Detail detail);

  /// For Reach::kOne: fills `into` with the record of this id, whatever its listing state.
  /// @return false where there is none.
  [[nodiscard]] Result<bool> find(domain::PractitionerId id, domain::Listing& into);
  /// For Reach::kAll: fills `into` with the next record in order of registration: listed ones
  /// (Detail::kListing) or all that are not withdrawn. @return false behind the last.
  [[nodiscard]] Result<bool> next(domain::Listing& into);
  /// Ends the pass: the next `next` begins anew.
  void rewind();

 private:
  [[nodiscard]] Result<void> load_children(std::int64_t seq, domain::Listing& into);

  Detail detail_ = Detail::kListing;
  Statement head_;
  std::array<ChildRows, kRecordTables> children_;
};

}  // namespace stillpoint::store
