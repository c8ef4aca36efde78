#include "http/partners/partner_gate.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "app/identity/own_account.h"
#include "app/identity/random_token.h"
#include "http/client_address.h"
#include "http/partners/partner_services.h"
#include "http/problem.h"

namespace stillpoint::http::partners {
namespace {

/// RFC 6750 2.1; the scheme's name in any case (RFC 9110 11.1).
constexpr std::string_view kBearer = "bearer ";
constexpr const char* kAllowedHeaders = "Authorization, Content-Type, If-None-Match";
constexpr const char* kExposedHeaders = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

void add(Response& response, std::string name, std::string value) {
  response.headers.emplace_back(std::move(name), std::move(value));
}

/// Whether it is written like an administrator's token: here its bearer is anybody.
bool is_administrators(std::string_view text) {
  constexpr std::size_t kTokenBytes = 32;
  if (!text.starts_with(app::kTokenPrefix)) return false;
  const auto bytes = app::parse_base64url(text.substr(app::kTokenPrefix.size()));
  return bytes && bytes->size() == kTokenBytes;
}

/// The key of "Authorization: Bearer …"; empty where there is none.
std::string bearer_of(const Request& request) {
  std::string header = request.header("Authorization");
  if (header.size() < kBearer.size()) return {};
  for (std::size_t i = 0; i < kBearer.size(); ++i) {
    const char c =
        header[i] >= 'A' && header[i] <= 'Z' ? static_cast<char>(header[i] - 'A' + 'a') : header[i];
    if (c != kBearer[i]) return {};
  }
  std::string key = header.substr(kBearer.size());
  return is_administrators(key) ? std::string() : key;
}

bool is_key(const Parameter& parameter) {
  return parameter.name == kKeyParameter;
}

/// What a request brings. @return kInvalid where it names two keys, or an empty one.
Result<app::Credentials> credentials_of(const Request& request) {
  app::Credentials given{.key = bearer_of(request), .origin = request.header("Origin")};
  std::size_t keys = given.key.empty() ? 0 : 1;
  for (const Parameter& parameter : request.parameters) {
    if (!is_key(parameter)) continue;
    given.key = parameter.value;
    given.in_address = true;
    ++keys;
  }
  if (keys == 0 || (keys == 1 && !given.key.empty())) return given;
  return Error{.code = ErrorCode::kInvalid,
               .message = "A request is made with one key.",
               .faults = {{.where = std::string(kKeyParameter),
                           .what = keys > 1 ? "There is more than one key." : "This key is empty.",
                           .allowed = "one, in the address or as \"Authorization: Bearer\"; or none at all",
                           .value = {}}}};
}

/// "https://clinic.example" of a page's address.
std::string_view origin_of(std::string_view page) {
  const std::size_t host = page.find("://");
  return host == std::string_view::npos ? std::string_view()
                                        : page.substr(0, page.find_first_of("/?#", host + 3));
}

/// Whether the page is one of the caller's own: others' addresses are not kept.
bool is_own_page(const app::Caller& caller, std::string_view page) {
  const std::string_view origin = origin_of(page);
  const std::vector<std::string>& origins = caller.known->partner.origins;
  return std::find(origins.begin(), origins.end(), origin) != origins.end() ||
         (caller.kind == domain::PartnerKeyKind::kTest && app::is_local_origin(origin));
}

/// What the answer says of the caller's pace (draft-ietf-httpapi-ratelimit-headers-10).
class PaceFields {
 public:
  void add_policy(std::string_view name, const app::PaceQuota& quota, const app::Pace& pace) {
    const std::string quoted = (policy_.empty() ? "\"" : ", \"") + std::string(name) + "\"";
    policy_ += quoted + ";q=" + std::to_string(quota.quota) + ";w=" + std::to_string(quota.window.count());
    state_ +=
        quoted + ";r=" + std::to_string(pace.remaining) + ";t=" + std::to_string(pace.refilled_in.count());
  }
  void write(Response& response) const {
    if (policy_.empty()) return;
    add(response, "RateLimit-Policy", policy_);
    add(response, "RateLimit", state_);
  }

 private:
  std::string policy_{};
  std::string state_{};
};

Response too_fast(const app::Pace& pace, const char* whose) {
  Response refusal = problem(429, std::string("Too many requests ") + whose + ". Try again in " +
                                      std::to_string(pace.retry_after.count()) + " seconds.");
  add(refusal, "Retry-After", std::to_string(pace.retry_after.count()));
  return refusal;
}

Response refusal_of(const Error& error) {
  Response refusal = problem(error);
  if (error.code == ErrorCode::kUnauthenticated) {
    add(refusal, "WWW-Authenticate", "Bearer realm=\"Stillpoint partners\"");
  }
  return refusal;
}

/// A request on its way through the gate.
class Passage {
 public:
  enum class Way { kOpen, kKeyed, kScoped, kFramed };
  struct Rules {
    Way way = Way::kOpen;
    domain::KeyScope scope = domain::KeyScope::kVerify;  ///< Of kScoped.
  };
  Passage(const PartnerServices& services, const Rules& rules, const Request& request)
      : services_(services), rules_(rules), request_(request) {}

