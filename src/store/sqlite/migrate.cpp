#include "store/sqlite/migrate.h"

#include <sqlite3.h>

#include <charconv>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "store/sqlite/sqlite_error.h"

namespace stillpoint::store {
namespace {

constexpr std::size_t kNumberDigits = 4;

struct Migration {
  int number = 0;
  std::string_view digits;
  std::string_view sql;
};

Migration read_name(const EmbeddedFile& file) {
  Migration migration{.digits = file.name.substr(0, kNumberDigits), .sql = file.content};
  std::from_chars(migration.digits.data(), migration.digits.data() + migration.digits.size(),
                  migration.number);
  return migration;
}

Result<std::vector<Migration>> in_order(std::span<const EmbeddedFile> files) {
  std::vector<Migration> migrations;
  for (const EmbeddedFile& file : files) {
    const Migration migration = read_name(file);
    if (migration.number <= (migrations.empty() ? 0 : migrations.back().number)) {
      return Error{.code = ErrorCode::kInternal,
                   .message = "The program's own migrations are not numbered in their order.",
                   .detail = std::string(file.name)};
    }
    migrations.push_back(migration);
  }
  return migrations;
}

/// What the file is, as far as its header tells.
struct Header {
  std::int64_t schema = 0;       ///< Number of the last migration that ran.
  std::int64_t application = 0;  ///< 0 where nobody set one.
  std::int64_t tables = 0;
};

Result<Header> read_header(Connection& connection) {
  Header header;
  const std::pair<const char*, std::int64_t*> queries[] = {
      {"PRAGMA user_version", &header.schema},
      {"PRAGMA application_id", &header.application},
      {"SELECT count(*) FROM sqlite_schema", &header.tables}};
  for (const auto& [sql, value] : queries) {
    Result<std::int64_t> read = connection.query_integer(sql);
    if (!read) return std::move(read).error();
    *value = *read;
  }
  return header;
}

Result<void> check_header(const Header& header, const std::string& path, int newest) {
  const bool fresh = header.tables == 0 && header.schema == 0;
  if (!fresh && header.application != kApplicationId) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The file " + path +
                            " is another program's database; name a Stillpoint database or a new file."};
  }
  if (header.schema > newest) {
    return Error{.code = ErrorCode::kUnavailable,
                 .message = "The database " + path + " was made by a newer version of Stillpoint (schema " +
                            std::to_string(header.schema) + ", this program knows up to " +
                            std::to_string(newest) + "); use that version."};
  }
  return {};
}

/// Copies the database as it stands, also while others read it. Written under another name first, so that a
/// copy that exists is whole.
Result<void> keep_copy(Connection& connection, const std::string& copy_path) {
  const std::string unfinished = copy_path + ".unfinished";
  std::error_code ignored;
  std::filesystem::remove(unfinished, ignored);
  {
    Result<Connection> copy = Connection::open(unfinished, Access::kReadWrite);
    if (!copy) return std::move(copy).error();
    sqlite3_backup* backup = sqlite3_backup_init(copy->handle(), "main", connection.handle(), "main");
    if (backup == nullptr) {
      return sqlite_error(copy->handle(), sqlite3_extended_errcode(copy->handle()), "begin copy");
    }
    const int stepped = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE) return sqlite_error(nullptr, stepped, "copy to " + unfinished);
  }
  std::error_code failed;
  std::filesystem::rename(unfinished, copy_path, failed);
  if (failed) {
    return Error{.code = ErrorCode::kUnavailable,
                 .message = "The copy of the database could not be kept as " + copy_path + ".",
                 .detail = failed.message()};
  }
  return {};
}

Result<void> run_in_transaction(Connection& connection, const Migration& migration) {
  Result<void> done = connection.execute("BEGIN IMMEDIATE");
  if (!done) return done;
  // Another program may have come first while this one waited for the lock.
  Result<std::int64_t> schema = connection.query_integer("PRAGMA user_version");
  if (!schema) {
    done = std::move(schema).error();
  } else if (*schema < migration.number) {
    done = connection.execute(std::string(migration.sql));
    if (done) {
      done = connection.execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                                "; PRAGMA user_version = " + std::to_string(migration.number));
    }
  }
  if (done) done = connection.execute("COMMIT");
  if (!done)
    static_cast<void>(connection.execute("ROLLBACK").has_value());  // the first error is the one to tell
  return done;
}

}  // namespace

int newest_of(std::span<const EmbeddedFile> migrations) {
  return migrations.empty() ? 0 : read_name(migrations.back()).number;
}

Result<void> migrate(Connection& connection, const std::string& path,
                     std::span<const EmbeddedFile> migrations) {
  Result<std::vector<Migration>> ordered = in_order(migrations);
  if (!ordered) return std::move(ordered).error();
  Result<Header> header = read_header(connection);
  if (!header) return std::move(header).error();
  const int newest = newest_of(migrations);
  Result<void> fits = check_header(*header, path, newest);
  if (!fits) return fits;
  if (header->schema == newest) return {};
  if (connection.is_read_only()) {
    return Error{.code = ErrorCode::kUnavailable,
                 .message = "The database file " + path + " can only be read; allow this user to write it."};
  }
  bool copied = header->schema == 0;
  for (const Migration& migration : *ordered) {
    if (migration.number <= header->schema) continue;
    if (!copied) {
      Result<void> kept = keep_copy(connection, path + ".before-" + std::string(migration.digits));
      if (!kept) return kept;
      copied = true;
    }
    Result<void> done = run_in_transaction(connection, migration);
    if (!done) return done;
  }
  return {};
}

}  // namespace stillpoint::store
