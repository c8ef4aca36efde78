#include "document/json_writer.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace stillpoint::document {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// Length of the run of bytes at the front that JSON takes as they are: printable ASCII but `"` and `\`.
/// Eight at a time: a byte's high bit is raised where it is below 0x20, equals one of the two, or is above
/// 0x7E.
std::size_t plain_length(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kHighs = 0x8080808080808080U;
  const auto zero_bytes = [](std::uint64_t v) { return (v - kOnes) & ~v & kHighs; };
  std::size_t at = 0;
  if constexpr (std::endian::native == std::endian::little) {
    for (; at + 8 <= text.size(); at += 8) {
      std::uint64_t v = 0;
      std::memcpy(&v, text.data() + at, 8);
      const std::uint64_t special = ((v - kOnes * 0x20U) & ~v & kHighs) | zero_bytes(v ^ (kOnes * '"')) |
                                    zero_bytes(v ^ (kOnes * '\\')) | (v & kHighs);
      // Borrows can raise false bits only above the first true one, so the lowest is right.
      if (special != 0) return at + static_cast<std::size_t>(std::countr_zero(special)) / 8;
    }
  }
  for (; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x20 || c == '"' || c == '\\' || c >= 0x80) break;
  }
  return at;
}

/// Length of the well-formed UTF-8 sequence at the front of a text that begins with a byte above 0x7F
/// (Unicode 15, table 3-7); 0 where it is not one.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  const auto continues = [&](std::size_t at) { return (byte(at) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  const unsigned next = byte(1);
  if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!continues(1) || !continues(2)) return 0;
    if (lead == 0xE0 && next < 0xA0) return 0;  // overlong
    if (lead == 0xED && next > 0x9F) return 0;  // surrogate
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!continues(1) || !continues(2) || !continues(3)) return 0;
    if (lead == 0xF0 && next < 0x90) return 0;  // overlong
    if (lead == 0xF4 && next > 0x8F) return 0;  // beyond U+10FFFF
    return 4;
  }
  return 0;
}

void append_control(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto value = static_cast<unsigned char>(c);
  out += "\\u00";
  out.push_back(kHex[value >> 4U]);
  out.push_back(kHex[value & 15U]);
}

}  // namespace

void JsonWriter::quote(std::string_view text) {
  out_.push_back('"');
  while (true) {
    const std::size_t plain = plain_length(text);
    out_.append(text.data(), plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    if (static_cast<unsigned char>(text.front()) < 0x80) {
      append_control(out_, text.front());
      text.remove_prefix(1);
    } else if (const std::size_t length = sequence_length(text)) {
      out_.append(text.data(), length);
      text.remove_prefix(length);
    } else {
      out_ += kReplacement;
      text.remove_prefix(1);
    }
  }
  out_.push_back('"');
}

void JsonWriter::begin_object() {
  separate();
  out_.push_back('{');
  needs_comma_ = false;
}

void JsonWriter::end_object() {
  out_.push_back('}');
  needs_comma_ = true;
}

void JsonWriter::begin_array() {
  separate();
  out_.push_back('[');
  needs_comma_ = false;
}

void JsonWriter::end_array() {
  out_.push_back(']');
  needs_comma_ = true;
}

void JsonWriter::key(std::string_view name) {
  separate();
  quote(name);
  out_.push_back(':');
  needs_comma_ = false;
}

void JsonWriter::string(std::string_view text) {
  separate();
  quote(text);
}

void JsonWriter::integer(std::int64_t value) {
  separate();
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_.append(digits.data(), end);
}

void JsonWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  separate();
  if (value == 0) value = 0;  // never "-0"
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_.append(digits.data(), end);
}

void JsonWriter::number(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  number(std::round(value * scale) / scale);
}

void JsonWriter::boolean(bool value) {
  raw(value ? "true" : "false");
}

void JsonWriter::null() {
  raw("null");
}

void JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
}

}  // namespace stillpoint::document
