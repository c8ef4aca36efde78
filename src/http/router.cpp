#include "http/router.h"

#include <algorithm>
#include <array>
#include <utility>

#include "http/http_date.h"

namespace stillpoint::http {
namespace {

constexpr std::string_view kRestOfPath = "{path}";

/// Takes the first segment, its slash included, off a path that begins with a slash.
std::string_view take_segment(std::string_view& path) {
  const std::size_t end = std::min(path.find('/', 1), path.size());
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

/// Whether the path is of the pattern; `ids` gets what the placeholders stand for.
bool fits(std::string_view pattern, std::string_view path, std::vector<std::string_view>& ids) {
  const std::size_t brace = pattern.find('{');
  if (brace == std::string_view::npos) return pattern == path;
  if (path.substr(0, brace) != pattern.substr(0, brace)) return false;
  pattern.remove_prefix(brace - 1);  // the slash before it
  path.remove_prefix(brace - 1);
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = take_segment(pattern);
    if (wanted.substr(1) == kRestOfPath) {
      ids.push_back(path.substr(1));
      return path.size() > 1;
    }
    const std::string_view given = take_segment(path);
    if (wanted.size() > 1 && wanted[1] == '{') {
      if (given.size() < 2) return false;
      ids.push_back(given.substr(1));
    } else if (given != wanted) {
      return false;
    }
  }
  return pattern.empty() && path.empty();
}

/// Sorts fixed segments before placeholders, and these before one for all that follows.
std::string rank(std::string_view pattern) {
  std::string rank;
  while (!pattern.empty()) {
    const std::string_view segment = take_segment(pattern);
    const bool placeholder = segment.size() > 1 && segment[1] == '{';
    rank.push_back(!placeholder ? 'a' : segment.substr(1) == kRestOfPath ? 'c' : 'b');
  }
  return rank;
}

bool serves(const Route& route, std::string_view method) {
  return route.method == method || (route.method == "GET" && method == "HEAD");
}

}  // namespace

bool is_of_the_interface(std::string_view path) {
  static constexpr std::array<std::string_view, 11> kAlone = {
      "",        "/v1",   "/healthz",     "/readyz",     "/metrics", "/openapi.json",
      "/oembed", "/feed", "/sitemap.xml", "/robots.txt", "/embed.js"};
  static constexpr std::string_view kSiteMap = "/sitemap/";
  return path.substr(0, 4) == "/v1/" || path.substr(0, kSiteMap.size()) == kSiteMap ||
         std::find(kAlone.begin(), kAlone.end(), path) != kAlone.end();
}

void announce(const Deprecation& deprecation, Response& response) {
  // A date of structured fields is a number of seconds after "@" (RFC 9651 3.3.7); Sunset is older and takes
  // HTTP's own form.
  response.headers.emplace_back("Deprecation",
                                "@" + std::to_string(deprecation.since.time_since_epoch().count()));
  if (deprecation.sunset) response.headers.emplace_back("Sunset", print_http_date(*deprecation.sunset));
  if (!deprecation.successor.empty()) {
    response.headers.emplace_back("Link", "<" + deprecation.successor + ">; rel=\"successor-version\"");
  }
}

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  std::stable_sort(routes_.begin(), routes_.end(),
                   [](const Route& a, const Route& b) { return rank(a.pattern) < rank(b.pattern); });
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
  Match found;
  std::vector<std::string_view> ids;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const Route& route = routes_[i];
    ids.clear();
    if (!fits(route.pattern, path, ids)) continue;
    if (serves(route, method)) return {.route = &route, .index = i, .path_ids = std::move(ids)};
    if (route.method == "OPTIONS") continue;  // named last, whoever answers it
    const std::string methods = route.method == "GET" ? "GET, HEAD, " : route.method + ", ";
    if (found.allow.find(methods) == std::string::npos) found.allow.append(methods);
  }
  if (!found.allow.empty()) found.allow.append("OPTIONS");
  return found;
}

}  // namespace stillpoint::http
