#pragma once

#include <functional>
#include <vector>

#include "http/message.h"
#include "http/router.h"
#include "http/services.h"

namespace stillpoint::http::pages {

/// Every page and asset, as lines of the URL list.
/// @param services outlives the routes.
std::vector<Route> page_routes(const Services& services);

/// Makes the page that stands in a problem's place outside the API: no such address, a wrong method, a fault
/// of ours. @param services outlives the answer.
std::function<Response(const Request&, const Response& problem)> error_pages(const Services& services);

}  // namespace stillpoint::http::pages
