#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/session_gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// One's own account: /admin/account with password, second factor, sessions and tokens, and the pages that
/// set a second factor up. @param services outlives the routes.
std::vector<Route> account_routes(const AdminServices& services, const SessionGate& gate);

}  // namespace stillpoint::http::admin
