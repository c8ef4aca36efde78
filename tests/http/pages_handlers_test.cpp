#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "http/cursor.h"
#include "http/pages/page_handlers.h"
#include "http/pages/page_routes.h"
#include "http/pages_world.h"
#include "http/parameters.h"
#include "http/url.h"

namespace stillpoint::http::pages {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Pages : public ::testing::Test, protected PagesWorld {
 protected:
  static Request get(std::string path, std::string_view query = {}) {
    Request request;
    request.method = "GET";
    request.path = std::move(path);
    request.parameters = *parse_query(query);
    request.header = [](std::string_view) { return std::string(); };
    return request;
  }
  [[nodiscard]] Response search(std::string_view query) const { return handlers_.search(get("/", query)); }
  [[nodiscard]] std::string location_of(std::string_view form) const {
    Request request = get("/search");
    request.method = "POST";
    request.body = form;
    const Response response = handlers_.ask(request);
    EXPECT_EQ(response.status, 303) << form;
    for (const auto& [name, value] : response.headers) {
      if (name == "Location") return value;
    }
    return {};
  }
  [[nodiscard]] Response profile(std::string id, std::string_view query = {}) const {
    Request request = get("/practitioners/" + id, query);
    request.path_id = std::move(id);
    return handlers_.profile(request);
  }

