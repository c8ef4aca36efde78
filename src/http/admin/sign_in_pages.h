#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/session_gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// The way in and out: /admin/sign-in, /admin/second-factor, /admin/password/{token}, /admin/sign-out.
/// @param services outlives the routes.
std::vector<Route> sign_in_routes(const AdminServices& services, const SessionGate& gate);

/// Where a sign-in leads: the path that was asked for if it is one of the administration's, else its home.
std::string way_back(std::string_view next);

}  // namespace stillpoint::http::admin