  Response run(const CallerHandler& handler) && {
    Response response = answer(handler);
    pace_.write(response);
    if (rules_.way == Way::kOpen) share(response);
    if (counted_.is_partner()) {
      const std::string referrer = request_.header("Referer");
      services_.usage.count({.partner = counted_.partner(),
                             .key = counted_.key,
                             .status = response.status,
                             .referrer = is_own_page(counted_, referrer) ? referrer : std::string_view()});
    }
    return response;
  }

  /// Why the request may not be made at all, whatever it asks.
  std::optional<Response> refusal() && {
    Result<app::Credentials> given = credentials_of(request_);
    if (!given) return refusal_of(given.error());
    Result<app::Caller> caller = admit(*given);
    if (!caller) return refusal_of(caller.error());
    caller_ = *std::move(caller);
    if (Result<void> may = check_scope(); !may) return refusal_of(may.error());
    return std::nullopt;
  }

 private:
  Response answer(const CallerHandler& handler) {
    Result<app::Credentials> given = credentials_of(request_);
    Result<app::Caller> caller = given ? admit(*given) : Result<app::Caller>(std::move(given).error());
    // Keys that are refused count against the address: nobody tries them all.
    if (!caller) {
      if (caller.error().code == ErrorCode::kForbidden) note_holder();
      if (std::optional<Response> late = hold_address()) return std::move(*late);
      refused_key_ = caller.error().code == ErrorCode::kUnauthenticated;
      return refusal_of(caller.error());
    }
    caller_ = *std::move(caller);
    counted_ = caller_;
    if (std::optional<Response> late = hold_pace()) return std::move(*late);
    if (Result<void> may = check_scope(); !may) return refusal_of(may.error());
    if (std::none_of(request_.parameters.begin(), request_.parameters.end(), is_key)) {
      return handler(request_, caller_);
    }
    Request without_key = request_;
    std::erase_if(without_key.parameters, is_key);
    return handler(without_key, caller_);
  }

  /// A page of another origin was refused with somebody's key: they see it among their errors.
  void note_holder() {
    Result<app::Credentials> given = credentials_of(request_);
    if (!given) return;
    given->origin.clear();
    if (Result<app::Caller> holder = services_.access.admit(*given)) counted_ = *std::move(holder);
  }

  [[nodiscard]] Result<app::Caller> admit(const app::Credentials& given) const {
    return rules_.way == Way::kFramed ? services_.access.admit_frame(given.key)
                                      : services_.access.admit(given);
  }

  [[nodiscard]] Result<void> check_scope() const {
    if (rules_.way != Way::kScoped && rules_.way != Way::kKeyed) return {};
    if (!caller_.is_partner() || !caller_.key_in_address.empty()) {
      return Error{.code = ErrorCode::kUnauthenticated,
                   .message = "This needs a partner's secret key, as \"Authorization: Bearer sk_…\"."};
    }
    if (caller_.kind == domain::PartnerKeyKind::kPublishable) {
      return Error{.code = ErrorCode::kForbidden,
                   .message = "This needs a secret key: a publishable one is everybody's to read."};
    }
    if (rules_.way == Way::kKeyed) return {};
    const std::string name(domain::kKeyScopeNames[static_cast<std::size_t>(rules_.scope)]);
    if (!caller_.scopes.has(rules_.scope)) {
      return Error{
          .code = ErrorCode::kForbidden,
          .message = "This needs a key with the scope \"" + name + "\", which this one does not have."};
    }
    const bool copies =
        rules_.scope == domain::KeyScope::kChanges || rules_.scope == domain::KeyScope::kContact;
    if (copies && !caller_.known->partner.terms_agreed) {
      return Error{.code = ErrorCode::kForbidden,
                   .message =
                       "This partner no longer agrees to the terms of copying. Write to the directory's "
                       "operator."};
    }
    return {};
  }

  std::optional<Response> hold_address() {
    if (services_.anonymous_per_minute <= 0) return std::nullopt;
    const app::PaceQuota quota{.quota = services_.anonymous_per_minute};
    // A visitor's allowance under one partner's key is no other's.
    const std::string key =
        "address " + std::to_string(caller_.partner().value) + " " + address_key(request_.client_address);
    const app::Pace pace = services_.pace.take(key, quota, std::chrono::steady_clock::now());
    pace_.add_policy("address", quota, pace);
    if (pace.passes) return std::nullopt;
    return too_fast(pace, "from this address");
  }

