#include "store/sqlite/write_connection.h"

#include <utility>

namespace stillpoint::store {
namespace {

/// Rolls back unless it was told that there is nothing left to roll back; also when the body throws.
class RollbackGuard {
 public:
  RollbackGuard(Connection& connection, bool& in_transaction)
      : connection_(connection), in_transaction_(in_transaction) {
    in_transaction_ = true;
  }
  RollbackGuard(const RollbackGuard&) = delete;
  RollbackGuard& operator=(const RollbackGuard&) = delete;
  ~RollbackGuard() {
    in_transaction_ = false;
    // After some errors SQLite has rolled back by itself and this one fails: either way nothing stays.
    if (!committed_) static_cast<void>(connection_.execute("ROLLBACK").has_value());
  }
  void committed() { committed_ = true; }

 private:
  Connection& connection_;
  bool& in_transaction_;
  bool committed_ = false;
};

}  // namespace

Result<void> WriteConnection::in_transaction(const std::function<Result<void>()>& body) {
  const std::lock_guard lock(mutex_);
  return in_transaction_ ? body() : run_outermost(body);
}

Result<void> WriteConnection::run_outermost(const std::function<Result<void>()>& body) {
  Result<void> done = connection_.execute("BEGIN IMMEDIATE");
  if (!done) return done;
  spoilt_.reset();
  RollbackGuard guard(connection_, in_transaction_);
  done = body();
  if (done && spoilt_) done = *std::exchange(spoilt_, std::nullopt);
  if (done) done = connection_.execute("COMMIT");
  if (done) guard.committed();
  return done;
}

void WriteConnection::spoil(const Error& error) {
  if (!spoilt_) spoilt_ = error;
}

Result<void> WriteConnection::reading(const std::function<Result<void>()>& body) {
  const std::lock_guard lock(mutex_);
  if (in_transaction_) return body();
  Result<ReadTransaction> transaction = ReadTransaction::begin(connection_);
  if (!transaction) return std::move(transaction).error();
  return body();
}

Result<std::int64_t> WriteConnection::fold_log() {
  const std::lock_guard lock(mutex_);
  return connection_.query_integer("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace stillpoint::store
