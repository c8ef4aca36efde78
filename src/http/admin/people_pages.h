#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// Who may work here, for owners: /admin/people. @param services outlives the routes.
std::vector<Route> people_routes(const AdminServices& services, const Gate& gate);

}  // namespace stillpoint::http::admin
