#include "http/routes.h"

#include <memory>
#include <utility>

#include "http/admin/admin_routes.h"
#include "http/consent/consent_handlers.h"
#include "http/directory_handlers.h"
#include "http/embed/embed_routes.h"
#include "http/operations_handlers.h"
#include "http/pages/page_routes.h"
#include "http/reviews/review_handlers.h"
#include "http/search_handlers.h"
#include "http/verify_handlers.h"

namespace stillpoint::http {
namespace {

/// A handler that is a method of an object; the object lives as long as the route.
template <class Handlers>
Handler bind(const std::shared_ptr<const Handlers>& handlers,
             Response (Handlers::*method)(const Request&) const) {
  return [handlers, method](const Request& request) { return ((*handlers).*method)(request); };
}

}  // namespace

std::vector<Route> routes(const Services& services) {
  const auto search = std::make_shared<const SearchHandlers>(services);
  const auto directory = std::make_shared<const DirectoryHandlers>(services);
  const auto verify = std::make_shared<const VerifyHandlers>(services);
  const auto operations = std::make_shared<const OperationsHandlers>(services);
  std::vector<Route> list = {
      {"GET", "/v1/practitioners", bind(search, &SearchHandlers::get)},
      {"POST", "/v1/practitioners/search", bind(search, &SearchHandlers::post)},
      {"GET", "/v1/practitioners/{id}", bind(directory, &DirectoryHandlers::profile)},
      {"GET", "/v1/verify", bind(verify, &VerifyHandlers::verify), false},
      {"GET", "/v1/vocabulary", bind(directory, &DirectoryHandlers::vocabulary), false},
      {"GET", "/v1/places", bind(directory, &DirectoryHandlers::places), false},
      {"GET", "/openapi.json", bind(operations, &OperationsHandlers::description), false},
      {"GET", "/healthz", bind(operations, &OperationsHandlers::health), false},
      {"GET", "/readyz", bind(operations, &OperationsHandlers::readiness), false},
      {"GET", "/metrics", bind(operations, &OperationsHandlers::metrics), false},
  };
  for (Route& route : pages::page_routes(services)) list.push_back(std::move(route));
  if (services.embed != nullptr) {
    for (Route& route : embed::embed_routes(*services.embed)) list.push_back(std::move(route));
  }
  if (services.admin != nullptr) {
    for (Route& route : admin::admin_routes(*services.admin)) list.push_back(std::move(route));
  }
  if (services.reviews != nullptr) {
    for (Route& route : reviews::review_routes(*services.reviews)) list.push_back(std::move(route));
  }
  if (services.consent != nullptr) {
    for (Route& route : consent::consent_routes(*services.consent)) list.push_back(std::move(route));
  }
  return list;
}

}  // namespace stillpoint::http
