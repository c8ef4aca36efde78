// Every route of the administration, as the program serves it, against the permission table: for each role it
// is let through or answered 403, and nothing else.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>

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
namespace {

using app::Permission;
using domain::Role;
using domain::Roles;
using http::Request;
using http::Response;
using http::Route;
using http::admin::GuardedHandler;

class PermissionTable : public testing::Test {
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
      accounts_.push_back(
          make_account(std::string(domain::kRoleNames[i]), Roles().add(static_cast<Role>(i))));
    }
  }

  domain::AccountId make_account(const std::string& name, Roles roles) {
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
  Request request_of(const Route& route, domain::AccountId account, bool second_factor = true) {
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
    Request request = request_without_session(route);
    if (route.method != "GET") request.body = "csrf=" + csrf;
    request.header = [token, csrf](std::string_view name) -> std::string {
      if (name == "Cookie") return "stillpoint_session=" + token;
      if (name == "X-CSRF-Token") return std::string(csrf);
      return name == "Content-Type" ? "application/x-www-form-urlencoded" : "";
    };
    return request;
  }
  static Request request_without_session(const Route& route) {
    Request request{.method = route.method, .path = route.pattern, .client_address = "192.0.2.1"};
    const auto placeholders = std::count(route.pattern.begin(), route.pattern.end(), '{');
    request.path_ids.assign(static_cast<std::size_t>(placeholders), "000000000001");
    if (placeholders > 0) request.path_id = request.path_ids.front();
    return request;
  }
  std::vector<const Route*> admin_routes() const {
    std::vector<const Route*> routes;
    for (const Route& route : service_->routes()) {
      const bool page = route.pattern == "/admin" || route.pattern.substr(0, 7) == "/admin/";
      if (page || route.pattern.substr(0, 10) == "/v1/admin/") routes.push_back(&route);
    }
    return routes;
  }
  static const GuardedHandler* guard_of(const Route& route) { return route.handler.target<GuardedHandler>(); }
  static std::string location_of(const Response& response) {
    for (const auto& [name, value] : response.headers) {
      if (name == "Location") return value;
    }
    return "";
  }
  static bool is_page(const Route& route) { return route.pattern.substr(0, 6) == "/admin"; }

  support::TemporaryFolder folder_;
  http::Log log_ = *http::Log::make(http::Log::Format::kText, "error");
  std::unique_ptr<Directory> directory_;
  std::unique_ptr<Service> service_;
  std::string csrf_key_;
  std::vector<domain::AccountId> accounts_;  ///< In the order of Role.
};

TEST_F(PermissionTable, OnlyTheWayInStandsBeforeTheGate) {
  std::set<std::string> open;
  for (const Route* const route : admin_routes()) {
    if (guard_of(*route) == nullptr) open.insert(route->method + " " + route->pattern);
  }
  EXPECT_EQ(open, (std::set<std::string>{"GET /admin/sign-in", "POST /admin/sign-in",
                                         "GET /admin/password/{token}", "POST /admin/password/{token}"}));
}

TEST_F(PermissionTable, EveryRouteLetsThroughExactlyTheRolesOfItsRow) {
  ASSERT_GT(admin_routes().size(), 20U);
  for (const Route* const route : admin_routes()) {
    const GuardedHandler* const guard = guard_of(*route);
    if (guard == nullptr || guard->way() == GuardedHandler::Way::kHalfWayPage) continue;
    for (std::size_t i = 0; i < domain::kRoles; ++i) {
      SCOPED_TRACE(route->method + " " + route->pattern + " as " + domain::kRoleNames[i]);
      const bool may = app::kPermissionTable[static_cast<std::size_t>(guard->permission())][i];
      const Response response = route->handler(request_of(*route, accounts_[i]));
      EXPECT_NE(response.status, 401);
      EXPECT_EQ(response.status != 403, may) << response.status << " " << response.body.substr(0, 2000);
      EXPECT_EQ(location_of(response).find("/admin/sign-in"), std::string::npos);
    }
  }
}

TEST_F(PermissionTable, NobodyIsLetThroughWithoutASession) {
  for (const Route* const route : admin_routes()) {
    if (guard_of(*route) == nullptr) continue;
    SCOPED_TRACE(route->method + " " + route->pattern);
    const Response response = route->handler(request_without_session(*route));
    EXPECT_EQ(response.status, is_page(*route) ? 303 : 401);
    if (is_page(*route)) {
      EXPECT_EQ(location_of(response).substr(0, 14), "/admin/sign-in");
    }
  }
}

TEST_F(PermissionTable, NobodyIsLetThroughHalfWay) {
  for (const Route* const route : admin_routes()) {
    const GuardedHandler* const guard = guard_of(*route);
    if (guard == nullptr || guard->way() == GuardedHandler::Way::kHalfWayPage) continue;
    for (const domain::AccountId account : accounts_) {
      SCOPED_TRACE(route->method + " " + route->pattern);
      const Response response = route->handler(request_of(*route, account, false));
      EXPECT_EQ(response.status, is_page(*route) ? 303 : 401);
      if (is_page(*route)) {
        EXPECT_EQ(location_of(response), "/admin/second-factor");
      }
    }
  }
}

TEST_F(PermissionTable, NothingChangesWithoutTheSessionsOwnToken) {
  for (const Route* const route : admin_routes()) {
    if (guard_of(*route) == nullptr || route->method == "GET") continue;
    for (const domain::AccountId account : accounts_) {
      SCOPED_TRACE(route->method + " " + route->pattern);
      Request request = request_of(*route, account);
      request.body = "csrf=" + http::admin::csrf_token(csrf_key_, "another session");
      request.header = [before = request.header](std::string_view name) {
        return name == "X-CSRF-Token" ? std::string() : before(name);
      };
      EXPECT_EQ(route->handler(request).status, 403);
    }
  }
}

TEST_F(PermissionTable, NothingOfItIsKeptOrFound) {
  for (const Route* const route : admin_routes()) {
    if (route->method != "GET") continue;
    SCOPED_TRACE(route->pattern);
    const Response response = route->handler(request_of(*route, accounts_.front()));
    std::set<std::string> said;
    for (const auto& [name, value] : response.headers)
      said.insert(std::string(name).append(": ").append(value));
    EXPECT_EQ(said.count("X-Robots-Tag: noindex, nofollow"), 1U);
    EXPECT_EQ(said.count("Cache-Control: no-store"), 1U);
  }
}

}  // namespace
}  // namespace stillpoint::cli
