#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>

#include "base/result.h"
#include "domain/unit_of_work.h"
#include "store/sqlite/connection.h"

namespace stillpoint::store {

/// The one connection that writes. Thread-safe: a transaction holds it, and others wait for their turn.
class WriteConnection final : public domain::UnitOfWork {
 public:
  explicit WriteConnection(Connection connection) : connection_(std::move(connection)) {}

  /// Runs `body` in a transaction: all of its writes land, or none. Within a transaction of the same thread
  /// it takes part in that one. An error of `body` rolls back and is returned.
  [[nodiscard]] Result<void> in_transaction(const std::function<Result<void>()>& body) override;

  /// Says that the running transaction is half done and must not land, whatever its body returns.
  void spoil(const Error& error);

  /// Runs `body` alone on the connection, reading one state.
  [[nodiscard]] Result<void> reading(const std::function<Result<void>()>& body);

  /// Folds the log into the database file and cuts it to nothing. Outside a transaction.
  /// @return 0 where that was done; 1 where others read for too long.
  [[nodiscard]] Result<std::int64_t> fold_log();

  /// For statements that are prepared once. Use them within `in_transaction` or `reading` only.
  [[nodiscard]] Connection& connection() { return connection_; }

 private:
  [[nodiscard]] Result<void> run_outermost(const std::function<Result<void>()>& body);

  std::recursive_mutex mutex_;
  Connection connection_;
  bool in_transaction_ = false;
  std::optional<Error> spoilt_;
};

}  // namespace stillpoint::store
