#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/identity/identity.h"
#include "http/admin/admin_services.h"
#include "http/admin/gate.h"

namespace stillpoint::http::admin {

constexpr std::string_view kSessionCookie = "stillpoint_session";
constexpr std::string_view kCsrfField = "csrf";
constexpr std::string_view kCsrfHeader = "X-CSRF-Token";

/// Somebody whom the gate let through, with their account: for pages about it.
struct Person {
  app::SignedIn who{};
  Visitor visitor{};
  app::Origin origin{};
};
using PersonHandler = std::function<Response(const Request& request, const Person& person)>;

/// The gate over sessions and API tokens. Thread-safe.
class SessionGate final : public Gate {
 public:
  /// @param services outlives the gate and its handlers.
  explicit SessionGate(const AdminServices& services) : services_(services) {}

  [[nodiscard]] Handler page(app::Permission permission, AdminHandler handler) const override;
  [[nodiscard]] Handler api(app::Permission permission, AdminHandler handler) const override;
  /// Pages about one's own account, by session cookie: kSignedIn.
  [[nodiscard]] Handler own_page(PersonHandler handler) const;
  /// The same below /v1/admin: by session cookie only, since a token must not make tokens.
  [[nodiscard]] Handler own_api(PersonHandler handler) const;
  /// Pages on the way in: whoever gave the right password, with or without a second factor.
  [[nodiscard]] Handler half_way_page(PersonHandler handler) const;

 private:
  const AdminServices& services_;
};

/// A handler behind the gate: it knows what it asks for, so that a test can hold every route to the table.
/// Found by `route.handler.target<GuardedHandler>()`.
class GuardedHandler {
 public:
  enum class Way {
    kPage,         ///< Session cookie; refusals are pages and redirections.
    kApi,          ///< Token, or session cookie with the header; refusals are problems.
    kOwnApi,       ///< As kApi, without tokens.
    kHalfWayPage,  ///< As kPage; the second factor may still be missing.
  };
  GuardedHandler(const AdminServices& services, Way way, app::Permission permission, PersonHandler handler)
      : services_(&services), way_(way), permission_(permission), handler_(std::move(handler)) {}

  Response operator()(const Request& request) const;
  /// Refuses by the head of a request alone; nothing where its body may come.
  [[nodiscard]] std::optional<Response> refuse(const Request& head) const;

  [[nodiscard]] app::Permission permission() const { return permission_; }
  [[nodiscard]] Way way() const { return way_; }

 private:
  struct Found;
  [[nodiscard]] Found find(const Request& request) const;
  [[nodiscard]] Found find_token(std::string_view token, const app::Origin& origin) const;
  [[nodiscard]] std::optional<Response> refuse_standing(const Request& request, const Person& person) const;
  [[nodiscard]] Result<void> check_permission(const Person& person) const;
  [[nodiscard]] bool brings_csrf(const Request& request, const Person& person) const;
  [[nodiscard]] Response refusal(const Request& request, const Error& error, const Person* person) const;

  const AdminServices* services_;
  Way way_;
  app::Permission permission_;
  PersonHandler handler_;
};

/// What a form carries in its field "csrf": bound to a session, or to a cookie of a visitor who is not signed
/// in yet, and of no use with another.
std::string csrf_token(std::string_view key, std::string_view bound_to);

/// Where a request comes from.
app::Origin origin_of(const Request& request);

/// Adds what every answer of the administration carries: no copies kept, no search engine.
Response sealed_off(Response response);

}  // namespace stillpoint::http::admin
