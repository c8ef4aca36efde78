#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "app/consent/answer_link.h"
#include "app/consent/ask_consent.h"
#include "app/consent/care_for_listings.h"
#include "app/consent/my_listing.h"
#include "app/import_directory.h"
#include "support/consent_world.h"

namespace stillpoint::app {
namespace {

using namespace std::chrono_literals;
using domain::ListingState;
using domain::Mail;
using domain::Practitioner;
using domain::PractitionerId;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::chrono::hours kDay{24};

class Consent : public testing::Test {
 protected:
  /// Asks, and gives the token of the mail.
  std::string asked(PractitionerId id) {
    const Result<void> done = ask.ask(world.actor, id);
    EXPECT_TRUE(done) << done.error().message;
    const std::vector<Mail> mails = world.take_mail();
    EXPECT_EQ(mails.size(), 1U);
    return mails.empty() ? "" : support::ConsentWorld::token_in(mails.back(), "/confirm/");
  }
  CareSummary care() {
    CareForListings carer(world.ports);
    const Result<CareSummary> done = carer.run({});
    EXPECT_TRUE(done) << done.error().message << done.error().detail;
    return done ? *done : CareSummary{};
  }

  support::ConsentWorld world;
  AskConsent ask{world.ports};
  AnswerLink answers{world.ports};
  MyListing mine{world.ports};
};

TEST_F(Consent, ListsADraftOnTheOwnWordOfItsPerson) {
  const PractitionerId id = world.add("Amara", ListingState::kDraft, "amara@example.org");
  const std::string token = asked(id);
  const std::int64_t version = world.record(id).version;
  for (int scanner = 0; scanner < 3; ++scanner) {
    const auto seen = answers.look(token);
    ASSERT_TRUE(seen) << seen.error().message;
    EXPECT_EQ(seen->profile.practitioner.name.display, "Amara");
  }
  EXPECT_EQ(world.record(id).version, version) << "looking changes nothing";
  EXPECT_EQ(*answers.attest(token, "192.0.2.1"), id);
  const Practitioner record = world.record(id);
  EXPECT_EQ(record.listing, ListingState::kListed);
  EXPECT_EQ(record.listing_basis, "own consent");
  EXPECT_EQ(record.attested, world.clock.now());
  EXPECT_EQ(world.commits, 1);
  EXPECT_EQ(answers.attest(token, "").error().code, ErrorCode::kGone) << "each link once";
  EXPECT_EQ(answers.look(token).error().code, ErrorCode::kGone);
  EXPECT_THAT(world.trail_of(id), ElementsAre("practitioner.ask_consent", "practitioner.attest"));
}

TEST_F(Consent, TakesALinkForWhatItWasMailedForOnly) {
  const PractitionerId id = world.add("Amara", ListingState::kDraft, "amara@example.org");
  const MailedToken reset = draw_mailed_token();
  ASSERT_TRUE(world.ports.links.put(reset.hash, {.purpose = domain::LinkPurpose::kResetPassword,
                                                 .practitioner = id,
                                                 .expires = world.clock.now() + 1h}));
  EXPECT_EQ(answers.look(reset.token).error().code, ErrorCode::kNotFound);
  EXPECT_FALSE(answers.attest(reset.token, ""));
  EXPECT_FALSE(answers.withdraw(reset.token, ""));
  EXPECT_FALSE(answers.open(reset.token));
  EXPECT_TRUE(world.ports.links.find(reset.hash, world.clock.now())) << "and uses nothing up";
  const std::string token = asked(id);
  EXPECT_EQ(mine.view(token).error().code, ErrorCode::kGone) << "a mailed link is no opened page";
  world.clock.move(domain::kConfirmLinkLife);
  EXPECT_EQ(answers.attest(token, "").error().code, ErrorCode::kGone);
  EXPECT_EQ(world.record(id).listing, ListingState::kDraft);
}

TEST_F(Consent, LeavesNothingOfAPersonWhoWithdraws) {
  const PractitionerId id = world.add("Amara", ListingState::kListed, "amara@example.org");
  const std::string token = asked(id);
  const std::string other = asked(id);
  ASSERT_TRUE(answers.withdraw(token, ""));
  EXPECT_EQ(world.ports.directory.find(id).error().code, ErrorCode::kGone);
  const Practitioner left = world.record(id);
  EXPECT_EQ(left.listing, ListingState::kWithdrawn);
  EXPECT_EQ(left.name.display + left.about + left.contact.mail, "");
  EXPECT_THAT(left.external_ids, IsEmpty());
  ASSERT_EQ(left.credentials.size(), 1U) << "leaving hides no revocation";
  EXPECT_EQ(left.credentials[0].number, "N-Amara");
  ASSERT_EQ(left.credentials[0].events.size(), 1U);
  EXPECT_EQ(left.credentials[0].events[0].kind, domain::CredentialEventKind::kRevoked);
  EXPECT_FALSE(answers.attest(other, "")) << "every other link is dead";
  EXPECT_EQ(world.record(id).listing, ListingState::kWithdrawn);
  const std::vector<Mail> mails = world.take_mail();
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_THAT(mails[0].subject, HasSubstr("left"));
  EXPECT_THAT(*world.ports.consents.with_mail("amara@example.org"), IsEmpty());
  EXPECT_FALSE(world.ports.consents.find(id)->has_value());
  // A re-import meets the tombstone by the external id, which nobody can read any more.
  Practitioner again;
  again.external_ids = {{.system = "nppes", .value = "id-Amara"}};
  const auto met = world.ports.writer.find_existing(again);
  ASSERT_TRUE(met && *met);
  EXPECT_EQ((*met)->id, id);
  EXPECT_THAT(world.trail_of(id), Contains("practitioner.withdraw"));
  EXPECT_THAT(world.ledger.kept, SizeIs(1)) << "a restored copy forgets them too";
}

TEST_F(Consent, LeavesNothingOfTheRecordsThatWereMergedEither) {
  const PractitionerId id = world.add("Amara", ListingState::kListed, "amara@example.org");
  const PractitionerId merged = world.add("Amara of before", ListingState::kWithdrawn, "before@example.org");
  ASSERT_TRUE(world.database().register_store().put_merged(merged, id, world.clock.now()));
  ASSERT_TRUE(answers.withdraw(asked(id), ""));
  const Practitioner left = world.record(merged);
  EXPECT_EQ(left.name.display + left.about + left.contact.mail, "");
  EXPECT_THAT(world.ledger.kept, SizeIs(2));
  EXPECT_THAT(world.trail_of(merged), Contains("practitioner.withdraw"));
}

TEST_F(Consent, ListsDraftsOnARecordedGroundWithALinkToObject) {
  const PractitionerId amara = world.add("Amara", ListingState::kDraft, "amara@example.org");
  const PractitionerId boris = world.add("Boris", ListingState::kDraft, "boris@example.org");
  const PractitionerId mute = world.add("Mute", ListingState::kDraft, "");
  const Date day = std::chrono::floor<std::chrono::days>(world.clock.now());
  const auto counts =
      ask.list(world.actor, {.clause = "Statutes, section 4", .date = day, .people = {amara, boris, mute}});
  ASSERT_TRUE(counts) << counts.error().message;
  EXPECT_EQ(counts->listed, 2);
  EXPECT_EQ(counts->without_mail, 1);
  EXPECT_EQ(world.record(mute).listing, ListingState::kDraft);
  EXPECT_EQ(world.record(amara).listing_basis, "Statutes, section 4 (2026-11-22)");
  EXPECT_FALSE(world.record(amara).attested) << "they said nothing themselves";
  const std::vector<Mail> mails = world.take_mail();
  ASSERT_THAT(mails, SizeIs(2));
  EXPECT_THAT(mails[0].text, HasSubstr("Statutes, section 4 (2026-11-22)"));
  const std::string objection = support::ConsentWorld::token_in(mails[0], "/object/");
  EXPECT_EQ(answers.look(objection)->purpose, domain::LinkPurpose::kObject);
  ASSERT_TRUE(answers.withdraw(objection, ""));
  EXPECT_EQ(world.record(amara).listing, ListingState::kWithdrawn);
  world.clock.move(domain::kObjectLinkLife - 1s);
  const std::string other = support::ConsentWorld::token_in(mails[1], "/object/");
  EXPECT_TRUE(answers.look(other)) << "for thirty days";
  world.clock.move(1s);
  EXPECT_EQ(answers.look(other).error().code, ErrorCode::kGone);
}

TEST_F(Consent, ListsEverybodyOnlyWhereTheirNumberWasConfirmed) {
  const PractitionerId amara = world.add("Amara", ListingState::kDraft, "amara@example.org");
  world.add("Boris", ListingState::kDraft, "boris@example.org");
  world.add("Mute", ListingState::kDraft, "");
  const Date day = std::chrono::floor<std::chrono::days>(world.clock.now());
  ListingBasis basis{.clause = "Statutes, section 4", .date = day};
  for (const std::optional<std::int64_t> told :
       {std::optional<std::int64_t>(), std::optional<std::int64_t>(1)}) {
    basis.everybody = told;
    const auto asked = ask.list(world.actor, basis);
    ASSERT_FALSE(asked) << "no tick by mistake lists nobody";
    EXPECT_EQ(asked.error().code, ErrorCode::kConflict);
    EXPECT_EQ(asked.error().faults.at(0).where, "everybody");
    EXPECT_EQ(asked.error().faults.at(0).value, "2");
  }
  EXPECT_EQ(world.record(amara).listing, ListingState::kDraft);
  EXPECT_THAT(world.take_mail(), SizeIs(0));
  basis.everybody = 2;
  const auto listed = ask.list(world.actor, basis);
  ASSERT_TRUE(listed) << listed.error().message;
  EXPECT_EQ(listed->listed, 2);
  EXPECT_THAT(world.take_mail(), SizeIs(2));
  basis.everybody.reset();
  const auto nobody = ask.list(world.actor, basis);
  ASSERT_TRUE(nobody) << "where nobody is left, nothing is to be confirmed";
  EXPECT_EQ(nobody->listed, 0);
}

TEST_F(Consent, ListsNobodyWithEverybodyWhoWasPromisedToStayUnseen) {
  const PractitionerId asked_one = world.add("Amara", ListingState::kDraft, "amara@example.org");
  const PractitionerId unlisted = world.add("Boris", ListingState::kDraft, "boris@example.org");
  const PractitionerId fresh = world.add("Cleo", ListingState::kDraft, "cleo@example.org");
  asked(asked_one);
  ASSERT_TRUE(world.ports.consents.put(
      {.practitioner = unlisted, .step = domain::ConsentStep::kUnlisted, .since = world.clock.now()}));
  world.clock.move(kDay * 200);
  care();
  const Date day = std::chrono::floor<std::chrono::days>(world.clock.now());
  ListingBasis basis{.clause = "Statutes, section 4", .date = day, .everybody = 1};
  ASSERT_EQ(ask.list(world.actor, basis)->listed, 1);
  EXPECT_EQ(world.record(fresh).listing, ListingState::kListed);
  EXPECT_EQ(world.record(asked_one).listing, ListingState::kDraft) << "if you do nothing, it stays unseen";
  EXPECT_EQ(world.record(unlisted).listing, ListingState::kDraft);
  basis.everybody = 2;
  basis.silent_too = true;
  EXPECT_EQ(ask.list(world.actor, basis)->listed, 2) << "a choice of its own";
  EXPECT_EQ(world.ports.consents.find(asked_one)->value().step, domain::ConsentStep::kListedOnBasis);
}

TEST_F(Consent, RefusesAGroundThatSaysNothingAndWhoeverMayNot) {
  world.add("Amara", ListingState::kDraft, "amara@example.org");
  const auto empty = ask.list(world.actor, {.clause = " "});
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().faults.size(), 2U);
  domain::Actor verifier = world.actor;
  verifier.roles = domain::Roles().add(domain::Role::kVerifier);
  EXPECT_EQ(ask.ask(verifier, {5}).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(ask.list(verifier, {}).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(ask.ask(world.actor, {5}).error().code, ErrorCode::kNotFound);
  const PractitionerId mute = world.add("Mute", ListingState::kDraft, "");
  EXPECT_EQ(ask.ask(world.actor, mute).error().code, ErrorCode::kInvalid);
  EXPECT_THAT(world.take_mail(), IsEmpty());
}

TEST_F(Consent, LetsTheSilentSinkThenLeaveAndBringsBackWhoAnswers) {
  const PractitionerId id = world.add("Amara", ListingState::kDraft, "amara@example.org");
  ASSERT_TRUE(answers.attest(asked(id), ""));
  world.clock.move(kDay * 90);
  EXPECT_EQ(care().asked, 0) << "not before its day";
  world.clock.move(1s);
  EXPECT_EQ(care().asked, 1);
  EXPECT_EQ(care().asked, 0) << "once";
  std::vector<Mail> mails = world.take_mail();
  ASSERT_THAT(mails, SizeIs(2));
  EXPECT_EQ(mails[0].to, "amara@example.org");
  EXPECT_EQ(mails[1].to, "registrar@example.org") << "both sides hear of it";
  EXPECT_THAT(mails[1].text, HasSubstr("Amara"));

  world.clock.move(domain::kSilenceUntilSunk);
  EXPECT_EQ(care().sunk, 1);
  EXPECT_EQ(world.record(id).demoted_since, world.clock.now());
  EXPECT_EQ(world.record(id).listing, ListingState::kListed);
  ASSERT_THAT(world.take_mail(), SizeIs(2));

  world.clock.move(domain::kSilenceUntilUnlisted);
  EXPECT_EQ(care().unlisted, 1);
  EXPECT_EQ(world.record(id).listing, ListingState::kDraft);
  mails = world.take_mail();
  ASSERT_THAT(mails, SizeIs(2));
  EXPECT_EQ(care().unlisted, 0);

  ASSERT_TRUE(answers.attest(support::ConsentWorld::token_in(mails[0], "/confirm/"), ""));
  EXPECT_EQ(world.record(id).listing, ListingState::kListed);
  EXPECT_FALSE(world.record(id).demoted_since);
  EXPECT_THAT(world.trail_of(id),
              ElementsAre("practitioner.ask_consent", "practitioner.attest", "practitioner.ask_consent",
                          "practitioner.sink", "practitioner.unlist", "practitioner.attest"));
}

TEST_F(Consent, LiftsWhatSilenceCostButNotWhatAReportCost) {
  const PractitionerId silent = world.add("Silent", ListingState::kListed, "silent@example.org");
  const PractitionerId reported = world.add("Reported", ListingState::kListed, "reported@example.org");
  Practitioner demoted = world.record(reported);
  demoted.demoted_since = world.clock.now();
  ASSERT_TRUE(world.ports.writer.put(demoted));
  world.clock.move(kDay * 91);
  EXPECT_EQ(care().asked, 2);
  world.take_mail();
  world.clock.move(domain::kSilenceUntilSunk);
  EXPECT_EQ(care().sunk, 2);
  for (const Mail& mail : world.take_mail()) {
    if (mail.to == "registrar@example.org") continue;
    ASSERT_TRUE(answers.attest(support::ConsentWorld::token_in(mail, "/confirm/"), ""));
  }
  EXPECT_FALSE(world.record(silent).demoted_since);
  EXPECT_TRUE(world.record(reported).demoted_since);
}

TEST_F(Consent, TakesNobodysSilenceWhomNoMailReached) {
  const PractitionerId id = world.add("Amara", ListingState::kListed, "amara@example.org");
  world.clock.move(kDay * 91);
  EXPECT_EQ(care().asked, 1);
  world.clock.move(domain::kSilenceUntilSunk);
  const CareSummary summary = care();  // the question still waits in the outbox
  EXPECT_EQ(summary.sunk, 0);
  EXPECT_EQ(summary.unreached, 1);
  EXPECT_FALSE(world.record(id).demoted_since);
}

TEST_F(Consent, RemindsOfAnExpirySixtyThirtyAndSevenDaysBefore) {
  const PractitionerId id = world.add("Amara", ListingState::kListed, "amara@example.org");
  Practitioner record = world.record(id);
  record.attested = world.clock.now();
  const Date today = std::chrono::floor<std::chrono::days>(world.clock.now());
  record.credentials[0].expires = today + std::chrono::days{61};
  ASSERT_TRUE(world.ports.writer.put(record));
  std::vector<int> days_left;
  for (int day = 61; day >= -5; --day) {
    care();
    for (const Mail& mail : world.take_mail()) {
      if (mail.subject.find("runs out") == std::string::npos) continue;
      days_left.push_back(day);
      EXPECT_THAT(mail.text, HasSubstr("N-Amara"));
      EXPECT_TRUE(answers.look(support::ConsentWorld::token_in(mail, "/mine/")));
    }
    world.clock.move(kDay);
  }
  EXPECT_THAT(days_left, ElementsAre(60, 30, 7));
}

TEST_F(Consent, AnswersEveryAddressAlikeAndMailsTheOneOnRecord) {
  const PractitionerId id = world.add("Amara", ListingState::kListed, "Amara@Example.org");
  ASSERT_TRUE(mine.request_link("nobody@example.org"));
  EXPECT_THAT(world.take_mail(), IsEmpty());
  ASSERT_TRUE(mine.request_link("amara@example.ORG"));
  const std::vector<Mail> mails = world.take_mail();
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].to, "Amara@Example.org") << "to the address on record, not to the one typed";
  const std::string token = support::ConsentWorld::token_in(mails[0], "/mine/");
  const Result<std::string> opened = answers.open(token);
  ASSERT_TRUE(opened);
  EXPECT_FALSE(answers.open(token)) << "once";
  EXPECT_EQ(mine.view(*opened)->practitioner.id, id);
  EXPECT_FALSE(answers.look(*opened)) << "an opened page's token is no mailed link";
  world.clock.move(domain::kMineOpenedLife);
  EXPECT_EQ(mine.view(*opened).error().code, ErrorCode::kGone);
}

TEST_F(Consent, SavesWhatIsTheirsAndNothingElse) {
  const PractitionerId id = world.add("Amara", ListingState::kListed, "amara@example.org");
  ASSERT_TRUE(mine.request_link("amara@example.org"));
  const std::string opened =
      *answers.open(support::ConsentWorld::token_in(world.take_mail().at(0), "/mine/"));
  const Practitioner before = world.record(id);
  Practitioner wanted = before;
  wanted.name.display = "Dr. Amara";
  wanted.credentials.clear();
  wanted.about = "New words";
  wanted.contact.mail = "new@example.org";
  world.clock.move(1h - 1s);
  ASSERT_TRUE(mine.save(opened, {.version = before.version, .wanted = wanted}, "192.0.2.7"));
  const Practitioner after = world.record(id);
  EXPECT_EQ(after.about, "New words");
  EXPECT_EQ(after.contact.mail, "new@example.org");
  EXPECT_EQ(after.name.display, "Amara");
  EXPECT_EQ(after.credentials.size(), 1U);
  EXPECT_EQ(after.edited, world.clock.now());
  EXPECT_FALSE(after.attested) << "saving is not confirming";
  EXPECT_THAT(world.take_mail(), ElementsAre(testing::Field(&Mail::to, "amara@example.org")))
      << "the former address hears of it";
  EXPECT_EQ(mine.save(opened, {.version = before.version, .wanted = wanted}, "").error().code,
            ErrorCode::kConflict);
  const std::int64_t version = after.version;
  ASSERT_TRUE(mine.save(opened, {.version = version, .wanted = after}, ""));
  EXPECT_EQ(world.record(id).version, version) << "a save that changes nothing changes nothing";
  ASSERT_TRUE(mine.save(opened, {.version = version, .wanted = after, .attests = true}, ""));
  EXPECT_EQ(world.record(id).attested, world.clock.now());
  EXPECT_THAT(world.trail_of(id), ElementsAre("practitioner.edit", "practitioner.attest"));
  const std::string data = *mine.data(opened, "");
  EXPECT_THAT(data, HasSubstr("new@example.org"));
  EXPECT_THAT(data, HasSubstr("New words"));
  EXPECT_THAT(data, Not(HasSubstr(opened)));
  ASSERT_TRUE(mine.withdraw(opened, ""));
  EXPECT_EQ(mine.view(opened).error().code, ErrorCode::kGone);
}

TEST_F(Consent, GoesOnInThePageThatChangesTheAddressAndNowhereElse) {
  const PractitionerId id = world.add("Amara", ListingState::kListed, "amara@example.org");
  const std::string opened = *answers.open(asked(id));
  const std::string other = asked(id);
  Practitioner wanted = world.record(id);
  wanted.contact.mail = "new@example.org";
  ASSERT_TRUE(mine.save(opened, {.version = wanted.version, .wanted = wanted}, ""));
  EXPECT_TRUE(mine.view(opened));
  EXPECT_EQ(answers.withdraw(other, "").error().code, ErrorCode::kGone) << "it lies at the former address";
  EXPECT_EQ(world.record(id).listing, ListingState::kListed);
}

TEST_F(Consent, TellsRegistrarsWhatAStopKeptFromBeingTold) {
  const PractitionerId id = world.add("Amara", ListingState::kListed, "amara@example.org");
  ASSERT_TRUE(world.database().consents().note(id, "silent, so no longer listed", world.clock.now()));
  CareForListings carer(world.ports);
  ASSERT_TRUE(carer.run({}));
  int digests = 0;
  for (const Mail& mail : world.take_mail()) {
    if (mail.to != "registrar@example.org") continue;
    ++digests;
    EXPECT_THAT(mail.text, HasSubstr("Amara (" + print_id(id.value) + "): silent, so no longer listed"));
  }
  EXPECT_EQ(digests, 1);
  EXPECT_TRUE(world.database().consents().noted(10)->empty());
}

}  // namespace
}  // namespace stillpoint::app
