#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// The verifier's pages below /admin and the same below /v1/admin: the queue, one certificate or licence with
/// its history, checks, standing, lists of issuers, evidence.
/// @param services and `gate` outlive the routes.
std::vector<Route> verifying_routes(const AdminServices& services, const Gate& gate);

}  // namespace stillpoint::http::admin