  /// Of a publishable key both count: one visitor must not spend what all of them have.
  std::optional<Response> hold_pace() {
    const bool by_address = !caller_.is_partner() || caller_.kind == domain::PartnerKeyKind::kPublishable;
    if (by_address) {
      if (std::optional<Response> late = hold_address()) return late;
    }
    if (!caller_.is_partner()) return std::nullopt;
    const app::PaceQuota quota{.quota = caller_.known->partner.quota_per_minute};
    const std::string key = "key " + std::to_string(caller_.key.value);
    const app::Pace pace = services_.pace.take(key, quota, std::chrono::steady_clock::now());
    pace_.add_policy("key", quota, pace);
    if (pace.passes) return std::nullopt;
    return too_fast(pace, "with this key");
  }

  /// Lets the page read the answer, and nobody else's: never with credentials, never "*".
  void share(Response& response) const {
    add(response, "Vary", "Origin");
    std::string origin = caller_.origin;
    // A page hears that its key was revoked, where it is one that we know.
    if (origin.empty() && refused_key_) origin = known_origin();
    if (origin.empty()) return;
    add(response, "Access-Control-Allow-Origin", std::move(origin));
    add(response, "Access-Control-Expose-Headers", kExposedHeaders);
  }

  [[nodiscard]] std::string known_origin() const {
    std::string origin = request_.header("Origin");
    const Result<bool> known = services_.access.knows_origin(origin);
    return known && *known ? origin : std::string();
  }

  const PartnerServices& services_;
  const Rules& rules_;
  const Request& request_;
  app::Caller caller_{};   ///< Whom the gate let in.
  app::Caller counted_{};  ///< In whose use the request stands, let in or not.
  PaceFields pace_{};
  bool refused_key_ = false;
};

Handler gated(const PartnerServices& services, Passage::Rules rules, CallerHandler handler) {
  return [&services, rules, handler = std::move(handler)](const Request& request) {
    return Passage(services, rules, request).run(handler);
  };
}

Response preflight_answer(const PartnerServices& services, const std::string& methods,
                          const Request& request) {
  const std::string allowed = methods == "GET" ? "GET, HEAD" : methods;
  Response response{.status = 204, .headers = {{"Allow", allowed + ", OPTIONS"}}};
  const std::string origin = request.header("Origin");
  if (origin.empty() || request.header("Access-Control-Request-Method").empty()) return response;
  add(response, "Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
  const Result<bool> known = services.access.knows_origin(origin);
  if (!known) return problem(known.error());
  if (!*known) {
    Response refusal =
        problem(403, "Pages of this origin may not call the directory: no partner has it on its list.");
    add(refusal, "Vary", "Origin");
    return refusal;
  }
  add(response, "Access-Control-Allow-Origin", origin);
  add(response, "Access-Control-Allow-Methods", allowed);
  add(response, "Access-Control-Allow-Headers", kAllowedHeaders);
  add(response, "Access-Control-Max-Age", std::to_string(PartnerGate::kPreflightSeconds));
  return response;
}

}  // namespace

std::string frame_ancestors(const app::Caller& caller) {
  if (!caller.is_partner()) return "'none'";
  // Not 'self': no page of ours frames one, and what a partner may frame is the partner's alone.
  if (caller.kind == domain::PartnerKeyKind::kTest) {
    // A host source takes no IPv6 literal (CSP3 2.3.1); localhost and 127.0.0.1 are what development servers
    // use.
    return "http://localhost:* https://localhost:* http://127.0.0.1:* https://127.0.0.1:*";
  }
  std::string sources;
  for (const std::string& origin : caller.known->partner.origins) {
    sources.append(sources.empty() ? "" : " ").append(origin);
  }
  return sources.empty() ? "'none'" : sources;
}

Handler PartnerGate::open(CallerHandler handler) const {
  return gated(services_, {.way = Passage::Way::kOpen}, std::move(handler));
}

Handler PartnerGate::keyed(CallerHandler handler) const {
  return gated(services_, {.way = Passage::Way::kKeyed}, std::move(handler));
}

Handler PartnerGate::scoped(domain::KeyScope scope, CallerHandler handler) const {
  return gated(services_, {.way = Passage::Way::kScoped, .scope = scope}, std::move(handler));
}

std::function<std::optional<Response>(const Request&)> PartnerGate::refuse_unscoped(
    domain::KeyScope scope) const {
  const Passage::Rules rules{.way = Passage::Way::kScoped, .scope = scope};
  return [&services = services_, rules](const Request& head) {
    return Passage(services, rules, head).refusal();
  };
}

Handler PartnerGate::framed(CallerHandler handler) const {
  return gated(services_, {.way = Passage::Way::kFramed}, std::move(handler));
}

Route PartnerGate::preflight(std::string_view pattern, std::string_view methods) const {
  return {"OPTIONS", std::string(pattern),
          [&services = services_, methods = std::string(methods)](const Request& request) {
            return preflight_answer(services, methods, request);
          },
          false};
}

}  // namespace stillpoint::http::partners
