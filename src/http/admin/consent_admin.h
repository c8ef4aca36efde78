#pragma once

#include <vector>

#include "http/admin/admin_services.h"
#include "http/admin/gate.h"
#include "http/router.h"

namespace stillpoint::http::admin {

/// /admin/consent (listing on a recorded ground, asking for confirmation) and /admin/mail (what waits and
/// what was given up). The services and the gate outlive the routes.
std::vector<Route> consent_admin_routes(const AdminServices& services, const Gate& gate);

/// Where a form posts to ask a practitioner whether their listing is true: `/admin/consent/ask/{id}`. For the
/// practitioner's page: a form with the CSRF field and a button, nothing else.
std::string ask_consent_path(domain::PractitionerId id);

}  // namespace stillpoint::http::admin
