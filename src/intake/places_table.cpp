#include "intake/places_table.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace stillpoint::intake {
namespace {

constexpr std::size_t kColumns = 6;
/// Decimals of a degree that are kept: about ten metres.
constexpr std::size_t kDecimals = 4;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "-76.4922" as -764922: read by its digits, so that no machine rounds it another way.
std::optional<std::int32_t> ten_thousandths(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  std::string digits(text.substr(0, point));
  const std::string_view decimals =
      point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  for (std::size_t i = 0; i < kDecimals; ++i) digits += i < decimals.size() ? decimals[i] : '0';
  if (digits.size() > 3 + kDecimals || digits.size() <= kDecimals || digits.front() == '-')
    return std::nullopt;
  const auto value = whole_number(digits);
  if (!value || *value > 180'0000) return std::nullopt;
  return static_cast<std::int32_t>(negative ? -*value : *value);
}

std::optional<City> city_of(std::string_view line) {
  std::string_view fields[kColumns];
  std::size_t column = 0;
  while (column < kColumns) {
    const std::size_t tab = line.find('\t');
    fields[column++] = line.substr(0, tab);
    if (tab == std::string_view::npos) break;
    line.remove_prefix(tab + 1);
    if (column == kColumns) return std::nullopt;
  }
  const auto lat = ten_thousandths(fields[3]);
  const auto lon = ten_thousandths(fields[4]);
  const auto population = whole_number(fields[5]);
  if (column != kColumns || fields[0].empty() || fields[1].size() != 2 || !lat || !lon || !population)
    return std::nullopt;
  return City{.name = std::string(fields[0]),
              .country = std::string(fields[1]),
              .region = std::string(fields[2]),
              .lat_ten_thousandths = *lat,
              .lon_ten_thousandths = *lon,
              .population = *population};
}

}  // namespace

Result<PlacesTable> PlacesTable::read(std::string_view cities_tsv) {
  PlacesTable table;
  std::size_t number = 0;
  while (!cities_tsv.empty()) {
    ++number;
    const std::size_t end = cities_tsv.find('\n');
    const std::string_view line = cities_tsv.substr(0, end);
    cities_tsv.remove_prefix(end == std::string_view::npos ? cities_tsv.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    auto city = city_of(line);
    if (!city) {
      return Error{.code = ErrorCode::kInvalid,
                   .message = "Line " + std::to_string(number) +
                              " of the cities is not name, country, region, latitude, longitude and "
                              "population, separated by tabs."};
    }
    table.cities_.push_back(std::move(*city));
  }
  std::ranges::sort(table.cities_, [](const City& a, const City& b) {
    if (a.country != b.country) return a.country < b.country;
    if (a.population != b.population) return a.population > b.population;
    if (a.name != b.name) return a.name < b.name;
    if (a.lat_ten_thousandths != b.lat_ten_thousandths) return a.lat_ten_thousandths < b.lat_ten_thousandths;
    return a.lon_ten_thousandths < b.lon_ten_thousandths;
  });
  for (std::size_t i = 0; i < table.cities_.size(); ++i) {
    if (table.countries_.empty() || table.countries_.back().code != table.cities_[i].country)
      table.countries_.push_back({.code = table.cities_[i].country, .begin = i, .end = i});
    table.countries_.back().end = i + 1;
  }
  return table;
}

std::span<const City> PlacesTable::cities_of(std::string_view country) const {
  const auto found = std::ranges::lower_bound(countries_, country, {},
                                              [](const Country& c) { return std::string_view(c.code); });
  if (found == countries_.end() || found->code != country) return {};
  return std::span(cities_).subspan(found->begin, found->end - found->begin);
}

const City* PlacesTable::find(std::string_view name, std::string_view country,
                              std::string_view region) const {
  for (const City& city : cities_of(country)) {
    if (city.name == name && (region.empty() || city.region == region)) return &city;
  }
  return nullptr;
}

}  // namespace stillpoint::intake
