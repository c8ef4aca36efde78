#include "search/gazetteer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "domain/search_query.h"

namespace stillpoint::search {
namespace {

using domain::Place;
using domain::PlaceAnswer;

/// More namesakes than a person reads.
constexpr std::size_t kAlternativesMax = 8;
constexpr std::size_t kZipDigits = 5;
/// A wrong place is quoted up to this length.
constexpr std::size_t kQuotedBytesMax = 64;
constexpr std::string_view kZipNote = "Five digits are read as a US ZIP code.";
constexpr std::string_view kAllowed =
    R"(a US ZIP code, a city, "city, region" or "city, country", such as "Columbus, OH")";

template <std::size_t N>
using Fields = std::array<std::string_view, N>;

/// The line's first N fields; missing ones are empty.
template <std::size_t N>
Fields<N> fields_of(std::string_view line) {
  Fields<N> fields;
  for (std::string_view& field : fields) {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    field = line.substr(0, tab);
    line.remove_prefix(std::min(tab + 1, line.size()));
  }
  return fields;
}

std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

/// Visits each line that is not empty and no comment. @return the first error.
template <class Visit>
Result<void> for_each_line(std::string_view name, std::string_view text, Visit visit) {
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::string_view line = line_at(text, begin);
    ++number;
    if (!line.empty() && line.front() != '#' && !visit(line, static_cast<std::uint32_t>(begin))) {
      return Error{.code = ErrorCode::kInternal,
                   .message = "The places cannot be read.",
                   .detail = std::string(name) + ", line " + std::to_string(number)};
    }
    begin += line.size() + 1;
  }
  return {};
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const char* const end = text.data() + text.size();
  const auto [ptr, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && ptr == end;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  const std::size_t end = text.find_last_not_of(" \t\r\n");
  return end == std::string_view::npos ? std::string_view{} : text.substr(begin, end + 1 - begin);
}

/// The keys between the commas; empty parts are dropped.
std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (std::string key = place_key(text.substr(0, comma)); !key.empty()) parts.push_back(std::move(key));
    if (comma == text.size()) return parts;
    text.remove_prefix(comma + 1);
  }
}

/// "43085" of "43085" or "43085-1234"; empty for anything else.
std::string_view zip_of(std::string_view text) {
  constexpr std::size_t kLongForm = kZipDigits + 5;
  const bool is_long =
      text.size() == kLongForm && text[kZipDigits] == '-' && all_digits(text.substr(kZipDigits + 1));
  if (is_long) text = text.substr(0, kZipDigits);
  return text.size() == kZipDigits && all_digits(text) ? text : std::string_view{};
}

/// The same name as others spell its first word ("st louis", "saint louis"); empty where there is none.
std::string respelt(std::string_view key) {
  constexpr std::pair<std::string_view, std::string_view> kSpellings[] = {
      {"st ", "saint "}, {"ste ", "sainte "}, {"ft ", "fort "}, {"mt ", "mount "}};
  for (const auto& [brief, full] : kSpellings) {
    if (key.starts_with(brief)) return std::string(full).append(key.substr(brief.size()));
    if (key.starts_with(full)) return std::string(brief).append(key.substr(full.size()));
  }
  return {};
}

/// "zuerich" as "zurich": umlauts written in two letters. Empty where nothing changes.
std::string without_digraphs(std::string_view key) {
  std::string shorter;
  for (std::size_t i = 0; i < key.size(); ++i) {
    shorter.push_back(key[i]);
    const bool vowel = key[i] == 'a' || key[i] == 'o' || key[i] == 'u';
    if (vowel && i + 1 < key.size() && key[i + 1] == 'e') ++i;
  }
  return shorter.size() == key.size() ? std::string{} : shorter;
}

Error refuse(std::string what, std::string allowed, std::string_view value) {
  return Error{.code = ErrorCode::kInvalid,
               .message = what,
               .faults = {{.where = "place",
                           .what = what,
                           .allowed = std::move(allowed),
                           .value = std::string(shorten(value, kQuotedBytesMax))}}};
}

}  // namespace

Result<Gazetteer> Gazetteer::make(const PlaceTexts& texts, const domain::Vocabulary& vocabulary) {
  Gazetteer made(vocabulary);
  if (Result<void> read = made.read_regions(texts.region_codes); !read) return std::move(read).error();
  if (Result<void> read = made.read_cities(texts.cities); !read) return std::move(read).error();
  if (Result<void> read = made.read_second_names(texts.second_names); !read) return std::move(read).error();
  if (Result<void> read = made.read_zips(texts.zips); !read) return std::move(read).error();
  made.arena_.shrink_to_fit();
  return made;
}

