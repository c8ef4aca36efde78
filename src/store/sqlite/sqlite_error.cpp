#include "store/sqlite/sqlite_error.h"

#include <sqlite3.h>

#include <string>

namespace stillpoint::store {
namespace {

/// The low byte of an extended result code is the primary one (SQLite's documentation of result codes).
constexpr int kPrimaryCodeMask = 0xff;

struct Meaning {
  ErrorCode code;
  const char* message;
};

Meaning meaning_of(int result_code) {
  if (result_code == SQLITE_CONSTRAINT_CHECK || result_code == SQLITE_CONSTRAINT_NOTNULL ||
      result_code == SQLITE_CONSTRAINT_DATATYPE) {
    return {ErrorCode::kInvalid, "A value of the record lies outside what the directory can hold."};
  }
  switch (result_code & kPrimaryCodeMask) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::kUnavailable,
              "The database is being written to by another program; please try again in a moment."};
    case SQLITE_FULL:
      return {ErrorCode::kUnavailable, "The disk that holds the database is full; nothing was changed."};
    case SQLITE_READONLY:
      return {ErrorCode::kUnavailable, "The database can be read but not written; nothing was changed."};
    case SQLITE_IOERR:
      return {ErrorCode::kUnavailable, "The disk that holds the database could not be read or written."};
    case SQLITE_CANTOPEN:
      return {ErrorCode::kUnavailable, "The database file could not be opened."};
    case SQLITE_NOMEM:
      return {ErrorCode::kUnavailable, "There is not enough memory to answer now."};
    case SQLITE_CONSTRAINT:
      return {ErrorCode::kConflict, "The record contradicts what is already in the directory."};
    case SQLITE_CORRUPT:
      return {ErrorCode::kInternal, "The database file is damaged; restore it from a backup."};
    case SQLITE_NOTADB:
      return {ErrorCode::kInvalid, "The file is not a database."};
    default:
      return {ErrorCode::kInternal, "The database could not do what was asked."};
  }
}

}  // namespace

Error sqlite_error(sqlite3* database, int result_code, std::string_view doing) {
  const Meaning meaning = meaning_of(result_code);
  std::string detail{doing};
  detail += ": ";
  detail += sqlite3_errstr(result_code);
  detail += " (code " + std::to_string(result_code) + ")";
  if (database != nullptr) {
    detail += ": ";
    detail += sqlite3_errmsg(database);
  }
  return Error{.code = meaning.code, .message = meaning.message, .detail = std::move(detail)};
}

}  // namespace stillpoint::store
