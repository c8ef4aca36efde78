#include <memory>

#include "http/following/following_handlers.h"
#include "http/partners/partner_gate.h"

namespace stillpoint::http::following {

std::vector<Route> following_routes(const FollowingServices& services, const partners::PartnerGate& gate) {
  const auto handlers = std::make_shared<const FollowingHandlers>(services);
  const auto scoped = [&](Response (FollowingHandlers::*method)(const Request&, const app::Caller&) const) {
    return gate.scoped(domain::KeyScope::kChanges,
                       [handlers, method](const Request& request, const app::Caller& caller) {
                         return ((*handlers).*method)(request, caller);
                       });
  };
  return {{.method = "GET",
           .pattern = "/v1/changes",
           .handler = scoped(&FollowingHandlers::changes),
           .needs_directory = false},
          {.method = "GET",
           .pattern = "/v1/snapshot",
           .handler = scoped(&FollowingHandlers::snapshot),
           .needs_directory = false}};
}

}  // namespace stillpoint::http::following
