#include "http/pages/page_routes.h"

#include <memory>

#include "http/pages/page_handlers.h"

namespace stillpoint::http::pages {
namespace {

/// A handler that is a method of an object; the object lives as long as the route.
Handler bind(const std::shared_ptr<const PageHandlers>& handlers,
             Response (PageHandlers::*method)(const Request&) const) {
  return [handlers, method](const Request& request) { return ((*handlers).*method)(request); };
}

}  // namespace

std::vector<Route> page_routes(const Services& services) {
  const auto pages = std::make_shared<const PageHandlers>(services);
  return {
      {"GET", "/", bind(pages, &PageHandlers::search)},
      {"POST", "/search", bind(pages, &PageHandlers::ask)},
      {"GET", "/practitioners/{id}", bind(pages, &PageHandlers::profile)},
      {"GET", "/compare", bind(pages, &PageHandlers::compare)},
      {"GET", "/verify", bind(pages, &PageHandlers::verify), false},
      {"GET", "/verify/qr.svg", bind(pages, &PageHandlers::verify_qr), false},
      {"GET", "/how-we-check", bind(pages, &PageHandlers::how_we_check), false},
      {"GET", "/what-to-expect", bind(pages, &PageHandlers::what_to_expect), false},
      {"GET", "/privacy", bind(pages, &PageHandlers::privacy), false},
      {"GET", "/assets/{name}", bind(pages, &PageHandlers::asset), false},
  };
}

std::function<Response(const Request&, const Response& problem)> error_pages(const Services& services) {
  const auto pages = std::make_shared<const PageHandlers>(services);
  return [pages](const Request& request, const Response& problem) {
    return pages->error(problem.status, request);
  };
}

}  // namespace stillpoint::http::pages
