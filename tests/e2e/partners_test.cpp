#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "app/identity/random_token.h"
#include "app/partners/partner_key_text.h"
#include "app/partners/partners.h"
#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

// What a partner's key opens and what it does not, over real sockets.

namespace stillpoint::e2e {
namespace {

using domain::KeyScope;
using domain::KeyScopes;
using domain::PartnerKeyKind;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kClinic = "https://www.clinic.example";

rapidjson::Document parsed(const std::string& text) {
  rapidjson::Document document;
  document.Parse(text.c_str());
  EXPECT_FALSE(document.HasParseError()) << text.substr(0, 200);
  return document;
}

std::string from(const std::string& origin) {
  return "Origin: " + origin + "\r\n";
}
std::string bearer(const std::string& key) {
  return "Authorization: Bearer " + key + "\r\n";
}

/// A directory with people and partners, made before its server starts.
class Partnership : public testing::Test {
 protected:
  void SetUp() override {
    const std::string people = folder_.file("people.ndjson");
    write_people(people, 200);
    ASSERT_EQ(run({"import", people, "--format", "ndjson", "--list", "for a test", "--database", database()})
                  .status,
              0);
    auto opened = store::SqliteDatabase::open({.path = database()});
    ASSERT_TRUE(opened) << opened.error().message;
    store_ = *std::move(opened);
    access_ = std::make_unique<app::PartnerAccess>(store_->partners(), clock_, take_all, "");
    partners_ =
        std::make_unique<app::Partners>(app::PartnerPorts{.store = store_->partners(),
                                                          .work = store_->unit_of_work(),
                                                          .trail = store_->audit(),
                                                          .access = *access_,
                                                          .read_locked = take_all,
                                                          .write_usage = [] { return Result<void>(); },
                                                          .clock = clock_});
  }
  /// The server itself reads the filters; here they are only kept.
  static Result<domain::SearchTerms> take_all(const std::vector<domain::LockedFilter>&) {
    return domain::SearchTerms{};
  }
  [[nodiscard]] std::string database() const { return folder_.file("a.db"); }
  static domain::Actor machine() { return {.kind = domain::ActorKind::kOperator, .name = "operator"}; }

  domain::Partner partner(const std::string& name, std::vector<domain::LockedFilter> locked = {},
                          int quota_per_minute = 1000) {
    const Result<domain::Partner> made =
        partners_->register_partner(machine(), {.name = name,
                                                .contact = "web@clinic.example",
                                                .origins = {kClinic},
                                                .quota_per_minute = quota_per_minute,
                                                .locked = std::move(locked)});
    EXPECT_TRUE(made) << made.error().message;
    return made ? *made : domain::Partner{};
  }
  std::string key(const domain::Partner& partner, PartnerKeyKind kind, KeyScopes scopes = {}) {
    Result<app::MadePartnerKey> made =
        partners_->make_key(machine(), partner.id, {.kind = kind, .name = "test", .scopes = scopes});
    EXPECT_TRUE(made) << made.error().message;
    if (!made) return {};
    last_key_ = made->key.id;
    return made->text;
  }
  void start(std::vector<std::string> settings = {}) {
    std::vector<std::string> arguments = {"serve", "--database", database()};
    arguments.insert(arguments.end(), settings.begin(), settings.end());
    server_ = std::make_unique<RunningServer>(arguments);
  }
  [[nodiscard]] int port() const { return server_->port(); }

