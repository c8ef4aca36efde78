#pragma once

#include <vector>

#include "http/consent/consent_services.h"
#include "http/router.h"

namespace stillpoint::http::consent {

/// The addresses behind mailed links, and /mine: client pages, without an account. Their forms are protected
/// against forgery by the token that they carry, which no other site knows. The services outlive the routes.
std::vector<Route> consent_routes(const ConsentServices& services);

}  // namespace stillpoint::http::consent
