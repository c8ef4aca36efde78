#pragma once

#include <vector>

#include "http/router.h"
#include "http/services.h"

namespace stillpoint::http::reference {

/// The pages for developers: `/developers`, one for each area, the shapes, and `/developers/try`, which leads
/// a form's answers to the address that they ask. The services outlive the routes.
std::vector<Route> reference_routes(const Services& services);

}  // namespace stillpoint::http::reference
