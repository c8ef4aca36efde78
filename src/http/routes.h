#pragma once

#include <vector>

#include "http/router.h"
#include "http/services.h"

namespace stillpoint::http {

/// Every address that this program answers.
/// @param services outlives the routes.
std::vector<Route> routes(const Services& services);

}  // namespace stillpoint::http
