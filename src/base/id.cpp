#include "base/id.h"

#include <random>

namespace stillpoint {
namespace {

constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford: no i, l, o, u
constexpr std::size_t kIdLength = 12;

}  // namespace

std::string print_id(std::int64_t value) {
  std::string text(kIdLength, '0');
  for (std::size_t i = kIdLength; i-- > 0; value >>= 5)
    text[i] = kDigits[static_cast<std::size_t>(value & 31)];
  return text;
}

std::optional<std::int64_t> parse_id(std::string_view text) {
  if (text.size() != kIdLength) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) {
    const char lower = (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    const std::size_t digit = kDigits.find(lower);
    if (digit == std::string_view::npos) return std::nullopt;
    value = (value << 5) | static_cast<std::int64_t>(digit);
  }
  if (value == 0) return std::nullopt;
  return value;
}

std::int64_t draw_id() {
  std::random_device source;
  for (;;) {
    const auto high = static_cast<std::uint64_t>(source());
    const auto low = static_cast<std::uint64_t>(source());
    const auto value =
        static_cast<std::int64_t>(((high << 32) | low) & (static_cast<std::uint64_t>(kIdBound) - 1));
    if (value != 0) return value;
  }
}

}  // namespace stillpoint
