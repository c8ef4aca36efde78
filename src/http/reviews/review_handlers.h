#pragma once

#include <vector>

#include "http/reviews/review_services.h"
#include "http/router.h"

namespace stillpoint::http::reviews {

/// The addresses of reviews and reports: client pages, without an account. The services outlive the routes.
std::vector<Route> review_routes(const ReviewServices& services);

}  // namespace stillpoint::http::reviews
