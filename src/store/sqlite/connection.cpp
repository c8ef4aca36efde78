#include "store/sqlite/connection.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>

#include "store/sqlite/sqlite_error.h"

namespace stillpoint::store {
namespace {

Error cannot_open(const std::string& path, sqlite3* database, int result_code) {
  Error error = sqlite_error(database, result_code, "open " + path);
  std::error_code ignored;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder, ignored)) {
    error.message =
        "The folder " + folder.string() + " for the database does not exist; make it, or name another one.";
  } else if (std::filesystem::is_directory(path, ignored)) {
    error.message = "The database " + path + " is a folder; name a file.";
  } else {
    error.message = "The database file " + path + " could not be opened; check who may read and write it.";
  }
  return error;
}

Error not_a_database(const std::string& path) {
  return Error{.code = ErrorCode::kInvalid,
               .message = "The file " + path + " is not a Stillpoint database; name another file."};
}

/// SQLite's file header takes this many bytes (SQLite file format, section 1.3).
constexpr std::uintmax_t kHeaderBytes = 100;

/// Whether the file has content, but not enough for a database. SQLite takes a file of one byte for an empty
/// database and would write over it. The file is not opened for this: closing it would give up the locks that
/// other connections of this process hold on it.
bool is_too_short(const std::string& path) {
  std::error_code failed;
  const std::uintmax_t size = std::filesystem::file_size(path, failed);
  return !failed && size != 0 && size < kHeaderBytes;
}

/// Other people's contact data is nobody else's: SQLite gives the log beside a file the file's own mode.
constexpr mode_t kNewFileMode = 0600;

/// Makes the file, empty, where there is none yet. One that is there is not opened: see is_too_short.
void make_private(const std::string& path) {
  const int made = open(path.c_str(), O_CREAT | O_EXCL | O_CLOEXEC | O_WRONLY, kNewFileMode);
  if (made >= 0) close(made);  // where it could not be made, SQLite says why
}

}  // namespace

void CloseDatabase::operator()(sqlite3* database) const noexcept {
  sqlite3_close_v2(database);
}

Result<Connection> Connection::open(const std::string& path, Access access,
                                    std::chrono::milliseconds busy_timeout) {
  if (is_too_short(path)) return not_a_database(path);
  if (access == Access::kReadWrite) make_private(path);
  const int flags =
      (access == Access::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  sqlite3* raw = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  Connection connection;
  connection.database_.reset(raw);  // must be closed even where opening failed
  if (opened != SQLITE_OK) return cannot_open(path, raw, opened);
  sqlite3_busy_timeout(raw, static_cast<int>(busy_timeout.count()));
  // Text of a hostile schema must not run functions; double quotes never mean text.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  Result<void> set = connection.execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL");
  if (!set) {
    Error error = std::move(set).error();
    if (error.code == ErrorCode::kInvalid) error.message = not_a_database(path).message;
    // A log that this user may not open, beside a file that it may not write.
    if (error.code == ErrorCode::kUnavailable && access == Access::kReadWrite && connection.is_read_only()) {
      error.message =
          "The database file " + path + " can only be read; allow this user to write it and its folder.";
    }
    return error;
  }
  return connection;
}

Result<Statement> Connection::prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  const int prepared = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  if (prepared != SQLITE_OK) return sqlite_error(handle(), prepared, sql);
  return Statement(raw);
}

Result<void> Connection::execute(const std::string& sql) {
  const int done = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (done != SQLITE_OK) return sqlite_error(handle(), done, sql);
  return {};
}

Result<std::int64_t> Connection::query_integer(std::string_view sql) {
  Result<Statement> statement = prepare(sql);
  if (!statement) return std::move(statement).error();
  switch (statement->step()) {
    case Step::kRow:
      return statement->integer(0);
    case Step::kDone:
      return std::int64_t{0};
    case Step::kFailed:
      break;
  }
  return statement->error();
}

int Connection::changes() const noexcept {
  return sqlite3_changes(handle());
}

std::int64_t Connection::last_insert_rowid() const noexcept {
  return sqlite3_last_insert_rowid(handle());
}

bool Connection::is_read_only() const noexcept {
  return sqlite3_db_readonly(handle(), "main") == 1;
}

Result<ReadTransaction> ReadTransaction::begin(Connection& connection) {
  Result<void> begun = connection.execute("BEGIN");
  if (!begun) return std::move(begun).error();
  return ReadTransaction(connection);
}

ReadTransaction::ReadTransaction(ReadTransaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

ReadTransaction::~ReadTransaction() {
  // Nothing was written, so nothing can be lost where ending it fails.
  if (connection_ != nullptr) static_cast<void>(connection_->execute("COMMIT").has_value());
}

}  // namespace stillpoint::store
