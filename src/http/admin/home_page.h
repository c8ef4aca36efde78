#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// GET /admin: the day at a glance: what waits, what expires, how the house stands. @param services outlives
/// the routes.
std::vector<Route> home_routes(const AdminServices& services, const Gate& gate);

}  // namespace stillpoint::http::admin
