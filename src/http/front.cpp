#include "http/front.h"

#include <algorithm>
#include <utility>

#include "http/encoding.h"
#include "http/limits.h"
#include "http/metrics.h"
#include "http/problem.h"
#include "http/url.h"

namespace stillpoint::http {
namespace {

std::string content_policy(const std::string& tile_origin) {
  const std::string tiles = tile_origin.empty() ? "" : " " + tile_origin;
  return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:" + tiles +
         "; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}

std::string* find_header(Response& response, std::string_view name) {
  for (auto& [known, value] : response.headers) {
    if (known == name) return &value;
  }
  return nullptr;
}

void set_default(Response& response, std::string_view name, std::string_view value) {
  if (find_header(response, name) == nullptr) response.headers.emplace_back(name, value);
}

/// Whether the answer says itself who may frame it. The older field X-Frame-Options cannot name anybody, so
/// that such an answer goes without.
bool names_framers(Response& response) {
  const std::string* const policy = find_header(response, "Content-Security-Policy");
  return policy != nullptr && policy->find("frame-ancestors") != std::string::npos &&
         policy->find("frame-ancestors 'none'") == std::string::npos;
}

/// Whether the list of If-None-Match names the tag, compared weakly (RFC 9110 13.1.2).
bool names_tag(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const std::string_view part = list.substr(0, list.find(','));
    list.remove_prefix(part.size() == list.size() ? part.size() : part.size() + 1);
    const std::size_t begin = part.find_first_not_of(" \t");
    if (begin == std::string_view::npos) continue;
    std::string_view given = part.substr(begin, part.find_last_not_of(" \t") - begin + 1);
    if (given == "*") return true;
    if (given.substr(0, 2) == "W/") given.remove_prefix(2);
    if (given == tag) return true;
  }
  return false;
}

}  // namespace

Front::Front(Router router, FrontSettings settings)
    : router_(std::move(router)),
      settings_(std::move(settings)),
      content_policy_(content_policy(settings_.tile_origin)) {}

Response Front::respond(Request& request, const Router::Match& match) const {
  if (match.route != nullptr) {
    if (match.route->needs_directory && settings_.is_ready && !settings_.is_ready()) {
      Response later = problem(503, "The directory is being loaded. Try again in a moment.");
      later.headers.emplace_back("Retry-After", "2");
      return later;
    }
    request.path_ids.assign(match.path_ids.begin(), match.path_ids.end());
    if (!request.path_ids.empty()) request.path_id = request.path_ids.front();
    return match.route->handler(request);
  }
  if (match.allow.empty()) return problem(404, "There is nothing at this address.");
  if (request.method == "OPTIONS") return Response{.status = 204, .headers = {{"Allow", match.allow}}};
  Response refusal =
      problem(405, "This address does not take " + request.method + ": use " + match.allow + ".");
  refusal.headers.emplace_back("Allow", match.allow);
  return refusal;
}

/// Whoever asks for what is no longer there is led to where it went.
Response Front::lead_on(const Request& request, Response response) const {
  const bool is_lost = response.status == 404 || response.status == 410;
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!is_lost || !reads || !settings_.moved) return response;
  const std::optional<std::string> address = settings_.moved(request.path);
  if (!address) return response;
  std::string location = *address;
  // A partner's key, which stands in the query, goes along; so does what lets its page read the answer.
  if (!request.parameters.empty()) location += "?" + print_query(request.parameters);
  Response there{.status = 301, .headers = std::move(response.headers)};
  there.headers.emplace_back("Location", std::move(location));
  return there;
}

Front::Answer Front::answer(Request request) const {
  const std::shared_ptr<const void> held = settings_.hold ? settings_.hold() : nullptr;
  const Router::Match match = router_.find(request.method, request.path);
  const std::size_t route = match.route == nullptr ? Metrics::kNoRoute : match.index;
  Response response = lead_on(request, respond(request, match));
  if (match.route != nullptr && match.route->deprecation) announce(*match.route->deprecation, response);
  return {.response = finish(request, std::move(response)), .route = route};
}

Response Front::finish(const Request& request, Response response) const {
  const bool is_problem = response.content_type == "application/problem+json";
  if (is_problem && settings_.error_page && !is_of_the_interface(request.path)) {
    std::vector<std::pair<std::string, std::string>> headers = std::move(response.headers);
    response = settings_.error_page(request, response);
    response.headers.insert(response.headers.end(), headers.begin(), headers.end());
  }
  if (!request.request_id.empty()) response.headers.emplace_back("X-Request-Id", request.request_id);
  const bool compressible = is_compressible(response.content_type) && response.body.size() >= kGzipBytesMin;
  if (compressible) response.headers.emplace_back("Vary", "Accept-Encoding");
  const bool gzip = compressible && accepts_gzip(request.header("Accept-Encoding"));
  if (std::string* const tag = find_header(response, "ETag")) {
    // One tag per encoding: a cache must not join the bytes of two.
    if (gzip) tag->insert(tag->size() - 1, "-gzip");
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (reads && response.status == 200 && names_tag(request.header("If-None-Match"), *tag)) {
      response.status = 304;
      response.body.clear();
      response.next_piece = nullptr;
      response.pieces_bytes.reset();
      response.content_type.clear();
    }
  }
  if (gzip && !response.body.empty()) {
    response.body = gzip_encoded(response.body);
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  add_headers(response);
  return response;
}

void Front::add_headers(Response& response) const {
  set_default(response, "Cache-Control", "no-store");
  set_default(response, "Content-Security-Policy", content_policy_);
  set_default(response, "X-Content-Type-Options", "nosniff");
  if (!names_framers(response)) set_default(response, "X-Frame-Options", "DENY");
  // Tile servers ask for the origin; no path or query of ours leaves the site.
  set_default(response, "Referrer-Policy", "strict-origin-when-cross-origin");
  set_default(response, "Cross-Origin-Opener-Policy", "same-origin");
  set_default(response, "Permissions-Policy", "geolocation=(self), camera=(), microphone=(), payment=()");
  if (settings_.public_is_https) set_default(response, "Strict-Transport-Security", "max-age=31536000");
  if (settings_.is_demo) set_default(response, "X-Robots-Tag", "noindex, nofollow");
}

}  // namespace stillpoint::http
