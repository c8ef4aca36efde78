#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// The register below /admin: practitioners (list, new, edit, merge, export) and the registries.
/// @param services and `gate` outlive the routes.
std::vector<Route> practitioner_page_routes(const AdminServices& services, const Gate& gate);
std::vector<Route> registry_page_routes(const AdminServices& services, const Gate& gate);
std::vector<Route> spreadsheet_page_routes(const AdminServices& services, const Gate& gate);

}  // namespace stillpoint::http::admin
