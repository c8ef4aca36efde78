#include "http/pages/search_address.h"

#include <algorithm>
#include <utility>

#include "http/pages/words.h"
#include "http/parameters.h"
#include "http/url.h"

namespace stillpoint::http::pages {

using domain::SearchTerms;
using domain::Vocabulary;

namespace {

/// Adds one chip per value of a filter with several.
template <class Keys, class Label>
void add_chips(std::vector<Chip>& chips, const SearchTerms& terms, Keys SearchTerms::*member,
               const Label& label) {
  const Keys& keys = terms.*member;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    SearchTerms without = terms;
    Keys& rest = without.*member;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    chips.push_back({label(keys[i]), std::move(without)});
  }
}

void add_flag_chip(std::vector<Chip>& chips, const SearchTerms& terms, bool SearchTerms::*member,
                   const char* label) {
  if (!(terms.*member)) return;
  SearchTerms without = terms;
  without.*member = false;
  chips.push_back({label, std::move(without)});
}

void add_place_chip(std::vector<Chip>& chips, const SearchTerms& terms, std::string_view place_name) {
  if (!terms.near && terms.place.empty()) return;
  SearchTerms without = terms;
  without.near.reset();
  without.place.clear();
  if (without.sort == domain::Sort::kDistance) without.sort = domain::Sort::kBest;
  const int radius = terms.near ? terms.near->radius_km : domain::kRadiusKmDefault;
  std::string name(place_name);
  if (name.empty()) name = terms.place.empty() ? "your location" : terms.place;
  chips.push_back({"Within " + print_radius(radius) + " of " + name, std::move(without)});
}

void add_number_chips(std::vector<Chip>& chips, const SearchTerms& terms, const Vocabulary& vocabulary) {
  if (terms.max_price && terms.currency) {
    SearchTerms without = terms;
    without.max_price.reset();
    if (without.sort != domain::Sort::kPrice) without.currency.reset();
    chips.push_back(
        {"Up to " + print_money(terms.max_price->minor, *terms.currency, vocabulary) + " a session",
         std::move(without)});
  }
  if (terms.min_session_minutes) {
    SearchTerms without = terms;
    without.min_session_minutes.reset();
    chips.push_back(
        {"At least " + std::to_string(*terms.min_session_minutes) + " minutes", std::move(without)});
  }
  if (terms.min_training_hours) {
    SearchTerms without = terms;
    without.min_training_hours.reset();
    chips.push_back(
        {"At least " + print_count(*terms.min_training_hours) + " training hours", std::move(without)});
  }
}

/// Taking the last condition away takes the demand on experience with it, which would be a question about
/// nothing.
void drop_dangling_require(SearchTerms& terms) {
  if (!terms.conditions.empty()) return;
  auto& items = terms.requires_items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].item == domain::ChecklistItem::kConditionExperience) {
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
  }
}

void drop(std::vector<Parameter>& parameters, std::string_view name) {
  parameters.erase(std::remove_if(parameters.begin(), parameters.end(),
                                  [&](const Parameter& parameter) { return parameter.name == name; }),
                   parameters.end());
}

}  // namespace

std::string_view first_value(const std::vector<Parameter>& parameters, std::string_view name) {
  for (const Parameter& parameter : parameters) {
    if (parameter.name == name) return parameter.value;
  }
  return {};
}

std::vector<Parameter> asked_by_form(std::vector<Parameter> fields) {
  const std::vector<std::string_view> known = search_parameter_names();
  std::vector<Parameter> asked;
  for (Parameter& field : fields) {
    const bool knows = std::find(known.begin(), known.end(), field.name) != known.end();
    if (knows && !field.value.empty() && field.name != "facets" && field.name != "cursor") {
      asked.push_back(std::move(field));
    }
  }
  if (!first_value(asked, "place").empty()) drop(asked, "near");
  const bool around = !first_value(asked, "place").empty() || !first_value(asked, "near").empty();
  if (!around || first_value(asked, "radius_km") == std::to_string(domain::kRadiusKmDefault)) {
    drop(asked, "radius_km");
  }
  if (!around && first_value(asked, "sort") == "distance") drop(asked, "sort");
  if (first_value(asked, "max_price").empty() && first_value(asked, "sort") != "price")
    drop(asked, "currency");
  return asked;
}

