#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/partners/partner_access.h"
#include "domain/partner.h"
#include "http/message.h"
#include "http/router.h"

namespace stillpoint::http::partners {

struct PartnerServices;

/// Answers a request of a caller whom the gate let in. The parameter `key` has been taken out of the request.
using CallerHandler = std::function<Response(const Request& request, const app::Caller& caller)>;

/// The parameter that brings a publishable or a test key in an address: a GET with it needs no preflight.
/// Any key may come as "Authorization: Bearer KEY" instead; a secret one only so.
constexpr std::string_view kKeyParameter = "key";

/// The sources that may frame a caller's embedded page, as `frame-ancestors` takes them: the partner's
/// origins, or this machine's for a test key.
std::string frame_ancestors(const app::Caller& caller);

/// Stands before every route of the public API while partners are switched on: finds out who calls, holds
/// their pace, adds what a page of another origin needs to read the answer, and counts what keys are used
/// for. Refusals are problems: 401 with WWW-Authenticate, 403 for an origin, a scope or a suspended partner,
/// 429 with Retry-After. Answers carry `RateLimit` and `RateLimit-Policy`
/// (draft-ietf-httpapi-ratelimit-headers-10). Thread-safe.
///
/// Routes that are there whether or not partners are switched on (a search, a profile) get an anonymous
/// Caller where they are off. Whoever runs a search passes caller.locked() to SearchDirectory::run, and asks
/// caller.may_search() first.
class PartnerGate {
 public:
  /// Pages of other origins keep a preflight's answer so long: as long as browsers do at most.
  static constexpr int kPreflightSeconds = 7200;

  /// @param services outlives the gate and its handlers.
  explicit PartnerGate(const PartnerServices& services) : services_(services) {}

  /// A route for anybody: anonymous callers at the lower pace.
  [[nodiscard]] Handler open(CallerHandler handler) const;
  /// A route for keys with a scope: secret or test ones, by the header `Authorization` only.
  [[nodiscard]] Handler scoped(domain::KeyScope scope, CallerHandler handler) const;
  /// A route for any secret or test key, by the header `Authorization` only: what is the partner's own.
  [[nodiscard]] Handler keyed(CallerHandler handler) const;
  /// For Route::refuse_before_body of a scoped route: turns away who may not ask, by the head alone.
  [[nodiscard]] std::function<std::optional<Response>(const Request& head)> refuse_unscoped(
      domain::KeyScope scope) const;
  /// A page in a frame of a partner's (GET, key in the address; without one 401): the key is checked, the
  /// request's origin is not, since browsers hold the frame to frame_ancestors(), which the handler sends.
  [[nodiscard]] Handler framed(CallerHandler handler) const;

  /// The OPTIONS route that answers the preflights of a pattern. @param methods "GET" (HEAD comes with it),
  /// "POST".
  [[nodiscard]] Route preflight(std::string_view pattern, std::string_view methods) const;

 private:
  const PartnerServices& services_;
};

}  // namespace stillpoint::http::partners