  support::TemporaryFolder folder_;
  SystemClock clock_;
  std::unique_ptr<store::SqliteDatabase> store_;
  std::unique_ptr<app::PartnerAccess> access_;
  std::unique_ptr<app::Partners> partners_;
  std::unique_ptr<RunningServer> server_;
  domain::PartnerKeyId last_key_{};
};

TEST_F(Partnership, ReachesPagesOfItsOriginsAndNoOthers) {
  const std::string pk = key(partner("Clinic"), PartnerKeyKind::kPublishable);
  start();
  const std::string search = "/v1/practitioners?limit=1&key=" + pk;
  const Answer own = get(port(), search, from(kClinic));
  EXPECT_EQ(own.status, 200) << own.body;
  EXPECT_EQ(own.headers.at("access-control-allow-origin"), kClinic);
  EXPECT_THAT(own.headers.at("vary"), HasSubstr("Origin"));
  EXPECT_THAT(own.headers.at("access-control-expose-headers"), HasSubstr("RateLimit"));
  EXPECT_THAT(own.headers.at("ratelimit-policy"), HasSubstr("\"key\";q=1000;w=60"));
  for (const char* wrong : {"https://evil.example", "https://www.clinic.example.evil.example", "null",
                            "http://www.clinic.example", "https://clinic.example"}) {
    const Answer refused = get(port(), search, from(wrong));
    EXPECT_EQ(refused.status, 403) << wrong;
    EXPECT_FALSE(refused.headers.contains("access-control-allow-origin")) << wrong;
    EXPECT_THAT(refused.headers.at("vary"), HasSubstr("Origin"));
  }
  const Answer anonymous = get(port(), "/v1/practitioners?limit=1", from("https://evil.example"));
  EXPECT_EQ(anonymous.status, 200);
  EXPECT_FALSE(anonymous.headers.contains("access-control-allow-origin"))
      << "no page of another site reads it";
  for (const Answer& answer : {own, anonymous}) {
    EXPECT_FALSE(answer.headers.contains("access-control-allow-credentials"));
  }
}

TEST_F(Partnership, AnswersPreflightsOfKnownOriginsForAsLongAsBrowsersKeepThem) {
  partner("Clinic");
  start();
  const auto preflight = [&](const std::string& origin) {
    return exchange(port(),
                    "OPTIONS /v1/practitioners/search HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
                        from(origin) +
                        "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: "
                        "authorization,content-type\r\n\r\n");
  };
  const Answer known = preflight(kClinic);
  EXPECT_EQ(known.status, 204);
  EXPECT_EQ(known.headers.at("access-control-allow-origin"), kClinic);
  EXPECT_EQ(known.headers.at("access-control-allow-methods"), "POST");
  EXPECT_THAT(known.headers.at("access-control-allow-headers"), HasSubstr("Authorization"));
  EXPECT_EQ(known.headers.at("access-control-max-age"), "7200");
  EXPECT_THAT(known.headers.at("vary"), HasSubstr("Origin"));
  const Answer unknown = preflight("https://evil.example");
  EXPECT_EQ(unknown.status, 403);
  EXPECT_FALSE(unknown.headers.contains("access-control-allow-origin"));
  const Answer plain =
      exchange(port(), "OPTIONS /v1/practitioners HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(plain.status, 204);
  EXPECT_EQ(plain.headers.at("allow"), "GET, HEAD, OPTIONS");
}

/// The professions of everybody whom an answer lists.
std::set<std::string> professions_in(const rapidjson::Document& page) {
  std::set<std::string> found;
  for (const auto& item : page["items"].GetArray()) {
    for (const auto& profession : item["professions"].GetArray()) found.insert(profession.GetString());
  }
  return found;
}

TEST_F(Partnership, CannotTalkASearchOutOfItsLockedFilters) {
  const std::vector<domain::LockedFilter> lock = {{"profession", "chiropractor"},
                                                  {"min_training_hours", "50"}};
  const std::string pk = key(partner("Clinic", lock), PartnerKeyKind::kPublishable);
  const std::string other = key(partner("Other"), PartnerKeyKind::kPublishable);
  start();
  const auto total = [&](const std::string& target, const std::string& headers = "") {
    const Answer answer = get(port(), target, headers);
    return answer.status == 200 ? parsed(answer.body)["total"].GetInt() : -answer.status;
  };
  const std::string all = "/v1/practitioners?limit=100";
  const int locked = total(all + "&profession=chiropractor&min_training_hours=50");
  ASSERT_GT(locked, 0);
  ASSERT_GT(total(all), locked);
  const struct {
    const char* why;
    std::string target;
    int want;  ///< At most so many; or the refusal's status.
  } attempts[] = {
      {"nothing", all, locked},
      {"another value", all + "&profession=massage_therapist", locked},
      {"both", all + "&profession=chiropractor&profession=massage_therapist", locked},
      {"the key first", "/v1/practitioners?key=" + pk + "&limit=100&profession=massage_therapist", locked},
      {"escaped", all + "&%70rofession=massage%5Ftherapist", locked},
      {"a lower number", all + "&min_training_hours=1", locked},
      {"another case", all + "&PROFESSION=massage_therapist", -400},
      {"nothing given", all + "&profession=", -400},
      {"a list", all + "&profession[]=massage_therapist", -400},
      {"two keys", all + "&key=" + other, -400},
      {"no key beside one", all + "&key=", -400},
      {"another key's name", all + "&KEY=" + other, -400},
  };
  for (const auto& attempt : attempts) {
    SCOPED_TRACE(attempt.why);
    const bool has_key = attempt.target.find("key=" + pk) != std::string::npos;
    EXPECT_EQ(total(attempt.target + (has_key ? "" : "&key=" + pk)), attempt.want);
  }
  EXPECT_EQ(total(all + "&key="), -400) << "an empty key is not nobody's";
  EXPECT_EQ(total(all + "&key=" + other, bearer(pk)), -400)
      << "a key in the header and another in the address";
  EXPECT_EQ(total(all + "&profession=massage_therapist", bearer(pk)), locked);

  const Answer posted = post_json(
      port(), "/v1/practitioners/search",
      R"({"profession": ["massage_therapist", "other"], "min_training_hours": 1, "facets": ["profession"]})",
      bearer(pk));
  ASSERT_EQ(posted.status, 200) << posted.body;
  const auto page = parsed(posted.body);
  EXPECT_EQ(page["total"].GetInt(), locked);
  EXPECT_TRUE(professions_in(page).contains("chiropractor"));
  EXPECT_EQ(page["locked"]["filters"].Size(), 2U);
  ASSERT_EQ(page["locked"]["overridden"].Size(), 2U) << "it says so";
  EXPECT_EQ(page["facets"]["profession"].MemberCount(), 1U) << "what can't be chosen isn't counted";
  EXPECT_EQ(post_json(port(), "/v1/practitioners/search", R"({"key": ")" + other + "\"}", bearer(pk)).status,
            400);
  const Answer both =
      post_json(port(), "/v1/practitioners/search?profession=massage_therapist", "{}", bearer(pk));
  EXPECT_EQ(parsed(both.body)["total"].GetInt(), locked) << "an address beside a body means nothing";
}

TEST_F(Partnership, NeedsNoSecondPlaceBesideTheOneThatIsLocked) {
  const std::string pk = key(
      partner(
          "Local",
          {{"place", "Columbus, OH"}, {"radius_km", "100"}, {"condition", "migraine"}, {"currency", "USD"}}),
      PartnerKeyKind::kPublishable);
  start();
  const std::string asked = "sort=distance&radius_km=10&require=condition_experience:partly&max_price=90";
  const Answer got = get(port(), "/v1/practitioners?key=" + pk + "&" + asked);
  EXPECT_EQ(got.status, 200) << got.body;
  EXPECT_EQ(parsed(got.body)["locked"]["overridden"].Size(), 0U) << got.body;
  const Answer posted = post_json(port(), "/v1/practitioners/search",
                                  R"({"sort": "distance", "radius_km": 10, "max_price": "90"})", bearer(pk));
  EXPECT_EQ(posted.status, 200) << posted.body;
  const Answer piece =
      exchange(port(), "POST /v1/embed?type=search&key=" + pk +
                           " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                           "application/x-www-form-urlencoded\r\nContent-Length: " +
                           std::to_string(asked.size()) + "\r\n\r\n" + asked);
  EXPECT_EQ(piece.status, 200);
  EXPECT_EQ(parsed(piece.body)["status"].GetInt(), 200) << piece.body;
  EXPECT_EQ(get(port(), "/embed?type=search&key=" + pk + "&" + asked).status, 200);
  EXPECT_EQ(get(port(), "/v1/practitioners?sort=distance&radius_km=10").status, 400)
      << "nobody's search has none";
}

TEST_F(Partnership, FollowsASearchInAFeedOfItsOwn) {
  const std::string pk = key(partner("Clinic", {{"profession", "chiropractor"}, {"place", "Columbus, OH"}}),
                             PartnerKeyKind::kPublishable);
  start({"--anonymous-rate", "3"});
  const Answer anonymous = get(port(), "/feed?place=Columbus,%20OH");
  EXPECT_EQ(anonymous.status, 200) << anonymous.body;
  EXPECT_THAT(anonymous.headers.at("cache-control"), HasSubstr("public"));
  const Answer own = get(port(), "/feed?radius_km=100&key=" + pk);
  ASSERT_EQ(own.status, 200) << own.body;
  EXPECT_THAT(own.headers.at("cache-control"), HasSubstr("private"));
  EXPECT_THAT(own.body, HasSubstr("key=" + pk)) << "its own address has the key";
  const auto others = [](const std::string& feed) { return feed.find("Massage") != std::string::npos; };
  EXPECT_FALSE(others(own.body)) << own.body;
  EXPECT_FALSE(others(get(port(), "/feed?profession=massage_therapist&key=" + pk).body));
  EXPECT_EQ(get(port(), "/feed?key=pk_wrong").status, 401);
  EXPECT_EQ(get(port(), "/feed?place=Columbus,%20OH").status, 200);
  EXPECT_EQ(get(port(), "/feed?place=Columbus,%20OH").status, 429);
}

TEST_F(Partnership, IsNotAskedOfAnAdministratorsProgram) {
  start();
  const std::string token = "stillpoint_" + app::draw_token();
  EXPECT_EQ(get(port(), "/v1/practitioners?limit=1", bearer(token)).status, 200);
  EXPECT_EQ(get(port(), "/v1/practitioners?limit=1", bearer("stillpoint_short")).status, 401);
  EXPECT_EQ(get(port(), "/v1/practitioners?limit=1", bearer("something")).status, 401);
  EXPECT_EQ(get(port(), "/v1/partner/usage", bearer(token)).status, 401) << "that is a partner's own";
}

TEST_F(Partnership, FramesByAnAddressAloneWithTheKeyInIt) {
  const std::string pk = key(partner("Clinic"), PartnerKeyKind::kPublishable);
  start();
  const std::string page =
      "/oembed?url=http%3A%2F%2F127.0.0.1%3A" + std::to_string(port()) + "%2F%3Fsort%3Dbest";
  EXPECT_THAT(get(port(), page + "&key=" + pk).body, HasSubstr("\"type\":\"rich\""));
  const Answer by_header = get(port(), page, bearer(pk));
  EXPECT_THAT(by_header.body, HasSubstr("\"type\":\"link\""));
  EXPECT_THAT(by_header.body, Not(HasSubstr("iframe")));
}

TEST_F(Partnership, BindsAWalkToTheKeyThatItBeganWith) {
  const std::string pk =
      key(partner("Clinic", {{"profession", "chiropractor"}}), PartnerKeyKind::kPublishable);
  const std::string other = key(partner("Other"), PartnerKeyKind::kPublishable);
  start();
  const auto next_of = [&](const std::string& target) {
    return std::string(parsed(get(port(), target).body)["next"].GetString());
  };
  const std::string anonymous = next_of("/v1/practitioners?limit=2");
  EXPECT_EQ(get(port(), anonymous).status, 200);
  EXPECT_EQ(get(port(), anonymous + "&key=" + pk).status, 400);
  const std::string own = next_of("/v1/practitioners?limit=2&key=" + pk);
  EXPECT_THAT(own, HasSubstr("key=" + pk)) << "the walk goes on as it began";
  const Answer second = get(port(), own);
  ASSERT_EQ(second.status, 200) << second.body;
  const auto page = parsed(second.body);
  for (const auto& item : page["items"].GetArray()) {
    bool fits = false;
    for (const auto& profession : item["professions"].GetArray()) {
      fits |= std::string("chiropractor") == profession.GetString();
    }
    EXPECT_TRUE(fits);
  }
  const std::string cursor = own.substr(own.find("cursor="));
  const std::string with_other_key =
      std::string("/v1/practitioners?key=").append(other).append("&").append(cursor);
  for (const std::string& target : {"/v1/practitioners?" + cursor, with_other_key}) {
    const Answer refused = get(port(), target);
    EXPECT_EQ(refused.status, 400);
    EXPECT_THAT(refused.body, HasSubstr("given to another key"));
  }
}

TEST_F(Partnership, IsOverWithItsKey) {
  const domain::Partner clinic = partner("Clinic");
  const std::string pk = key(clinic, PartnerKeyKind::kPublishable);
  start();
  const std::string search = "/v1/practitioners?limit=1&key=";
  ASSERT_EQ(get(port(), search + pk, from(kClinic)).status, 200);
  ASSERT_TRUE(partners_->revoke_key(machine(), clinic.id, last_key_));
  // This is another program than the server: it looks again after two seconds at most.
  std::this_thread::sleep_for(app::kKeyBookAge + std::chrono::milliseconds(100));
  const Answer revoked = get(port(), search + pk, from(kClinic));
  EXPECT_EQ(revoked.status, 401);
  EXPECT_THAT(revoked.body, HasSubstr("revoked"));
  EXPECT_EQ(revoked.headers.at("access-control-allow-origin"), kClinic) << "so that its page can say so";
  EXPECT_TRUE(revoked.headers.contains("www-authenticate"));
  const Answer mistyped = get(port(), search + pk.substr(0, pk.size() - 1) + (pk.back() == 'x' ? "y" : "x"));
  EXPECT_EQ(mistyped.status, 401);
  EXPECT_THAT(mistyped.body, HasSubstr("mistyped"));
}

TEST_F(Partnership, IsHeldToItsPaceByKeyAndByAddress) {
  const std::string pk = key(partner("Quick", {}, 100), PartnerKeyKind::kPublishable);
  const std::string sk = key(partner("Slow", {}, 3), PartnerKeyKind::kSecret);
  start({"--anonymous-rate", "5"});
  for (int i = 4; i >= 0; --i) {
    const Answer answer = get(port(), "/v1/places?prefix=col");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.at("ratelimit-policy"), "\"address\";q=5;w=60");
    EXPECT_THAT(answer.headers.at("ratelimit"), HasSubstr("\"address\";r=" + std::to_string(i) + ";t="));
  }
  const Answer limited = get(port(), "/v1/places?prefix=col");
  EXPECT_EQ(limited.status, 429);
  EXPECT_EQ(limited.headers.at("content-type"), "application/problem+json");
  const int wait = std::stoi(limited.headers.at("retry-after"));
  EXPECT_TRUE(wait >= 1 && wait <= 12) << wait;
  EXPECT_EQ(get(port(), "/v1/vocabulary").status, 429) << "one pace for all of it";
  EXPECT_EQ(get(port(), "/healthz").status, 200) << "not for machines that watch";
  EXPECT_EQ(get(port(), "/").status, 200) << "nor for people's pages";
  const Answer keyed = get(port(), "/v1/places?prefix=col&key=" + pk);
  EXPECT_EQ(keyed.status, 200) << "another allowance";
  EXPECT_THAT(keyed.headers.at("ratelimit"), HasSubstr("\"key\";r=99"));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(get(port(), "/v1/places?prefix=col", bearer(sk)).status, 200);
  EXPECT_EQ(get(port(), "/v1/places?prefix=col", bearer(sk)).status, 429);
}

TEST_F(Partnership, AsksForManyVerdictsAtOnce) {
  const domain::Partner clinic = partner("Clinic");
  const std::string sk = key(clinic, PartnerKeyKind::kSecret, KeyScopes().add(KeyScope::kVerify));
  const std::string bare = key(clinic, PartnerKeyKind::kSecret);
  const std::string pk = key(clinic, PartnerKeyKind::kPublishable);
  start();
  const std::string batch = "/v1/verify/batch";
  const std::string pairs =
      R"({"items": [{"issuer": "nobody", "number": "R-1"}, {"issuer": "nobody"}, {"issuer": "nobody", "number": 7}]})";
  EXPECT_EQ(post_json(port(), batch, pairs).status, 401);
  EXPECT_EQ(post_json(port(), batch + "?key=" + pk, pairs).status, 401) << "not by an address";
  EXPECT_EQ(post_json(port(), batch, pairs, bearer(pk)).status, 403);
  EXPECT_EQ(post_json(port(), batch, pairs, bearer(bare)).status, 403);
  EXPECT_EQ(post_json(port(), batch, pairs, bearer(sk) + from(kClinic)).status, 403) << "from no page";
  for (const char* wrong : {"", "[]", "{}", R"({"items": []})", R"({"items": [7]})", R"({"items": {}})",
                            R"({"items": [], "more": 1})"}) {
    EXPECT_EQ(post_json(port(), batch, wrong, bearer(sk)).status, 400) << wrong;
  }

  const Answer answer = post_json(port(), batch, pairs, bearer(sk));
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.headers.at("content-type"), "application/x-ndjson");
  std::istringstream lines(answer.body);
  std::vector<rapidjson::Document> read;
  for (std::string line; std::getline(lines, line);) read.push_back(parsed(line));
  ASSERT_EQ(read.size(), 3U);
  EXPECT_STREQ(read[0]["verdict"]["status"].GetString(), "unknown_issuer");
  EXPECT_EQ(read[1]["problem"]["status"].GetInt(), 400);
  EXPECT_EQ(read[2]["problem"]["status"].GetInt(), 400);
  EXPECT_EQ(read[2]["index"].GetInt(), 2);

