#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace stillpoint {

/// What kind of thing went wrong; each has one HTTP status and one exit code.
enum class ErrorCode {
  kInvalid,          ///< The caller's input is wrong; `faults` say where.
  kUnauthenticated,  ///< Nobody is signed in.
  kForbidden,        ///< Somebody is, and may not.
  kNotFound,         ///< No such thing.
  kGone,             ///< There was such a thing: withdrawn, or a cursor that ran out.
  kConflict,         ///< It would collide with what is there.
  kLimited,          ///< Too much, too often.
  kUnavailable,      ///< Not now: locked, full, still loading.
  kInternal,         ///< A bug or a broken file.
};

/// One wrong place in an input.
struct Fault {
  std::string where;    ///< Parameter name or JSON pointer ("/fees/lines/0/price").
  std::string what;     ///< One plain sentence: what is wrong with the value.
  std::string allowed;  ///< What would be right; empty where `what` says it all.
  std::string value;    ///< The value as given, shortened; empty where it must not be repeated.
};

/// Why an operation failed. `message` may reach users; `detail` goes to the log only.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
  std::string detail{};
  std::vector<Fault> faults{};
};

/// A value or the reason there is none. Ignoring one is a warning, and so an error here.
/// Names follow std::expected (absent from this toolchain, see docs/decisions).
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {
  }  // NOLINT(google-explicit-constructor): returns read as values
  Result(Error error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor): likewise

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// The value. Asking for it when there is none is a bug: it throws where assertions are compiled out.
  T& value() & { return assert(has_value()), std::get<0>(state_); }
  const T& value() const& { return assert(has_value()), std::get<0>(state_); }
  T&& value() && { return assert(has_value()), std::move(std::get<0>(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// The error. Asking for it when there is a value is a bug.
  [[nodiscard]] const Error& error() const& { return assert(!has_value()), std::get<1>(state_); }
  [[nodiscard]] Error&& error() && { return assert(!has_value()), std::move(std::get<1>(state_)); }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value, or the reason there is none.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error)
      : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor): returns read as values

  [[nodiscard]] bool has_value() const noexcept { return !error_; }
  explicit operator bool() const noexcept { return has_value(); }
  [[nodiscard]] const Error& error() const& { return assert(error_), *error_; }
  [[nodiscard]] Error&& error() && { return assert(error_), std::move(*error_); }

 private:
  std::optional<Error> error_;
};

}  // namespace stillpoint
