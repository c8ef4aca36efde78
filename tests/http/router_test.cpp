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
    EXPECT_EQ(found.path_id, c.id);
    EXPECT_EQ(found.allow, c.allow);
  }
}

}  // namespace
}  // namespace stillpoint::http
