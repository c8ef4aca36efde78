#pragma once

#include <functional>
#include <string>

#include "app/identity/permissions.h"
#include "domain/actor.h"
#include "http/message.h"

namespace stillpoint::http::admin {

/// Somebody whom the gate let through.
struct Visitor {
  domain::Actor actor{};
  domain::SessionId session{};  ///< 0 where a token was used.
  std::string csrf{};           ///< What a form that changes state carries in its field "csrf".
};

/// Answers a request of somebody who may make it.
using AdminHandler = std::function<Response(const Request& request, const Visitor& visitor)>;

/// Stands before every route of the administration: finds out who asks, and lets through who may.
/// Thread-safe.
class Gate {
 public:
  virtual ~Gate() = default;
  /// A page below /admin: by session cookie. Nobody signed in: 303 to the sign-in, which leads back. Signed
  /// in without the permission: 403 in words. A POST without the visitor's CSRF token: 403.
  [[nodiscard]] virtual Handler page(app::Permission permission, AdminHandler handler) const = 0;
  /// A route below /v1/admin: by bearer token, or by session cookie with the header `X-CSRF-Token` on what
  /// changes state. Refusals are problems: 401 with WWW-Authenticate, 403.
  [[nodiscard]] virtual Handler api(app::Permission permission, AdminHandler handler) const = 0;
};

}  // namespace stillpoint::http::admin