  RawConnection old(port());
  old.send("POST " + batch + " HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
           bearer(sk) + "Content-Length: " + std::to_string(pairs.size()) + "\r\n\r\n" + pairs);
  const Answer to_the_end = old.receive();
  EXPECT_EQ(to_the_end.status, 200);
  EXPECT_FALSE(to_the_end.headers.contains("transfer-encoding")) << "HTTP/1.0 knows no chunks";
  EXPECT_TRUE(old.closes_within(std::chrono::seconds(5)));
}

TEST_F(Partnership, SeesWhatItsOwnKeysWereUsedFor) {
  const domain::Partner clinic = partner("Clinic");
  const std::string pk = key(clinic, PartnerKeyKind::kPublishable);
  const std::string sk = key(clinic, PartnerKeyKind::kSecret);
  const std::string other = key(partner("Other"), PartnerKeyKind::kSecret);
  start();
  const std::string page = std::string("Referer: ") + kClinic + "/find?name=Anna\r\n";
  EXPECT_EQ(get(port(), "/v1/practitioners?key=" + pk, from(kClinic) + page).status, 200);
  EXPECT_EQ(get(port(), "/v1/practitioners?colour=blue&key=" + pk, from(kClinic) + page).status, 400);
  EXPECT_EQ(get(port(), "/v1/places?key=" + pk, "Referer: https://elsewhere.example/page\r\n").status, 400);
  EXPECT_EQ(get(port(), "/v1/places?prefix=col&key=" + pk, from("https://evil.example")).status, 403);
  EXPECT_EQ(get(port(), "/v1/partner/usage").status, 401);
  EXPECT_EQ(get(port(), "/v1/partner/usage", bearer(pk)).status, 403);
  const Answer own = get(port(), "/v1/partner/usage", bearer(sk));
  ASSERT_EQ(own.status, 200) << own.body;
  const auto usage = parsed(own.body);
  ASSERT_EQ(usage["pages"].Size(), 1U) << own.body;
  EXPECT_EQ(usage["pages"][0]["page"].GetString(), std::string(kClinic) + "/find");
  EXPECT_EQ(usage["pages"][0]["requests"].GetInt(), 2);
  int requests = 0, errors = 0;
  for (const auto& day : usage["days"].GetArray()) {
    requests += day["requests"].GetInt();
    errors += day["errors"].GetInt();
  }
  EXPECT_EQ(requests, 5) << "the refused question with the publishable key, and the refused origin, too";
  EXPECT_EQ(errors, 4);
  EXPECT_EQ(parsed(get(port(), "/v1/partner/usage", bearer(other)).body)["days"].Size(), 0U);
}

