#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// The trail: a page by record and person, its proof, and downloads as NDJSON and CSV; the same as JSON below
/// /v1/admin. Nothing here changes anything. @param services outlives the routes.
std::vector<Route> audit_routes(const AdminServices& services, const Gate& gate);

}  // namespace stillpoint::http::admin