Result<void> Gazetteer::read_regions(std::string_view text) {
  return for_each_line("region_codes.tsv", text, [this](std::string_view line, std::uint32_t) {
    const auto [country, geonames, code, name, others] = fields_of<5>(line);
    if (code.empty() || name.empty()) return false;
    regions_.add(code, name);
    std::string_view rest = others;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      regions_.add(code, rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return true;
  });
}

Result<void> Gazetteer::read_cities(std::string_view text) {
  city_text_ = text;
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  cities_.reserve(lines);
  names_.reserve(lines + lines / 32);
  arena_.reserve(lines * 12);
  Result<void> read = for_each_line("cities.tsv", text, [this](std::string_view line, std::uint32_t begin) {
    const auto fields = fields_of<6>(line);
    CityRow row{.line = begin};
    double lat = 0;
    double lon = 0;
    if (fields[1].size() != 2 || !read_number(fields[3], lat) || !read_number(fields[4], lon) ||
        !read_number(fields[5], row.population))
      return false;
    const std::string key = place_key(fields[0]);
    if (key.empty()) return false;
    cities_.push_back(row);
    add_name(key, cities_.size() - 1);
    return true;
  });
  sort_names();
  return read;
}

Result<void> Gazetteer::read_second_names(std::string_view text) {
  std::vector<std::pair<std::string, std::uint32_t>> found;
  Result<void> read = for_each_line("second_names.tsv", text, [&](std::string_view line, std::uint32_t) {
    const auto [second, main, country] = fields_of<3>(line);
    for (const std::uint32_t city : named(place_key(main))) {
      if (city_at(city).country != country) continue;
      found.emplace_back(place_key(second), city);
      return true;
    }
    return false;
  });
  for (const auto& [key, city] : found) add_name(key, city);
  sort_names();
  return read;
}

Result<void> Gazetteer::read_zips(std::string_view text) {
  zip_text_ = text;
  zips_.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
  return for_each_line("zips.tsv", text, [this](std::string_view line, std::uint32_t begin) {
    const auto fields = fields_of<5>(line);
    ZipRow row{.line = begin};
    double lat = 0;
    double lon = 0;
    if (zip_of(fields[0]).empty() || !read_number(fields[0], row.zip) || !read_number(fields[1], lat) ||
        !read_number(fields[2], lon))
      return false;
    const bool in_order = zips_.empty() || zips_.back().zip < row.zip;
    zips_.push_back(row);
    return in_order;
  });
}

void Gazetteer::add_name(std::string_view key, std::size_t city) {
  names_.push_back({.begin = static_cast<std::uint32_t>(arena_.size()),
                    .length = static_cast<std::uint16_t>(key.size()),
                    .city = static_cast<std::uint32_t>(city)});
  arena_.append(key);
}

void Gazetteer::sort_names() {
  std::sort(names_.begin(), names_.end(), [this](const NameRow& a, const NameRow& b) {
    if (const int order = key_of(a).compare(key_of(b)); order != 0) return order < 0;
    if (cities_[a.city].population != cities_[b.city].population)
      return cities_[a.city].population > cities_[b.city].population;
    return a.city < b.city;
  });
}

std::string_view Gazetteer::key_of(const NameRow& row) const {
  return std::string_view(arena_).substr(row.begin, row.length);
}

Gazetteer::City Gazetteer::city_at(std::uint32_t city) const {
  const auto fields = fields_of<6>(line_at(city_text_, cities_[city].line));
  City made{.name = fields[0],
            .country = std::string(fields[1]),
            .region = std::string(fields[2]),
            .population = cities_[city].population};
  read_number(fields[3], made.point.lat);
  read_number(fields[4], made.point.lon);
  return made;
}

bool Gazetteer::lies_in(const City& city, const std::string& region_key) const {
  const std::vector<std::string>& codes = regions_.codes_of(region_key);
  return std::any_of(codes.begin(), codes.end(), [&city](const std::string& code) {
    return code == city.country || code == city.region;
  });
}

void Gazetteer::most_populous_first(Cities& cities) const {
  std::sort(cities.begin(), cities.end(), [this](std::uint32_t a, std::uint32_t b) {
    if (cities_[a].population != cities_[b].population) return cities_[a].population > cities_[b].population;
    return a < b;
  });
  cities.erase(std::unique(cities.begin(), cities.end()), cities.end());
}

/// The cities of exactly this name, the most populous first.
Gazetteer::Cities Gazetteer::named(const std::string& key) const {
  Cities found;
  auto row = std::lower_bound(
      names_.begin(), names_.end(), key,
      [this](const NameRow& name, const std::string& wanted) { return key_of(name) < wanted; });
  for (; row != names_.end() && key_of(*row) == key; ++row) found.push_back(row->city);
  most_populous_first(found);
  return found;
}

/// The same, with the other spelling of the first word, or else of umlauts.
Gazetteer::Cities Gazetteer::named_or_spelt(const std::string& key) const {
  Cities found = named(key);
  if (const std::string other = respelt(key); !other.empty()) {
    const Cities more = named(other);
    found.insert(found.end(), more.begin(), more.end());
    most_populous_first(found);
  }
  if (found.empty()) {
    if (const std::string other = without_digraphs(key); !other.empty()) found = named(other);
  }
  return found;
}

/// Cities of the first part's name that lie in what every other part says.
Gazetteer::Cities Gazetteer::matching(const std::vector<std::string>& parts) const {
  if (parts.empty()) return {};
  Cities found = named_or_spelt(parts.front());
  std::erase_if(found, [&](std::uint32_t at) {
    const City city = city_at(at);
    return !std::all_of(parts.begin() + 1, parts.end(),
                        [&](const std::string& part) { return lies_in(city, part); });
  });
  return found;
}

/// "columbus ohio", "winston salem north carolina": a region behind the name, its comma left out.
Gazetteer::Cities Gazetteer::matching_without_comma(const std::string& key) const {
  constexpr int kRegionWordsMax = 3;
  std::size_t space = key.size();
  for (int i = 0; i < kRegionWordsMax; ++i) {
    if (space == 0) break;
    space = key.rfind(' ', space - 1);
    if (space == std::string::npos) break;
    Cities found = matching({key.substr(0, space), key.substr(space + 1)});
    if (!found.empty()) return found;
  }
  return {};
}

/// A name that finds this city again, as short as that allows.
std::string Gazetteer::label_of(std::uint32_t city, bool& finds_it) const {
  const City one = city_at(city);
  const std::string name(one.name);
  const std::string tail = one.region.size() > 3 ? one.region.substr(3) : std::string{};
  std::vector<std::string> labels;
  // Where people write the state rather than the country.
  const bool by_region = one.country == "US" || one.country == "CA" || one.country == "AU";
  if (by_region && !tail.empty()) {
    labels = {name + ", " + tail, name + ", " + tail + ", " + one.country};
  } else {
    labels = {name + ", " + one.country};
    if (const std::string_view region = regions_.shown(one.region); !region.empty())
      labels.push_back(name + ", " + std::string(region) + ", " + one.country);
    if (!tail.empty()) labels.push_back(name + ", " + one.region);
  }
  for (const std::string& label : labels) {
    const Cities found = matching(parts_of(label));
    finds_it = !found.empty() && found.front() == city;
    if (finds_it) return label;
  }
  return labels.front();
}

Place Gazetteer::place_of(std::uint32_t city) const {
  City one = city_at(city);
  bool finds_it = false;
  return Place{.name = label_of(city, finds_it),
               .country = std::move(one.country),
               .point = one.point,
               .population = one.population};
}

PlaceAnswer Gazetteer::answer_of(const Cities& cities) const {
  PlaceAnswer answer{.place = place_of(cities.front())};
  for (const std::uint32_t city : cities) {
    if (answer.alternatives.size() == kAlternativesMax) break;
    bool finds_it = false;
    std::string label = label_of(city, finds_it);
    if (finds_it && label != answer.place.name) answer.alternatives.push_back(std::move(label));
  }
  return answer;
}

const Gazetteer::ZipRow* Gazetteer::find_zip(std::string_view digits) const {
  std::int32_t zip = 0;
  if (digits.empty() || !read_number(digits, zip)) return nullptr;
  const auto row = std::lower_bound(zips_.begin(), zips_.end(), zip,
                                    [](const ZipRow& a, std::int32_t b) { return a.zip < b; });
  return row == zips_.end() || row->zip != zip ? nullptr : &*row;
}

Place Gazetteer::place_of(const ZipRow& zip) const {
  const auto fields = fields_of<5>(line_at(zip_text_, zip.line));
  Place place{.name = std::string(fields[0]), .country = "US"};
  read_number(fields[1], place.point.lat);
  read_number(fields[2], place.point.lon);
  if (!fields[3].empty()) {
    place.name.append(" (").append(fields[3]);
    if (fields[4].size() > 3) place.name.append(", ").append(fields[4].substr(3));
    place.name.append(")");
  }
  return place;
}

Error Gazetteer::unknown(std::string_view text, const std::string& key) const {
  if (std::any_of(text.begin(), text.end(), is_digit)) {
    return refuse("Of postcodes only US ZIP codes are known, of five digits.",
                  "the city's name instead, such as \"Zürich\" or \"London, GB\"", text);
  }
  if (const auto& codes = regions_.codes_of(key); !codes.empty()) {
    return refuse("This is a region or a country, not a place to be near.",
                  "a city in it, or jurisdiction=" + codes.front(), text);
  }
  return refuse("No place of this name is known.", std::string(kAllowed), text);
}

Result<PlaceAnswer> Gazetteer::find(std::string_view text) const {
  text = trimmed(text);
  if (text.empty()) return refuse("The place is empty.", std::string(kAllowed), {});
  if (text.size() > domain::kPlaceBytesMax || !is_utf8(text))
    return refuse("This is no name of a place.", std::string(kAllowed), {});
  if (const std::string_view zip = zip_of(text); !zip.empty()) {
    if (const ZipRow* row = find_zip(zip)) {
      return PlaceAnswer{.place = place_of(*row), .note = std::string(kZipNote)};
    }
    return refuse("There is no US ZIP code area of this number; five digits are read as one.",
                  "another ZIP code, or a city's name", text);
  }
  const std::vector<std::string> parts = parts_of(text);
  if (parts.empty()) return refuse("This is no name of a place.", std::string(kAllowed), text);
  Cities found = matching(parts);
  if (found.empty() && parts.size() == 1) found = matching_without_comma(parts.front());
  if (found.empty()) {
    // "Columbus, OH 43215": an address as it is written; the ZIP is the narrower place.
    const std::string_view last = text.substr(text.find_last_of(" ,") + 1);
    const ZipRow* row = parts.size() > 1 ? find_zip(zip_of(last)) : nullptr;
    if (row != nullptr) return PlaceAnswer{.place = place_of(*row), .note = std::string(kZipNote)};
    return unknown(text, parts.front());
  }
  return answer_of(found);
}

std::vector<Place> Gazetteer::complete_zip(std::string_view digits, std::size_t count) const {
  std::vector<Place> places;
  if (digits.size() > kZipDigits) return places;
  std::string first(digits);
  first.resize(kZipDigits, '0');
  std::string last(digits);
  last.resize(kZipDigits, '9');
  std::int32_t least = 0;
  std::int32_t most = 0;
  if (!read_number(std::string_view(first), least) || !read_number(std::string_view(last), most))
    return places;
  auto row = std::lower_bound(zips_.begin(), zips_.end(), least,
                              [](const ZipRow& a, std::int32_t b) { return a.zip < b; });
  for (; row != zips_.end() && row->zip <= most && places.size() < count; ++row)
    places.push_back(place_of(*row));
  return places;
}

/// Cities whose name begins so, the most populous first.
Gazetteer::Cities Gazetteer::beginning(const std::string& key) const {
  Cities found;
  for (const std::string& begin : {key, respelt(key)}) {
    if (begin.empty()) continue;
    auto row = std::lower_bound(
        names_.begin(), names_.end(), begin,
        [this](const NameRow& name, const std::string& wanted) { return key_of(name) < wanted; });
    for (; row != names_.end() && key_of(*row).starts_with(begin); ++row) found.push_back(row->city);
  }
  most_populous_first(found);
  return found;
}

/// Cities of the first part's name where a region or country begins as each other part does.
Gazetteer::Cities Gazetteer::beginning_in(const std::vector<std::string>& parts) const {
  Cities found = named_or_spelt(parts.front());
  std::erase_if(found, [&](std::uint32_t at) {
    const City city = city_at(at);
    return !std::all_of(parts.begin() + 1, parts.end(), [&](const std::string& part) {
      return regions_.has_name_with_prefix(city.country, part) ||
             regions_.has_name_with_prefix(city.region, part);
    });
  });
  return found;
}

std::vector<Place> Gazetteer::complete(std::string_view prefix, std::size_t count) const {
  std::vector<Place> places;
  prefix = trimmed(prefix);
  if (prefix.empty() || prefix.size() > domain::kPlaceBytesMax || !is_utf8(prefix)) return places;
  if (all_digits(prefix)) return complete_zip(prefix, count);
  const std::vector<std::string> parts = parts_of(prefix);
  if (parts.empty()) return places;
  const bool in_region = prefix.find(',') != std::string_view::npos;
  for (const std::uint32_t city : in_region ? beginning_in(parts) : beginning(parts.front())) {
    if (places.size() == count) break;
    Place place = place_of(city);
    const bool shown = std::any_of(places.begin(), places.end(),
                                   [&place](const Place& other) { return other.name == place.name; });
    if (!shown) places.push_back(std::move(place));
  }
  return places;
}

}  // namespace stillpoint::search