bool tells_of_health(const Parameter& parameter) {
  return parameter.name == "condition" || parameter.name == "q" || parameter.name == "screening";
}

std::string search_path(const std::vector<Parameter>& parameters, const Sealer& sealer,
                        std::string_view page) {
  const std::string begin = std::string(page) + "?";
  if (parameters.empty()) return begin + "sort=best";
  const std::string query = print_query(parameters);
  for (const Parameter& parameter : parameters) {
    if (tells_of_health(parameter)) return begin + "s=" + sealer.seal(Sealer::Purpose::kSearch, query);
  }
  return begin + query;
}

std::optional<std::vector<Parameter>> opened_search(const std::vector<Parameter>& given,
                                                    const Sealer& sealer) {
  for (const Parameter& parameter : given) {
    if (parameter.name != "s" || parameter.value.empty()) continue;
    const std::optional<std::string> query = sealer.open(Sealer::Purpose::kSearch, parameter.value);
    if (!query) return std::nullopt;
    return parse_query(*query);
  }
  return given;
}

Href search_href(const SearchTerms& terms, const Vocabulary& vocabulary, const Sealer& sealer) {
  SearchTerms asked = terms;
  asked.facets.clear();  // The page always counts the same ones.
  return Href::path(search_path(to_parameters(asked, vocabulary), sealer) + std::string(kFoundAnchor));
}

std::vector<Chip> chips_of(const SearchTerms& terms, const Vocabulary& vocabulary,
                           std::string_view place_name) {
  std::vector<Chip> chips;
  if (!terms.words.empty()) {
    SearchTerms without = terms;
    without.words.clear();
    chips.push_back({"“" + terms.words + "”", std::move(without)});
  }
  add_place_chip(chips, terms, place_name);
  const auto named = [&](const auto& key) { return name_of(vocabulary, key); };
  add_chips(chips, terms, &SearchTerms::conditions, named);
  for (Chip& chip : chips) drop_dangling_require(chip.without);
  add_chips(chips, terms, &SearchTerms::approaches, named);
  add_chips(chips, terms, &SearchTerms::requires_items, [](const domain::Require& require) {
    return std::string(short_label_of(require.item)) +
           (require.partly_suffices ? ": at least partly" : ": met");
  });
  add_flag_chip(chips, terms, &SearchTerms::certified, "Certified, freshly checked");
  add_flag_chip(chips, terms, &SearchTerms::accepting, "Takes new clients");
  add_flag_chip(chips, terms, &SearchTerms::home_visits, "Home visits");
  add_flag_chip(chips, terms, &SearchTerms::wheelchair, "Wheelchair access");
  add_number_chips(chips, terms, vocabulary);
  add_flag_chip(chips, terms, &SearchTerms::sliding_scale, "Sliding scale");
  add_chips(chips, terms, &SearchTerms::professions, named);
  add_chips(chips, terms, &SearchTerms::languages, named);
  add_chips(chips, terms, &SearchTerms::populations, named);
  add_chips(chips, terms, &SearchTerms::genders,
            [](domain::Gender gender) { return std::string(word_of(gender)); });
  add_chips(chips, terms, &SearchTerms::schools, named);
  add_chips(chips, terms, &SearchTerms::credentials, [&](const domain::CredentialTypeKey& key) {
    const domain::CredentialType* type = vocabulary.find(key);
    const std::string name = name_of(vocabulary, key);
    return type == nullptr ? name : name + ", " + name_of(vocabulary, type->issuer);
  });
  add_chips(chips, terms, &SearchTerms::jurisdictions, named);
  add_chips(chips, terms, &SearchTerms::screening, [&](const domain::ContraindicationKey& key) {
    const domain::Contraindication* row = vocabulary.find(key);
    return "Ask first: " + (row == nullptr ? key.value : row->name);
  });
  return chips;
}

}  // namespace stillpoint::http::pages
