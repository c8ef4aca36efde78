#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// /admin/exclusion-lists and the same below /v1/admin: an owner brings the LEIE's file, verifiers get leads.
/// The services and the gate outlive the routes.
std::vector<Route> exclusion_list_routes(const AdminServices& services, const Gate& gate);

}  // namespace stillpoint::http::admin
