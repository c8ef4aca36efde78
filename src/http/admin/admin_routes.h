#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// Every address of the administration, pages and JSON. Each stands behind the gate but for the way in.
/// @param services outlives the routes.
std::vector<Route> admin_routes(const AdminServices& services);

}  // namespace stillpoint::http::admin