  PageHandlers handlers_{services_};
};

TEST_F(Pages, TurnAFormIntoAnAddressWithoutWhatMakesNoSenseAlone) {
  const struct {
    const char* why;
    const char* form;
    const char* location;
  } cases[] = {
      {"nothing filled in: everybody", "place=&near=&radius_km=40&condition=&q=", "/find/?sort=best#found"},
      {"a radius needs a centre", "radius_km=80&accepting=true", "/find/?accepting=true#found"},
      {"a typed place stands before one's own", "place=Columbus&near=39.96,-83",
       "/find/?place=Columbus#found"},
      {"a currency needs a price", "currency=USD&certified=true", "/find/?certified=true#found"},
      {"a price keeps its currency", "max_price=120&currency=USD", "/find/?max_price=120&currency=USD#found"},
      {"strange names are dropped", "utm_source=x&facets=school&cursor=c&accepting=true",
       "/find/?accepting=true#found"},
      {"wrong values are told by the page itself", "max_price=cheap&currency=USD",
       "/find/?max_price=cheap&currency=USD#found"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(location_of(c.form), c.location);
  }
}

TEST_F(Pages, CompareByTheQuestionThatTheSearchAsked) {
  const std::string id = print_id(sample_practitioner().id.value);
  EXPECT_THAT(handlers_.compare(get("/compare", "id=" + id)).body, HasSubstr("Not asked"));
  const std::string token = sample_sealer().seal(Sealer::Purpose::kSearch, "condition=migraine");
  const std::string asked = handlers_.compare(get("/compare", "id=" + id + "&s=" + token)).body;
  EXPECT_THAT(asked, Not(HasSubstr("Not asked")));
  EXPECT_THAT(asked, HasSubstr("/practitioners/" + id + "?s=" + token))
      << "and the profile goes on asking it";
  EXPECT_THAT(profile(id, "s=" + token).body, HasSubstr("/compare?id=" + id + "&amp;s=" + token));
  EXPECT_EQ(handlers_.compare(get("/compare", "id=" + id + "&s=damaged")).status, 200);
}

TEST_F(Pages, SealWhatTellsOfHealthAndOpenItAgain) {
  const std::string location = location_of("place=Columbus%2C+OH&condition=migraine&accepting=true");
  ASSERT_THAT(location, StartsWith("/find/?s="));
  EXPECT_THAT(location, Not(HasSubstr("migraine")));
  const std::string query = location.substr(7, location.find('#') - 7);
  const Response response = search(query);
  EXPECT_EQ(response.status, 200);
  ASSERT_EQ(index_.asked_.conditions.size(), 1U);
  EXPECT_EQ(index_.asked_.conditions[0].value, "migraine");
  EXPECT_EQ(index_.asked_.place, "Columbus, OH");
  EXPECT_TRUE(index_.asked_.accepting);
  EXPECT_FALSE(index_.asked_.facets.empty()) << "options show their counts";
}

TEST_F(Pages, PassTheConditionOnToAProfileSealed) {
  const Response list = search("s=" + sample_sealer().seal(Sealer::Purpose::kSearch, "condition=migraine"));
  const std::size_t begin =
      list.body.find("/practitioners/" + print_id(sample_practitioner().id.value) + "?s=");
  ASSERT_NE(begin, std::string::npos);
  const std::string link = list.body.substr(begin, list.body.find('"', begin) - begin);
  const Response response =
      profile(print_id(sample_practitioner().id.value), link.substr(link.find('?') + 1));
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr("Experience: migraine"));
}

TEST_F(Pages, IgnoreNamesTheyDoNotKnow) {
  EXPECT_EQ(search("utm_campaign=spring&accepting=true").status, 200);
  EXPECT_TRUE(index_.asked_.accepting);
}

TEST_F(Pages, TellWrongValuesBesideTheirFieldsWith400) {
  for (const char* query : {"place=Atlantis", "max_price=cheap&currency=USD", "sort=distance"}) {
    SCOPED_TRACE(query);
    const Response response = search(query);
    EXPECT_EQ(response.status, 400);
    EXPECT_THAT(response.body, HasSubstr("This could not be searched"));
    EXPECT_THAT(response.body, HasSubstr("action=\"/find/search\"")) << "the form is there to mend it";
  }
}

TEST_F(Pages, NameAWrongPlaceBesideEveryOtherWrongValueAndNoChipForThem) {
  const Response response = search("place=Atlantis&max_price=cheap&currency=USD&accepting=true");
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(response.body, HasSubstr("id=\"fault-place\""));
  EXPECT_THAT(response.body, HasSubstr("id=\"fault-max_price\""));
  const std::size_t chips = response.body.find("<ul class=\"chips\"");
  ASSERT_NE(chips, std::string::npos);
  const std::string list = response.body.substr(chips, response.body.find("</ul>", chips) - chips);
  EXPECT_THAT(list, HasSubstr("Takes new clients"));
  EXPECT_THAT(list, Not(HasSubstr("Atlantis")));
}

TEST_F(Pages, RefuseADamagedLinkInWords) {
  const Response response = search("s=damaged");
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(response.body, HasSubstr("This link is damaged"));
}

TEST_F(Pages, ContinueAWalkAndEndItAfterADay) {
  domain::SearchTerms terms;
  terms.accepting = true;
  const std::string cursor = seal_cursor({.search = to_parameters(terms, sample_vocabulary()),
                                          .position = {.month = {}, .ranks = {1}, .name = {}, .id = {5}},
                                          .issued = sample_now()},
                                         sample_sealer());
  EXPECT_EQ(search("cursor=" + cursor).status, 200);
  EXPECT_TRUE(index_.walked_);
  EXPECT_TRUE(index_.asked_.accepting);
  clock_.now_ += std::chrono::hours{25};
  const Response late = search("cursor=" + cursor);
  EXPECT_EQ(late.status, 410);
  EXPECT_THAT(late.body, HasSubstr("This is gone"));
}

TEST_F(Pages, AnswerWhoIsNotListedAndWhoIsNoLonger) {
  EXPECT_EQ(profile("nonsense").status, 404);
  EXPECT_EQ(profile(print_id(5)).status, 404);
  const Response gone = profile(print_id(OnePersonDirectory::kWithdrawn));
  EXPECT_EQ(gone.status, 410);
  EXPECT_THAT(gone.body, HasSubstr("This is gone"));
}

TEST_F(Pages, CompareAtMostFourAndEachOnce) {
  const std::string id = print_id(sample_practitioner().id.value);
  const Response response = handlers_.compare(get("/compare", "id=" + id + "&id=" + id + "&id=nonsense"));
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr("1 of those asked for is not shown"));
  EXPECT_THAT(response.body, HasSubstr("Only one is chosen"));
}

TEST_F(Pages, SayThatMoreThanFourDoNotFitSideBySide) {
  std::string ids;
  for (std::int64_t i = 0; i < 6; ++i) ids += "&id=" + print_id(OnePersonDirectory::kNamesakes + i);
  const Response response = handlers_.compare(get("/compare", ids.substr(1)));
  EXPECT_THAT(response.body, HasSubstr("so 2 more were left out"));
}

TEST_F(Pages, OfARealDirectoryAreOpenToSearchEngines) {
  const Response start = search("");
  EXPECT_THAT(start.body, Not(HasSubstr("noindex")));
  EXPECT_THAT(start.body, Not(HasSubstr("invented")));
  EXPECT_THAT(search("accepting=true").body, HasSubstr("noindex")) << "lists are not for search engines";
}