TEST_F(Partnership, MayGuessNoMoreInABatchThanItIsAllowed) {
  const std::string sk = key(partner("Clinic"), PartnerKeyKind::kSecret, KeyScopes().add(KeyScope::kVerify));
  start();
  std::string pairs;
  for (int i = 0; i < 1000; ++i) {
    pairs += (pairs.empty() ? "" : ", ") + std::string(R"({"issuer": "nobody", "number": ")") +
             std::to_string(i) + "\"}";
  }
  const Answer answer = post_json(port(), "/v1/verify/batch", R"({"items": [)" + pairs + "]}", bearer(sk));
  ASSERT_EQ(answer.status, 200) << answer.body;
  std::istringstream lines(answer.body);
  int told = 0, held_back = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto read = parsed(line);
    if (read.HasMember("verdict")) {
      ++told;
    } else {
      EXPECT_EQ(read["problem"]["status"].GetInt(), 429);
      EXPECT_EQ(read["retry_after"].GetInt(), 2);
      ++held_back;
    }
  }
  EXPECT_EQ(told + held_back, 1000);
  EXPECT_TRUE(told >= 200 && told < 260) << told << ": ten tokens of 2,000 for each wrong number";
  const Answer more =
      post_json(port(), "/v1/verify/batch",
                R"({"items": [)" + pairs + R"(, {"issuer": "a", "number": "b"}]})", bearer(sk));
  EXPECT_EQ(more.status, 400) << "a thousand and one";
}

