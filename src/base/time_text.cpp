#include "base/time_text.h"

#include <array>
#include <charconv>

namespace stillpoint {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::month;
using std::chrono::seconds;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr int kYearMin = 1900;
constexpr int kYearMax = 9999;

constexpr std::array<std::string_view, 12> kMonthNames = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};

void append_digits(std::string& text, long value, int width) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  const auto count = static_cast<std::size_t>(end - digits.data());
  const auto wanted = static_cast<std::size_t>(width);
  if (count < wanted) text.append(wanted - count, '0');
  text.append(digits.data(), count);
}

/// Reads exactly `count` digits off the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

/// Takes one of `wanted` off the front of `text`.
bool take(std::string_view& text, std::string_view wanted) {
  if (text.empty() || wanted.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> take_date(std::string_view& text) {
  const std::optional<int> y = take_digits(text, 4);
  if (!y || !take(text, "-")) return std::nullopt;
  const std::optional<int> m = take_digits(text, 2);
  if (!m || !take(text, "-")) return std::nullopt;
  const std::optional<int> d = take_digits(text, 2);
  if (!d || *y < kYearMin || *y > kYearMax) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return Date{date};
}

/// "10:00:00", a fraction cut off; a leap second becomes the next second.
std::optional<seconds> take_time(std::string_view& text) {
  const std::optional<int> h = take_digits(text, 2);
  if (!h || !take(text, ":")) return std::nullopt;
  const std::optional<int> m = take_digits(text, 2);
  if (!m || !take(text, ":")) return std::nullopt;
  const std::optional<int> s = take_digits(text, 2);
  if (!s || *h > 23 || *m > 59 || *s > (*m == 59 ? 60 : 59)) return std::nullopt;
  if (take(text, ".")) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    if (end == 0) return std::nullopt;
    text.remove_prefix(end);
  }
  return hours{*h} + minutes{*m} + seconds{*s};
}

/// "Z" or "+01:00".
std::optional<seconds> take_offset(std::string_view& text) {
  if (take(text, "Zz")) return seconds{0};
  const bool west = !text.empty() && text.front() == '-';
  if (!take(text, "+-")) return std::nullopt;
  const std::optional<int> h = take_digits(text, 2);
  if (!h || !take(text, ":")) return std::nullopt;
  const std::optional<int> m = take_digits(text, 2);
  if (!m || *h > 23 || *m > 59) return std::nullopt;
  const seconds offset = hours{*h} + minutes{*m};
  return west ? -offset : offset;
}

}  // namespace

std::string print_date(Date date) {
  const year_month_day ymd{date};
  std::string text;
  text.reserve(10);
  append_digits(text, static_cast<int>(ymd.year()), 4);
  text.push_back('-');
  append_digits(text, static_cast<long>(static_cast<unsigned>(ymd.month())), 2);
  text.push_back('-');
  append_digits(text, static_cast<long>(static_cast<unsigned>(ymd.day())), 2);
  return text;
}

std::string print_instant(Instant instant) {
  const Date date = std::chrono::floor<days>(instant);
  const std::chrono::hh_mm_ss time{instant - date};
  std::string text = print_date(date);
  text.reserve(20);
  text.push_back('T');
  append_digits(text, time.hours().count(), 2);
  text.push_back(':');
  append_digits(text, time.minutes().count(), 2);
  text.push_back(':');
  append_digits(text, time.seconds().count(), 2);
  text.push_back('Z');
  return text;
}

std::string print_date_words(Date date) {
  const year_month_day ymd{date};
  std::string text;
  append_digits(text, static_cast<long>(static_cast<unsigned>(ymd.day())), 1);
  text.push_back(' ');
  text.append(kMonthNames.at(static_cast<unsigned>(ymd.month()) - 1));
  text.push_back(' ');
  append_digits(text, static_cast<int>(ymd.year()), 1);
  return text;
}

std::optional<Date> parse_date(std::string_view text) {
  const std::optional<Date> date = take_date(text);
  return text.empty() ? date : std::nullopt;
}

std::optional<Instant> parse_instant(std::string_view text) {
  const std::optional<Date> date = take_date(text);
  if (!date || !take(text, "Tt")) return std::nullopt;
  const std::optional<seconds> time = take_time(text);
  if (!time) return std::nullopt;
  const std::optional<seconds> offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  const Instant instant = *date + *time - *offset;
  const int in_year = static_cast<int>(year_month_day{std::chrono::floor<days>(instant)}.year());
  if (in_year < kYearMin || in_year > kYearMax) return std::nullopt;
  return instant;
}

}  // namespace stillpoint
