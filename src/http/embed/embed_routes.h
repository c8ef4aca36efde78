#pragma once

#include <vector>

#include "http/embed/embed_services.h"
#include "http/router.h"

namespace stillpoint::http::embed {

/// The addresses for other sites and programs. The services outlive the routes.
std::vector<Route> embed_routes(const EmbedServices& services);

}  // namespace stillpoint::http::embed
