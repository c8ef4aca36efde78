#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"

struct sqlite3_stmt;

namespace stillpoint::store {

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const noexcept;
};

/// What a step of a statement brought.
enum class Step { kRow, kDone, kFailed };

/// A prepared statement. Belongs to its connection and must not outlive it; not thread-safe.
///
/// Parameters are numbered by the order of the `bind` calls after a `rewind`. Texts and blobs are not copied:
/// they must live until the last `step`.
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  /// Ends the current run, so that the statement can be bound and run anew.
  Statement& rewind() noexcept;

  /// Binds the next parameter.
  /// @{
  Statement& bind(std::int64_t value) noexcept;
  Statement& bind(int value) noexcept { return bind(std::int64_t{value}); }
  Statement& bind(bool value) noexcept { return bind(std::int64_t{value ? 1 : 0}); }
  Statement& bind(double value) noexcept;
  Statement& bind(std::string_view text) noexcept;
  Statement& bind(const char* text) noexcept { return bind(std::string_view(text)); }
  Statement& bind_blob(std::string_view bytes) noexcept;
  Statement& bind_null() noexcept;
  Statement& bind(Instant instant) noexcept { return bind(instant.time_since_epoch().count()); }
  Statement& bind(Date date) noexcept { return bind(std::int64_t{date.time_since_epoch().count()}); }
  template <class Tag>
  Statement& bind(const Id<Tag>& id) noexcept {
    return bind(id.value);
  }
  template <class Tag>
  Statement& bind(const Key<Tag>& key) noexcept {
    return bind(std::string_view(key.value));
  }
  template <class T>
  Statement& bind(const std::optional<T>& value) noexcept {
    return value ? bind(*value) : bind_null();
  }
  /// @}

  /// Runs on to the next row.
  [[nodiscard]] Step step() noexcept;
  /// Runs a statement that brings no rows, then rewinds it.
  [[nodiscard]] Result<void> run();
  /// Why the last step failed.
  [[nodiscard]] Error error() const;
  /// SQLite's extended result code of the last step.
  [[nodiscard]] int result_code() const noexcept { return result_code_; }

  /// How many columns a row has, and what each is called. The name lives as long as the statement.
  /// @{
  [[nodiscard]] int columns() const noexcept;
  [[nodiscard]] std::string_view column_name(int column) const noexcept;
  /// @}

  /// A column of the current row, from 0. Views live until the next `step` or `rewind`.
  /// @{
  [[nodiscard]] bool is_null(int column) const noexcept;
  [[nodiscard]] std::int64_t integer(int column) const noexcept;
  [[nodiscard]] double real(int column) const noexcept;
  [[nodiscard]] std::string_view text(int column) const noexcept;
  [[nodiscard]] std::string_view blob(int column) const noexcept;
  [[nodiscard]] bool boolean(int column) const noexcept { return integer(column) != 0; }
  [[nodiscard]] Instant instant(int column) const noexcept {
    return Instant{std::chrono::seconds{integer(column)}};
  }
  [[nodiscard]] Date date(int column) const noexcept {
    return Date{std::chrono::days{static_cast<int>(integer(column))}};
  }
  [[nodiscard]] std::optional<Instant> optional_instant(int column) const noexcept;
  [[nodiscard]] std::optional<Date> optional_date(int column) const noexcept;
  [[nodiscard]] std::optional<int> optional_int(int column) const noexcept;
  /// @}

 private:
  void note(int result_code) noexcept;

  std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement_;
  int next_parameter_ = 1;
  int result_code_ = 0;
  int bind_failure_ = 0;  ///< Result code of a bind that failed; the next step reports it.
};

}  // namespace stillpoint::store
