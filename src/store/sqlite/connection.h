#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/sqlite/statement.h"

struct sqlite3;

namespace stillpoint::store {

struct CloseDatabase {
  void operator()(sqlite3* database) const noexcept;
};

enum class Access { kReadOnly, kReadWrite };

/// How long a statement waits for another program's write: longer than any chunk of an import takes.
constexpr std::chrono::milliseconds kBusyTimeout{10'000};

/// One open connection to a database file. Movable; used by one thread at a time.
class Connection {
 public:
  Connection() = default;

  /// Opens the file (kReadWrite makes it where there is none, for this user alone) and sets what every
  /// connection of ours has: foreign keys, extended result codes, a busy timeout, the disk safe at each
  /// commit.
  /// @return one sentence: kUnavailable for a missing folder or a file that cannot be opened, kInvalid for a
  /// file that is no database.
  static Result<Connection> open(const std::string& path, Access access,
                                 std::chrono::milliseconds busy_timeout = kBusyTimeout);

  /// @return kInternal where the SQL does not fit the schema: a bug, or a foreign database.
  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  /// Runs statements that bring no rows of interest.
  [[nodiscard]] Result<void> execute(const std::string& sql);
  /// The first column of the first row of a query, as a number; 0 where there is no row.
  [[nodiscard]] Result<std::int64_t> query_integer(std::string_view sql);
  /// Rows that the last insert, update or delete changed.
  [[nodiscard]] int changes() const noexcept;
  [[nodiscard]] std::int64_t last_insert_rowid() const noexcept;
  /// Whether the file can be read only.
  [[nodiscard]] bool is_read_only() const noexcept;
  [[nodiscard]] sqlite3* handle() const noexcept { return database_.get(); }

 private:
  std::unique_ptr<sqlite3, CloseDatabase> database_;
};

/// A read transaction: all reads until its end see one state. Ends when it goes out of scope.
class ReadTransaction {
 public:
  /// `connection` must outlive it.
  static Result<ReadTransaction> begin(Connection& connection);
  ReadTransaction(ReadTransaction&& other) noexcept;
  ReadTransaction& operator=(ReadTransaction&&) = delete;
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;
  ~ReadTransaction();

 private:
  explicit ReadTransaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

}  // namespace stillpoint::store
