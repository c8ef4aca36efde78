#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace stillpoint::document {

enum class JsonKind : std::uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

/// What a JSON text may cost at most.
struct JsonLimits {
  std::size_t bytes_max = 1U << 20U;  ///< A practitioner's whole record, its reviews too, fits many times.
  int depth_max = 16;                 ///< Documents of ours nest seven deep.
};

class JsonDocument;

/// A value of a parsed text: a cheap view, good as long as its JsonDocument stays where it is.
class JsonValue {
 public:
  [[nodiscard]] JsonKind kind() const;
  /// Name of the member that it is the value of; empty for an item or the root.
  [[nodiscard]] std::string_view name() const;
  /// A string's characters, unescaped; a number's digits as given; else empty.
  [[nodiscard]] std::string_view text() const;
  /// Of a boolean; false for anything else.
  [[nodiscard]] bool boolean() const;
  /// A number without point and exponent that fits; nothing for anything else.
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  /// The double nearest to a number; nothing for anything else and beyond a double's range.
  [[nodiscard]] std::optional<double> number() const;
  /// How many items or members; 0 for what has none.
  [[nodiscard]] std::size_t size() const;
  /// The first item or member; nothing where there is none.
  [[nodiscard]] std::optional<JsonValue> first() const;
  /// The item or member that follows in the same array or object.
  [[nodiscard]] std::optional<JsonValue> next() const;

 private:
  friend class JsonDocument;
  JsonValue(const JsonDocument& document, std::uint32_t position)
      : document_(&document), position_(position) {}

  const JsonDocument* document_;
  std::uint32_t position_;
};

/// A parsed JSON text. Immutable, so safe to share between threads.
class JsonDocument {
 public:
  /// Reads one JSON value (RFC 8259, nothing more lenient) with UTF-8 checked and nothing after it. Equal
  /// member names are all kept: refusing them is the reader's part. O(text).
  /// @return kInvalid with one fault at the root that says what is wrong at which byte.
  static Result<JsonDocument> parse(std::string_view text, const JsonLimits& limits = {});

  [[nodiscard]] JsonValue root() const { return JsonValue(*this, 0); }

 private:
  friend class JsonValue;
  friend class JsonTreeBuilder;
  /// In the order of the text: a value's children follow it.
  struct Node {
    JsonKind kind = JsonKind::kNull;
    bool boolean = false;
    std::uint32_t name_begin = 0, name_size = 0;
    std::uint32_t text_begin = 0, text_size = 0;
    std::uint32_t children = 0;
    std::uint32_t next = 0;  ///< Position of the next sibling; 0 for the last.
  };
  JsonDocument() = default;

  std::vector<Node> nodes_;
  std::string texts_;  ///< All names and texts, one after the other.
};

}  // namespace stillpoint::document
