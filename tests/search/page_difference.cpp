#include "search/page_difference.h"

#include <cmath>
#include <sstream>

#include "base/time_text.h"

namespace stillpoint::oracle {
namespace {

using namespace domain;

/// Distances are computed by two formulas: a micrometre apart is alike.
constexpr double kAlikeKm = 1e-9;

template <class Tag>
std::string print(const std::vector<Key<Tag>>& keys) {
  std::string text;
  for (const auto& key : keys) text += key.value + " ";
  return text;
}

std::string print(const std::optional<Instant>& instant) {
  return instant ? print_instant(*instant) : "none";
}

std::string print(const SearchItem& item) {
  std::ostringstream out;
  out << item.name << "|" << item.post_nominals << "|" << print(item.professions) << "|"
      << print(item.approaches) << "|" << print(item.languages) << "|" << item.locations << "|";
  if (item.location) {
    out << item.location->city << "," << item.location->jurisdiction.value << "," << item.location->country
        << "," << static_cast<int>(item.location->precision);
    if (item.location->point) out << "," << item.location->point->lat << "," << item.location->point->lon;
  }
  out << "|" << item.training_hours << "|";
  if (item.lowest_price) {
    out << item.lowest_price->price.minor << item.lowest_price->price.currency.value << "/"
        << item.lowest_price->minutes << "/" << item.lowest_price->per_hour_minor;
  }
  out << "|" << item.review_count << "," << item.review_positive << "," << item.review_low << ","
      << item.review_high << "|" << item.phone << "|" << item.website << "|" << item.booking_url << "|"
      << print_instant(item.edited) << "|" << print(item.attested) << "|" << print(item.verified);
  for (const Finding& finding : item.checklist) {
    out << "\n  " << name_of(finding.item) << " " << name_of(finding.state) << " " << name_of(finding.basis)
        << " " << name_of(finding.code) << " '" << finding.reason << "' "
        << (finding.as_of ? print_date(*finding.as_of) : "none");
    for (const Evidence& evidence : finding.evidence)
      out << " " << evidence.kind << ":" << evidence.id << ":" << evidence.url;
  }
  return out.str();
}

std::string print(const std::vector<FilterCount>& counts) {
  std::string text;
  for (const FilterCount& count : counts)
    text += std::string(name_of(count.filter)) + "=" + std::to_string(count.count) + " ";
  return text;
}

}  // namespace

std::string difference(const SearchItem& got, const SearchItem& want) {
  if (got.id != want.id) return "id " + print_id(got.id.value) + ", not " + print_id(want.id.value);
  if (got.distance_km.has_value() != want.distance_km.has_value() ||
      (got.distance_km && std::abs(*got.distance_km - *want.distance_km) > kAlikeKm))
    return print_id(got.id.value) + ": another distance";
  const std::string a = print(got);
  const std::string b = print(want);
  return a == b ? "" : print_id(got.id.value) + ":\n got " + a + "\nwant " + b;
}

std::string difference(const SearchPage& got, const SearchPage& want) {
  std::ostringstream out;
  if (got.total != want.total) out << "total " << got.total << ", not " << want.total << "\n";
  if (print(got.unknown_excluded) != print(want.unknown_excluded))
    out << "unknown_excluded " << print(got.unknown_excluded) << ", not " << print(want.unknown_excluded)
        << "\n";
  if (print(got.relax.without) != print(want.relax.without))
    out << "relax " << print(got.relax.without) << ", not " << print(want.relax.without) << "\n";
  if (got.relax.radius_km != want.relax.radius_km || got.relax.radius_count != want.relax.radius_count)
    out << "relax radius " << got.relax.radius_km.value_or(0) << ":" << got.relax.radius_count << ", not "
        << want.relax.radius_km.value_or(0) << ":" << want.relax.radius_count << "\n";
  if (got.facets.size() != want.facets.size()) out << "another number of facets\n";
  for (std::size_t i = 0; i < std::min(got.facets.size(), want.facets.size()); ++i) {
    const auto print_counts = [](const FacetCounts& facet) {
      std::string text(name_of(facet.facet));
      for (const FacetCount& count : facet.counts)
        text += " " + count.value + "=" + std::to_string(count.count);
      return text;
    };
    const std::string a = print_counts(got.facets[i]);
    const std::string b = print_counts(want.facets[i]);
    if (a != b) out << "facet " << a << "\n  not " << b << "\n";
  }
  return out.str();
}

std::string describe(const SearchQuery& query) {
  const SearchTerms& terms = query.terms();
  std::ostringstream out;
  out << "sort " << name_of(terms.sort) << " limit " << terms.limit;
  for (std::size_t i = 0; i < kFilters; ++i) {
    if (query.has(static_cast<Filter>(i))) out << ", " << name_of(static_cast<Filter>(i));
  }
  out << "; q '" << terms.words << "'";
  if (terms.near)
    out << " near " << terms.near->point.lat << "," << terms.near->point.lon << " within "
        << terms.near->radius_km;
  out << " jurisdictions " << print(terms.jurisdictions) << " professions " << print(terms.professions)
      << " approaches " << print(terms.approaches) << " schools " << print(terms.schools) << " languages "
      << print(terms.languages) << " populations " << print(terms.populations) << " credentials "
      << print(terms.credentials) << " conditions " << print(terms.conditions) << " genders "
      << terms.genders.size();
  if (terms.currency) out << " currency " << terms.currency->value;
  if (terms.max_price) out << " max_price " << terms.max_price->minor;
  if (terms.min_session_minutes) out << " minutes " << *terms.min_session_minutes;
  if (terms.min_training_hours) out << " hours " << *terms.min_training_hours;
  for (const Require& require : terms.requires_items)
    out << " require " << name_of(require.item) << (require.partly_suffices ? ":partly" : "");
  return out.str();
}

}  // namespace stillpoint::oracle
