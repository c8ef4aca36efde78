#include <array>
#include <string>
#include <utility>

#include "http/pages/marks.h"
#include "http/pages/search_view.h"
#include "http/pages/words.h"
#include "http/url.h"

namespace stillpoint::http::pages {

using domain::SearchTerms;
using domain::Sort;

namespace {

/// Which orders make sense of what was asked: by distance only around a place, by price only in a currency.
bool offers(Sort sort, const SearchTerms& terms) {
  switch (sort) {
    case Sort::kDistance:
      return terms.near.has_value();
    case Sort::kPrice:
      return terms.currency.has_value();
    case Sort::kBest:
    case Sort::kRating:
    case Sort::kHours:
    case Sort::kName:
      return true;
  }
  return false;
}

void orders(HtmlWriter& out, const SearchView& view, const Site& site, const Sealer& sealer) {
  constexpr std::array<Sort, 6> kSorts = {Sort::kBest,   Sort::kDistance, Sort::kPrice,
                                          Sort::kRating, Sort::kHours,    Sort::kName};
  out.raw("<nav class=\"orders\" aria-label=\"Order\"><span>Order:</span>");
  for (const Sort sort : kSorts) {
    if (!offers(sort, view.terms)) continue;
    SearchTerms terms = view.terms;
    terms.sort = sort;
    out.raw("<a").href(search_href(terms, site.vocabulary, sealer));
    if (sort == view.terms.sort) out.raw(" aria-current=\"true\"");
    out.raw(">").text(word_of(sort)).raw("</a>");
  }
  out.raw("</nav>");
}

void where(HtmlWriter& out, const SearchView& view, const Site& site, const Sealer& sealer) {
  if (!view.page->where) return;
  const domain::PlaceAnswer& answer = *view.page->where;
  if (answer.alternatives.empty() && answer.note.empty()) return;
  out.raw("<p class=\"where-note\">");
  if (!answer.note.empty()) out.text(answer.note).raw(" ");
  if (!answer.alternatives.empty()) {
    out.raw("This is <strong>").text(answer.place.name).raw("</strong>. Or did you mean ");
    for (std::size_t i = 0; i < answer.alternatives.size(); ++i) {
      if (i > 0) out.raw(i + 1 == answer.alternatives.size() ? Markup(" or ") : Markup(", "));
      SearchTerms terms = view.terms;
      terms.place = answer.alternatives[i];
      out.raw("<a").href(search_href(terms, site.vocabulary, sealer)).raw(">");
      out.text(answer.alternatives[i]).raw("</a>");
    }
    out.raw("?");
  }
  out.raw("</p>");
}

std::string place_words(const SearchView& view) {
  if (!view.terms.near) return "";
  const std::string name = view.page->where ? view.page->where->place.name : std::string("your location");
  return " within " + print_radius(view.terms.near->radius_km) + " of " + name;
}

void unknown_excluded(HtmlWriter& out, const domain::SearchPage& page) {
  std::vector<std::string> parts;
  for (const domain::FilterCount& count : page.unknown_excluded) {
    // Who has no coordinates may live anywhere in the world: no help to somebody who looks near a place.
    if (count.filter == domain::Filter::kPlace) continue;
    parts.push_back(print_count(count.count) + " more " + (count.count == 1 ? "has" : "have") + " no " +
                    std::string(missing_phrase_of(count.filter)) + " on record");
  }
  if (parts.empty()) return;
  out.raw("<p class=\"left-out\">Left out only because nothing is on record: ");
  out.text(join_words(parts)).raw(". Asking them may be worth it.</p>");
}

/// What the map holds: those on this page whose place is known, not all that were found.
std::string map_words(std::int64_t places, const domain::SearchPage& page) {
  const auto shown = static_cast<std::int64_t>(page.items.size());
  if (places < shown) return print_count(places) + " of the " + print_count(shown) + " shown";
  return page.total > shown ? "the " + print_count(shown) + " shown" : count_of(places, "place", "places");
}

void map(HtmlWriter& out, const SearchView& view, const Site& site) {
  std::int64_t places = 0;
  for (const domain::SearchItem& item : view.page->items) {
    if (item.location && item.location->point) ++places;
  }
  if (places == 0) return;
  out.raw("<aside class=\"map\" aria-label=\"Map\" data-map hidden");
  map_attributes(out, site);
  if (view.terms.near) {
    out.attribute("data-radius-km", view.terms.near->radius_km);
  }
  out.raw("><p>Map of ").text(map_words(places, *view.page));
  out.raw("<br><button type=\"button\" data-map-show>Show the map</button></p></aside>");
}

void way_on(HtmlWriter& out, const SearchView& view, const Site& site, const Sealer& sealer) {
  if (view.next_cursor.empty() && !view.continued) return;
  out.raw("<nav class=\"way-on\" aria-label=\"More results\">");
  if (view.continued) {
    out.raw("<a").href(search_href(view.terms, site.vocabulary, sealer)).raw(">← Back to the first</a>");
  }
  if (!view.next_cursor.empty()) {
    out.raw("<a class=\"primary\" rel=\"next\"");
    out.href(Href::path("/?cursor=" + view.next_cursor + std::string(kFoundAnchor)))
        .raw(">More therapists →</a>");
  }
  out.raw("</nav>");
}

}  // namespace

void map_attributes(HtmlWriter& out, const Site& site) {
  out.address("data-script", site.assets.path("leaflet.min.js"));
  out.address("data-styles", site.assets.path("leaflet.css"));
  out.attribute("data-tiles", site.settings.tile_url);
  out.attribute("data-attribution", site.settings.tile_attribution);
}

void search_results(HtmlWriter& out, const SearchView& view, const Site& site, const Sealer& sealer) {
  const domain::SearchPage& page = *view.page;
  out.raw(
      "<section class=\"results\" aria-labelledby=\"count\"><div class=\"results-head\"><h2 id=\"count\">");
  out.text(count_of(page.total, "therapist", "therapists")).text(place_words(view));
  out.raw("</h2><p class=\"asof\">As of ").text(print_moment(page.as_of)).raw("</p></div>");
  where(out, view, site, sealer);
  orders(out, view, site, sealer);
  unknown_excluded(out, page);
  out.raw("<div class=\"cols\"><div>");
  std::vector<Declared> declared;
  declared.reserve(page.items.size());
  for (const domain::SearchItem& item : page.items) declared.push_back(declared_by(item.attested));
  basis_key(out, declared);
  out.raw("<ol class=\"cards\">");
  for (const domain::SearchItem& item : page.items) search_card(out, item, view, site);
  out.raw("</ol>");
  way_on(out, view, site, sealer);
  out.raw("</div>");
  map(out, view, site);
  out.raw("</div></section>");
}

void search_relaxation(HtmlWriter& out, const SearchView& view, const Site& site, const Sealer& sealer) {
  const domain::SearchPage& page = *view.page;
  out.raw(
      "<section class=\"nothing\" aria-labelledby=\"count\"><h2 id=\"count\">Nobody on record matches all of "
      "this</h2>");
  where(out, view, site, sealer);
  if (page.relax.without.empty() && !page.relax.radius_km) {
    out.raw("<p>Taking away one part alone would not help. Try fewer parts at once, or <a")
        .href(Href::own("/"))
        .raw(">start again</a>.</p>");
  } else {
    out.raw("<p>What would bring somebody:</p><ul class=\"relax\">");
    if (page.relax.radius_km && view.terms.near) {
      SearchTerms terms = view.terms;
      terms.near->radius_km = *page.relax.radius_km;
      out.raw("<li><a").href(search_href(terms, site.vocabulary, sealer)).raw(">Within ");
      out.text(print_radius(*page.relax.radius_km)).raw("</a>: ");
      out.text(print_count(page.relax.radius_count)).raw("</li>");
    }
    for (const domain::FilterCount& count : page.relax.without) {
      out.raw("<li><a").href(href_without(view, count.filter, site, sealer)).raw(">Without ");
      out.text(phrase_of(count.filter)).raw("</a>: ").text(print_count(count.count)).raw("</li>");
    }
    out.raw("</ul>");
  }
  unknown_excluded(out, page);
  out.raw("<p class=\"asof\">As of ").text(print_moment(page.as_of)).raw("</p></section>");
}

}  // namespace stillpoint::http::pages
