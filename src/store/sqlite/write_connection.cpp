#include "store/sqlite/write_connection.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace stillpoint::store {
namespace {

/// How long the log's folding waits for readers, while all who write wait for it: readers are through in
/// milliseconds, or in very much longer.
constexpr std::chrono::milliseconds kFoldPatience{250};

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
  // Whoever reads for long (a snapshot) would keep every writer waiting behind this for as long as a lock is
  // waited for; folding can be done again later.
  const Result<std::int64_t> usual = connection_.query_integer("PRAGMA busy_timeout");
  if (!usual) return usual.error();
  const auto set_patience = [&](std::int64_t milliseconds) {
    return connection_.query_integer("PRAGMA busy_timeout = " + std::to_string(milliseconds));
  };
  if (Result<std::int64_t> set = set_patience(std::min<std::int64_t>(*usual, kFoldPatience.count())); !set)
    return set;
  Result<std::int64_t> folded = connection_.query_integer("PRAGMA wal_checkpoint(TRUNCATE)");
  if (Result<std::int64_t> set = set_patience(*usual); !set) return set;
  return folded;
}

}  // namespace stillpoint::store
