#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// /admin/partners and what is below it; none where partners are switched off. For owners.
std::vector<Route> partner_page_routes(const AdminServices& services, const Gate& gate);
/// The same below /v1/admin.
std::vector<Route> partner_api_routes(const AdminServices& services, const Gate& gate);

}  // namespace stillpoint::http::admin
