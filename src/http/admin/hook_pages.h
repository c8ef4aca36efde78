#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// /admin/webhooks: where partners are told, what could not be told, and replaying it. No routes where
/// partners are switched off. The services and the gate outlive the routes.
std::vector<Route> hook_page_routes(const AdminServices& services, const Gate& gate);

}  // namespace stillpoint::http::admin
