#include "http/routes.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "http/admin/admin_routes.h"
#include "http/consent/consent_handlers.h"
#include "http/consent/photo_handlers.h"
#include "http/directory_handlers.h"
#include "http/embed/embed_routes.h"
#include "http/following/following_handlers.h"
#include "http/operations_handlers.h"
#include "http/pages/page_routes.h"
#include "http/partners/partner_gate.h"
#include "http/partners/partner_routes.h"
#include "http/reference/reference_routes.h"
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

/// The part of the API that is open to anybody, and to pages of partners.
class OpenRoutes {
 public:
  explicit OpenRoutes(const Services& services) {
    if (services.partners != nullptr) gate_.emplace(*services.partners);
  }

  /// @param needs_directory as Route.
  void add(std::string method, std::string pattern, partners::CallerHandler handler, bool needs_directory) {
    if (gate_) list_.push_back(gate_->preflight(pattern, method));
    list_.push_back({std::move(method), std::move(pattern), gated(std::move(handler)), needs_directory});
  }
  void add(std::string method, std::string pattern, Handler handler, bool needs_directory) {
    add(
        std::move(method), std::move(pattern),
        [handler = std::move(handler)](const Request& request, const app::Caller&) {
          return handler(request);
        },
        needs_directory);
  }
  std::vector<Route> take() && { return std::move(list_); }

 private:
  Handler gated(partners::CallerHandler handler) const {
    if (gate_) return gate_->open(std::move(handler));
    return [handler = std::move(handler)](const Request& request) { return handler(request, {}); };
  }

  std::optional<partners::PartnerGate> gate_;
  std::vector<Route> list_;
};

/// A search handler that is a method of an object.
partners::CallerHandler bind(const std::shared_ptr<const SearchHandlers>& handlers,
                             Response (SearchHandlers::*method)(const Request&, const app::Caller&) const) {
  return [handlers, method](const Request& request, const app::Caller& caller) {
    return ((*handlers).*method)(request, caller);
  };
}

std::vector<Route> open_routes(const Services& services) {
  const auto search = std::make_shared<const SearchHandlers>(services);
  const auto directory = std::make_shared<const DirectoryHandlers>(services);
  const auto verify = std::make_shared<const VerifyHandlers>(services);
  OpenRoutes open(services);
  open.add("GET", "/v1/practitioners", bind(search, &SearchHandlers::get), true);
  open.add("POST", "/v1/practitioners/search", bind(search, &SearchHandlers::post), true);
  open.add("GET", "/v1/practitioners/{id}", bind(directory, &DirectoryHandlers::profile), true);
  open.add("GET", "/v1/verify", bind(verify, &VerifyHandlers::verify), false);
  open.add("GET", "/v1/vocabulary", bind(directory, &DirectoryHandlers::vocabulary), false);
  open.add("GET", "/v1/places", bind(directory, &DirectoryHandlers::places), false);
  return std::move(open).take();
}

}  // namespace

std::vector<Route> routes(const Services& services) {
  const auto operations = std::make_shared<const OperationsHandlers>(services);
  std::vector<Route> list = open_routes(services);
  const std::vector<Route> for_machines = {
      {"GET", "/openapi.json", bind(operations, &OperationsHandlers::description), false},
      {"GET", "/healthz", bind(operations, &OperationsHandlers::health), false},
      {"GET", "/readyz", bind(operations, &OperationsHandlers::readiness), false},
      {"GET", "/metrics", bind(operations, &OperationsHandlers::metrics), false},
  };
  list.insert(list.end(), for_machines.begin(), for_machines.end());
  if (services.partners != nullptr) {
    for (Route& route : partners::partner_routes(*services.partners)) list.push_back(std::move(route));
    if (services.following != nullptr) {
      const partners::PartnerGate gate(*services.partners);
      for (Route& route : following::following_routes(*services.following, gate)) {
        list.push_back(std::move(route));
      }
    }
  }
  for (Route& route : pages::page_routes(services)) list.push_back(std::move(route));
  if (services.embed != nullptr) {
    for (Route& route : embed::embed_routes(*services.embed)) list.push_back(std::move(route));
  }
  for (Route& route : reference::reference_routes(services)) list.push_back(std::move(route));
  if (services.admin != nullptr) {
    for (Route& route : admin::admin_routes(*services.admin)) list.push_back(std::move(route));
  }
  if (const app::Photos* const photos = services.photos; photos != nullptr) {
    list.push_back({.method = "GET",
                    .pattern = "/photos/{sha256}",
                    .handler = [photos](const Request& request) { return consent::photo(*photos, request); },
                    .needs_directory = false});
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
