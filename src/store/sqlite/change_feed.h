#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/ports.h"
#include "store/sqlite/connection.h"

namespace stillpoint::store {

/// What happened to a practitioner.
enum class ChangeKind { kRegistered, kEdited, kWithdrawn };

/// Writes change rows; part of each transaction that changes a practitioner.
class ChangeLog {
 public:
  ChangeLog() = default;
  static Result<ChangeLog> prepare(Connection& connection);
  [[nodiscard]] Result<void> append(domain::PractitionerId id, ChangeKind kind, Instant at);

 private:
  Statement insert_;
};

/// Reads change rows, in commit order.
class ChangeFeed {
 public:
  ChangeFeed() = default;
  static Result<ChangeFeed> prepare(Connection& connection);
  /// Changes after the sequence, oldest first, at most `count`. O(count).
  [[nodiscard]] Result<std::vector<domain::Change>> after(std::int64_t sequence, std::size_t count);
  /// The sequence of the latest change; 0 where there is none.
  [[nodiscard]] Result<std::int64_t> latest();

 private:
  Statement after_, latest_;
};

}  // namespace stillpoint::store
