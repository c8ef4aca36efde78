#include "http/router.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace stillpoint::http {
namespace {

/// What the placeholder stands for (empty for a fixed path); nothing where the path is another one.
std::optional<std::string_view> match(std::string_view pattern, std::string_view path) {
  const std::size_t brace = pattern.find('{');
  if (brace == std::string_view::npos) {
    return pattern == path ? std::optional(std::string_view{}) : std::nullopt;
  }
  if (path.size() <= brace || path.substr(0, brace) != pattern.substr(0, brace)) return std::nullopt;
  const std::string_view rest = path.substr(brace);
  if (pattern.substr(brace) != "{path}" && rest.find('/') != std::string_view::npos) return std::nullopt;
  return rest;
}

bool serves(const Route& route, std::string_view method) {
  return route.method == method || (route.method == "GET" && method == "HEAD");
}

}  // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  std::stable_partition(routes_.begin(), routes_.end(),
                        [](const Route& route) { return route.pattern.find('{') == std::string::npos; });
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
  Match found;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const Route& route = routes_[i];
    const std::optional<std::string_view> id = match(route.pattern, path);
    if (!id) continue;
    if (serves(route, method)) return {.route = &route, .index = i, .path_id = *id};
    found.allow.append(route.method == "GET" ? "GET, HEAD, " : route.method + ", ");
  }
  if (!found.allow.empty()) found.allow.append("OPTIONS");
  return found;
}

}  // namespace stillpoint::http
