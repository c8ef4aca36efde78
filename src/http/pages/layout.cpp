#include "http/pages/layout.h"

#include <array>

#include "http/url.h"

namespace stillpoint::http::pages {
namespace {

struct NavigationEntry {
  Section section;
  Href href;
  Markup words;
};

void navigation(HtmlWriter& out, Section current) {
  const std::array<NavigationEntry, 5> entries = {{
      {Section::kSearch, Href::own("/"), "Find<span class=\"wide-only\">&nbsp;a therapist</span>"},
      {Section::kCompare, Href::own("/compare"), "Compare"},
      {Section::kVerify, Href::own("/verify"), "Check<span class=\"wide-only\">&nbsp;a certificate</span>"},
      {Section::kHowWeCheck, Href::own("/how-we-check"), "How we check"},
      {Section::kWhatToExpect, Href::own("/what-to-expect"), "What to expect"},
  }};
  out.raw("<nav aria-label=\"Main\">");
  for (const NavigationEntry& entry : entries) {
    out.raw("<a").href(entry.href);
    if (entry.section == current) out.raw(" aria-current=\"page\"");
    out.raw(">").raw(entry.words).raw("</a>");
  }
  out.raw("</nav>");
}

/// The shapes of the marks, drawn once a page and used by name. The shape tells the state; colour comes last.
void sprite(HtmlWriter& out) {
  out.raw(
      "<svg class=\"sprite\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\">"
      "<symbol id=\"i-met\" viewBox=\"0 0 20 20\"><circle cx=\"10\" cy=\"10\" r=\"9\" fill=\"currentColor\"/>"
      "<path class=\"cut\" d=\"M5.5 10.4l3 3 6-6.6\" fill=\"none\" stroke-width=\"2.2\" "
      "stroke-linecap=\"round\" stroke-linejoin=\"round\"/></symbol>"
      "<symbol id=\"i-partly\" viewBox=\"0 0 20 20\"><circle cx=\"10\" cy=\"10\" r=\"8\" fill=\"none\" "
      "stroke=\"currentColor\" stroke-width=\"2\"/><path d=\"M10 2a8 8 0 0 1 0 16z\" "
      "fill=\"currentColor\"/></symbol>"
      "<symbol id=\"i-not_met\" viewBox=\"0 0 20 20\"><rect x=\"2\" y=\"2\" width=\"16\" height=\"16\" "
      "rx=\"3\" "
      "fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/><path d=\"M6.5 6.5l7 7m0-7l-7 7\" "
      "stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\"/></symbol>"
      "<symbol id=\"i-unknown\" viewBox=\"0 0 20 20\"><circle cx=\"10\" cy=\"10\" r=\"8\" fill=\"none\" "
      "stroke=\"currentColor\" stroke-width=\"2\" stroke-dasharray=\"3 3\"/></symbol>"
      "<symbol id=\"i-not_applicable\" viewBox=\"0 0 20 20\"><circle cx=\"10\" cy=\"10\" r=\"8\" "
      "fill=\"none\" "
      "stroke=\"currentColor\" stroke-width=\"2\"/><path d=\"M6 10h8\" stroke=\"currentColor\" "
      "stroke-width=\"2\" stroke-linecap=\"round\"/></symbol>"
      "<symbol id=\"i-not_asked\" viewBox=\"0 0 20 20\"><path d=\"M5 10h.01M10 10h.01M15 10h.01\" "
      "stroke=\"currentColor\" stroke-width=\"2.6\" stroke-linecap=\"round\"/></symbol></svg>");
}

void footer(HtmlWriter& out) {
  out.raw(
         "<footer class=\"foot\"><div class=\"foot-in\">"
         "<p><strong>Stillpoint</strong> shows what is known of a therapist, by whom, and since when. It "
         "does "
         "not say that craniosacral therapy treats a condition, and nobody can pay for a place in the "
         "list.</p>"
         "<nav aria-label=\"About\"><a")
      .href(Href::own("/privacy"))
      .raw(">Privacy</a><a")
      .href(Href::own("/how-we-check"))
      .raw(">How we check</a><a")
      .href(Href::own("/mine"))
      .raw(">Are you listed here?</a><a")
      .href(Href::own("/v1/vocabulary"))
      .raw(">Vocabulary as data</a><a")
      .href(Href::own("/developers"))
      .raw(
          ">For developers</a></nav>"
          "<p class=\"small\">Places: GeoNames (CC BY 4.0) and the US Census Bureau’s ZIP areas. "
          "Maps: Leaflet, with map pictures © OpenStreetMap contributors, fetched only when you open a "
          "map.</p>"
          "</div></footer>");
}

void meta_property(HtmlWriter& out, std::string_view property, std::string_view content) {
  out.raw("<meta").attribute("property", property).attribute("content", content).raw(">");
}

void alternate(HtmlWriter& out, std::string_view type, std::string_view title, const Href& href) {
  out.raw("<link rel=\"alternate\"").attribute("type", type).attribute("title", title).href(href).raw(">");
}

/// What previews, search engines and readers of feeds look for. Addresses are in full: theirs is another
/// site.
void for_programs(HtmlWriter& out, const Site& site, const Frame& frame) {
  const std::string& site_url = site.settings.public_url;
  const std::string url = site_url + frame.path;
  const auto href = Href::outside(url);
  if (!site_url.empty() && !frame.path.empty() && href) {
    out.raw("<link rel=\"canonical\"").href(*href).raw(">");
    meta_property(out, "og:site_name", "Stillpoint");
    meta_property(out, "og:type", frame.is_person ? "profile" : "website");
    meta_property(out, "og:title", frame.title);
    if (!frame.description.empty()) meta_property(out, "og:description", frame.description);
    meta_property(out, "og:url", url);
    if (site.settings.offers_oembed && frame.can_be_embedded) {
      const auto oembed = Href::outside(site_url + "/oembed?format=json&url=" + percent_encode(url));
      if (oembed) alternate(out, "application/json+oembed", frame.title, *oembed);
    }
  }
  for (const Alternate& other : frame.alternates) {
    alternate(out, other.type, other.title, Href::path(other.path));
  }
  if (!frame.structured_data.empty()) {
    // A block of data, which no browser runs, so that the content policy's ban on scripts leaves it alone.
    out.raw("<script type=\"application/ld+json\">").json(frame.structured_data).raw("</script>");
  }
}

void head(HtmlWriter& out, const Site& site, const Frame& frame) {
  out.raw(
         "<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
         "initial-scale=1\"><title>")
      .text(frame.title)
      .raw(" · Stillpoint</title>");
  if (!frame.description.empty()) {
    out.raw("<meta name=\"description\"").attribute("content", frame.description).raw(">");
  }
  if (site.settings.demo || frame.keep_out_of_search_engines) {
    out.raw("<meta name=\"robots\" content=\"noindex\">");
  }
  for_programs(out, site, frame);
  out.raw(
         "<meta name=\"color-scheme\" content=\"light dark\">"
         "<link rel=\"icon\" type=\"image/svg+xml\"")
      .href(site.assets.path("icon.svg"))
      .raw("><link rel=\"stylesheet\"")
      .href(site.assets.path("style.css"))
      .raw(">");
  for (const std::string_view script : frame.scripts) {
    out.raw("<script type=\"module\"").src(site.assets.path(script)).raw("></script>");
  }
  out.raw("</head>");
}

}  // namespace

std::string layout(const Site& site, const Frame& frame, const HtmlWriter& content) {
  HtmlWriter out(site.settings.base_path);
  out.raw("<!doctype html>\n<html lang=\"en\">");
  head(out, site, frame);
  out.raw("<body><a class=\"skip\" href=\"#main\">Skip to the content</a>");
  if (site.settings.demo) {
    out.raw("<p class=\"demo\"><strong>Demonstration:</strong> every person here is invented.</p>");
  }
  out.raw("<header class=\"bar\"><a class=\"brand\"").href(Href::own("/"));
  out.raw(
      "><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><circle cx=\"12\" cy=\"12\" r=\"10.5\" fill=\"none\" "
      "stroke=\"currentColor\" stroke-width=\"1.6\" opacity=\".45\"/><circle cx=\"12\" cy=\"12\" r=\"6.5\" "
      "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\" opacity=\".75\"/><circle cx=\"12\" "
      "cy=\"12\" r=\"2.6\" fill=\"currentColor\"/></svg>Stillpoint</a>");
  navigation(out, frame.section);
  out.raw("</header>");
  sprite(out);
  out.raw("<main id=\"main\" tabindex=\"-1\">").include(content).raw("</main>");
  footer(out);
  out.raw("</body></html>\n");
  return std::move(out).take();
}

}  // namespace stillpoint::http::pages
