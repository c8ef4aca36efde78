#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// /admin/settings, /admin/personal-data and what they lead to: what owners set, how long data is kept,
/// handing a person's data out, forgetting them. The services and the gate outlive the routes.
std::vector<Route> personal_routes(const AdminServices& services, const Gate& gate);

}  // namespace stillpoint::http::admin
