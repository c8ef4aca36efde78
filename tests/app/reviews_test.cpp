#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/consent/answer_link.h"
#include "app/consent/my_listing.h"
#include "app/reviews/report_listing.h"
#include "app/reviews/review_practitioner.h"
#include "domain/reviews.h"
#include "support/consent_world.h"

namespace stillpoint::app {
namespace {

using domain::ListingState;
using domain::Mail;
using domain::PractitionerId;
using domain::ReportState;
using domain::ReviewState;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Reviews : public testing::Test {
 protected:
  void SetUp() override { moderator.roles.add(domain::Role::kModerator); }
  /// Invites, and gives the token of the mail.
  std::string invited(PractitionerId id, const std::string& mail) {
    const Result<void> done = reviews.invite(world.actor, id, mail);
    EXPECT_TRUE(done) << done.error().message << done.error().detail;
    const std::vector<Mail> mails = world.take_mail();
    EXPECT_THAT(mails, SizeIs(1));
    return mails.empty() ? "" : support::ConsentWorld::token_in(mails[0], "/review/");
  }
  domain::ReviewId only_waiting() {
    const auto waiting = world.database().review_desk().waiting(10);
    EXPECT_EQ(waiting->size(), 1U);
    return waiting->empty() ? domain::ReviewId{} : waiting->front().note.review;
  }

  support::ConsentWorld world;
  ReviewPorts ports{.common = world.ports,
                    .desk = world.database().review_desk(),
                    .queue = world.database().verifying(),
                    .reviewer_key = std::string(32, 'k')};
  ReviewPractitioner reviews{ports};
  ReportListing reports{ports};
  domain::Actor moderator{.kind = domain::ActorKind::kAccount, .name = "Mod"};
  PractitionerId amara = world.add("Amara", ListingState::kListed, "amara@example.org");
};

TEST_F(Reviews, CountOnceAModeratorPublishedWhatAnInvitedClientWrote) {
  const std::string token = invited(amara, "client@example.org");
  EXPECT_EQ(world.record(amara).reviews_invited, 1);
  EXPECT_EQ(reviews.look(token)->id, amara);
  ASSERT_TRUE(
      reviews.write(token, {.stars = 2, .words = "Not for me", .sessions = 3, .may_publish = true}, ""));
  EXPECT_EQ(reviews.look(token).error().code, ErrorCode::kGone) << "each invitation once";
  EXPECT_EQ(domain::summarise(world.record(amara).reviews, world.clock.now()).count, 0);
  const domain::ReviewId id = only_waiting();
  EXPECT_EQ(reviews.decide(world.actor, id, {}).error().code, ErrorCode::kForbidden);
  ASSERT_TRUE(reviews.decide(moderator, id, {}));
  EXPECT_EQ(reviews.decide(moderator, id, {}).error().code, ErrorCode::kConflict);
  const auto record = world.record(amara);
  EXPECT_EQ(domain::summarise(record.reviews, world.clock.now()).count, 1);
  EXPECT_EQ(record.reviews[0].words, "Not for me");
  EXPECT_THAT(record.reviews[0].reviewer, Not(HasSubstr("client"))) << "nobody reads who it was";
  const std::vector<Mail> mails = world.take_mail();
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].to, "amara@example.org");
  EXPECT_EQ(world.database().review_desk().publish_rate()->published[1], 1);
}

TEST_F(Reviews, AreOnePerPersonWhateverTheCaseOfTheAddress) {
  invited(amara, "client@example.org");
  EXPECT_EQ(reviews.invite(world.actor, amara, "Client@Example.org").error().code, ErrorCode::kConflict);
  EXPECT_EQ(reviews.invite(world.actor, amara, "AMARA@example.org").error().code, ErrorCode::kInvalid)
      << "nobody reviews themselves";
  EXPECT_EQ(reviews.invite(world.actor, amara, "no address").error().code, ErrorCode::kInvalid);
  const PractitionerId boris = world.add("Boris", ListingState::kListed, "boris@example.org");
  EXPECT_TRUE(reviews.invite(world.actor, boris, "client@example.org"));
  world.take_mail();
  world.clock.move(domain::kReviewLinkLife);
  EXPECT_TRUE(reviews.invite(world.actor, amara, "client@example.org"))
      << "an invitation that ran out is none";
}

