#include "http/admin/verifying_routes.h"

#include <memory>
#include <string>
#include <utility>

#include "http/admin/verifying_api.h"
#include "http/admin/verifying_pages.h"
#include "http/limits.h"

namespace stillpoint::http::admin {
namespace {

using app::Permission;

/// A handler that is a method of an object; the object lives as long as the route.
template <class Handlers>
AdminHandler bind(const std::shared_ptr<const Handlers>& handlers,
                  Response (Handlers::*method)(const Request&, const Visitor&) const) {
  return [handlers, method](const Request& request, const Visitor& visitor) {
    return ((*handlers).*method)(request, visitor);
  };
}

std::vector<Route> page_routes(const AdminServices& services, const Gate& gate) {
  const auto pages = std::make_shared<const VerifyingPages>(services);
  using Pages = VerifyingPages;
  const auto page = [&](Permission permission,
                        Response (Pages::*method)(const Request&, const Visitor&)
                            const) { return gate.page(permission, bind(pages, method)); };
  const std::string credential = "/admin/practitioners/{id}/credentials/{credential}";
  const std::string licence = "/admin/practitioners/{id}/licences/{licence}";
  return {
      {"GET", "/admin/queue", page(Permission::kReadDirectory, &Pages::queue), false},
      {"POST", "/admin/queue/assign", page(Permission::kRecordVerification, &Pages::assign), false},
      {"POST", "/admin/queue/close", page(Permission::kRecordVerification, &Pages::close), false},
      {"GET", "/admin/rosters", page(Permission::kReadDirectory, &Pages::rosters), false},
      {"POST", "/admin/rosters", page(Permission::kRecordVerification, &Pages::take_roster), false,
       kFileBytesMax},
      {"GET", credential, page(Permission::kReadDirectory, &Pages::credential), false},
      {"POST", credential + "/verifications",
       page(Permission::kRecordVerification, &Pages::verify_credential), false, kFileBytesMax},
      {"POST", credential + "/standing", page(Permission::kChangeStanding, &Pages::change), false},
      {"GET", licence, page(Permission::kReadDirectory, &Pages::licence), false},
      {"POST", licence + "/verifications", page(Permission::kRecordVerification, &Pages::verify_licence),
       false, kFileBytesMax},
      {"GET", "/admin/evidence/{sha256}", page(Permission::kReadDirectory, &Pages::evidence), false},
  };
}

std::vector<Route> api_routes(const AdminServices& services, const Gate& gate) {
  const auto api = std::make_shared<const VerifyingApi>(services);
  using Api = VerifyingApi;
  const auto call = [&](Permission permission, Response (Api::*method)(const Request&, const Visitor&)
                                                   const) { return gate.api(permission, bind(api, method)); };
  const std::string credential = "/v1/admin/practitioners/{id}/credentials/{credential}";
  const std::string licence = "/v1/admin/practitioners/{id}/licences/{licence}";
  return {
      {"GET", "/v1/admin/queue", call(Permission::kReadDirectory, &Api::queue), false},
      {"POST", "/v1/admin/queue/assign", call(Permission::kRecordVerification, &Api::assign), false},
      {"POST", "/v1/admin/queue/close", call(Permission::kRecordVerification, &Api::close), false},
      {"POST", "/v1/admin/rosters", call(Permission::kRecordVerification, &Api::take_roster), false,
       kFileBytesMax},
      {"GET", credential, call(Permission::kReadDirectory, &Api::history), false},
      {"POST", credential + "/verifications", call(Permission::kRecordVerification, &Api::verify_credential),
       false, kFileBytesMax},
      {"POST", credential + "/standing", call(Permission::kChangeStanding, &Api::change), false},
      {"POST", licence + "/verifications", call(Permission::kRecordVerification, &Api::verify_licence), false,
       kFileBytesMax},
      {"GET", "/v1/admin/evidence/{sha256}", call(Permission::kReadDirectory, &Api::evidence), false},
  };
}

}  // namespace

std::vector<Route> verifying_routes(const AdminServices& services, const Gate& gate) {
  std::vector<Route> routes = page_routes(services, gate);
  for (Route& route : api_routes(services, gate)) routes.push_back(std::move(route));
  return routes;
}

}  // namespace stillpoint::http::admin
