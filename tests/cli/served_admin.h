#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/identity/permissions.h"
#include "app/identity/random_token.h"
#include "app/identity/vault.h"
#include "base/id.h"
#include "cli/key_file.h"
#include "cli/wire.h"
#include "http/admin/session_gate.h"
#include "http/log.h"
#include "http/router.h"
#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::cli {

/// The administration as the program serves it, over an empty directory, with an account of each role.
class ServedAdmin : public testing::Test {
 protected:
  void SetUp() override {
    Result<EffectiveConfig> config = read_config(
        {.flags = {{"database", folder_.file("a.db")}, {"port", "0"}, {"insecure-cookies", "true"}},
         .environment = [](const std::string&) { return std::optional<std::string>(); }});
    ASSERT_TRUE(config) << config.error().message;
    Result<std::unique_ptr<Directory>> directory = Directory::open(config->config);
    ASSERT_TRUE(directory) << directory.error().message;
    directory_ = *std::move(directory);
    Result<std::unique_ptr<Service>> service = Service::open(*directory_, config->config, log_);
    ASSERT_TRUE(service) << service.error().message;
    service_ = *std::move(service);
    csrf_key_ =
        app::Vault::make(*KeyFile(config->config.key_file).read())->key_for(app::Vault::Purpose::kForms);
    for (std::size_t i = 0; i < domain::kRoles; ++i) {
      accounts_.push_back(make_account(std::string(domain::kRoleNames[i]),
                                       domain::Roles().add(static_cast<domain::Role>(i))));
    }
  }

  domain::AccountId make_account(const std::string& name, domain::Roles roles) {
    const Result<domain::AccountId> id =
        directory_->database().accounts().put({.mail = name + "@example.org",
                                               .name = name,
                                               .roles = roles,
                                               .password_hash = "x",
                                               .totp_secret = std::string(20, 's'),
                                               .totp_confirmed = true,
                                               .created = directory_->clock().now()});
    EXPECT_TRUE(id) << id.error().message;
    return id ? *id : domain::AccountId{};
  }

  /// A request of somebody with a session of their own, with everything that the gate asks for.
  http::Request request_of(const http::Route& route, domain::AccountId account, bool second_factor = true) {
    const std::string token = app::draw_token();
    const domain::SessionId session{draw_id()};
    const Instant now = directory_->clock().now();
    EXPECT_TRUE(directory_->database().accounts().put_session(app::digest_of(token),
                                                              {.id = session,
                                                               .account = account,
                                                               .created = now,
                                                               .last_seen = now,
                                                               .second_factor = second_factor}));
    const std::string csrf = http::admin::csrf_token(csrf_key_, print_id(session.value));
    http::Request request = request_without_session(route);
    if (route.method != "GET") request.body = "csrf=" + csrf;
    request.header = [token, csrf](std::string_view name) -> std::string {
      if (name == "Cookie") return "stillpoint_session=" + token;
      if (name == "X-CSRF-Token") return std::string(csrf);
      return name == "Content-Type" ? "application/x-www-form-urlencoded" : "";
    };
    return request;
  }
  static http::Request request_without_session(const http::Route& route) {
    http::Request request{.method = route.method, .path = route.pattern, .client_address = "192.0.2.1"};
    const auto placeholders = std::count(route.pattern.begin(), route.pattern.end(), '{');
    request.path_ids.assign(static_cast<std::size_t>(placeholders), "000000000001");
    if (placeholders > 0) request.path_id = request.path_ids.front();
    return request;
  }
  std::vector<const http::Route*> admin_routes() const {
    std::vector<const http::Route*> routes;
    for (const http::Route& route : service_->routes()) {
      const bool page = route.pattern == "/admin" || route.pattern.substr(0, 7) == "/admin/";
      if (page || route.pattern.substr(0, 10) == "/v1/admin/") routes.push_back(&route);
    }
    return routes;
  }
  static const http::admin::GuardedHandler* guard_of(const http::Route& route) {
    return route.handler.target<http::admin::GuardedHandler>();
  }
  static std::string location_of(const http::Response& response) {
    for (const auto& [name, value] : response.headers) {
      if (name == "Location") return value;
    }
    return "";
  }
  static bool is_page(const http::Route& route) { return route.pattern.substr(0, 6) == "/admin"; }

  /// What somebody of a role is answered, with everything that the gate asks for.
  /// @param fields of a form, without its CSRF token.
  http::Response ask(const std::string& method, const std::string& path, domain::Role role,
                     const std::string& fields = "") {
    const http::Router router(service_->routes());
    const http::Router::Match match = router.find(method, path);
    EXPECT_NE(match.route, nullptr) << method << " " << path;
    if (match.route == nullptr) return {};
    http::Request request = request_of(*match.route, accounts_.at(static_cast<std::size_t>(role)));
    request.path = path;
    request.path_ids.assign(match.path_ids.begin(), match.path_ids.end());
    if (!request.path_ids.empty()) request.path_id = request.path_ids.front();
    if (!fields.empty()) request.body += "&" + fields;
    return match.route->handler(request);
  }

  /// What a program of somebody of a role is answered below /v1/admin.
  struct Call {
    std::string method{};
    std::string path{};
    domain::Role role = domain::Role::kOwner;
    std::string body{};
    std::map<std::string, std::string, std::less<>> headers{};
  };
  http::Response call(const Call& call) {
    const http::Router router(service_->routes());
    const http::Router::Match match = router.find(call.method, call.path);
    EXPECT_NE(match.route, nullptr) << call.method << " " << call.path;
    if (match.route == nullptr) return {};
    http::Request request = request_of(*match.route, accounts_.at(static_cast<std::size_t>(call.role)));
    request.path = call.path;
    request.path_ids.assign(match.path_ids.begin(), match.path_ids.end());
    if (!request.path_ids.empty()) request.path_id = request.path_ids.front();
    request.body = call.body;
    request.header = [before = request.header, given = call.headers](std::string_view name) {
      if (name == "Content-Type") return std::string("application/json");
      const auto found = given.find(name);
      return found == given.end() ? before(name) : found->second;
    };
    return match.route->handler(request);
  }
  static std::string header_of(const http::Response& response, std::string_view wanted) {
    for (const auto& [name, value] : response.headers) {
      if (name == wanted) return value;
    }
    return "";
  }

  support::TemporaryFolder folder_;
  http::Log log_ = *http::Log::make(http::Log::Format::kText, "error");
  std::unique_ptr<Directory> directory_;
  std::unique_ptr<Service> service_;
  std::string csrf_key_;
  std::vector<domain::AccountId> accounts_;  ///< In the order of Role.
};

}  // namespace stillpoint::cli
