#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "contract/records.h"
#include "contract/store_factories.h"

namespace stillpoint::contract {
namespace {

using namespace std::chrono_literals;
using domain::PractitionerId;
using domain::Report;
using domain::ReportId;
using domain::ReportState;
using domain::ReviewNote;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

class ReviewContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override { store_ = GetParam().make_empty(); }
  domain::ReviewDesk& desk() { return store_->review_desk(); }

  /// A record with one review of so many stars at a state; the review has the id given.
  PractitionerId reviewed(const std::string& name, std::int64_t review, int stars,
                          domain::ReviewState state) {
    domain::Practitioner record = small_record(name);
    record.reviews = {{.id = {review},
                       .origin = domain::ReviewOrigin::kInvited,
                       .state = state,
                       .stars = stars,
                       .published_at = kNow,
                       .words = "Words of " + name}};
    const Result<PractitionerId> id = store_->writer().put(record);
    EXPECT_TRUE(id);
    return *id;
  }

  std::unique_ptr<StoreUnderTest> store_;
};

TEST_P(ReviewContract, KnowsWhoWasInvitedByADigestAlone) {
  const auto id =
      desk().put(domain::ReviewInvitation{.practitioner = {5}, .reviewer = "abc", .invited = kNow});
  ASSERT_TRUE(id);
  EXPECT_EQ(desk().invitation(*id)->practitioner, PractitionerId{5});
  EXPECT_FALSE(desk().invitation(*id)->answered);
  EXPECT_EQ((*desk().latest_invitation({5}, "abc"))->id, *id);
  EXPECT_FALSE(desk().latest_invitation({6}, "abc")->has_value()) << "another practitioner's";
  EXPECT_FALSE(desk().latest_invitation({5}, "ABC")->has_value()) << "byte for byte";
  ASSERT_TRUE(desk().answered(*id, kNow + 1h));
  EXPECT_EQ(desk().invitation(*id)->answered, kNow + 1h);
  const auto later =
      desk().put(domain::ReviewInvitation{.practitioner = {5}, .reviewer = "abc", .invited = kNow + 2h});
  EXPECT_EQ((*desk().latest_invitation({5}, "abc"))->id, *later);
  EXPECT_EQ(desk().invitation(4711).error().code, ErrorCode::kNotFound);
}

TEST_P(ReviewContract, ShowsWhatWaitsLongestFirstAndCountsWhatWasDecided) {
  const PractitionerId a = reviewed("A", 11, 1, domain::ReviewState::kPending);
  const PractitionerId b = reviewed("B", 12, 5, domain::ReviewState::kPublished);
  const PractitionerId c = reviewed("C", 13, 5, domain::ReviewState::kRejected);
  ASSERT_TRUE(desk().put(ReviewNote{.review = {11}, .practitioner = a, .sessions = 3, .written = kNow}));
  ASSERT_TRUE(desk().put(ReviewNote{.review = {12}, .practitioner = b, .written = kNow - 1h}));
  ASSERT_TRUE(desk().put(ReviewNote{.review = {13}, .practitioner = c, .minutes = 60, .written = kNow - 2h}));
  std::vector<std::string> names;
  const auto waiting = desk().waiting(10);
  for (const domain::ReviewAtDesk& one : *waiting) names.push_back(one.practitioner_name + one.review.words);
  EXPECT_THAT(names, ElementsAre("CWords of C", "BWords of B", "AWords of A"));
  EXPECT_EQ(waiting->back().note.sessions, 3);
  EXPECT_EQ(waiting->front().note.minutes, 60);
  EXPECT_EQ(desk().waiting(1)->size(), 1U);
  ASSERT_TRUE(desk().put(ReviewNote{.review = {12}, .practitioner = b, .written = kNow, .decided = kNow}));
  ASSERT_TRUE(desk().put(
      ReviewNote{.review = {13}, .practitioner = c, .written = kNow, .decided = kNow, .rule = "insults"}));
  EXPECT_EQ(desk().waiting(10)->size(), 1U);
  EXPECT_EQ(desk().note({13})->rule, "insults");
  EXPECT_EQ(desk().note({99}).error().code, ErrorCode::kNotFound);
  const domain::PublishRate rate = *desk().publish_rate();
  EXPECT_THAT(rate.decided, ElementsAre(0, 0, 0, 0, 2));
  EXPECT_THAT(rate.published, ElementsAre(0, 0, 0, 0, 1));
}

TEST_P(ReviewContract, KeepsReportsWithTheirOutcome) {
  std::vector<ReportId> ids;
  for (std::size_t i = 0; i < domain::kReportTopics; ++i) {
    const auto id = desk().put(Report{.practitioner = {5},
                                      .topic = static_cast<domain::ReportTopic>(i),
                                      .words = "Words",
                                      .received = kNow + std::chrono::seconds{static_cast<int>(i)},
                                      .since = kNow + std::chrono::seconds{static_cast<int>(i)}});
    ASSERT_TRUE(id);
    EXPECT_EQ(desk().report(*id)->topic, static_cast<domain::ReportTopic>(i));
    ids.push_back(*id);
  }
  Report first = *desk().report(ids[0]);
  for (std::size_t i = 0; i < domain::kReportStates; ++i) {
    first.state = static_cast<ReportState>(i);
    ASSERT_TRUE(desk().put(first));
    EXPECT_EQ(desk().report(ids[0])->state, first.state);
  }
  first.state = ReportState::kUpheld;
  first.since = kNow + 1h;
  first.outcome = "It was wrong.";
  ASSERT_TRUE(desk().put(first));
  EXPECT_EQ(desk().report(ids[0])->outcome, "It was wrong.");
  EXPECT_EQ(desk().report(ids[0])->words, "Words");
  const auto all = desk().reports(10);
  ASSERT_EQ(all->size(), domain::kReportTopics);
  EXPECT_EQ(all->front().id, ids[1]) << "what waits longest first";
  EXPECT_EQ(all->back().id, ids[0]) << "what is decided last";
  EXPECT_THAT(*desk().reports_at(ReportState::kNoticed, kNow + 24h), IsEmpty());
  EXPECT_EQ(desk().reports_at(ReportState::kOpen, kNow + 1s)->size(), 1U);
  EXPECT_EQ(desk().report({4711}).error().code, ErrorCode::kNotFound);
}

INSTANTIATE_TEST_SUITE_P(All, ReviewContract, testing::ValuesIn(all_stores()),
                         [](const testing::TestParamInfo<StoreFactory>& store) { return store.param.name; });

}  // namespace
}  // namespace stillpoint::contract
