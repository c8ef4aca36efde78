#include "store/sqlite/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

#include "store/sqlite/connection.h"
#include "store/sqlite/migrate.h"

namespace stillpoint::store {
namespace {

/// Long enough for a program that is just ending; a server that runs keeps its database open for hours.
constexpr std::chrono::milliseconds kInUseTimeout{2'000};
/// SQLite's own limit: the first hundred faults tell enough.
constexpr const char* kIntegrityCheck = "PRAGMA integrity_check(100)";

bool exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

Error cannot_write(const std::string& path, const std::error_code& why) {
  return Error{.code = ErrorCode::kUnavailable,
               .message = path + " cannot be written: " + why.message() + "."};
}

Result<Connection> open_to_read(const std::string& path) {
  if (!exists(path)) {
    return Error{.code = ErrorCode::kNotFound, .message = "There is no file " + path + "."};
  }
  Result<Connection> connection = Connection::open(path, Access::kReadOnly);
  if (!connection) return connection;
  Result<std::int64_t> application = connection->query_integer("PRAGMA application_id");
  if (!application) return std::move(application).error();
  if (*application != kApplicationId) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The file " + path + " is not a Stillpoint database."};
  }
  return connection;
}

/// Removes a file unless it was put where it belongs.
class Unfinished {
 public:
  explicit Unfinished(std::string path) : path_(std::move(path)) {}
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// The first columns of a query's rows, as `sentence_of` words them.
template <class SentenceOf>
Result<std::vector<std::string>> sentences(Connection& connection, const char* sql, SentenceOf sentence_of) {
  Result<Statement> query = connection.prepare(sql);
  if (!query) return std::move(query).error();
  std::vector<std::string> list;
  Step step = query->step();
  for (; step == Step::kRow; step = query->step()) list.push_back(sentence_of(*query));
  if (step == Step::kFailed) return query->error();
  return list;
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

Result<void> move(const std::string& from, const std::string& to) {
  std::error_code failed;
  std::filesystem::rename(from, to, failed);
  if (failed) return cannot_write(to, failed);
  return {};
}

/// Ends a database's write-ahead log, which asks for the file alone: who has it open, reading or writing,
/// stands against that.
Result<void> fold_log_away(Connection& connection, const std::string& path) {
  Result<Statement> leave = connection.prepare("PRAGMA journal_mode = DELETE");
  if (!leave) return std::move(leave).error();
  const Step step = leave->step();
  if (step == Step::kRow && leave->text(0) == "delete") return {};
  Error error =
      step == Step::kFailed ? leave->error() : Error{.code = ErrorCode::kUnavailable, .message = ""};
  if (error.code == ErrorCode::kUnavailable) {
    error.message = "A program has the database " + path + " open; stop the server first.";
  }
  return error;
}

}  // namespace

Result<void> sync_to_disk(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot_write(path, std::error_code(errno, std::generic_category()));
  const int synced = fsync(file);
  const std::error_code why(errno, std::generic_category());
  close(file);
  if (synced != 0) return cannot_write(path, why);
  return {};
}

Result<void> back_up(const std::string& path, const std::string& copy_path) {
  if (exists(copy_path)) {
    return Error{.code = ErrorCode::kConflict,
                 .message = copy_path + " exists already; name a file that does not."};
  }
  Result<Connection> connection = open_to_read(path);
  if (!connection) return std::move(connection).error();
  const Unfinished unfinished(copy_path + ".unfinished");
  std::error_code failed;
  std::filesystem::remove(unfinished.path(), failed);
  // Made first, for this user alone: VACUUM INTO fills a file that is empty.
  const int made = open(unfinished.path().c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (made < 0) return cannot_write(copy_path, std::error_code(errno, std::generic_category()));
  close(made);
  Result<Statement> vacuum = connection->prepare("VACUUM INTO ?1");
  if (!vacuum) return std::move(vacuum).error();
  Result<void> done = vacuum->bind(unfinished.path()).run();
  if (!done) {
    Error error = std::move(done).error();
    if (error.code == ErrorCode::kUnavailable) {
      error.message = "The copy " + copy_path + " could not be written: " + error.message;
    }
    return error;
  }
  // SQLite leaves it to the system when such a copy reaches the disk.
  done = sync_to_disk(unfinished.path());
  if (done) done = move(unfinished.path(), copy_path);
  if (done) done = sync_to_disk(folder_of(copy_path));
  return done;
}

Result<FileReport> inspect(const std::string& path) {
  FileReport report;
  Result<Connection> connection = open_to_read(path);
  if (!connection && connection.error().code == ErrorCode::kInternal) {
    report.faults.push_back("The file is so damaged that it cannot be opened.");
    return report;
  }
  if (!connection) return std::move(connection).error();
  Result<std::int64_t> schema = connection->query_integer("PRAGMA user_version");
  if (!schema) return std::move(schema).error();
  report.schema = static_cast<int>(*schema);
  Result<std::vector<std::string>> pages =
      sentences(*connection, kIntegrityCheck, [](const Statement& row) { return std::string(row.text(0)); });
  if (!pages && pages.error().code != ErrorCode::kInternal) return std::move(pages).error();
  if (!pages) report.faults.push_back("The file is so damaged that it cannot be read to its end.");
  if (pages && *pages != std::vector<std::string>{"ok"}) {
    for (const std::string& fault : *pages) report.faults.push_back("The file is damaged: " + fault + ".");
  }
  if (!report.faults.empty()) return report;
  Result<std::vector<std::string>> keys =
      sentences(*connection, "PRAGMA foreign_key_check", [](const Statement& row) {
        return "A row of the table " + std::string(row.text(0)) + " belongs to one of " +
               std::string(row.text(2)) + " that is not there.";
      });
  if (!keys) return std::move(keys).error();
  report.faults = *std::move(keys);
  return report;
}

Result<void> replace_database(const std::string& path, const std::string& fresh, const std::string& aside) {
  if (!exists(path)) {
    Result<void> done = move(fresh, path);
    return done ? sync_to_disk(folder_of(path)) : done;
  }
  // Held open until the files have changed places, so that nobody comes between.
  Result<Connection> old = Connection::open(path, Access::kReadWrite, kInUseTimeout);
  Result<void> alone = old ? fold_log_away(*old, path) : Result<void>(old.error());
  if (!alone && alone.error().code == ErrorCode::kUnavailable) return alone;
  Result<void> done = move(path, aside);
  // One that is damaged keeps its log, which must not be taken for the new one's.
  for (const char* const end : {"-wal", "-shm", "-journal"}) {
    if (done && exists(path + end)) done = move(path + end, aside + end);
  }
  if (done) done = move(fresh, path);
  if (done) done = sync_to_disk(folder_of(path));
  return done;
}

}  // namespace stillpoint::store