TEST_F(Reviews, AreRejectedByANamedRuleOnly) {
  ASSERT_TRUE(reviews.write(invited(amara, "client@example.org"),
                            {.stars = 5, .words = "Buy my oil", .may_publish = true}, ""));
  const domain::ReviewId id = only_waiting();
  ASSERT_TRUE(reviews.decide(moderator, id, domain::ReviewRule::kAdvertisement));
  EXPECT_EQ(world.record(amara).reviews[0].state, ReviewState::kRejected);
  EXPECT_EQ(world.database().review_desk().note(id)->rule, "advertisement");
  EXPECT_EQ(world.database().review_desk().publish_rate()->decided[4], 1);
  EXPECT_EQ(world.database().review_desk().publish_rate()->published[4], 0);
}

TEST_F(Reviews, KeepNoWordsWithoutConsentAndTakeNoNonsense) {
  const std::string token = invited(amara, "client@example.org");
  for (const SentReview& wrong :
       {SentReview{.stars = 0}, SentReview{.stars = 6}, SentReview{.stars = 3, .sessions = -1},
        SentReview{.stars = 3, .minutes = 100'000}, SentReview{.stars = 3, .conditions = {{"no_such"}}},
        SentReview{.stars = 3, .words = std::string(6000, 'x')}}) {
    EXPECT_EQ(reviews.write(token, wrong, "").error().code, ErrorCode::kInvalid);
  }
  ASSERT_TRUE(reviews.write(token, {.stars = 3, .words = "Private"}, "")) << "the link is as good as before";
  EXPECT_EQ(world.record(amara).reviews[0].words, "");
}

TEST_F(Reviews, AreRepliedToByThePersonThemselves) {
  ASSERT_TRUE(reviews.write(invited(amara, "client@example.org"), {.stars = 1, .may_publish = true}, ""));
  const domain::ReviewId id = only_waiting();
  MyListing mine(world.ports);
  AnswerLink answers(world.ports);
  ASSERT_TRUE(mine.request_link("amara@example.org"));
  const std::string opened =
      *answers.open(support::ConsentWorld::token_in(world.take_mail().at(0), "/mine/"));
  EXPECT_EQ(reviews.reply(opened, id, "Sorry", "").error().code, ErrorCode::kNotFound)
      << "not before all see it";
  ASSERT_TRUE(reviews.decide(moderator, id, {}));
  ASSERT_TRUE(reviews.reply(opened, id, "Sorry", ""));
  EXPECT_EQ(world.record(amara).reviews[0].reply, "Sorry");
  EXPECT_EQ(reviews.reply("guessed", id, "x", "").error().code, ErrorCode::kGone);
  ASSERT_TRUE(reviews.invite(opened, "other@example.org", ""));
}

TEST_F(Reviews, OfWhoWasNotInvitedAreTakenWhereAnOwnerSaysSo) {
  EXPECT_EQ(reviews.look_open(amara).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(reviews.write_open(amara, {.stars = 5}, "").error().code, ErrorCode::kNotFound);
  ports.takes_open = []() -> Result<bool> { return true; };
  const PractitionerId draft = world.add("Draft", ListingState::kDraft, "draft@example.org");
  EXPECT_EQ(reviews.look_open(draft).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(reviews.look_open(amara)->id, amara);
  EXPECT_EQ(reviews.write_open(amara, {.stars = 9}, "").error().code, ErrorCode::kInvalid);
  ASSERT_TRUE(reviews.write_open(amara, {.stars = 5, .words = "Lovely", .may_publish = true}, "192.0.2.1"));
  const auto waiting = world.database().review_desk().waiting(10);
  ASSERT_THAT(*waiting, SizeIs(1));
  EXPECT_EQ((*waiting)[0].review.origin, domain::ReviewOrigin::kOpen) << "whoever moderates sees it";
  ASSERT_TRUE(reviews.decide(moderator, (*waiting)[0].note.review, {}));
  const auto record = world.record(amara);
  EXPECT_EQ(record.reviews[0].state, ReviewState::kPublished);
  EXPECT_EQ(record.reviews[0].origin, domain::ReviewOrigin::kOpen);
  EXPECT_EQ(domain::summarise(record.reviews, world.clock.now()).count, 0) << "never counted";
  EXPECT_EQ(record.reviews_invited, 0);
}

TEST_F(Reviews, ReportsDemoteWhenUpheldAndNeverByLateness) {
  const auto missing = reports.report({.practitioner = amara}, "192.0.2.1");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().faults.size(), 2U);
  const auto id = reports.report(
      {.practitioner = amara, .topic = domain::ReportTopic::kContact, .words = "The telephone is wrong"}, "");
  ASSERT_TRUE(id) << id.error().message;
  world.clock.move(std::chrono::hours{24 * 400});
  EXPECT_EQ(*reports.run_out(), 0);
  EXPECT_FALSE(world.record(amara).demoted_since) << "a moderator's lateness costs nobody anything";
  EXPECT_EQ(reports.decide(world.actor, *id, true, "x").error().code, ErrorCode::kForbidden);
  EXPECT_EQ(reports.decide(moderator, *id, true, " ").error().code, ErrorCode::kInvalid);
  ASSERT_TRUE(reports.decide(moderator, *id, true, "The number belongs to somebody else."));
  EXPECT_EQ(world.record(amara).demoted_since, world.clock.now());
  EXPECT_EQ(world.database().review_desk().report(*id)->outcome, "The number belongs to somebody else.");
  EXPECT_EQ(reports.decide(moderator, *id, false, "x").error().code, ErrorCode::kConflict);
  EXPECT_THAT(world.take_mail(), SizeIs(1));
  ASSERT_TRUE(reports.lift(moderator, amara));
  EXPECT_FALSE(world.record(amara).demoted_since);
}

TEST_F(Reviews, ReportsOfAMergedRecordDemoteTheOneThatItWentInto) {
  const auto id =
      reports.report({.practitioner = amara, .topic = domain::ReportTopic::kFees, .words = "Dearer"}, "");
  const PractitionerId kept = world.add("Amara L.", ListingState::kListed, "amara@example.org");
  domain::Practitioner gone = world.record(amara);
  gone.listing = ListingState::kWithdrawn;
  ASSERT_TRUE(world.ports.writer.put(gone));
  ASSERT_TRUE(world.database().register_store().put_merged(amara, kept, world.clock.now()));
  ASSERT_TRUE(reports.decide(moderator, *id, true, "It is dearer."));
  EXPECT_TRUE(world.record(kept).demoted_since);
}

TEST_F(Reviews, ReportsWaitInTheQueueUntilTheyAreDecided) {
  domain::VerifyingStore& queue = world.database().verifying();
  const auto waiting = [&] {
    return queue.work({.kind = domain::WorkKind::kReported}, world.clock.now())->items;
  };
  const std::string words = "The number " + std::string(400, 'x');
  const auto id =
      reports.report({.practitioner = amara, .topic = domain::ReportTopic::kCredential, .words = words}, "");
  world.clock.move(std::chrono::seconds{1});
  const auto other =
      reports.report({.practitioner = amara, .topic = domain::ReportTopic::kFees, .words = "Dearer"}, "");
  ASSERT_TRUE(id && other);
  ASSERT_THAT(waiting(), SizeIs(2)) << "each report is work of its own";
  EXPECT_EQ(waiting()[0].practitioner, amara);
  EXPECT_EQ(waiting()[0].report, *id);
  EXPECT_THAT(waiting()[0].note, HasSubstr("The number xxx"));
  EXPECT_LT(waiting()[0].note.size(), 400U) << "a row, not the whole report";
  ASSERT_TRUE(reports.decide(moderator, *id, false, "The issuer confirms the number."));
  ASSERT_THAT(waiting(), SizeIs(1));
  EXPECT_EQ(waiting()[0].report, *other);
  const auto settled = queue.settled(domain::WorkKind::kReported, id->value);
  ASSERT_TRUE(settled && *settled);
  EXPECT_EQ((*settled)->outcome, "The issuer confirms the number.");
  EXPECT_EQ((*settled)->closed_by, "Mod");
}

TEST_F(Reviews, ReportsThatCannotBeTakenLeaveNothingInTheQueue) {
  EXPECT_FALSE(reports.report({.practitioner = {77}, .topic = domain::ReportTopic::kFees, .words = "x"}, ""));
  EXPECT_EQ(world.database().verifying().work({}, world.clock.now())->by_kind[0], 0U);
}

TEST_F(Reviews, ReportsDemoteNobodyWhomNoNoticeReached) {
  const auto id =
      reports.report({.practitioner = amara, .topic = domain::ReportTopic::kFees, .words = "Dearer"}, "");
  ASSERT_TRUE(reports.notify(moderator, *id));
  const auto due = world.database().outbox().due(world.clock.now(), 10);
  ASSERT_THAT(*due, SizeIs(1));
  ASSERT_TRUE(world.database().outbox().failed(due->front().id, "no such mailbox", {}));
  world.clock.move(domain::kReportAnswerTime * 3);
  EXPECT_EQ(*reports.run_out(), 0);
  EXPECT_FALSE(world.record(amara).demoted_since) << "silence is an answer only to a notice that arrived";
  EXPECT_EQ(world.database().review_desk().report(*id)->state, ReportState::kNoticed);
  ASSERT_TRUE(world.database().outbox().sent(due->front().id, world.clock.now()));
  EXPECT_EQ(*reports.run_out(), 1);
}

TEST_F(Reviews, ReportsThatWereAnsweredDemoteNobodyHoweverLongTheDecisionTakes) {
  const auto id =
      reports.report({.practitioner = amara, .topic = domain::ReportTopic::kFees, .words = "Dearer"}, "");
  world.clock.move(std::chrono::seconds{1});
  ASSERT_TRUE(reports.notify(moderator, *id));
  world.clock.move(std::chrono::hours{1});
  const std::string token = support::ConsentWorld::token_in(world.take_mail().at(0), "/confirm/");
  ASSERT_TRUE(AnswerLink(world.ports).attest(token, ""));
  world.clock.move(domain::kReportAnswerTime);
  EXPECT_EQ(*reports.run_out(), 0);
  EXPECT_EQ(world.database().review_desk().report(*id)->state, ReportState::kAnswered);
  world.clock.move(std::chrono::hours{24 * 400});
  EXPECT_EQ(*reports.run_out(), 0);
  EXPECT_FALSE(world.record(amara).demoted_since) << "a moderator's lateness costs nobody anything";
}

TEST_F(Reviews, ReportsAreNotAnsweredByWhatARegistrarEdits) {
  const auto id =
      reports.report({.practitioner = amara, .topic = domain::ReportTopic::kFees, .words = "Dearer"}, "");
  ASSERT_TRUE(reports.notify(moderator, *id));
  world.take_mail();
  world.clock.move(std::chrono::hours{1});
  domain::Practitioner edited = world.record(amara);
  edited.about = "Put right by a registrar";
  edited.edited = world.clock.now();
  ASSERT_TRUE(put_change(
      world.ports,
      {.before = world.record(amara), .after = edited, .actor = world.actor, .action = "practitioner.edit"},
      world.clock.now()));
  world.clock.move(domain::kReportAnswerTime);
  EXPECT_EQ(*reports.run_out(), 1);
  EXPECT_TRUE(world.record(amara).demoted_since);
}

TEST_F(Reviews, ReportsDemoteWhoStaysSilentAfterNoticeAndNotWhoAnswers) {
  const PractitionerId boris = world.add("Boris", ListingState::kListed, "boris@example.org");
  std::vector<domain::ReportId> ids;
  for (const PractitionerId person : {amara, boris}) {
    ids.push_back(*reports.report(
        {.practitioner = person, .topic = domain::ReportTopic::kFees, .words = "Dearer"}, ""));
    world.clock.move(std::chrono::seconds{1});
    ASSERT_TRUE(reports.notify(moderator, ids.back()));
  }
  const std::vector<Mail> mails = world.take_mail();
  ASSERT_THAT(mails, SizeIs(2));
  world.clock.move(std::chrono::hours{1});
  ASSERT_TRUE(AnswerLink(world.ports).attest(support::ConsentWorld::token_in(mails[1], "/confirm/"), ""));
  EXPECT_EQ(*reports.run_out(), 0) << "there is time yet";
  world.clock.move(domain::kReportAnswerTime);
  EXPECT_EQ(*reports.run_out(), 1);
  EXPECT_TRUE(world.record(amara).demoted_since);
  EXPECT_FALSE(world.record(boris).demoted_since);
  EXPECT_EQ(world.database().review_desk().report(ids[0])->state, ReportState::kUpheld);
  EXPECT_EQ(world.database().review_desk().report(ids[1])->state, ReportState::kAnswered);
  EXPECT_EQ(*reports.run_out(), 0);
}

}  // namespace
}  // namespace stillpoint::app
