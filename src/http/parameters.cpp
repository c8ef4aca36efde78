#include "http/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/text.h"
#include "domain/money.h"
#include "http/json_query.h"
#include "http/limits.h"

namespace stillpoint::http {
namespace {

using domain::SearchTerms;
using domain::Vocabulary;

/// A wrong value is quoted back up to this length.
constexpr std::size_t kQuotedBytesMax = 60;

/// What is gathered while the parameters are read one by one; some make sense together only.
struct Reading {
  const Vocabulary& vocabulary;
  SearchRequest request{};
  std::optional<domain::Point> point{};
  std::optional<int> radius_km{};
  std::string max_price{};

  void fault(std::string_view where, std::string what, std::string allowed, std::string_view value) {
    request.faults.push_back({.where = std::string(where),
                              .what = std::move(what),
                              .allowed = std::move(allowed),
                              .value = std::string(shorten(value, kQuotedBytesMax))});
  }
};

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Where a whole number goes, and what it may be: the search itself checks its bounds.
template <auto Member>
void read_number(Reading& reading, std::string_view name, std::string_view text) {
  if (const std::optional<int> number = parse_number<int>(text)) {
    reading.request.terms.*Member = *number;
  } else {
    reading.fault(name, "This is no whole number.", "a whole number", text);
  }
}

template <auto Member>
void read_flag(Reading& reading, std::string_view name, std::string_view text) {
  if (text == "true") {
    reading.request.terms.*Member = true;
  } else {
    reading.fault(name, "This can only be asked for.", "true, or leave it out", text);
  }
}

/// A word of a vocabulary; the search itself checks that it exists.
template <auto Member>
void read_key(Reading& reading, std::string_view, std::string_view text) {
  auto& keys = reading.request.terms.*Member;
  keys.push_back({std::string(text)});
}

void read_words(Reading& reading, std::string_view, std::string_view text) {
  reading.request.terms.words = text;
}

void read_place(Reading& reading, std::string_view, std::string_view text) {
  reading.request.terms.place = text;
}

void read_near(Reading& reading, std::string_view name, std::string_view text) {
  const std::size_t comma = text.find(',');
  const auto lat = parse_number<double>(text.substr(0, comma));
  const auto lon =
      comma == std::string_view::npos ? std::nullopt : parse_number<double>(text.substr(comma + 1));
  // Written so that "nan" fails too.
  const bool on_earth = lat && lon && *lat >= -90 && *lat <= 90 && *lon >= -180 && *lon <= 180;
  if (on_earth) {
    reading.point = domain::Point{.lat = *lat, .lon = *lon};
  } else {
    reading.fault(name, "This is no pair of coordinates.",
                  "LAT,LON in degrees, -90 to 90 and -180 to 180, for example 39.96,-83.00", text);
  }
}

void read_radius(Reading& reading, std::string_view name, std::string_view text) {
  reading.radius_km = parse_number<int>(text);
  if (!reading.radius_km) {
    reading.fault(name, "This is no whole number of kilometres.",
                  std::to_string(domain::kRadiusKmMin) + " to " + std::to_string(domain::kRadiusKmMax), text);
  }
}

constexpr std::array<std::pair<std::string_view, domain::Gender>, 3> kGenders = {
    {{"female", domain::Gender::kFemale},
     {"male", domain::Gender::kMale},
     {"non_binary", domain::Gender::kNonBinary}}};

void read_gender(Reading& reading, std::string_view name, std::string_view text) {
  for (const auto& [word, gender] : kGenders) {
    if (word == text) {
      reading.request.terms.genders.push_back(gender);
      return;
    }
  }
  reading.fault(name, "There is no such word for a gender here.", "female, male, non_binary", text);
}

/// `issuer:code` stands for all its versions, `issuer:code:version` for one.
void read_credential(Reading& reading, std::string_view name, std::string_view text) {
  bool found = false;
  for (const domain::CredentialType& type : reading.vocabulary.rows().credential_types) {
    if (type.key.value == text || type.issuer.value + ":" + type.code == text) {
      reading.request.terms.credentials.push_back(type.key);
      found = true;
    }
  }
  if (!found) {
    reading.fault(name, "There is no such credential; letters alone do not name one.",
                  "issuer:code or issuer:code:version, from /v1/vocabulary", text);
  }
}

void read_max_price(Reading& reading, std::string_view, std::string_view text) {
  reading.max_price = text;
}

template <auto Member>
void read_optional_key(Reading& reading, std::string_view, std::string_view text) {
  (reading.request.terms.*Member).emplace().value = text;
}

std::string list_of_items() {
  std::string list;
  for (std::size_t i = 0; i < domain::kChecklistItems; ++i) {
    list.append(i == 0 ? "" : ", ").append(domain::name_of(static_cast<domain::ChecklistItem>(i)));
  }
  return list;
}

void read_require(Reading& reading, std::string_view name, std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto item = domain::checklist_item_of(text.substr(0, colon));
  const bool partly = colon != std::string_view::npos;
  if (!item || (partly && text.substr(colon) != ":partly")) {
    reading.fault(name, "This is no question of the checklist.",
                  list_of_items() + "; each alone or with :partly", text);
    return;
  }
  reading.request.terms.requires_items.push_back({.item = *item, .partly_suffices = partly});
}

template <class Enum>
std::string list_of(std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) {
    list.append(i == 0 ? "" : ", ").append(domain::name_of(static_cast<Enum>(i)));
  }
  return list;
}

void read_sort(Reading& reading, std::string_view name, std::string_view text) {
  if (const auto sort = domain::sort_of(text)) {
    reading.request.terms.sort = *sort;
  } else {
    constexpr std::size_t kSorts = static_cast<std::size_t>(domain::Sort::kName) + 1;
    reading.fault(name, "There is no such order.", list_of<domain::Sort>(kSorts), text);
  }
}

void read_facets(Reading& reading, std::string_view name, std::string_view text) {
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(','));
    rest.remove_prefix(word.size() == rest.size() ? word.size() : word.size() + 1);
    auto& facets = reading.request.terms.facets;
    const auto facet = domain::facet_of(word);
    if (!facet) {
      reading.fault(name, "There is nothing of this name to count by.",
                    list_of<domain::Facet>(domain::kFacets), word);
    } else if (std::find(facets.begin(), facets.end(), *facet) == facets.end()) {
      facets.push_back(*facet);
    }
  }
}

