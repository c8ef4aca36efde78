#include "document/json_value.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <charconv>
#include <utility>

namespace stillpoint::document {

/// Takes the events of RapidJSON's reader and builds the tree. Answering false stops the reader.
class JsonTreeBuilder {
 public:
  JsonTreeBuilder(JsonDocument& document, int depth_max) : document_(document), depth_max_(depth_max) {}

  [[nodiscard]] bool too_deep() const { return too_deep_; }

  // The names are RapidJSON's.
  // NOLINTBEGIN(readability-identifier-naming)
  bool Null() { return add(JsonKind::kNull); }
  bool Bool(bool value) {
    add(JsonKind::kBoolean);
    document_.nodes_.back().boolean = value;
    return true;
  }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    return add_text(JsonKind::kNumber, {text, size});
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return add_text(JsonKind::kString, {text, size});
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    name_begin_ = keep({text, size});
    name_size_ = static_cast<std::uint32_t>(size);
    return true;
  }
  bool StartObject() { return open(JsonKind::kObject); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool StartArray() { return open(JsonKind::kArray); }
  bool EndArray(rapidjson::SizeType) { return close(); }
  // Never called: numbers come as text.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  // NOLINTEND(readability-identifier-naming)

 private:
  struct Open {
    std::uint32_t position;
    std::uint32_t last_child;  ///< 0: none yet.
  };

  std::uint32_t keep(std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(document_.texts_.size());
    document_.texts_ += text;
    return begin;
  }

  bool add(JsonKind kind) {
    const auto position = static_cast<std::uint32_t>(document_.nodes_.size());
    if (!open_.empty()) {
      Open& parent = open_.back();
      ++document_.nodes_[parent.position].children;
      if (parent.last_child != 0) document_.nodes_[parent.last_child].next = position;
      parent.last_child = position;
    }
    document_.nodes_.push_back({.kind = kind, .name_begin = name_begin_, .name_size = name_size_});
    name_size_ = 0;
    return true;
  }

  bool add_text(JsonKind kind, std::string_view text) {
    add(kind);
    document_.nodes_.back().text_begin = keep(text);
    document_.nodes_.back().text_size = static_cast<std::uint32_t>(text.size());
    return true;
  }

  bool open(JsonKind kind) {
    if (open_.size() >= static_cast<std::size_t>(depth_max_)) {
      too_deep_ = true;
      return false;
    }
    add(kind);
    open_.push_back({.position = static_cast<std::uint32_t>(document_.nodes_.size() - 1), .last_child = 0});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  JsonDocument& document_;
  int depth_max_;
  bool too_deep_ = false;
  std::vector<Open> open_;
  std::uint32_t name_begin_ = 0;
  std::uint32_t name_size_ = 0;
};

namespace {

Error not_json(std::string what, std::string allowed) {
  Error error{.code = ErrorCode::kInvalid, .message = "This is not a JSON text that can be read: " + what};
  error.faults.push_back({.where = "", .what = std::move(what), .allowed = std::move(allowed), .value = ""});
  return error;
}

}  // namespace

Result<JsonDocument> JsonDocument::parse(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes_max) {
    return not_json("The text has " + std::to_string(text.size()) + " bytes.",
                    "At most " + std::to_string(limits.bytes_max) + " bytes.");
  }
  // The reader below takes a NUL for the end.
  if (const std::size_t at = text.find('\0'); at != std::string_view::npos) {
    return not_json("There is a NUL at byte " + std::to_string(at) + ".", "Text without NUL.");
  }
  JsonDocument document;
  document.nodes_.reserve(text.size() / 16 + 8);
  document.texts_.reserve(text.size());
  JsonTreeBuilder builder(document, limits.depth_max);
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::Reader reader;
  // The recursion of the reader is bounded: the builder stops it at depth_max.
  constexpr unsigned kFlags = rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, builder);
  if (builder.too_deep()) {
    return not_json("Arrays and objects nest too deep.",
                    "At most " + std::to_string(limits.depth_max) + " levels.");
  }
  if (result.IsError()) {
    return not_json(std::string(rapidjson::GetParseError_En(result.Code())) + " (byte " +
                        std::to_string(result.Offset()) + ")",
                    "One JSON value in UTF-8.");
  }
  return document;
}

JsonKind JsonValue::kind() const {
  return document_->nodes_[position_].kind;
}

std::string_view JsonValue::name() const {
  const auto& node = document_->nodes_[position_];
  return std::string_view(document_->texts_).substr(node.name_begin, node.name_size);
}

std::string_view JsonValue::text() const {
  const auto& node = document_->nodes_[position_];
  return std::string_view(document_->texts_).substr(node.text_begin, node.text_size);
}

bool JsonValue::boolean() const {
  return document_->nodes_[position_].boolean;
}

std::optional<std::int64_t> JsonValue::integer() const {
  if (kind() != JsonKind::kNumber) return std::nullopt;
  std::int64_t value = 0;
  const std::string_view digits = text();
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<double> JsonValue::number() const {
  if (kind() != JsonKind::kNumber) return std::nullopt;
  double value = 0;
  const std::string_view digits = text();
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::size_t JsonValue::size() const {
  return document_->nodes_[position_].children;
}

std::optional<JsonValue> JsonValue::first() const {
  if (size() == 0) return std::nullopt;
  return JsonValue(*document_, position_ + 1);
}

std::optional<JsonValue> JsonValue::next() const {
  const std::uint32_t next = document_->nodes_[position_].next;
  if (next == 0) return std::nullopt;
  return JsonValue(*document_, next);
}

}  // namespace stillpoint::document
