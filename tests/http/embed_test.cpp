#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "http/embed/embed_handlers.h"
#include "http/encoding.h"
#include "http/pages_world.h"
#include "http/url.h"

namespace stillpoint::http::embed {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// What partners' pages load at most, compressed, labels and styles included.
constexpr std::size_t kScriptGzipBytesMax = std::size_t{12} * 1024;

std::set<std::string> placeholders_of(const std::string& text) {
  static const std::regex shape("\\{[a-z]+\\}");
  return {std::sregex_token_iterator(text.begin(), text.end(), shape), std::sregex_token_iterator()};
}

TEST(Labels, AreCompleteInEveryLanguage) {
  const LabelBook book = program_labels();
  std::set<std::string> languages;
  const Labels::Texts& english = book.of("en").texts();
  ASSERT_GT(english.size(), 50U);
  for (const auto& [language, labels] : book.all()) {
    SCOPED_TRACE(language);
    languages.insert(language);
    EXPECT_EQ(labels.texts().size(), english.size());
    for (const auto& [key, text] : english) {
      const auto found = labels.texts().find(key);
      ASSERT_NE(found, labels.texts().end()) << key;
      EXPECT_FALSE(found->second.empty()) << key;
      EXPECT_EQ(placeholders_of(found->second), placeholders_of(text)) << key;
    }
  }
  EXPECT_EQ(languages, (std::set<std::string>{"de", "en", "es", "fr", "it", "nl"}));
}

TEST(Labels, AreFoundByAnyTagOfTheirLanguage) {
  const LabelBook book = program_labels();
  EXPECT_EQ(book.of("de-CH").language(), "de");
  EXPECT_EQ(book.of("FR").language(), "fr");
  EXPECT_EQ(book.of("tlh").language(), "en");
  EXPECT_EQ(book.of("").language(), "en");
}

TEST(Script, IsSmallAndNamedByItsContent) {
  const ScriptRelease release = program_scripts().front();
  const std::size_t bytes = gzip_encoded(release.content).size();
  RecordProperty("gzip_bytes", static_cast<int>(bytes));
  EXPECT_LT(bytes, kScriptGzipBytesMax);
  EXPECT_TRUE(std::regex_match(release.name, std::regex("stillpoint-[0-9a-f]{16}\\.js")));
  EXPECT_TRUE(std::regex_match(release.integrity, std::regex("sha384-[A-Za-z0-9+/]{64}")));
}

/// No piece asks when somebody changed.
class NoDates final : public domain::ListedDates {
 public:
  [[nodiscard]] Result<std::vector<domain::ListedDate>> page(std::size_t, std::size_t) const override {
    return std::vector<domain::ListedDate>();
  }
  [[nodiscard]] Result<std::vector<domain::ListedDate>> of(
      std::span<const domain::PractitionerId>) const override {
    return std::vector<domain::ListedDate>();
  }
};

class Embed : public ::testing::Test, protected PagesWorld {
 protected:
  Embed() {
    auto known = std::make_shared<app::KnownPartner>();
    known->partner = {.id = {5},
                      .name = "Clinic",
                      .origins = {"https://clinic.example", "https://www.clinic.example"},
                      .theme = {.scheme = domain::ColourScheme::kDark, .accent = "#aa3355"}};
    partner_.known = known;
    partner_.key_in_address = "pk_shop";
  }
  static Request request(std::string_view query, std::string_view body = {}) {
    Request request;
    request.parameters = *parse_query(query);
    request.body = body;
    return request;
  }
  rapidjson::Document piece(std::string_view query, std::string_view body) const {
    const Response response = handlers_.piece(request(query, body), partner_);
    EXPECT_EQ(response.status, 200) << response.body;
    rapidjson::Document document;
    document.Parse(response.body.c_str());
    EXPECT_TRUE(document.IsObject());
    return document;
  }
  rapidjson::Document oembed(std::string_view query, const app::Caller& caller) const {
    const Response response = handlers_.oembed(request(query), caller);
    EXPECT_EQ(response.status, 200) << response.body;
    rapidjson::Document document;
    document.Parse(response.body.c_str());
    return document;
  }
  static std::string header_of(const Response& response, std::string_view name) {
    for (const auto& [known, value] : response.headers) {
      if (known == name) return value;
    }
    return {};
  }
  static std::string profile_url() {
    return "https://example.org/find/practitioners/" + print_id(sample_practitioner().id.value);
  }

