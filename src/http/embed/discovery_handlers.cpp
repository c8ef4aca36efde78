#include "http/embed/discovery_handlers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/time_text.h"
#include "http/embed/feed.h"
#include "http/encoding.h"
#include "http/pages/markup.h"
#include "http/problem.h"

namespace stillpoint::http::embed {
namespace {

using pages::HtmlWriter;

/// Crawlers come back after hours, readers of feeds after minutes: none needs an answer of this second.
constexpr const char* kKeptFor = "public, max-age=300";
/// What a key's filters made of a search is nobody else's answer.
constexpr const char* kKeptByOne = "private, max-age=300";

/// The pages to read, which change with the program, so that no date is told.
constexpr std::array<std::string_view, 5> kPages = {"/", "/verify", "/how-we-check", "/what-to-expect",
                                                    "/privacy"};

Response tagged(std::string type, std::string body, const char* kept = kKeptFor) {
  Response response{.content_type = std::move(type), .body = std::move(body)};
  response.headers.emplace_back("ETag", tag_of(response.body));
  response.headers.emplace_back("Cache-Control", kept);
  return response;
}

Response xml(HtmlWriter out) {
  return tagged("application/xml; charset=utf-8", std::move(out).take());
}

HtmlWriter begun() {
  HtmlWriter out;
  out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  return out;
}

Response no_such_part() {
  return problem(404, "The site map has no such part.");
}

/// The number of "12.xml", from 1.
std::optional<std::size_t> part_of(std::string_view name) {
  constexpr std::string_view kEnd = ".xml";
  if (name.size() <= kEnd.size() || name.substr(name.size() - kEnd.size()) != kEnd) return std::nullopt;
  name.remove_suffix(kEnd.size());
  std::size_t part = 0;
  const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), part);
  const bool whole = fault == std::errc() && end == name.data() + name.size() && name.front() != '0';
  // Beyond this many there is nobody on earth; the offset must not overflow either.
  constexpr std::size_t kPartsMax = 1'000'000;
  if (!whole || part > kPartsMax) return std::nullopt;
  return part;
}

}  // namespace

Response DiscoveryHandlers::robots(const Request&) const {
  if (services_.site.is_demo) {
    return tagged("text/plain; charset=utf-8",
                  "# Every person here is invented.\nUser-agent: *\nDisallow: /\n");
  }
  const Links& links = services_.site.links;
  std::string body = "User-agent: *\n";
  // What belongs to one visitor or to other sites' pages; results of a search are left out by their own
  // heads, which a crawler must be able to read.
  for (const std::string_view path : {"/admin", "/mine", "/report/", "/compare", "/embed", "/v1/"}) {
    body.append("Disallow: ").append(links.path(path)).append("\n");
  }
  body.append("\nSitemap: ").append(links.full("/sitemap.xml")).append("\n");
  return tagged("text/plain; charset=utf-8", std::move(body));
}

Response DiscoveryHandlers::site_map_index(const Request&) const {
  const Result<domain::DirectoryReader::Counts> counts = services_.site.directory.counts();
  if (!counts) return problem(counts.error());
  const Links& links = services_.site.links;
  HtmlWriter out = begun();
  out.raw("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
  const auto part = [&](std::string_view name) {
    out.raw("<sitemap><loc>").text(links.full("/sitemap/" + std::string(name) + ".xml"));
    out.raw("</loc></sitemap>\n");
  };
  part("pages");
  const auto listed = static_cast<std::size_t>(counts->listed);
  for (std::size_t i = 0; i * kSiteMapRowsMax < listed; ++i) part(std::to_string(i + 1));
  out.raw("</sitemapindex>\n");
  return xml(std::move(out));
}

Response DiscoveryHandlers::site_map(const Request& request) const {
  const Links& links = services_.site.links;
  HtmlWriter out = begun();
  out.raw("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
  if (request.path_id == "pages.xml") {
    for (const std::string_view path : kPages) {
      out.raw("<url><loc>").text(links.full(path)).raw("</loc></url>\n");
    }
  } else {
    const std::optional<std::size_t> part = part_of(request.path_id);
    if (!part) return no_such_part();
    const auto dates = services_.dates.page((*part - 1) * kSiteMapRowsMax, kSiteMapRowsMax);
    if (!dates) return problem(dates.error());
    if (dates->empty()) return no_such_part();
    const Instant now = services_.site.clock.now();
    for (const domain::ListedDate& listed : *dates) {
      out.raw("<url><loc>").text(links.full("/practitioners/" + print_id(listed.id.value)));
      out.raw("</loc><lastmod>").text(print_instant(std::min(listed.changed, now)));
      out.raw("</lastmod></url>\n");
    }
  }
  out.raw("</urlset>\n");
  return xml(std::move(out));
}

Response DiscoveryHandlers::feed(const Request& request, const app::Caller& caller) const {
  const Result<std::string> feed = search_feed(request.parameters, caller, services_);
  if (!feed) return problem(feed.error());
  return tagged("application/atom+xml; charset=utf-8", *feed, caller.is_partner() ? kKeptByOne : kKeptFor);
}

}  // namespace stillpoint::http::embed