TEST_F(Pages, PutTheBasePathBeforeEveryOwnAddress) {
  for (const Response& response :
       {search("accepting=true"), profile(print_id(sample_practitioner().id.value))}) {
    EXPECT_THAT(response.body, Not(HasSubstr("href=\"/p")));
    EXPECT_THAT(response.body, Not(HasSubstr("src=\"/a")));
    EXPECT_THAT(response.body, HasSubstr("href=\"/find/compare?id="));
  }
}

TEST_F(Pages, TellWhetherACertificateStandsAndWhatThatDoesNotSay) {
  const Response response = handlers_.verify(get("/verify", "issuer=board&number=+R-1+&utm_source=card"));
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr("<span>Valid</span>"));
  EXPECT_THAT(response.body, HasSubstr("Amara Lindqvist"));
  EXPECT_THAT(response.body, HasSubstr("700 hours of training"));
  EXPECT_THAT(response.body, HasSubstr("Standards Authority"));
  EXPECT_THAT(response.body, HasSubstr("28 February 2027")) << "when the next check is due";
  EXPECT_THAT(response.body, HasSubstr("It is not a licence"));
  EXPECT_THAT(response.body, HasSubstr("https://example.org/find/verify?issuer=board&amp;number=R-1"))
      << "the link for one's own card";
  EXPECT_THAT(response.body, HasSubstr("src=\"/find/verify/qr.svg?issuer=board&amp;number=R-1\""));
}

TEST_F(Pages, NameNobodyWhereANumberIsUnknown) {
  const Response response = handlers_.verify(get("/verify", "issuer=board&number=r1"));
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr("No such number here"));
  EXPECT_THAT(response.body, HasSubstr("Did you mean"));
  EXPECT_THAT(response.body, HasSubstr("href=\"/find/verify?issuer=board&amp;number=R-1\""));
  EXPECT_THAT(response.body, Not(HasSubstr("Amara")));
  EXPECT_THAT(response.body, Not(HasSubstr("qr.svg")));
}

TEST_F(Pages, TellAnEmptyFormOfCertificatesNothingAndAWrongOneEverything) {
  const Response empty = handlers_.verify(get("/verify"));
  EXPECT_EQ(empty.status, 200);
  EXPECT_THAT(empty.body, Not(HasSubstr("class=\"fault\"")));
  const Response wrong = handlers_.verify(get("/verify", "number=%3Cb%3E&as_of=soon"));
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.body, HasSubstr("id=\"fault-issuer\""));
  EXPECT_THAT(wrong.body, HasSubstr("id=\"fault-as_of\""));
  EXPECT_THAT(wrong.body, HasSubstr("value=\"&lt;b&gt;\""));
  const Response ahead = handlers_.verify(get("/verify", "issuer=board&number=R-1&as_of=2030-01-01"));
  EXPECT_EQ(ahead.status, 400);
  EXPECT_THAT(ahead.body, HasSubstr("This time is still ahead"));
}

TEST_F(Pages, DrawTheCodeThatLeadsToAVerdict) {
  const Response code = handlers_.verify_qr(get("/verify/qr.svg", "issuer=board&number=R-1"));
  EXPECT_EQ(code.status, 200);
  EXPECT_EQ(code.content_type, "image/svg+xml");
  EXPECT_THAT(code.body, StartsWith("<svg "));
  EXPECT_EQ(handlers_.verify_qr(get("/verify/qr.svg", "issuer=board")).status, 400);
}

TEST_F(Pages, LetNobodyGuessNumbers) {
  int answered = 0;
  Response last;
  for (int i = 0; i < 20; ++i) {
    Request request = get("/verify", "issuer=board&number=" + std::to_string(i));
    request.client_address = "192.0.2.7";
    last = handlers_.verify(request);
    answered += last.status == 200 ? 1 : 0;
  }
  EXPECT_EQ(answered, 6);
  EXPECT_EQ(last.status, 429);
  EXPECT_THAT(last.body, HasSubstr("Too many"));
}

TEST_F(Pages, ServeAssetsByTheirDigestAlone) {
  const Assets assets = program_assets();
  const std::string served(assets.path("style.css").view().substr(std::string_view("/assets/").size()));
  Request request = get("/assets/" + served);
  request.path_id = served;
  EXPECT_EQ(handlers_.asset(request).status, 200);
  request.path_id = "style.css";
  EXPECT_EQ(handlers_.asset(request).status, 404);
}

}  // namespace
}  // namespace stillpoint::http::pages
