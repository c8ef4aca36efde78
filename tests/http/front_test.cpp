#include "http/front.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "http/encoding.h"
#include "http/metrics.h"
#include "http/problem.h"

namespace stillpoint::http {
namespace {

std::string header(const Response& response, std::string_view name) {
  for (const auto& [known, value] : response.headers) {
    if (known == name) return value;
  }
  return "";
}

Request request(std::string method, std::string path) {
  return {.method = std::move(method), .path = std::move(path), .request_id = "abc"};
}

Front front(FrontSettings settings = {}) {
  const auto say = [](std::string body) {
    return [body](const Request& asked) {
      return Response{.content_type = "text/plain", .body = body + asked.path_id};
    };
  };
  std::vector<Route> routes = {{"GET", "/v1/a", say("a")},
                               {"GET", "/v1/a/{id}", say("a of ")},
                               {"GET", "/always", say("here"), false}};
  return Front(Router(std::move(routes)), std::move(settings));
}

TEST(Front, HandsARequestToItsRoute) {
  const Front::Answer answer = front().answer(request("GET", "/v1/a/77"));
  EXPECT_EQ(answer.response.status, 200);
  EXPECT_EQ(answer.response.body, "a of 77");
  EXPECT_EQ(header(answer.response, "X-Request-Id"), "abc");
  EXPECT_EQ(header(answer.response, "Cache-Control"), "no-store");
  EXPECT_EQ(front().answer(request("GET", "/v1/none")).route, Metrics::kNoRoute);
}

TEST(Front, AnswersFromTheDirectoryOnlyWhenItIsLoaded) {
  const Front loading = front({.is_ready = [] { return false; }});
  const Response later = loading.answer(request("GET", "/v1/a")).response;
  EXPECT_EQ(later.status, 503);
  EXPECT_EQ(header(later, "Retry-After"), "2");
  EXPECT_EQ(loading.answer(request("GET", "/always")).response.status, 200);
}

TEST(Front, ShowsAPageInAProblemsPlaceOutsideTheApi) {
  const Front pages = front({.error_page = [](const Request&, const Response& problem) {
    return Response{.status = problem.status, .content_type = "text/html", .body = "<p>no</p>"};
  }});
  EXPECT_EQ(pages.answer(request("GET", "/nowhere")).response.body, "<p>no</p>");
  const Response refused = pages.answer(request("POST", "/always")).response;
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(header(refused, "Allow"), "GET, HEAD, OPTIONS") << "the page keeps the problem's headers";
  EXPECT_EQ(pages.answer(request("GET", "/v1/nowhere")).response.content_type, "application/problem+json");
}

TEST(Front, TellsSearchEnginesToListNoDemo) {
  EXPECT_EQ(header(front({.is_demo = true}).answer(request("GET", "/v1/a")).response, "X-Robots-Tag"),
            "noindex, nofollow");
  EXPECT_EQ(header(front().answer(request("GET", "/v1/a")).response, "X-Robots-Tag"), "");
  EXPECT_NE(header(front({.public_is_https = true}).answer(request("GET", "/v1/a")).response,
                   "Strict-Transport-Security"),
            "");
}

TEST(Encoding, IsTakenWhereItIsNamed) {
  const struct {
    const char* accept;
    bool gzip;
  } cases[] = {
      {"", false},
      {"gzip", true},
      {"br, gzip", true},
      {"gzip;q=0", false},
      {"gzip; q=0.0", false},
      {"gzip;q=0.001", true},
      {"*", true},
      {"*;q=0", false},
      {"*;q=0, gzip", true},
      {"gzip;q=0, *", false},
      {"identity", false},
      {"gzipped", false},
  };
  for (const auto& c : cases) EXPECT_EQ(accepts_gzip(c.accept), c.gzip) << c.accept;
}

TEST(Encoding, TagsTheSameBytesAlike) {
  EXPECT_EQ(tag_of("a"), tag_of("a"));
  EXPECT_NE(tag_of("a"), tag_of("b"));
  EXPECT_EQ(tag_of("").size(), 34U);
}

TEST(MetricsText, CountsByRouteAndClass) {
  Metrics metrics({"GET /a", "GET /b"});
  metrics.record(0, 200, std::chrono::microseconds(60));
  metrics.record(0, 404, std::chrono::milliseconds(700));
  metrics.record(Metrics::kNoRoute, 400, std::chrono::microseconds(1));
  const std::string text = metrics.text();
  for (const char* const line :
       {"stillpoint_http_requests_total{route=\"GET /a\",status=\"2xx\"} 1\n",
        "stillpoint_http_requests_total{route=\"GET /a\",status=\"4xx\"} 1\n",
        "stillpoint_http_requests_total{route=\"none\",status=\"4xx\"} 1\n",
        "_bucket{route=\"GET /a\",le=\"5e-05\"} 0\n", "_bucket{route=\"GET /a\",le=\"1e-04\"} 1\n",
        "_bucket{route=\"GET /a\",le=\"1\"} 2\n", "_bucket{route=\"GET /a\",le=\"+Inf\"} 2\n",
        "_count{route=\"GET /a\"} 2\n", "_sum{route=\"GET /a\"} 0.70006\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
  EXPECT_EQ(text.find("GET /b"), std::string::npos) << "what nobody asked for is left out";
}

TEST(Front, LeadsOnWhoeverAsksForWhatWentElsewhere) {
  const Front moved = front({.moved = [](std::string_view path) -> std::optional<std::string> {
    if (path == "/find/jane") return "/practitioners/1";
    return std::nullopt;
  }});
  const Response led = moved.answer(request("GET", "/find/jane")).response;
  EXPECT_EQ(led.status, 301);
  EXPECT_EQ(header(led, "Location"), "/practitioners/1");
  Request keyed = request("GET", "/find/jane");
  keyed.parameters = {{"key", "pk_1"}, {"limit", "2"}};
  EXPECT_EQ(header(moved.answer(keyed).response, "Location"), header(led, "Location") + "?key=pk_1&limit=2");
  EXPECT_EQ(moved.answer(request("GET", "/find/joe")).response.status, 404);
  EXPECT_EQ(moved.answer(request("POST", "/find/jane")).response.status, 404)
      << "a form is not sent elsewhere";
  EXPECT_EQ(moved.answer(request("GET", "/v1/a/7")).response.status, 200) << "what is there stays";
}

TEST(Front, HoldsWhatMustStayWhileItAnswers) {
  const auto kept = std::make_shared<int>(7);
  long holders = 0;
  std::vector<Route> routes = {
      {"GET", "/v1/a", [&](const Request&) { return holders = kept.use_count(), Response{}; }}};
  const Front holding(Router(std::move(routes)), {.hold = [&] { return kept; }});
  const long before = kept.use_count();
  static_cast<void>(holding.answer(request("GET", "/v1/a")));
  EXPECT_EQ(holders, before + 1);
  EXPECT_EQ(kept.use_count(), before);
}

TEST(Front, SaysInEveryAnswerOfARouteThatItWillGo) {
  using namespace std::chrono_literals;
  const Instant since = std::chrono::sys_days{2026y / 11 / 22} + 10h;
  const auto refuse = [](const Request&) { return problem(400, "No."); };
  std::vector<Route> routes = {{.method = "GET",
                                .pattern = "/v1/old",
                                .handler = refuse,
                                .deprecation = Deprecation{.since = since,
                                                           .sunset = std::chrono::sys_days{2027y / 11 / 22},
                                                           .successor = "/v2/new"}},
                               {.method = "GET",
                                .pattern = "/v1/undated",
                                .handler = refuse,
                                .deprecation = Deprecation{.since = since}},
                               {.method = "GET", .pattern = "/v1/kept", .handler = refuse}};
  bool ready = true;
  const Front front(Router(std::move(routes)), {.is_ready = [&ready] { return ready; }});
  for (const bool now_ready : {true, false}) {
    SCOPED_TRACE(now_ready);
    ready = now_ready;
    const Response old = front.answer(request("GET", "/v1/old")).response;
    EXPECT_EQ(old.status, ready ? 400 : 503);
    EXPECT_EQ(header(old, "Deprecation"), "@1795341600");
    EXPECT_EQ(header(old, "Sunset"), "Mon, 22 Nov 2027 00:00:00 GMT");
    EXPECT_EQ(header(old, "Link"), "</v2/new>; rel=\"successor-version\"");
  }
  const Response undated = front.answer(request("GET", "/v1/undated")).response;
  EXPECT_EQ(header(undated, "Deprecation"), "@1795341600");
  EXPECT_EQ(header(undated, "Sunset"), "");
  EXPECT_EQ(header(undated, "Link"), "");
  EXPECT_EQ(header(front.answer(request("GET", "/v1/kept")).response, "Deprecation"), "");
}

}  // namespace
}  // namespace stillpoint::http
