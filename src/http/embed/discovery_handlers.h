#pragma once

#include <cstddef>

#include "app/partners/partner_access.h"
#include "http/embed/embed_services.h"
#include "http/message.h"

namespace stillpoint::http::embed {

/// Listings in one part of the site map: a fifth of what the protocol allows (sitemaps.org, 50,000), so that
/// a part stays near a megabyte.
constexpr std::size_t kSiteMapRowsMax = 10'000;

/// What tells search engines and readers of feeds where to look. Immutable, so thread-safe.
class DiscoveryHandlers {
 public:
  /// @param services outlives the handlers.
  explicit DiscoveryHandlers(const EmbedServices& services) : services_(services) {}

  /// GET /robots.txt (RFC 9309): a demonstration is nothing to find.
  [[nodiscard]] Response robots(const Request& request) const;
  /// GET /sitemap.xml: the parts of the site map (sitemaps.org 0.9).
  [[nodiscard]] Response site_map_index(const Request& request) const;
  /// GET /sitemap/pages.xml, /sitemap/N.xml: pages to read; listings, each with its last real change.
  [[nodiscard]] Response site_map(const Request& request) const;
  /// GET /feed?…: what is new and changed among those whom a search finds, as Atom (RFC 4287). Takes the
  /// search page's parameters, sealed ones too. What a partner's key is answered belongs to that partner
  /// alone.
  [[nodiscard]] Response feed(const Request& request, const app::Caller& caller) const;

 private:
  const EmbedServices& services_;
};

}  // namespace stillpoint::http::embed
