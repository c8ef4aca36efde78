#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <zlib.h>

#include <chrono>
#include <csignal>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <thread>

#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "support/temporary_folder.h"

namespace stillpoint::e2e {
namespace {

class DemoDirectory : public ::testing::Test {
 protected:
  rapidjson::Document json(const Answer& answer) const {
    rapidjson::Document document;
    document.Parse(answer.body.c_str());
    EXPECT_TRUE(document.IsObject()) << answer.body.substr(0, 200);
    return document;
  }
  Answer fetch(const std::string& target, const std::string& headers = "") const {
    return get(server_.port(), target, headers);
  }
  support::TemporaryFolder folder_;
  RunningServer server_{{"demo", "--database", folder_.file("demo.db")}};
};

TEST_F(DemoDirectory, IsWalkedWholeByGet) {
  std::set<std::string> seen;
  std::string next = "/v1/practitioners?language=en&limit=50&facets=profession";
  std::int64_t total = -1;
  std::size_t pages = 0;
  while (!next.empty() && ++pages < 50) {
    const auto page = json(fetch(next));
    total = page["total"].GetInt64();
    for (const auto& item : page["items"].GetArray()) {
      EXPECT_TRUE(seen.insert(item["id"].GetString()).second) << "twice: " << item["id"].GetString();
      EXPECT_EQ(item["checklist"]["items"].Size(), 5U);
    }
    EXPECT_GT(page["facets"]["profession"].MemberCount(), 0U);
    next = page["next"].IsString() ? page["next"].GetString() : "";
  }
  EXPECT_EQ(static_cast<std::int64_t>(seen.size()), total);
  EXPECT_GT(pages, 2U);
}

TEST_F(DemoDirectory, IsWalkedByPostWithoutAWordInTheAddress) {
  const auto first = json(
      post_json(server_.port(), "/v1/practitioners/search", R"({"condition": ["migraine"], "limit": 20})"));
  ASSERT_TRUE(first["next"].IsString());
  EXPECT_EQ(first["condition_notes"].Size(), 1U);
  const std::string cursor = first["next"].GetString();
  EXPECT_EQ(cursor.find_first_of("/?="), std::string::npos) << "a cursor, no address";
  const auto second =
      json(post_json(server_.port(), "/v1/practitioners/search", R"({"cursor": ")" + cursor + R"("})"));
  EXPECT_EQ(second["total"].GetInt64(), first["total"].GetInt64());
  EXPECT_EQ(second["items"].Size(), 20U) << "the limit goes along";
  EXPECT_STRNE(first["items"][0]["id"].GetString(), second["items"][0]["id"].GetString());
  const Answer other = post_json(server_.port(), "/v1/practitioners/search",
                                 R"({"cursor": ")" + cursor + R"(", "language": ["de"]})");
  EXPECT_EQ(other.status, 400) << "a cursor continues its own search only";
  EXPECT_STREQ(json(other)["errors"][0]["where"].GetString(), "/cursor");
  const Answer forged = fetch("/v1/practitioners?cursor=" + cursor + "A");
  EXPECT_EQ(forged.status, 400);
}

TEST_F(DemoDirectory, AnswersWrongValuesWithWhatIsAllowed) {
  const Answer answer = fetch("/v1/practitioners?profession=magician&limit=0&place=Nowhereville");
  EXPECT_EQ(answer.status, 400);
  const auto problem = json(answer);
  ASSERT_GE(problem["errors"].Size(), 2U);
  for (const auto& error : problem["errors"].GetArray()) {
    EXPECT_GT(error["what"].GetStringLength(), 0U);
    EXPECT_GT(error["allowed"].GetStringLength(), 0U);
  }
  EXPECT_EQ(fetch("/v1/practitioners?place=Nowhereville").status, 400);
  EXPECT_EQ(exchange(server_.port(),
                     "POST /v1/practitioners/search HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}")
                .status,
            415);
  EXPECT_EQ(fetch("/v1/practitioners/000000000000").status, 404);
  EXPECT_EQ(fetch("/v1/practitioners/../etc").status, 404);
  EXPECT_EQ(fetch("/v1/vocabulary?x=1").status, 400);
  EXPECT_EQ(fetch("/v1/places").status, 400);
}

TEST_F(DemoDirectory, ShowsAProfileThatCanBeAskedForAgain) {
  const auto page = json(fetch("/v1/practitioners?limit=1"));
  const std::string id = page["items"][0]["id"].GetString();
  const Answer profile = fetch("/v1/practitioners/" + id);
  EXPECT_EQ(profile.status, 200);
  const auto document = json(profile);
  EXPECT_STREQ(document["id"].GetString(), id.c_str());
  EXPECT_EQ(document["checklist"]["items"].Size(), 5U);
  EXPECT_EQ(profile.body.find('@'), std::string::npos) << "mail is private";
  const std::string tag = profile.headers.at("etag");
  const Answer unchanged = fetch("/v1/practitioners/" + id, "If-None-Match: W/\"x\", " + tag + "\r\n");
  EXPECT_EQ(unchanged.status, 304);
  EXPECT_EQ(unchanged.body, "");
  EXPECT_EQ(unchanged.headers.at("etag"), tag);
  EXPECT_EQ(unchanged.headers.count("content-length"), 0U);
  EXPECT_EQ(fetch("/v1/practitioners/" + id, "If-None-Match: \"x\"\r\n").status, 200);
}

std::string gunzipped(const std::string& body) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string out(4 << 20, '\0');
  std::string in = body;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

TEST_F(DemoDirectory, CompressesWhenAskedAndTagsEachEncoding) {
  const Answer plain = fetch("/v1/vocabulary");
  const Answer packed = fetch("/v1/vocabulary", "Accept-Encoding: br, gzip;q=0.5\r\n");
  EXPECT_EQ(packed.headers.at("content-encoding"), "gzip");
  EXPECT_NE(packed.headers.at("vary").find("Accept-Encoding"), std::string::npos);
  EXPECT_LT(packed.body.size() * 2, plain.body.size());
  EXPECT_EQ(gunzipped(packed.body), plain.body);
  EXPECT_NE(packed.headers.at("etag"), plain.headers.at("etag"));
  for (const char* const refused : {"gzip;q=0", "identity", "br", "*;q=0"}) {
    const Answer answer = fetch("/v1/vocabulary", std::string("Accept-Encoding: ") + refused + "\r\n");
    EXPECT_EQ(answer.headers.count("content-encoding"), 0U) << refused;
    EXPECT_EQ(answer.body.size(), plain.body.size()) << refused;
  }
  EXPECT_EQ(fetch("/healthz", "Accept-Encoding: gzip\r\n").headers.count("content-encoding"), 0U)
      << "too small to be worth it";
  EXPECT_EQ(
      fetch("/v1/vocabulary", "Accept-Encoding: gzip\r\nIf-None-Match: " + packed.headers.at("etag") + "\r\n")
          .status,
      304);
  EXPECT_EQ(fetch("/v1/vocabulary", "If-None-Match: " + packed.headers.at("etag") + "\r\n").status, 200);
}

TEST_F(DemoDirectory, DescribesItselfAsItIs) {
  const auto description = json(fetch("/openapi.json"));
  auto path = description["paths"].MemberBegin();
  for (auto left = description["paths"].MemberCount(); left > 0; --left, ++path) {
    if (!path->value.HasMember("get")) continue;
    const int status = fetch(path->name.GetString()).status;
    EXPECT_TRUE(status == 200 || status == 400 || status == 401 || status == 404)
        << path->name.GetString() << " " << status;
    EXPECT_NE(status, 405) << path->name.GetString();
  }
  std::string names;
  for (const auto& parameter : description["paths"]["/v1/practitioners"]["get"]["parameters"].GetArray()) {
    names.append(names.empty() ? "" : ", ").append(parameter["name"].GetString());
    EXPECT_TRUE(description["components"]["schemas"]["Search"]["properties"].HasMember(parameter["name"]));
  }
  const auto refusal = json(fetch("/v1/practitioners?colour=blue"));
  EXPECT_EQ(names, refusal["errors"][0]["allowed"].GetString());
}

TEST_F(DemoDirectory, LeadsFromAProfileToTheVerdictOnEachCertificate) {
  const auto found = json(fetch("/v1/practitioners?certified=true&limit=1"));
  ASSERT_GT(found["items"].Size(), 0U);
  const auto profile = json(fetch("/v1/practitioners/" + std::string(found["items"][0]["id"].GetString())));
  int valid = 0;
  for (const auto& credential : profile["credentials"].GetArray()) {
    if (!credential.HasMember("verify_url")) continue;
    const std::string page = credential["verify_url"].GetString();
    const auto verdict = json(fetch("/v1" + page));
    EXPECT_STREQ(verdict["holder"].GetString(), profile["name"]["display"].GetString());
    EXPECT_STREQ(verdict["number"].GetString(), credential["number"].GetString());
    EXPECT_STREQ(verdict["url"].GetString(), page.c_str());
    if (std::string(verdict["status"].GetString()) == "valid") ++valid;
    const Answer shown = fetch(page);
    EXPECT_EQ(shown.status, 200);
    EXPECT_NE(shown.body.find(verdict["words"].GetString()), std::string::npos);
    EXPECT_EQ(fetch("/verify/qr.svg" + page.substr(page.find('?'))).status, 200);
    const Answer missed = fetch("/v1" + page + "-0");
    EXPECT_EQ(missed.status, 200) << "not on record is an answer";
    EXPECT_STREQ(json(missed)["status"].GetString(), "unknown_number");
    EXPECT_EQ(missed.body.find(profile["name"]["display"].GetString()), std::string::npos);
  }
  EXPECT_GT(valid, 0) << "who is certified holds a valid certificate";
}

TEST_F(DemoDirectory, GuardsEveryAnswer) {
  for (const char* const target : {"/", "/v1/practitioners", "/nowhere", "/v1/nowhere", "/privacy"}) {
    SCOPED_TRACE(target);
    const Answer answer = fetch(target);
    const std::string policy = answer.headers.at("content-security-policy");
    EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_NE(policy.find("https://tile.openstreetmap.org"), std::string::npos);
    EXPECT_EQ(answer.headers.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.headers.at("referrer-policy"), "strict-origin-when-cross-origin");
    EXPECT_EQ(answer.headers.at("x-request-id").size(), 12U);
  }
}

TEST_F(DemoDirectory, WritesNothingOfAnybodysSearchToTheLog) {
  fetch("/v1/practitioners?place=Columbus&condition=migraine&q=fascia", "X-Forwarded-For: 203.0.113.7\r\n");
  post_json(server_.port(), "/v1/practitioners/search",
            R"({"condition":["infant_colic"],"near":"47.37,8.54"})");
  fetch("/?condition=migraine");
  fetch("/v1/practitioners?condition=sadness");
  const auto page = json(fetch("/v1/practitioners?limit=1"));
  const std::string id = page["items"][0]["id"].GetString();
  fetch("/v1/practitioners/" + id);
  server_.program().signal(SIGTERM);
  const Finished finished = server_.program().finish();
  EXPECT_EQ(finished.status, 0);
  EXPECT_NE(finished.err.find(R"("route":"/v1/practitioners/{id}","status":200,"ms":)"), std::string::npos)
      << finished.err;
  for (const std::string& secret :
       {std::string("igraine"), std::string("olumbus"), std::string("fascia"), std::string("colic"),
        std::string("47.37"), std::string("203.0"), std::string("127.0.0.1"), std::string("sadness"), id}) {
    EXPECT_EQ(finished.err.find(secret), std::string::npos) << secret;
  }
}

TEST_F(DemoDirectory, CountsWhatOperatorsAskFor) {
  fetch("/v1/practitioners");
  // A request is counted once its last byte has left, which may be just after its client has read it.
  constexpr std::string_view kCounted =
      "stillpoint_http_requests_total{route=\"GET /v1/practitioners\",status=\"2xx\"} 1\n";
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  Answer metrics = fetch("/metrics");
  while (metrics.body.find(kCounted) == std::string::npos && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    metrics = fetch("/metrics");
  }
  EXPECT_EQ(metrics.headers.at("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  for (const std::string_view line : std::initializer_list<std::string_view>{
           kCounted, "stillpoint_http_request_duration_seconds_count{route=\"GET /v1/practitioners\"} 1\n",
           "stillpoint_index_rows ", "stillpoint_index_overlay_rows ",
           "stillpoint_index_snapshot_age_seconds ", "stillpoint_directory_listed ",
           "stillpoint_changes_applied_total "}) {
    EXPECT_NE(metrics.body.find(line), std::string::npos) << line;
  }
}

}  // namespace
}  // namespace stillpoint::e2e
