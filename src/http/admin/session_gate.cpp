#include "http/admin/session_gate.h"

#include <utility>

#include "app/identity/own_account.h"
#include "app/identity/random_token.h"
#include "app/identity/sessions.h"
#include "base/id.h"
#include "http/admin/admin_layout.h"
#include "http/client_address.h"
#include "http/form.h"
#include "http/problem.h"
#include "http/url.h"

namespace stillpoint::http::admin {
namespace {

/// RFC 6750 2.1; the scheme's name is told by its first letters in any case (RFC 9110 11.1).
constexpr std::string_view kBearer = "bearer ";

/// The token of "Authorization: Bearer …"; nothing where there is no such header.
std::optional<std::string> bearer_token(const Request& request) {
  const std::string header = request.header("Authorization");
  if (header.size() < kBearer.size()) return std::nullopt;
  for (std::size_t i = 0; i < kBearer.size(); ++i) {
    const char c =
        header[i] >= 'A' && header[i] <= 'Z' ? static_cast<char>(header[i] - 'A' + 'a') : header[i];
    if (c != kBearer[i]) return std::nullopt;
  }
  return header.substr(kBearer.size());
}

bool changes_state(const Request& request) {
  return request.method != "GET" && request.method != "HEAD";
}

/// Path and query again, to come back to.
std::string target_of(const Request& request) {
  const std::string query = print_query(request.parameters);
  return query.empty() ? request.path : request.path + "?" + query;
}

}  // namespace

struct GuardedHandler::Found {
  std::optional<Person> person{};
  std::optional<Error> trouble{};  ///< The store could not answer.
  bool by_token = false;
};

std::string csrf_token(std::string_view key, std::string_view bound_to) {
  return app::base64url(app::authentication_code(key, bound_to));
}

app::Origin origin_of(const Request& request) {
  return {.address = request.client_address,
          .address_key = address_key(request.client_address),
          .agent = request.header("User-Agent")};
}

Response sealed_off(Response response) {
  response.headers.emplace_back("X-Robots-Tag", "noindex, nofollow");
  bool has_cache_control = false;
  for (const auto& [name, value] : response.headers) has_cache_control |= name == "Cache-Control";
  if (!has_cache_control) response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

GuardedHandler::Found GuardedHandler::find_token(std::string_view token, const app::Origin& origin) const {
  Result<std::optional<domain::Actor>> actor = services_->own_account.actor_with_token(token, origin.address);
  if (!actor) return {.trouble = std::move(actor).error()};
  Found found{.by_token = true};
  if (*actor) found.person = Person{.visitor = {.actor = std::move(**actor)}, .origin = origin};
  return found;
}

GuardedHandler::Found GuardedHandler::find(const Request& request) const {
  app::Origin origin = origin_of(request);
  if (way_ == Way::kApi) {
    if (const std::optional<std::string> token = bearer_token(request)) return find_token(*token, origin);
  }
  Result<std::optional<app::SignedIn>> who =
      services_->sessions.find(services_->cookies.read(request, kSessionCookie));
  if (!who) return {.trouble = std::move(who).error()};
  if (!*who) return {};
  Person person{.who = std::move(**who), .origin = std::move(origin)};
  person.visitor = {.actor = app::actor_of(person.who.account, person.origin.address),
                    .session = person.who.session.id,
                    .csrf = csrf_token(services_->csrf_key, print_id(person.who.session.id.value))};
  return {.person = std::move(person)};
}

/// A refusal as this way shows it.
Response GuardedHandler::refusal(const Request& request, const Error& error, const Person* person) const {
  if (way_ == Way::kPage || way_ == Way::kHalfWayPage) {
    return AdminLayout(*services_).error(request, person == nullptr ? nullptr : &person->visitor, error);
  }
  Response response = problem(error);
  if (error.code == ErrorCode::kUnauthenticated) {
    response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"Stillpoint administration\"");
  }
  return response;
}

std::optional<Response> GuardedHandler::refuse_standing(const Request& request, const Person& person) const {
  const app::Standing standing = app::standing_of(person.who);
  if (standing == app::Standing::kWhole || way_ == Way::kHalfWayPage) return std::nullopt;
  if (way_ == Way::kPage) {
    const char* const step =
        standing == app::Standing::kNeedsCode ? "/admin/second-factor" : "/admin/second-factor/set-up";
    return see_other(*services_, step);
  }
  return refusal(
      request, Error{.code = ErrorCode::kUnauthenticated, .message = "Give the second factor's code first."},
      &person);
}

bool GuardedHandler::brings_csrf(const Request& request, const Person& person) const {
  if (way_ == Way::kApi || way_ == Way::kOwnApi) {
    return app::same_secret(request.header(kCsrfHeader), person.visitor.csrf);
  }
  const Result<Form> form = Form::read(request);
  return form && app::same_secret(form->text(kCsrfField), person.visitor.csrf);
}

Result<void> GuardedHandler::check_permission(const Person& person) const {
  // On the way in no role counts yet.
  if (way_ == Way::kHalfWayPage) return {};
  return app::require(person.visitor.actor, permission_);
}

std::optional<Response> GuardedHandler::refuse(const Request& head) const {
  const Found found = find(head);
  if (found.trouble) return sealed_off(refusal(head, *found.trouble, nullptr));
  if (!found.person) {
    return sealed_off(
        refusal(head, Error{.code = ErrorCode::kUnauthenticated, .message = "Sign in first."}, nullptr));
  }
  if (!found.by_token) {
    if (std::optional<Response> refused = refuse_standing(head, *found.person)) {
      return sealed_off(std::move(*refused));
    }
  }
  if (Result<void> may = check_permission(*found.person); !may) {
    return sealed_off(refusal(head, may.error(), &*found.person));
  }
  return std::nullopt;
}

Response GuardedHandler::operator()(const Request& request) const {
  const Found found = find(request);
  if (found.trouble) return sealed_off(refusal(request, *found.trouble, nullptr));
  if (!found.person) {
    if (way_ == Way::kPage || way_ == Way::kHalfWayPage) {
      // What a form would have changed is lost with its session; only looking leads back.
      const std::string back = changes_state(request) ? "" : "?next=" + percent_encode(target_of(request));
      return sealed_off(see_other(*services_, "/admin/sign-in" + back));
    }
    return sealed_off(refusal(request,
                              Error{.code = ErrorCode::kUnauthenticated,
                                    .message = "Sign in, or bring a token that is still good."},
                              nullptr));
  }
  const Person& person = *found.person;
  if (!found.by_token) {
    if (std::optional<Response> refused = refuse_standing(request, person)) {
      return sealed_off(std::move(*refused));
    }
  }
  if (Result<void> may = check_permission(person); !may) {
    return sealed_off(refusal(request, may.error(), &person));
  }
  if (!found.by_token && changes_state(request) && !brings_csrf(request, person)) {
    return sealed_off(
        refusal(request,
                Error{.code = ErrorCode::kForbidden,
                      .message = "This did not come from a page of this session, so nothing was "
                                 "changed. Open the page again and repeat it."},
                &person));
  }
  return sealed_off(handler_(request, person));
}

Handler SessionGate::page(app::Permission permission, AdminHandler handler) const {
  return GuardedHandler(services_, GuardedHandler::Way::kPage, permission,
                        [handler = std::move(handler)](const Request& request, const Person& person) {
                          return handler(request, person.visitor);
                        });
}

Handler SessionGate::api(app::Permission permission, AdminHandler handler) const {
  return GuardedHandler(services_, GuardedHandler::Way::kApi, permission,
                        [handler = std::move(handler)](const Request& request, const Person& person) {
                          return handler(request, person.visitor);
                        });
}

Handler SessionGate::own_page(PersonHandler handler) const {
  return GuardedHandler(services_, GuardedHandler::Way::kPage, app::Permission::kSignedIn,
                        std::move(handler));
}

Handler SessionGate::own_api(PersonHandler handler) const {
  return GuardedHandler(services_, GuardedHandler::Way::kOwnApi, app::Permission::kSignedIn,
                        std::move(handler));
}

Handler SessionGate::half_way_page(PersonHandler handler) const {
  return GuardedHandler(services_, GuardedHandler::Way::kHalfWayPage, app::Permission::kSignedIn,
                        std::move(handler));
}

}  // namespace stillpoint::http::admin
