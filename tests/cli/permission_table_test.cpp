// Every route of the administration, as the program serves it, against the permission table: for each role it
// is let through or answered 403, and nothing else.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "app/identity/permissions.h"
#include "cli/served_admin.h"

namespace stillpoint::cli {
namespace {

using http::Request;
using http::Response;
using http::Route;
using http::admin::GuardedHandler;

using PermissionTable = ServedAdmin;

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
