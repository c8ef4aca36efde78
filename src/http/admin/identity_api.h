#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/session_gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// Accounts as JSON: /v1/admin/me, /v1/admin/people, /v1/admin/tokens. @param services outlives the routes.
std::vector<Route> identity_api_routes(const AdminServices& services, const SessionGate& gate);

}  // namespace stillpoint::http::admin