TEST_F(Partnership, IsNothingWhereItIsSwitchedOff) {
  const std::string pk = key(partner("Clinic"), PartnerKeyKind::kPublishable);
  start({"--partners", "off", "--anonymous-rate", "1"});
  const Answer keyed = get(port(), "/v1/practitioners?limit=1&key=" + pk, from(kClinic));
  EXPECT_EQ(keyed.status, 400) << "no search knows this name";
  EXPECT_FALSE(keyed.headers.contains("access-control-allow-origin"));
  for (int i = 0; i < 3; ++i) {
    const Answer plain = get(port(), "/v1/practitioners?limit=1");
    EXPECT_EQ(plain.status, 200);
    EXPECT_FALSE(plain.headers.contains("ratelimit"));
  }
  EXPECT_EQ(post_json(port(), "/v1/verify/batch", "{}").status, 404);
  EXPECT_EQ(get(port(), "/v1/admin/partners").status, 404);
  EXPECT_EQ(get(port(), "/admin/partners").status, 404);
}

TEST(DemoPartner, IsReadyForBuildingAtAnyPortOfThisMachine) {
  const support::TemporaryFolder folder;
  RunningServer server({"demo", "--database", folder.file("demo.db")});
  EXPECT_THAT(server.program().output(), HasSubstr("test key " + app::demo_test_key()));
  const std::string search = "/v1/practitioners?limit=1&key=" + app::demo_test_key();
  for (const char* origin : {"http://localhost:5173", "http://127.0.0.1:8000"}) {
    const Answer answer = get(server.port(), search, from(origin));
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.headers.at("access-control-allow-origin"), origin);
  }
  EXPECT_EQ(get(server.port(), search, from("https://www.clinic.example")).status, 403);
}

}  // namespace
}  // namespace stillpoint::e2e
