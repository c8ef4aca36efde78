#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// The register below /v1/admin: practitioners and the registries, as JSON.
/// @param services and `gate` outlive the routes.
std::vector<Route> register_api_routes(const AdminServices& services, const Gate& gate);

}  // namespace stillpoint::http::admin
