#include "store/sqlite/statement.h"

#include <sqlite3.h>

#include "store/sqlite/sqlite_error.h"

namespace stillpoint::store {

void FinalizeStatement::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

void Statement::note(int result_code) noexcept {
  if (result_code != SQLITE_OK && bind_failure_ == SQLITE_OK) bind_failure_ = result_code;
}

Statement& Statement::rewind() noexcept {
  sqlite3_reset(statement_.get());  // repeats the last step's error, which was reported then
  next_parameter_ = 1;
  bind_failure_ = SQLITE_OK;
  return *this;
}

Statement& Statement::bind(std::int64_t value) noexcept {
  note(sqlite3_bind_int64(statement_.get(), next_parameter_++, value));
  return *this;
}

Statement& Statement::bind(double value) noexcept {
  note(sqlite3_bind_double(statement_.get(), next_parameter_++, value));
  return *this;
}

Statement& Statement::bind(std::string_view text) noexcept {
  // A null pointer would bind NULL, not the empty text.
  note(sqlite3_bind_text64(statement_.get(), next_parameter_++, text.data() == nullptr ? "" : text.data(),
                           text.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) noexcept {
  note(sqlite3_bind_blob64(statement_.get(), next_parameter_++, bytes.data() == nullptr ? "" : bytes.data(),
                           bytes.size(), SQLITE_STATIC));
  return *this;
}

Statement& Statement::bind_null() noexcept {
  note(sqlite3_bind_null(statement_.get(), next_parameter_++));
  return *this;
}

Step Statement::step() noexcept {
  if (bind_failure_ != SQLITE_OK) {
    result_code_ = bind_failure_;
    return Step::kFailed;
  }
  result_code_ = sqlite3_step(statement_.get());
  if (result_code_ == SQLITE_ROW) return Step::kRow;
  return result_code_ == SQLITE_DONE ? Step::kDone : Step::kFailed;
}

Result<void> Statement::run() {
  Step last = step();
  while (last == Step::kRow) last = step();
  Result<void> result;
  if (last == Step::kFailed) result = error();
  rewind();
  return result;
}

Error Statement::error() const {
  return sqlite_error(sqlite3_db_handle(statement_.get()), result_code_, sqlite3_sql(statement_.get()));
}

int Statement::columns() const noexcept {
  return sqlite3_column_count(statement_.get());
}

std::string_view Statement::column_name(int column) const noexcept {
  const char* const name = sqlite3_column_name(statement_.get(), column);
  return name == nullptr ? std::string_view() : std::string_view(name);
}

bool Statement::is_null(int column) const noexcept {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const noexcept {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) const noexcept {
  return sqlite3_column_double(statement_.get(), column);
}

std::string_view Statement::text(int column) const noexcept {
  const void* bytes = sqlite3_column_text(statement_.get(), column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::string_view Statement::blob(int column) const noexcept {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::optional<Instant> Statement::optional_instant(int column) const noexcept {
  if (is_null(column)) return std::nullopt;
  return instant(column);
}

std::optional<Date> Statement::optional_date(int column) const noexcept {
  if (is_null(column)) return std::nullopt;
  return date(column);
}

std::optional<int> Statement::optional_int(int column) const noexcept {
  if (is_null(column)) return std::nullopt;
  return static_cast<int>(integer(column));
}

}  // namespace stillpoint::store
