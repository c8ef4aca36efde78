#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stillpoint::document {

/// Writes compact JSON (RFC 8259) to the end of a string, in the order of the calls, with commas set by
/// itself. The text is always valid UTF-8: bytes that are not become U+FFFD. Between two calls nothing is
/// buffered, so the string may be read at any time. Not thread-safe; costs little more than copying the text
/// (docs/decisions/0004-json-library.md).
///
///     JsonWriter json(body);
///     json.begin_object();
///     json.member("total", page.total);
///     json.key("items");
///     json.begin_array();
///     ...
class JsonWriter {
 public:
  /// @param out outlives the writer; what it holds already stays.
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  /// The name of the member whose value the next call writes.
  void key(std::string_view name);

  void string(std::string_view text);
  void integer(std::int64_t value);
  /// The shortest decimal that reads back as the same double; `null` for what JSON has no number for.
  void number(double value);
  /// Rounded to so many decimals, without zeros at the end: (3.04, 1) is 3, (0.876, 2) is 0.88.
  void number(double value, int decimals);
  void boolean(bool value);
  void null();
  /// A value that is JSON already, as it is.
  void raw(std::string_view json);

  /// A key with its value.
  /// @{
  void member(std::string_view name, std::string_view text) { key(name), string(text); }
  void member(std::string_view name, const char* text) { key(name), string(text); }
  void member(std::string_view name, const std::string& text) { key(name), string(text); }
  void member(std::string_view name, std::same_as<bool> auto value) { key(name), boolean(value); }
  template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>) void member(std::string_view name, T value) {
    key(name), integer(static_cast<std::int64_t>(value));
  }
  void member(std::string_view name, std::same_as<double> auto value) { key(name), number(value); }
  void member(std::string_view name, std::same_as<double> auto value, int decimals) {
    key(name), number(value, decimals);
  }
  /// `null` where there is none.
  template <class T>
  void member(std::string_view name, const std::optional<T>& value) {
    if (value) {
      member(name, *value);
    } else {
      key(name), null();
    }
  }
  /// @}

 private:
  void separate() {
    if (needs_comma_) out_.push_back(',');
    needs_comma_ = true;
  }
  void quote(std::string_view text);

  std::string& out_;
  bool needs_comma_ = false;  ///< A value stands before, in the same array or object.
};

}  // namespace stillpoint::document
