#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "domain/money.h"
#include "http/parameters.h"

namespace stillpoint::http {
namespace {

using domain::SearchTerms;

/// Adds parameters, leaving out what is empty.
struct Printing {
  std::vector<Parameter> parameters{};

  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) parameters.push_back({.name = std::string(name), .value = std::string(value)});
  }
  void flag(std::string_view name, bool value) {
    if (value) text(name, "true");
  }
  void number(std::string_view name, const std::optional<int>& value) {
    if (value) text(name, std::to_string(*value));
  }
  template <class Keys>
  void keys(std::string_view name, const Keys& values) {
    for (const auto& key : values) text(name, key.value);
  }
};

/// The shortest text that reads back as the same number.
std::string print_degrees(double degrees) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), degrees).ptr;
  return {buffer.data(), end};
}

std::string_view gender_name(domain::Gender gender) {
  switch (gender) {
    case domain::Gender::kFemale:
      return "female";
    case domain::Gender::kMale:
      return "male";
    case domain::Gender::kNonBinary:
      return "non_binary";
  }
  return "";
}

void print_centre(Printing& out, const SearchTerms& terms) {
  if (!terms.place.empty()) {
    out.text("place", terms.place);
  } else if (terms.near) {
    out.text("near", print_degrees(terms.near->point.lat) + "," + print_degrees(terms.near->point.lon));
  }
  if (terms.near && terms.near->radius_km != domain::kRadiusKmDefault) {
    out.number("radius_km", terms.near->radius_km);
  }
}

void print_fees(Printing& out, const SearchTerms& terms, const domain::Vocabulary& vocabulary) {
  if (!terms.currency) return;
  out.text("currency", terms.currency->value);
  const domain::Currency* const currency = vocabulary.find(*terms.currency);
  if (terms.max_price && currency != nullptr) {
    out.text("max_price", domain::print_amount(terms.max_price->minor, currency->minor_digits));
  }
}

std::string facet_list(const std::vector<domain::Facet>& facets) {
  std::string list;
  for (const domain::Facet facet : facets)
    list.append(list.empty() ? "" : ",").append(domain::name_of(facet));
  return list;
}

}  // namespace

std::vector<Parameter> to_parameters(const SearchTerms& terms, const domain::Vocabulary& vocabulary) {
  Printing out;
  out.text("q", terms.words);
  print_centre(out, terms);
  out.keys("jurisdiction", terms.jurisdictions);
  out.flag("accepting", terms.accepting);
  out.flag("home_visits", terms.home_visits);
  out.flag("wheelchair", terms.wheelchair);
  out.keys("profession", terms.professions);
  out.keys("approach", terms.approaches);
  out.keys("school", terms.schools);
  out.keys("language", terms.languages);
  out.keys("population", terms.populations);
  for (const domain::Gender gender : terms.genders) out.text("gender", gender_name(gender));
  out.keys("credential", terms.credentials);
  out.flag("certified", terms.certified);
  out.number("min_training_hours", terms.min_training_hours);
  print_fees(out, terms, vocabulary);
  out.number("min_session_minutes", terms.min_session_minutes);
  out.flag("sliding_scale", terms.sliding_scale);
  out.keys("condition", terms.conditions);
  for (const domain::Require& required : terms.requires_items) {
    out.text("require",
             std::string(domain::name_of(required.item)) + (required.partly_suffices ? ":partly" : ""));
  }
  out.keys("screening", terms.screening);
  if (terms.sort != domain::Sort::kBest) out.text("sort", domain::name_of(terms.sort));
  if (terms.limit != domain::kPageRowsDefault) out.number("limit", terms.limit);
  out.text("facets", facet_list(terms.facets));
  return std::move(out.parameters);
}

}  // namespace stillpoint::http
