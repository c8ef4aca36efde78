#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// The list of practitioners, its export and its saved views.
std::vector<Route> practitioner_list_routes(const AdminServices& services, const Gate& gate);

}  // namespace stillpoint::http::admin
