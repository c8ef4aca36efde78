#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "http/pages/marks.h"
#include "http/pages/portrait.h"
#include "http/pages/reading_pages.h"
#include "http/pages/search_view.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {
namespace {

/// Positions on the page's map: as published, at most 0.0001 degrees fine.
std::string print_degrees(double degrees) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.4f", degrees);
  return {text.data(), static_cast<std::size_t>(length)};
}

void map_point(HtmlWriter& out, const domain::SearchItem& item) {
  if (!item.location || !item.location->point) return;
  out.attribute("data-lat", print_degrees(item.location->point->lat));
  out.attribute("data-lon", print_degrees(item.location->point->lon));
  out.attribute("data-precision", item.location->precision == domain::Precision::kExact ? "exact" : "area");
  out.attribute("data-name", item.name);
}

void price(HtmlWriter& out, const domain::SearchItem& item, const domain::Vocabulary& vocabulary) {
  out.raw("<p class=\"price\">");
  if (item.lowest_price) {
    const domain::LowestPrice& lowest = *item.lowest_price;
    out.raw("<strong>").text(print_money(lowest.price.minor, lowest.price.currency, vocabulary));
    out.raw("</strong> <span>").number(lowest.minutes).raw(" min · ");
    out.text(print_money(lowest.per_hour_minor, lowest.price.currency, vocabulary)).raw(" an hour</span>");
  } else {
    const bool declined =
        item.checklist[static_cast<std::size_t>(domain::ChecklistItem::kTransparentFees)].code ==
        domain::Reason::kFeesDeclined;
    out.raw("<strong class=\"none\">").raw(declined ? Markup("Not stated") : Markup("Price not on record"));
    out.raw("</strong>");
  }
  out.raw("</p>");
}

std::string place_of(const domain::SearchItem& item) {
  if (!item.location) return "place not on record";
  const domain::SearchLocation& location = *item.location;
  std::string place = location.city;
  const std::string& region = location.jurisdiction.value;
  const std::string code = region.size() > 3 ? region.substr(3) : location.country;
  if (!code.empty()) place += (place.empty() ? "" : ", ") + code;
  if (place.empty()) place = "place not on record";
  if (item.distance_km) place += ", " + print_distance(*item.distance_km, location.country);
  if (item.locations > 1) {
    place += " and " + count_of(item.locations - 1, "more place", "more places");
  }
  return place;
}

void who(HtmlWriter& out, const domain::SearchItem& item, const domain::Vocabulary& vocabulary) {
  std::vector<std::string> professions;
  professions.reserve(item.professions.size());
  for (const auto& key : item.professions) professions.push_back(name_of(vocabulary, key));
  std::vector<std::string> languages;
  languages.reserve(item.languages.size());
  for (const auto& key : item.languages) languages.push_back(name_of(vocabulary, key));
  out.raw("<p class=\"who\"><span>");
  out.text(professions.empty() ? "Profession not on record" : join_words(professions, ", "));
  out.raw("</span><span class=\"where\">").text(place_of(item)).raw("</span>");
  if (!languages.empty()) out.raw("<span>").text(join_words(languages, ", ")).raw("</span>");
  if (item.training_hours > 0) {
    out.raw("<span>").text(print_count(item.training_hours)).raw(" hours of training</span>");
  }
  out.raw("</p>");
}

void actions(HtmlWriter& out, const domain::SearchItem& item, const std::string& path,
             const std::string& sealed) {
  const std::string id = print_id(item.id.value);
  out.raw("<div class=\"acts\"><a class=\"primary\"").href(Href::path(path));
  out.raw(">See everything<span class=\"out-of-sight\"> about ").text(item.name).raw("</span></a>");
  if (const auto call = Href::telephone(item.phone)) {
    out.raw("<a").href(*call).raw(">Call <span class=\"number\">").text(item.phone).raw("</span></a>");
  }
  if (const auto book = Href::outside(item.booking_url)) {
    out.raw("<a rel=\"noopener external nofollow\"")
        .href(*book)
        .raw(">Book<span class=\"out-of-sight\"> with ");
    out.text(item.name).raw("</span></a>");
  }
  if (const auto site = Href::outside(item.website)) {
    out.raw("<a rel=\"noopener external nofollow\"").href(*site);
    out.raw(">Website<span class=\"out-of-sight\"> of ").text(item.name).raw("</span></a>");
  }
  out.raw("<a class=\"compare\"").href(compare_href({item.id}, sealed));
  out.attribute("data-compare", id).attribute("data-compare-name", item.name);
  out.raw(">Compare<span class=\"out-of-sight\"> ").text(item.name).raw("</span></a></div>");
}

std::string photo_of(const SearchView& view, domain::PractitionerId id) {
  for (const domain::Photo& photo : view.photos) {
    if (photo.practitioner == id) return photo_path(photo.picture);
  }
  return {};
}

}  // namespace

void search_card(HtmlWriter& out, const domain::SearchItem& item, const SearchView& view, const Site& site) {
  std::string path = "/practitioners/" + print_id(item.id.value);
  if (!view.sealed.empty()) path += "?s=" + view.sealed;
  const domain::Score score = domain::score(item.checklist);
  out.raw("<li class=\"card\"").attribute("id", "p-" + print_id(item.id.value));
  map_point(out, item);
  out.raw("><h3>");
  portrait(out, photo_of(view, item.id), "");
  out.raw("<a").href(Href::path(path)).raw(">").text(item.name);
  if (!item.post_nominals.empty()) {
    out.raw("<span class=\"letters\">, ").text(item.post_nominals).raw("</span>");
  }
  out.raw("</a></h3>");
  price(out, item, site.vocabulary);
  who(out, item, site.vocabulary);
  if (item.approaches.empty() && item.training_hours == 0) no_sign_of_work(out, item.checklist);
  out.raw("<p class=\"score\"><strong>").number(score.met).raw(" of ").number(score.asked);
  out.raw("</strong> questions met</p>");
  marks(out,
        {.checklist = item.checklist,
         .conditions = view.terms.conditions,
         .profile_path = path,
         .declared = declared_by(item.attested)},
        site.vocabulary);
  actions(out, item, path, view.sealed);
  out.raw("</li>");
}

}  // namespace stillpoint::http::pages
