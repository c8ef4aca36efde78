#pragma once

#include <vector>

#include "domain/practitioner.h"
#include "http/admin/admin_layout.h"
#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// A practitioner's picture below /admin/practitioners/{id}/photo, and the same below /v1/admin. The services
/// and the gate outlive the routes.
std::vector<Route> photo_admin_routes(const AdminServices& services, const Gate& gate);

/// The picture on the practitioner's page, with the forms that bring one and take it away.
void photo_panel(pages::HtmlWriter& out, const AdminServices& services, const Visitor& visitor,
                 const domain::Practitioner& practitioner);

}  // namespace stillpoint::http::admin
