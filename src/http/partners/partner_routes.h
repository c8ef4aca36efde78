#pragma once

#include <vector>

#include "http/partners/partner_services.h"
#include "http/router.h"

namespace stillpoint::http::partners {

/// The routes for partners' own programs: POST /v1/verify/batch, GET /v1/partner/usage.
/// @param services outlives the routes.
std::vector<Route> partner_routes(const PartnerServices& services);

}  // namespace stillpoint::http::partners
