#include "http/pages/fault_words.h"

#include <algorithm>
#include <utility>

#include "http/pages/words.h"
#include "http/parameters.h"

namespace stillpoint::http::pages {
namespace {

std::string_view first(const std::vector<Parameter>& given, std::string_view name) {
  for (const Parameter& parameter : given) {
    if (parameter.name == name) return parameter.value;
  }
  return {};
}

std::string range_words(std::string_view what, int least, int most) {
  return "Write a whole number of " + std::string(what) + ", from " + print_count(least) + " to " +
         print_count(most) + ".";
}

std::string place_words(const Fault& fault) {
  // A region's own answer names the parameter that takes it.
  if (fault.allowed.find("jurisdiction=") != std::string::npos) {
    return fault.what + " Name a city in it, or tick it under “State or country”.";
  }
  return fault.allowed.empty() ? fault.what : fault.what + " Try " + fault.allowed + ".";
}

std::string radius_words(const std::vector<Parameter>& given) {
  const bool centred = !first(given, "place").empty() || !first(given, "near").empty();
  if (!centred) return "A distance needs a place: fill in “Near” too.";
  return "Choose a distance from the list.";
}

/// Digits, with or without a fraction: what a price looks like, whatever its currency.
bool looks_like_price(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::count(text.begin(), text.end(), '.') <= 1;
}

std::string price_words(const std::vector<Parameter>& given) {
  if (!looks_like_price(first(given, "max_price"))) {
    return "Write the price as a number, such as 120 or 99.50.";
  }
  if (first(given, "currency").empty()) return "Choose the currency of this price beside it.";
  return "This is no price in this currency. Write it as a number, such as 120 or 99.50.";
}

std::string sort_words(const std::vector<Parameter>& given) {
  const std::string_view sort = first(given, "sort");
  if (sort == "distance") return "To see the nearest first, fill in “Near”.";
  if (sort == "price") return "To order by price, choose a currency.";
  return "There is no such order.";
}

std::string require_words(const std::vector<Parameter>& given) {
  if (first(given, "condition").empty()) {
    return "To ask for experience, choose what brings you; or choose an answer from the list.";
  }
  return "Choose an answer from the list.";
}

bool is_toggle(std::string_view name) {
  return name == "certified" || name == "accepting" || name == "sliding_scale" || name == "wheelchair" ||
         name == "home_visits";
}

bool is_choice(std::string_view name) {
  return name == "condition" || name == "approach" || name == "profession" || name == "population" ||
         name == "gender" || name == "language" || name == "credential" || name == "school" ||
         name == "jurisdiction" || name == "screening" || name == "currency";
}

/// A fault quotes a value up to some length.
bool quotes(std::string_view value, std::string_view quoted) {
  return !quoted.empty() && value.substr(0, quoted.size()) == quoted;
}

}  // namespace

std::string_view field_label(std::string_view parameter) {
  constexpr std::pair<std::string_view, std::string_view> kLabels[] = {
      {"place", "Near"},
      {"near", "Near"},
      {"radius_km", "Within"},
      {"condition", "What brings you"},
      {"approach", "Approach"},
      {"require", "The five questions"},
      {"max_price", "Price up to"},
      {"currency", "Currency"},
      {"min_session_minutes", "Minutes"},
      {"min_training_hours", "Training hours"},
      {"q", "Words"},
      {"sort", "Order"},
      {"profession", "Profession"},
      {"population", "Works with"},
      {"gender", "Gender"},
      {"language", "Language"},
      {"credential", "Certificate"},
      {"school", "School"},
      {"jurisdiction", "State or country"},
      {"screening", "When to ask a clinician first"},
      {"certified", "Certified, freshly checked"},
      {"accepting", "Takes new clients"},
      {"sliding_scale", "Sliding scale"},
      {"wheelchair", "Wheelchair access"},
      {"home_visits", "Home visits"},
  };
  for (const auto& [key, label] : kLabels) {
    if (key == parameter) return label;
  }
  return parameter;
}

std::string page_words(const Fault& fault, const std::vector<Parameter>& given) {
  const std::string_view name = fault.where;
  if (name == "place") return place_words(fault);
  if (name == "near") return "Your position could not be read. Type a place instead.";
  if (name == "radius_km") return radius_words(given);
  if (name == "max_price") return price_words(given);
  if (name == "sort") return sort_words(given);
  if (name == "require") return require_words(given);
  if (name == "min_session_minutes") return range_words("minutes", 1, domain::kSessionMinutesMax);
  if (name == "min_training_hours") return range_words("hours", 1, domain::kTrainingHoursMax);
  if (name == "q") {
    return fault.what + " Write one to " + std::to_string(domain::kQueryWordsMax) + " words.";
  }
  if (is_toggle(name)) return "Tick it or leave it: there is nothing else to say of it.";
  if (is_choice(name)) return "This is not among the choices. Choose from those that are offered.";
  return fault.what;
}

bool is_refused(const Parameter& parameter, const std::vector<Fault>& faults) {
  return std::any_of(faults.begin(), faults.end(), [&](const Fault& fault) {
    return fault.where == parameter.name && (fault.value.empty() || quotes(parameter.value, fault.value));
  });
}

domain::SearchTerms accepted_terms(std::vector<Parameter> given, std::vector<Fault> faults,
                                   const domain::Vocabulary& vocabulary) {
  // What goes may leave something that makes no sense alone: an order by distance, a radius.
  while (!faults.empty() && !given.empty()) {
    const auto kept = std::remove_if(given.begin(), given.end(), [&](const Parameter& parameter) {
      return is_refused(parameter, faults);
    });
    if (kept == given.end()) return {};
    given.erase(kept, given.end());
    SearchRequest again = read_search(given, vocabulary, UnknownNames::kIgnored);
    if (again.faults.empty()) return std::move(again.terms);
    faults = std::move(again.faults);
  }
  return {};
}

}  // namespace stillpoint::http::pages
