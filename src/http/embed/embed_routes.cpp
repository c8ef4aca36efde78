#include "http/embed/embed_routes.h"

#include <memory>
#include <utility>

#include "http/embed/discovery_handlers.h"
#include "http/embed/embed_handlers.h"
#include "http/partners/partner_gate.h"

namespace stillpoint::http::embed {
namespace {

/// A handler that is a method of an object; the object lives as long as the route.
template <class Handlers>
Handler bind(const std::shared_ptr<const Handlers>& handlers,
             Response (Handlers::*method)(const Request&) const) {
  return [handlers, method](const Request& request) { return ((*handlers).*method)(request); };
}

template <class Handlers>
partners::CallerHandler bind(const std::shared_ptr<const Handlers>& handlers,
                             Response (Handlers::*method)(const Request&, const app::Caller&) const) {
  return [handlers, method](const Request& request, const app::Caller& caller) {
    return ((*handlers).*method)(request, caller);
  };
}

/// What partners put into their pages: there is none of it where partners are switched off.
void add_partner_routes(std::vector<Route>& routes, const EmbedServices& services) {
  const partners::PartnerGate gate(*services.site.partners);
  const auto embed = std::make_shared<const EmbedHandlers>(services);
  routes.push_back({"GET", "/embed.js", bind(embed, &EmbedHandlers::evergreen_script), false});
  routes.push_back({"GET", "/embed/{name}", bind(embed, &EmbedHandlers::script), false});
  routes.push_back({"GET", "/v1/embed/script", bind(embed, &EmbedHandlers::script_address), false});
  routes.push_back({"POST", "/v1/embed", gate.open(bind(embed, &EmbedHandlers::piece))});
  routes.push_back(gate.preflight("/v1/embed", "POST"));
  routes.push_back({"GET", "/embed", gate.framed(bind(embed, &EmbedHandlers::frame))});
  routes.push_back({"POST", "/embed", gate.framed(bind(embed, &EmbedHandlers::ask))});
  routes.push_back({"GET", "/oembed", gate.open(bind(embed, &EmbedHandlers::oembed))});
}

/// A feed is for anybody's reader, with partners or without.
Handler feed_handler(const std::shared_ptr<const DiscoveryHandlers>& discovery,
                     const EmbedServices& services) {
  partners::CallerHandler feed = bind(discovery, &DiscoveryHandlers::feed);
  if (services.site.partners != nullptr) {
    return partners::PartnerGate(*services.site.partners).open(std::move(feed));
  }
  return [feed = std::move(feed)](const Request& request) { return feed(request, app::Caller{}); };
}

}  // namespace

std::vector<Route> embed_routes(const EmbedServices& services) {
  const auto discovery = std::make_shared<const DiscoveryHandlers>(services);
  std::vector<Route> routes = {
      {"GET", "/robots.txt", bind(discovery, &DiscoveryHandlers::robots), false},
      {"GET", "/sitemap.xml", bind(discovery, &DiscoveryHandlers::site_map_index), false},
      {"GET", "/sitemap/{name}", bind(discovery, &DiscoveryHandlers::site_map), false},
  };
  routes.push_back({"GET", "/feed", feed_handler(discovery, services)});
  if (services.site.partners != nullptr) add_partner_routes(routes, services);
  return routes;
}

}  // namespace stillpoint::http::embed
