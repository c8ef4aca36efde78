#include "domain/money.h"

#include <algorithm>

namespace stillpoint::domain {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string print_amount(std::int64_t minor, int minor_digits) {
  std::string text = std::to_string(minor);
  if (minor_digits <= 0) return text;
  const auto digits = static_cast<std::size_t>(minor_digits);
  if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
  text.insert(text.size() - digits, 1, '.');
  return text;
}

std::optional<std::int64_t> parse_amount(std::string_view text, int minor_digits) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  std::string_view fraction;
  if (point < text.size()) {
    fraction = text.substr(point + 1);
    if (fraction.empty()) return std::nullopt;
  }
  if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return std::nullopt;
  if (fraction.size() > static_cast<std::size_t>(std::max(minor_digits, 0))) return std::nullopt;
  std::int64_t minor = 0;
  for (const std::string_view part : {whole, fraction}) {
    for (const char c : part) {
      if (!is_digit(c)) return std::nullopt;
      minor = minor * 10 + (c - '0');
      if (minor > kMoneyMinorMax) return std::nullopt;
    }
  }
  for (std::size_t missing = fraction.size(); missing < static_cast<std::size_t>(std::max(minor_digits, 0));
       ++missing)
    minor *= 10;
  if (minor > kMoneyMinorMax) return std::nullopt;
  return minor;
}

}  // namespace stillpoint::domain
