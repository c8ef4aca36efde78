#include "http/embed/embed_routes.h"

#include <memory>

#include "http/embed/discovery_handlers.h"

namespace stillpoint::http::embed {
namespace {

/// A handler that is a method of an object; the object lives as long as the route.
template <class Handlers>
Handler bind(const std::shared_ptr<const Handlers>& handlers,
             Response (Handlers::*method)(const Request&) const) {
  return [handlers, method](const Request& request) { return ((*handlers).*method)(request); };
}

}  // namespace

std::vector<Route> embed_routes(const EmbedServices& services) {
  const auto discovery = std::make_shared<const DiscoveryHandlers>(services);
  return {
      {"GET", "/robots.txt", bind(discovery, &DiscoveryHandlers::robots), false},
      {"GET", "/sitemap.xml", bind(discovery, &DiscoveryHandlers::site_map_index), false},
      {"GET", "/sitemap/{name}", bind(discovery, &DiscoveryHandlers::site_map), false},
      {"GET", "/feed", bind(discovery, &DiscoveryHandlers::feed)},
  };
}

}  // namespace stillpoint::http::embed
