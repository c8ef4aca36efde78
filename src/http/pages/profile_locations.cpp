#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "http/pages/profile_view.h"
#include "http/pages/search_view.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {

using domain::Location;

namespace {

std::string print_degrees(double degrees) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.4f", degrees);
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string place_of(const Location& location, const Site& site) {
  std::vector<std::string> parts;
  if (!location.city.empty()) parts.push_back(location.city);
  if (!location.jurisdiction.empty()) parts.push_back(name_of(site.vocabulary, location.jurisdiction));
  const domain::JurisdictionKey country{location.country};
  if (!location.country.empty() && country != location.jurisdiction) {
    parts.push_back(name_of(site.vocabulary, country));
  }
  return parts.empty() ? std::string("place not on record") : join_words(parts, ", ");
}

void one_location(HtmlWriter& out, const Location& location, const Site& site) {
  const bool exact = location.precision == domain::Precision::kExact;
  const auto point = domain::published_point(location);
  out.raw("<li");
  if (point) {
    out.attribute("data-lat", print_degrees(point->lat)).attribute("data-lon", print_degrees(point->lon));
    out.attribute("data-precision", exact ? "exact" : "area");
    out.attribute("data-name", location.name.empty() ? location.city : location.name);
  }
  out.raw("><h3>").text(location.name.empty() ? place_of(location, site) : location.name).raw("</h3><p>");
  if (exact && !location.street.empty()) out.text(location.street).raw("<br>");
  if (exact && !location.postal_code.empty()) out.text(location.postal_code).raw(" ");
  if (!location.name.empty()) out.text(place_of(location, site));
  out.raw("</p><p class=\"small\">");
  if (!point) {
    out.raw("No position on record. ");
  } else if (!exact) {
    out.raw("The area is shown, not the door: many work at home. ");
  }
  out.raw("</p><dl class=\"facts\"><dt>Takes new clients</dt><dd>").text(word_of(location.accepting));
  out.raw("</dd><dt>Wheelchair access</dt><dd>").text(word_of(location.wheelchair));
  out.raw("</dd><dt>Home visits</dt><dd>").text(word_of(location.home_visits)).raw("</dd></dl></li>");
}

}  // namespace

void profile_locations(HtmlWriter& out, const domain::Practitioner& person, const Site& site) {
  out.raw(
      "<section class=\"panel\" id=\"places\" aria-labelledby=\"places-h\"><h2 id=\"places-h\">Where</h2>");
  if (person.locations.empty()) {
    out.raw("<p>No place is on record.</p></section>");
    return;
  }
  bool mapped = false;
  out.raw("<ul class=\"places\">");
  for (const Location& location : person.locations) {
    one_location(out, location, site);
    mapped = mapped || domain::published_point(location).has_value();
  }
  out.raw("</ul>");
  if (mapped) {
    out.raw("<div class=\"map small-map\" role=\"region\" aria-label=\"Map\" data-map hidden");
    map_attributes(out, site);
    out.raw("><p><button type=\"button\" data-map-show>Show on a map</button></p></div>");
  }
  out.raw("</section>");
}

}  // namespace stillpoint::http::pages