void read_cursor(Reading& reading, std::string_view, std::string_view text) {
  reading.request.cursor = text;
}

struct Known {
  std::string_view name;
  bool many;
  void (*read)(Reading&, std::string_view name, std::string_view text);
};

/// Every parameter of a search: a new filter is a row here.
constexpr std::array kKnown = {
    Known{"q", false, read_words},
    Known{"near", false, read_near},
    Known{"place", false, read_place},
    Known{"radius_km", false, read_radius},
    Known{"jurisdiction", true, read_key<&SearchTerms::jurisdictions>},
    Known{"accepting", false, read_flag<&SearchTerms::accepting>},
    Known{"home_visits", false, read_flag<&SearchTerms::home_visits>},
    Known{"wheelchair", false, read_flag<&SearchTerms::wheelchair>},
    Known{"profession", true, read_key<&SearchTerms::professions>},
    Known{"approach", true, read_key<&SearchTerms::approaches>},
    Known{"school", true, read_key<&SearchTerms::schools>},
    Known{"language", true, read_key<&SearchTerms::languages>},
    Known{"population", true, read_key<&SearchTerms::populations>},
    Known{"gender", true, read_gender},
    Known{"credential", true, read_credential},
    Known{"certified", false, read_flag<&SearchTerms::certified>},
    Known{"min_training_hours", false, read_number<&SearchTerms::min_training_hours>},
    Known{"currency", false, read_optional_key<&SearchTerms::currency>},
    Known{"max_price", false, read_max_price},
    Known{"min_session_minutes", false, read_number<&SearchTerms::min_session_minutes>},
    Known{"sliding_scale", false, read_flag<&SearchTerms::sliding_scale>},
    Known{"condition", true, read_key<&SearchTerms::conditions>},
    Known{"require", true, read_require},
    Known{"screening", true, read_key<&SearchTerms::screening>},
    Known{"sort", false, read_sort},
    Known{"limit", false, read_number<&SearchTerms::limit>},
    Known{"facets", false, read_facets},
    Known{"cursor", false, read_cursor},
};

const Known* find_known(std::string_view name) {
  const auto* const found =
      std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& known) { return known.name == name; });
  return found == kKnown.end() ? nullptr : found;
}

std::string list_of_names() {
  std::string list;
  for (const Known& known : kKnown) list.append(list.empty() ? "" : ", ").append(known.name);
  return list;
}

void note_presence(SearchRequest& request, std::string_view name) {
  if (name == "limit") {
    request.has_limit = true;
  } else if (name == "facets") {
    request.has_facets = true;
  } else if (name != "cursor") {
    request.has_terms = true;
  }
}

void read_one(Reading& reading, const Parameter& parameter, UnknownNames unknown,
              std::vector<const Known*>& seen) {
  const Known* const known = find_known(parameter.name);
  if (known == nullptr) {
    if (unknown == UnknownNames::kRefused) {
      reading.fault(parameter.name, "A search has no parameter of this name.", list_of_names(),
                    parameter.value);
    }
    return;
  }
  if (parameter.value.empty()) {
    if (unknown == UnknownNames::kRefused) {
      reading.fault(parameter.name, "This has no value.", "a value, or leave it out", "");
    }
    return;
  }
  if (!is_utf8(parameter.value) || parameter.value.find('\0') != std::string::npos) {
    reading.fault(parameter.name, "This is not UTF-8 text.", "UTF-8 without NUL", "");
    return;
  }
  if (!known->many && std::find(seen.begin(), seen.end(), known) != seen.end()) {
    reading.fault(parameter.name, "This was given more than once.", "one value", parameter.value);
    return;
  }
  seen.push_back(known);
  note_presence(reading.request, known->name);
  known->read(reading, known->name, parameter.value);
}

