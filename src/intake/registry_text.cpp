#include "intake/registry_text.h"

#include <algorithm>
#include <array>

#include "base/time_text.h"

namespace stillpoint::intake {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Numerals behind a name stay in capitals.
bool is_numeral(std::string_view word) {
  constexpr std::array<std::string_view, 5> kNumerals = {"II", "III", "IV", "VI", "VII"};
  return std::find(kNumerals.begin(), kNumerals.end(), word) != kNumerals.end();
}

void append_word(std::string& out, std::string_view word) {
  if (is_numeral(word)) {
    out += word;
    return;
  }
  constexpr std::size_t kMcLengthMin = 5;  // "MCKAY" is one, "MCS" is none
  const bool is_mc = word.size() >= kMcLengthMin && word.starts_with("MC");
  for (std::size_t i = 0; i < word.size(); ++i) {
    out += i == 0 || (is_mc && i == 2) ? word[i] : to_lower(word[i]);
  }
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string in_mixed_case(std::string_view text) {
  if (std::any_of(text.begin(), text.end(), is_lower)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  std::size_t begin = 0;
  // A word ends at anything but a letter; bytes of letters beyond ASCII belong to the word.
  const auto is_letter = [](char c) { return is_upper(c) || (static_cast<unsigned char>(c) & 0x80U) != 0; };
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && is_letter(text[i])) continue;
    append_word(out, text.substr(begin, i - begin));
    if (i < text.size()) out += text[i];
    begin = i + 1;
  }
  return out;
}

std::string print_us_phone(std::string_view digits) {
  if (digits.size() != 10 || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::string(digits);
  return "+1 " + std::string(digits.substr(0, 3)) + " " + std::string(digits.substr(3, 3)) + " " +
         std::string(digits.substr(6));
}

bool names_do(std::string_view credential_text) {
  std::string word;
  for (std::size_t i = 0; i <= credential_text.size(); ++i) {
    const char c = i < credential_text.size() ? credential_text[i] : ' ';
    if (c == '.') continue;
    if (is_upper(c) || is_lower(c) || is_digit(c)) {
      word += is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
      continue;
    }
    if (word == "DO") return true;
    word.clear();
  }
  return false;
}

std::optional<Date> parse_us_date(std::string_view text) {
  if (text.size() != 10 || text[2] != '/' || text[5] != '/') return std::nullopt;
  return parse_date(std::string(text.substr(6)) + "-" + std::string(text.substr(0, 2)) + "-" +
                    std::string(text.substr(3, 2)));
}

}  // namespace stillpoint::intake
