#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// /admin/reviews (what waits, and how often each star is published) and /admin/reports. The services and the
/// gate outlive the routes.
std::vector<Route> review_admin_routes(const AdminServices& services, const Gate& gate);

}  // namespace stillpoint::http::admin