  app::Caller partner_{};
  NoDates no_dates_{};
  EmbedServices embed_{.site = services_, .dates = no_dates_};
  EmbedHandlers handlers_{embed_};
};

TEST_F(Embed, TellsWithEachAnswerSinceWhenAndHowLongItIsGood) {
  const auto search = piece("type=search", "place=Columbus%2C+OH");
  const auto person = piece("type=practitioner", "id=" + print_id(sample_practitioner().id.value));
  const auto certificate = piece("type=certificate", "issuer=board&number=R-1");
  for (const auto* answer : {&search, &person, &certificate}) {
    EXPECT_STREQ((*answer)["as_of"].GetString(), "2026-11-22T10:42:00Z");
    EXPECT_LE(std::string((*answer)["expires"].GetString()), "2026-11-22T10:47:00Z");
    EXPECT_GT(std::string((*answer)["expires"].GetString()), "2026-11-22T10:42:00Z");
    EXPECT_THAT((*answer)["html"].GetString(), HasSubstr("<time datetime=\"2026-11-22T10:42:00Z\">"));
  }
  EXPECT_THAT(search["url"].GetString(), StartsWith("https://example.org/find/?place=Columbus,%20OH"));
  EXPECT_EQ(person["url"].GetString(), profile_url());
  EXPECT_STREQ(certificate["url"].GetString(), "https://example.org/find/verify?issuer=board&number=R-1");
  EXPECT_THAT(certificate["html"].GetString(),
              HasSubstr("href=\"https://example.org/find/verify?issuer=board&amp;number=R-1\""));
}

TEST_F(Embed, BringsSafetyAndEvidenceAlong) {
  const auto answer = piece("type=search&lang=de", "condition=migraine");
  const std::string html = answer["html"].GetString();
  EXPECT_THAT(html, HasSubstr("Was man weiß: Migraine"));
  EXPECT_THAT(html, HasSubstr("no statistically significant"));
  EXPECT_THAT(html, HasSubstr("Zertifizierung"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("style=")));
  EXPECT_STREQ(answer["theme"]["accent"].GetString(), "#aa3355");
  EXPECT_STREQ(answer["theme"]["scheme"].GetString(), "dark");
}

TEST_F(Embed, WritesWhatPeopleAreCalledAsText) {
  const std::string html = piece("type=search", "")["html"].GetString();
  EXPECT_THAT(html, HasSubstr("&lt;Næturgöngudóttir&gt;"));
  EXPECT_THAT(html, Not(HasSubstr("javascript:")));
}

TEST_F(Embed, SaysInThePieceWhoIsNotListedAndWhatCannotBeAsked) {
  const auto gone = piece("type=practitioner", "id=" + print_id(OnePersonDirectory::kWithdrawn));
  EXPECT_EQ(gone["status"].GetInt(), 404);
  EXPECT_THAT(gone["html"].GetString(), HasSubstr("not listed, or not any more"));
  const auto wrong = piece("type=search", "place=Nowhereville");
  EXPECT_EQ(wrong["status"].GetInt(), 400);
  EXPECT_THAT(wrong["html"].GetString(), HasSubstr("role=\"alert\""));
  EXPECT_EQ(piece("type=certificate", "issuer=board")["status"].GetInt(), 400);
  const auto unknown = piece("type=certificate", "issuer=board&number=nobody");
  EXPECT_THAT(unknown["html"].GetString(), HasSubstr("No such number here"));
  EXPECT_THAT(unknown["html"].GetString(), Not(HasSubstr("Amara"))) << "a miss names nobody";
}

TEST_F(Embed, ShowsWhoWasRegisteredTwiceByTheRecordThatWasKept) {
  embed_.kept_as = [](domain::PractitionerId id) {
    return id.value == OnePersonDirectory::kWithdrawn ? std::optional(sample_practitioner().id)
                                                      : std::nullopt;
  };
  const auto moved = piece("type=practitioner", "id=" + print_id(OnePersonDirectory::kWithdrawn));
  EXPECT_EQ(moved["url"].GetString(), profile_url());
  EXPECT_EQ(piece("type=practitioner", "id=" + print_id(1))["status"].GetInt(), 404);
}

TEST_F(Embed, RefusesAPieceWithoutAKeyOrWithoutAType) {
  EXPECT_EQ(handlers_.piece(request("type=search"), {}).status, 401);
  EXPECT_EQ(handlers_.piece(request("type=everything"), partner_).status, 400);
}

TEST_F(Embed, AsksNothingThatThePartnerHasFixed) {
  auto known = std::make_shared<app::KnownPartner>(*partner_.known);
  known->locks_anything = true;
  known->locked.conditions = {{"migraine"}};
  partner_.known = known;
  const std::string html = piece("type=search", "")["html"].GetString();
  EXPECT_THAT(html, Not(HasSubstr("name=\"condition\"")));
  EXPECT_THAT(html, HasSubstr("name=\"place\""));
  known->locks_broken = true;
  EXPECT_EQ(handlers_.piece(request("type=search"), partner_).status, 503) << "never past a broken lock";
}

TEST_F(Embed, LetsExactlyThePartnersPagesFrame) {
  const Response frame = handlers_.frame(request("type=search&lang=fr&place=Columbus%2C+OH"), partner_);
  EXPECT_EQ(frame.status, 200);
  const std::string policy = header_of(frame, "Content-Security-Policy");
  EXPECT_THAT(policy, HasSubstr("frame-ancestors https://clinic.example https://www.clinic.example"));
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(header_of(frame, "Set-Cookie"), "");
  EXPECT_THAT(frame.body, HasSubstr("<html lang=\"fr\">"));
  EXPECT_THAT(frame.body, HasSubstr("data-origins=\"https://clinic.example https://www.clinic.example\""));
  EXPECT_THAT(frame.body, Not(HasSubstr("data-local")));
  EXPECT_THAT(frame.body, HasSubstr("action=\"/find/embed?type=search&amp;key=pk_shop&amp;lang=fr\""));
  EXPECT_THAT(frame.body,
              HasSubstr("<style>:root{--sp-theme-radius:12px;--sp-theme-accent:#aa3355}</style>"));
}

TEST_F(Embed, LetsAFrameSayHowSoonItAsksAgain) {
  const struct {
    const char* given;
    const char* says;  ///< Empty: when its answer expires.
  } cases[] = {{"", ""},
               {"&refresh=60", "data-refresh=\"60\""},
               {"&refresh=1", "data-refresh=\"2\""},
               {"&refresh=9000", "data-refresh=\"300\""},
               {"&refresh=soon", ""},
               {"&refresh=-5", ""}};
  for (const auto& one : cases) {
    const Response frame = handlers_.frame(request("type=search" + std::string(one.given)), partner_);
    EXPECT_EQ(frame.status, 200);
    EXPECT_THAT(frame.body, HasSubstr(" data-as-of=\"")) << one.given;
    EXPECT_EQ(frame.body.find("data-refresh") == std::string::npos, *one.says == '\0') << one.given;
    EXPECT_THAT(frame.body, HasSubstr(one.says)) << one.given;
  }
  const Response frame = handlers_.frame(request("type=search&refresh=60"), partner_);
  EXPECT_THAT(frame.body, HasSubstr("lang=en&amp;refresh=60\"")) << "what the form leads to does so, too";
}

TEST_F(Embed, LeadsTheFormOfAFrameToAnAddressThatDoesNotTellOfHealth) {
  const Response response =
      handlers_.ask(request("type=search&form=x", "place=Columbus%2C+OH&condition=migraine"), partner_);
  EXPECT_EQ(response.status, 303);
  const std::string location = header_of(response, "Location");
  EXPECT_THAT(location, StartsWith("/find/embed?type=search&key=pk_shop&lang=en&s="));
  EXPECT_THAT(location, Not(HasSubstr("migraine")));
  const Response frame = handlers_.frame(request(location.substr(location.find('?') + 1)), partner_);
  EXPECT_EQ(frame.status, 200);
  ASSERT_EQ(index_.asked_.conditions.size(), 1U);
  EXPECT_EQ(index_.asked_.conditions[0].value, "migraine");
}

TEST_F(Embed, AnswersOembedAsTheStandardSays) {
  const std::string verdict = "https://example.org/find/verify?issuer=board&number=R-1";
  const struct {
    const char* why;
    std::string url;
    const char* more;
    int status;
  } cases[] = {
      {"a profile", profile_url(), "", 200},
      {"a search", "https://example.org/find/?place=Columbus%2C%20OH", "", 200},
      {"a search that cannot be made", "https://example.org/find/?place=Nowhere", "", 404},
      {"everybody", "https://example.org/find/?sort=best", "&format=json", 200},
      {"the start", "https://example.org/find", "", 200},
      {"a verdict", verdict, "", 200},
      {"another form", profile_url(), "&format=xml", 501},
      {"another site", "https://example.com/find/practitioners/1", "", 404},
      {"a host that begins alike", "https://example.org/finder", "", 404},
      {"nobody", "https://example.org/find/practitioners/" + print_id(1), "", 404},
      {"somebody who left", "https://example.org/find/practitioners/" + print_id(77), "", 404},
      {"a page that nobody embeds", "https://example.org/find/privacy", "", 404},
      {"a private page", "https://example.org/find/admin/people", "", 401},
      {"one's own page", "https://example.org/find/mine", "", 401},
      {"no address", "", "", 404},
      {"no size", profile_url(), "&maxwidth=wide", 400},
      {"nothing to see", profile_url(), "&maxheight=0", 400},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const Response response = handlers_.oembed(request("url=" + percent_encode(c.url) + c.more), partner_);
    EXPECT_EQ(response.status, c.status) << response.body;
  }
}

TEST_F(Embed, KeepsWithinTheSizeThatOembedAsksFor) {
  const std::string url = "url=" + percent_encode(profile_url());
  const auto usual = oembed(url, partner_);
  EXPECT_STREQ(usual["version"].GetString(), "1.0");
  EXPECT_STREQ(usual["type"].GetString(), "rich");
  EXPECT_EQ(usual["width"].GetInt(), 640);
  const auto small = oembed(url + "&maxwidth=320&maxheight=200&lang=nl", partner_);
  EXPECT_EQ(small["width"].GetInt(), 320);
  EXPECT_EQ(small["height"].GetInt(), 200);
  EXPECT_THAT(small["html"].GetString(), HasSubstr("width=\"320\" height=\"200\""));
  EXPECT_THAT(
      small["html"].GetString(),
      HasSubstr(
          "src=\"https://example.org/find/embed?type=practitioner&amp;key=pk_shop&amp;lang=nl&amp;id="));
  const auto large = oembed(url + "&maxwidth=4000&maxheight=4000", partner_);
  EXPECT_EQ(large["width"].GetInt(), 640);
  const auto anonymous = oembed(url, {});
  EXPECT_STREQ(anonymous["type"].GetString(), "link") << "only partners' pages may frame";
  EXPECT_FALSE(anonymous.HasMember("html"));
}

TEST_F(Embed, ServesTheScriptToBeKeptForEverUnderItsOwnNameOnly) {
  const Response evergreen = handlers_.evergreen_script(request(""));
  EXPECT_THAT(header_of(evergreen, "Cache-Control"), Not(HasSubstr("immutable")));
  EXPECT_EQ(header_of(evergreen, "Access-Control-Allow-Origin"), "*");
  rapidjson::Document where;
  where.Parse(handlers_.script_address(request("")).body.c_str());
  const std::string versioned = where["versioned"].GetString();
  Request named = request("");
  named.path_id = versioned.substr(versioned.rfind('/') + 1);
  const Response release = handlers_.script(named);
  EXPECT_EQ(release.body, evergreen.body);
  EXPECT_EQ(header_of(release, "Cache-Control"), "public, max-age=31536000, immutable");
  named.path_id = "stillpoint-0000000000000000.js";
  EXPECT_EQ(handlers_.script(named).status, 404);
}

}  // namespace
}  // namespace stillpoint::http::embed
