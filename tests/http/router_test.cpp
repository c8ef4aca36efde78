#include "http/router.h"

#include <gtest/gtest.h>

namespace stillpoint::http {
namespace {

Route route(const char* method, const char* pattern) {
  return {.method = method, .pattern = pattern, .handler = [](const Request&) { return Response{}; }};
}

TEST(Router, FindsTheRouteOfAMethodAndAPath) {
  const Router router({route("GET", "/v1/practitioners/{id}"), route("GET", "/v1/practitioners"),
                       route("POST", "/v1/practitioners/search"), route("GET", "/assets/{path}"),
                       route("GET", "/"), route("POST", "/")});
  const struct {
    const char* why;
    const char* method;
    const char* path;
    const char* pattern;  ///< Null where there is no route.
    const char* id;
    const char* allow;
  } cases[] = {
      {"fixed", "GET", "/v1/practitioners", "/v1/practitioners", "", ""},
      {"HEAD as GET", "HEAD", "/v1/practitioners", "/v1/practitioners", "", ""},
      {"placeholder", "GET", "/v1/practitioners/abc", "/v1/practitioners/{id}", "abc", ""},
      {"one segment only", "GET", "/v1/practitioners/abc/d", nullptr, "", ""},
      {"an empty segment is none", "GET", "/v1/practitioners/", nullptr, "", ""},
      {"fixed before placeholder", "POST", "/v1/practitioners/search", "/v1/practitioners/search", "", ""},
      {"the rest of a path", "GET", "/assets/a/b.js", "/assets/{path}", "a/b.js", ""},
      {"wrong method", "POST", "/v1/practitioners", nullptr, "", "GET, HEAD, OPTIONS"},
      {"two methods", "PUT", "/", nullptr, "", "GET, HEAD, POST, OPTIONS"},
      {"unknown path", "GET", "/nowhere", nullptr, "", ""},
      {"case counts", "GET", "/V1/practitioners", nullptr, "", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const Router::Match found = router.find(c.method, c.path);
    if (c.pattern == nullptr) {
      EXPECT_EQ(found.route, nullptr);
    } else {
      ASSERT_NE(found.route, nullptr);
      EXPECT_EQ(found.route->pattern, c.pattern);
      EXPECT_EQ(&router.routes()[found.index], found.route);
    }
    EXPECT_EQ(found.path_ids.empty() ? std::string_view() : found.path_ids.front(), c.id);
    EXPECT_EQ(found.allow, c.allow);
  }
}

TEST(Router, TakesPlaceholdersInAnySegmentAndPrefersWhatIsFixed) {
  const Router router({route("GET", "/admin/{section}/{id}"), route("GET", "/admin/people/{id}"),
                       route("GET", "/admin/people/new"),
                       route("DELETE", "/admin/people/{id}/tokens/{token}"),
                       route("PATCH", "/admin/people/{id}"), route("POST", "/admin/people/{id}/disable")});
  const struct {
    const char* why;
    const char* method;
    const char* path;
    const char* pattern;
    std::vector<std::string_view> ids;
  } cases[] = {
      {"fixed before a placeholder", "GET", "/admin/people/new", "/admin/people/new", {}},
      {"fixed further to the left", "GET", "/admin/people/7", "/admin/people/{id}", {"7"}},
      {"two in a row", "GET", "/admin/schools/7", "/admin/{section}/{id}", {"schools", "7"}},
      {"two apart", "DELETE", "/admin/people/7/tokens/8", "/admin/people/{id}/tokens/{token}", {"7", "8"}},
      {"another method", "PATCH", "/admin/people/7", "/admin/people/{id}", {"7"}},
      {"something behind it", "POST", "/admin/people/7/disable", "/admin/people/{id}/disable", {"7"}},
      {"an empty one", "POST", "/admin/people//disable", nullptr, {}},
      {"too much behind it", "POST", "/admin/people/7/disable/now", nullptr, {}},
      {"too little behind it", "DELETE", "/admin/people/7/tokens", nullptr, {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const Router::Match found = router.find(c.method, c.path);
    ASSERT_EQ(found.route == nullptr, c.pattern == nullptr);
    if (c.pattern != nullptr) {
      EXPECT_EQ(found.route->pattern, c.pattern);
    }
    EXPECT_EQ(found.path_ids, c.ids);
  }
  EXPECT_EQ(router.find("PUT", "/admin/people/new").allow, "GET, HEAD, PATCH, OPTIONS") << "each named once";
}

}  // namespace
}  // namespace stillpoint::http
