#include "domain/spreadsheet.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "base/time_text.h"

namespace stillpoint::domain {

char separator_of(std::string_view content) {
  const std::string_view first = content.substr(0, content.find('\n'));
  constexpr std::array<char, 3> kSeparators = {',', ';', '\t'};
  return *std::max_element(kSeparators.begin(), kSeparators.end(), [&](char a, char b) {
    return std::count(first.begin(), first.end(), a) < std::count(first.begin(), first.end(), b);
  });
}

std::string iso_date(std::string_view text, DateOrder order) {
  std::array<int, 3> parts{};
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto [next, error] = std::from_chars(at, end, parts[i]);
    if (error != std::errc{} || parts[i] < 0) return std::string(text);
    at = next;
    if (i + 1 == parts.size()) break;
    if (at == end || std::string_view("-./ ").find(*at) == std::string_view::npos) return std::string(text);
    ++at;
  }
  if (at != end) return std::string(text);
  const auto [year, month, day] = [&]() -> std::array<int, 3> {
    switch (order) {
      case DateOrder::kYearMonthDay:
        return parts;
      case DateOrder::kDayMonthYear:
        return {parts[2], parts[1], parts[0]};
      case DateOrder::kMonthDayYear:
        return {parts[2], parts[0], parts[1]};
    }
    return parts;
  }();
  constexpr int kYearMax = 9999;
  const std::chrono::year_month_day date{std::chrono::year{std::min(year, kYearMax + 1)},
                                         std::chrono::month{static_cast<unsigned>(std::min(month, 13))},
                                         std::chrono::day{static_cast<unsigned>(std::min(day, 32))}};
  if (!date.ok() || year > kYearMax) return std::string(text);
  const std::string iso = print_date(std::chrono::sys_days(date));
  return parse_date(iso) ? iso : std::string(text);
}

}  // namespace stillpoint::domain
