#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/asked.h"
#include "http/reviews/review_handlers.h"
#include "support/consent_world.h"

namespace stillpoint::http::reviews {
namespace {

using domain::ListingState;
using domain::PractitionerId;
using support::ConsentWorld;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class ReviewPages : public testing::Test {
 protected:
  Response ask(const std::string& method, const std::string& path, const std::string& body = "") {
    return http::asked(router, {.method = method, .path = path, .body = body, .client_address = client});
  }

  std::string client = "192.0.2.1";
  ConsentWorld world;
  app::ReviewPorts ports{.common = world.ports,
                         .desk = world.database().review_desk(),
                         .queue = world.database().verifying(),
                         .reviewer_key = std::string(32, 'k')};
  app::ReviewPractitioner reviews{ports};
  app::ReportListing reports{ports};
  app::TokenBuckets by_client{kReportsByClient};
  app::TokenBuckets open_by_client{kOpenReviewsByClient};
  Links links{"https://directory.example.org"};
  ReviewServices services{.reviews = reviews,
                          .reports = reports,
                          .desk = ports.desk,
                          .directory = world.ports.directory,
                          .reports_by_client = by_client,
                          .reviews_by_client = open_by_client,
                          .vocabulary = support::seed_vocabulary(),
                          .links = links};
  Router router{review_routes(services)};
  PractitionerId amara = world.add("Amara", ListingState::kListed, "amara@example.org");
};

TEST_F(ReviewPages, TakeAReviewOnceAndKeepWhatWasTyped) {
  ASSERT_TRUE(reviews.invite(world.actor, amara, "client@example.org"));
  const std::string path = "/review/" + ConsentWorld::token_in(world.take_mail().at(0), "/review/");
  EXPECT_THAT(ask("GET", path).body, HasSubstr("Your session with Amara"));
  const Response wrong = ask("POST", path, "words=%3Cscript%3E&sessions=many&publish=yes");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.body, HasSubstr("id=\"stars-fault\""));
  EXPECT_THAT(wrong.body, HasSubstr("id=\"sessions-fault\""));
  EXPECT_THAT(wrong.body, HasSubstr(">\n&lt;script&gt;</textarea>"));
  EXPECT_EQ(ask("POST", path, "stars=4&words=Good&publish=yes&sessions=3&minutes=60").status, 200);
  EXPECT_EQ(ask("GET", path).status, 410);
  EXPECT_EQ(ask("POST", path, "stars=5").status, 410);
  EXPECT_THAT(world.record(amara).reviews, SizeIs(1));
  EXPECT_EQ(world.record(amara).reviews[0].state, domain::ReviewState::kPending);
}

TEST_F(ReviewPages, PublishTheRulesWithTheShareOfEachStar) {
  const Response page = ask("GET", "/review-rules");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr(std::string(sentence_of(domain::ReviewRule::kInsults))));
  EXPECT_THAT(page.body, HasSubstr("none yet"));
}

TEST_F(ReviewPages, TakeAReportFromAnyoneAndShowItsOutcome) {
  const std::string path = "/report/" + print_id(amara.value);
  EXPECT_THAT(ask("GET", path).body, HasSubstr("Something is wrong with Amara"));
  const Response wrong = ask("POST", path, "words=");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.body, HasSubstr("topic-fault"));
  const Response thanks = ask("POST", path, "topic=fees&words=Dearer+than+it+says");
  ASSERT_EQ(thanks.status, 200);
  const std::size_t at = thanks.body.find("/reports/");
  ASSERT_NE(at, std::string::npos);
  const std::string state = thanks.body.substr(at, 9 + 12);
  EXPECT_THAT(ask("GET", state).body, HasSubstr("Waits for a moderator"));
  EXPECT_THAT(ask("GET", state).body, Not(HasSubstr("Dearer"))) << "what was reported is for moderators";
  EXPECT_EQ(ask("GET", "/reports/zzz").status, 404);
  const PractitionerId draft = world.add("Draft", ListingState::kDraft, "");
  EXPECT_EQ(ask("GET", "/report/" + print_id(draft.value)).status, 404);
  EXPECT_FALSE(world.record(amara).demoted_since) << "a report alone costs nothing";
  for (int i = 0; i < 5; ++i) ask("POST", path, "topic=fees&words=Again");
  EXPECT_EQ(ask("POST", path, "topic=fees&words=Again").status, 429);
}

TEST_F(ReviewPages, CountASubscribersManyAddressesAsOne) {
  const std::string path = "/report/" + print_id(amara.value);
  Response last;
  for (int i = 0; i < 20; ++i) {
    client = "2001:db8::" + std::to_string(i + 1);
    last = ask("POST", path, "topic=contact&words=It%20is%20closed.");
  }
  EXPECT_EQ(last.status, 429) << "a household has more of them than there are people";
}

TEST_F(ReviewPages, LabelWhoWasNotInvitedAndSlowThemDown) {
  const PractitionerId id = world.add("Open", ListingState::kListed, "open@example.org");
  const std::string path = "/practitioners/" + print_id(id.value) + "/review";
  EXPECT_EQ(ask("GET", path).status, 404) << "unless an owner says so";
  ports.takes_open = []() -> Result<bool> { return true; };
  EXPECT_THAT(ask("GET", path).body, HasSubstr("You were not invited."));
  EXPECT_EQ(ask("POST", path, "stars=9").status, 400);
  EXPECT_EQ(ask("POST", path, "stars=4&words=Fine&publish=yes").status, 200);
  EXPECT_EQ(world.database().review_desk().waiting(10)->size(), 1U);
  EXPECT_EQ(ask("POST", path, "stars=4").status, 200);
  EXPECT_EQ(ask("POST", path, "stars=4").status, 429);
}

}  // namespace
}  // namespace stillpoint::http::reviews