bool has_fault(const SearchRequest& request, std::string_view where) {
  return std::any_of(request.faults.begin(), request.faults.end(),
                     [&](const Fault& fault) { return fault.where == where; });
}

void join_centre_and_radius(Reading& reading) {
  SearchTerms& terms = reading.request.terms;
  if (reading.point && !terms.place.empty()) {
    reading.fault("near", "A search has one centre.", "near or place, not both", "");
    reading.point.reset();
  }
  const bool centre_is_wrong = has_fault(reading.request, "near");
  const bool centred = reading.point || !terms.place.empty();
  if (!centred && !centre_is_wrong && reading.radius_km) {
    reading.fault("radius_km", "A radius needs its centre.", "near=LAT,LON or place beside it",
                  std::to_string(*reading.radius_km));
  }
  if (centred && (reading.point || reading.radius_km)) {
    terms.near = domain::Near{.point = reading.point.value_or(domain::Point{}),
                              .radius_km = reading.radius_km.value_or(domain::kRadiusKmDefault)};
  }
}

/// What the request leaves out and the lock will impose in any case stands there already while it is checked.
void lend(const SearchTerms& locked, Reading& reading) {
  SearchTerms& terms = reading.request.terms;
  if (terms.conditions.empty()) terms.conditions = locked.conditions;
  if (!terms.currency) terms.currency = locked.currency;
  if (reading.point || !terms.place.empty() || has_fault(reading.request, "near")) return;
  terms.place = locked.place;
  if (!locked.near) return;
  if (locked.place.empty()) reading.point = locked.near->point;
  if (!reading.radius_km) reading.radius_km = locked.near->radius_km;
}

void read_price(Reading& reading) {
  if (reading.max_price.empty()) return;
  SearchTerms& terms = reading.request.terms;
  if (!terms.currency) {
    reading.fault("max_price", "A price needs its currency.", "currency=USD (or another one) beside it",
                  reading.max_price);
    return;
  }
  const domain::Currency* const currency = reading.vocabulary.find(*terms.currency);
  if (currency == nullptr) return;  // the search itself says so of the currency
  if (const auto minor = domain::parse_amount(reading.max_price, currency->minor_digits)) {
    terms.max_price = domain::PriceLimit{.minor = *minor};
  } else {
    reading.fault("max_price", "This is no amount of " + currency->name + ".",
                  "a decimal number with at most " + std::to_string(currency->minor_digits) +
                      " digits after the point, up to " +
                      domain::print_amount(domain::kMoneyMinorMax, currency->minor_digits),
                  reading.max_price);
  }
}

/// The rules of the search itself, for what could be read: a caller hears of everything at once.
void check_search(Reading& reading) {
  SearchRequest& request = reading.request;
  SearchTerms trial = request.terms;
  // A place has coordinates once it is found; until then any centre will do.
  if (!trial.place.empty() && !trial.near) trial.near = domain::Near{};
  const auto query = domain::SearchQuery::make(std::move(trial), reading.vocabulary);
  if (query) return;
  std::vector<Fault> more;
  for (const Fault& fault : query.error().faults) {
    if (!has_fault(request, fault.where)) more.push_back(fault);
  }
  request.faults.insert(request.faults.end(), more.begin(), more.end());
}

}  // namespace

SearchRequest read_search(std::span<const Parameter> parameters, const Vocabulary& vocabulary,
                          UnknownNames unknown, const domain::SearchTerms* locked) {
  Reading reading{.vocabulary = vocabulary};
  if (parameters.size() > kParametersMax) {
    reading.fault("", "These are too many parameters.", "at most " + std::to_string(kParametersMax), "");
    return std::move(reading.request);
  }
  std::vector<const Known*> seen;
  for (const Parameter& parameter : parameters) read_one(reading, parameter, unknown, seen);
  if (locked != nullptr) lend(*locked, reading);
  join_centre_and_radius(reading);
  read_price(reading);
  check_search(reading);
  return std::move(reading.request);
}

SearchRequest read_search_json(std::string_view body, const Vocabulary& vocabulary,
                               const domain::SearchTerms* locked) {
  Result<std::vector<Parameter>> parameters = parameters_of_json(body);
  if (!parameters) return SearchRequest{.faults = parameters.error().faults};
  SearchRequest request = read_search(*parameters, vocabulary, UnknownNames::kRefused, locked);
  for (Fault& fault : request.faults) fault.where.insert(0, 1, '/');
  return request;
}

std::vector<std::string_view> search_parameter_names() {
  std::vector<std::string_view> names;
  names.reserve(kKnown.size());
  for (const Known& known : kKnown) names.push_back(known.name);
  return names;
}

}  // namespace stillpoint::http
