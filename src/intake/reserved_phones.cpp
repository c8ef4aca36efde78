#include "intake/reserved_phones.h"

#include <algorithm>

namespace stillpoint::intake {
namespace {

/// A run of numbers, digits free at the end. The text is printed as it stands; '#' is a free digit.
struct Range {
  std::string_view country;
  std::string_view place;  ///< City or region it belongs to; empty: anywhere in the country.
  std::string_view pattern;
};

constexpr Range kRanges[] = {
    {"GB", "London", "+44 20 7946 0###"},
    {"GB", "Birmingham", "+44 121 496 0###"},
    {"GB", "Bristol", "+44 117 496 0###"},
    {"GB", "Cardiff", "+44 29 2018 0###"},
    {"GB", "Edinburgh", "+44 131 496 0###"},
    {"GB", "Glasgow", "+44 141 496 0###"},
    {"GB", "Leeds", "+44 113 496 0###"},
    {"GB", "Leicester", "+44 116 496 0###"},
    {"GB", "Liverpool", "+44 151 496 0###"},
    {"GB", "Manchester", "+44 161 496 0###"},
    {"GB", "Nottingham", "+44 115 496 0###"},
    {"GB", "Reading", "+44 118 496 0###"},
    {"GB", "Sheffield", "+44 114 496 0###"},
    {"GB", "Newcastle upon Tyne", "+44 191 498 0###"},
    {"GB", "GB-NIR", "+44 28 9649 6###"},
    {"GB", "", "+44 1632 960###"},
    {"GB", "", "+44 7700 900###"},
    {"IE", "", "+353 20 91# ####"},
    {"AU", "AU-NSW", "+61 2 5550 ####"},
    {"AU", "AU-ACT", "+61 2 5550 ####"},
    {"AU", "AU-VIC", "+61 3 5550 ####"},
    {"AU", "AU-TAS", "+61 3 5550 ####"},
    {"AU", "AU-QLD", "+61 7 5550 ####"},
    {"AU", "AU-SA", "+61 8 5550 ####"},
    {"AU", "AU-WA", "+61 8 5550 ####"},
    {"AU", "AU-NT", "+61 8 5550 ####"},
    {"DE", "Berlin", "+49 30 23125 ###"},
    {"DE", "Frankfurt am Main", "+49 69 90009 ###"},
    {"DE", "Hamburg", "+49 40 66969 ###"},
    {"DE", "Köln", "+49 221 4710 ###"},
    {"DE", "Munich", "+49 89 99998 ###"},
    {"FR", "FR-IDF", "+33 1 99 00 ## ##"},
    {"FR", "FR-BRE", "+33 2 61 91 ## ##"},
    {"FR", "FR-NOR", "+33 2 61 91 ## ##"},
    {"FR", "FR-PDL", "+33 2 61 91 ## ##"},
    {"FR", "FR-CVL", "+33 2 61 91 ## ##"},
    {"FR", "FR-GES", "+33 3 53 01 ## ##"},
    {"FR", "FR-HDF", "+33 3 53 01 ## ##"},
    {"FR", "FR-BFC", "+33 3 53 01 ## ##"},
    {"FR", "FR-ARA", "+33 4 65 71 ## ##"},
    {"FR", "FR-PAC", "+33 4 65 71 ## ##"},
    {"FR", "FR-OCC", "+33 5 36 49 ## ##"},
    {"FR", "FR-NAQ", "+33 5 36 49 ## ##"},
    {"FR", "", "+33 6 39 98 ## ##"},
};

/// North American area codes by region, in use for long; 555-0100 to 0199 is kept free in each.
struct AreaCode {
  std::string_view region;
  std::string_view code;
};
constexpr AreaCode kAreaCodes[] = {
    {"US-AL", "205"}, {"US-AK", "907"}, {"US-AZ", "602"}, {"US-AR", "501"}, {"US-CA", "415"},
    {"US-CA", "213"}, {"US-CA", "619"}, {"US-CO", "303"}, {"US-CT", "203"}, {"US-DE", "302"},
    {"US-DC", "202"}, {"US-FL", "305"}, {"US-FL", "813"}, {"US-GA", "404"}, {"US-HI", "808"},
    {"US-ID", "208"}, {"US-IL", "312"}, {"US-IN", "317"}, {"US-IA", "515"}, {"US-KS", "316"},
    {"US-KY", "502"}, {"US-LA", "504"}, {"US-ME", "207"}, {"US-MD", "410"}, {"US-MA", "617"},
    {"US-MI", "313"}, {"US-MN", "612"}, {"US-MS", "601"}, {"US-MO", "314"}, {"US-MT", "406"},
    {"US-NE", "402"}, {"US-NV", "702"}, {"US-NH", "603"}, {"US-NJ", "201"}, {"US-NM", "505"},
    {"US-NY", "212"}, {"US-NY", "518"}, {"US-NC", "704"}, {"US-ND", "701"}, {"US-OH", "614"},
    {"US-OK", "405"}, {"US-OR", "503"}, {"US-PA", "215"}, {"US-RI", "401"}, {"US-SC", "803"},
    {"US-SD", "605"}, {"US-TN", "615"}, {"US-TX", "512"}, {"US-TX", "214"}, {"US-UT", "801"},
    {"US-VT", "802"}, {"US-VA", "804"}, {"US-WA", "206"}, {"US-WV", "304"}, {"US-WI", "414"},
    {"US-WY", "307"}, {"CA-AB", "403"}, {"CA-BC", "604"}, {"CA-MB", "204"}, {"CA-NB", "506"},
    {"CA-NL", "709"}, {"CA-NS", "902"}, {"CA-ON", "416"}, {"CA-PE", "902"}, {"CA-QC", "514"},
    {"CA-SK", "306"},
};

void fill(std::string& text, Random& random) {
  for (char& c : text) {
    if (c == '#') c = static_cast<char>('0' + random.between(0, 9));
  }
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

bool matches(std::string_view digits, std::string_view pattern) {
  std::size_t at = 0;
  for (const char c : pattern) {
    if (c != '#' && (c < '0' || c > '9')) continue;
    if (at == digits.size() || (c != '#' && digits[at] != c)) return false;
    ++at;
  }
  return at == digits.size();
}

std::string north_american(std::string_view region, Random& random) {
  std::string_view codes[4];
  std::size_t count = 0;
  for (const AreaCode& area : kAreaCodes) {
    if (area.region == region && count < std::size(codes)) codes[count++] = area.code;
  }
  if (count == 0) return {};
  std::string phone = "+1 " + std::string(codes[random.below(count)]) + " 555 01##";
  fill(phone, random);
  return phone;
}

}  // namespace

std::string reserved_phone(std::string_view country, std::string_view region, std::string_view city,
                           Random& random) {
  if (country == "US" || country == "CA") return north_american(region, random);
  std::string_view narrow;
  std::string_view wide[2];
  std::size_t wide_count = 0;
  for (const Range& range : kRanges) {
    if (range.country != country) continue;
    if (range.place == city || (!region.empty() && range.place == region)) {
      narrow = range.pattern;
      break;
    }
    if (range.place.empty() && wide_count < std::size(wide)) wide[wide_count++] = range.pattern;
  }
  if (narrow.empty() && wide_count == 0) return {};
  std::string phone(narrow.empty() ? wide[random.below(wide_count)] : narrow);
  fill(phone, random);
  return phone;
}

bool is_reserved_phone(std::string_view phone) {
  const std::string digits = digits_of(phone);
  for (const Range& range : kRanges) {
    if (matches(digits, range.pattern)) return true;
  }
  return std::ranges::any_of(kAreaCodes, [&](const AreaCode& area) {
    return matches(digits, "1" + std::string(area.code) + "55501##");
  });
}

}  // namespace stillpoint::intake
