#include "intake/npi.h"

#include <algorithm>

namespace stillpoint::intake {

bool is_npi(std::string_view text) {
  constexpr std::size_t kDigits = 10;
  if (text.size() != kDigits || (text.front() != '1' && text.front() != '2')) return false;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
  int sum = 24;  // what the digits of 80840 come to
  for (std::size_t i = 0; i < kDigits; ++i) {
    int digit = text[i] - '0';
    if (i % 2 == 0) {
      digit *= 2;
      if (digit > 9) digit -= 9;
    }
    sum += digit;
  }
  return sum % 10 == 0;
}

}  // namespace stillpoint::intake
