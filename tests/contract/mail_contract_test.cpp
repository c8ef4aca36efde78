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
using domain::Consent;
using domain::ConsentStep;
using domain::LinkPurpose;
using domain::PractitionerId;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

class MailContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override { store_ = GetParam().make_empty(); }
  domain::Outbox& outbox() { return store_->outbox(); }
  domain::MailedLinks& links() { return store_->mailed_links(); }
  domain::ConsentStore& consents() { return store_->consents(); }

  std::vector<std::string> due(Instant now) {
    std::vector<std::string> list;
    const auto queued = outbox().due(now, 10);
    for (const domain::QueuedMail& one : *queued) list.push_back(one.mail.to);
    return list;
  }
  PractitionerId listed(const std::string& name, const std::string& mail, std::optional<Instant> attested,
                        domain::ListingState state = domain::ListingState::kListed) {
    domain::Practitioner record = small_record(name);
    record.listing = state;
    record.contact.mail = mail;
    record.attested = attested;
    record.edited = kNow;
    const Result<PractitionerId> id = store_->writer().put(record);
    EXPECT_TRUE(id);
    return *id;
  }

  std::unique_ptr<StoreUnderTest> store_;
};

TEST_P(MailContract, KeepsMailUntilItIsSent) {
  ASSERT_TRUE(outbox().queue({.to = "a@x", .subject = "One", .text = "1\n"}, kNow));
  ASSERT_TRUE(outbox().queue({.to = "b@x", .subject = "Two", .text = "2\n"}, kNow + 1s));
  EXPECT_THAT(due(kNow - 1s), IsEmpty());
  EXPECT_THAT(due(kNow), ElementsAre("a@x"));
  EXPECT_THAT(due(kNow + 1s), ElementsAre("a@x", "b@x"));
  EXPECT_EQ(outbox().due(kNow + 1s, 1)->size(), 1U);
  const domain::QueuedMail first = outbox().due(kNow, 1)->front();
  EXPECT_EQ(first.mail.subject, "One");
  EXPECT_EQ(first.mail.text, "1\n");
  EXPECT_EQ(first.queued, kNow);
  ASSERT_TRUE(outbox().sent(first.id, kNow));
  EXPECT_THAT(due(kNow + 1s), ElementsAre("b@x"));
  EXPECT_EQ(outbox().troubled(10)->size(), 1U);
}

TEST_P(MailContract, PutsFailedMailOffOrGivesItUp) {
  ASSERT_TRUE(outbox().queue({.to = "a@x", .subject = "One", .text = ""}, kNow));
  const std::int64_t id = outbox().due(kNow, 1)->front().id;
  ASSERT_TRUE(outbox().failed(id, "busy", kNow + 60s));
  EXPECT_THAT(due(kNow + 59s), IsEmpty());
  EXPECT_THAT(due(kNow + 60s), ElementsAre("a@x"));
  EXPECT_EQ(outbox().due(kNow + 60s, 1)->front().attempts, 1);
  ASSERT_TRUE(outbox().queue({.to = "waits@x", .subject = "Two", .text = ""}, kNow));
  ASSERT_TRUE(outbox().failed(id, "no such mailbox", std::nullopt));
  EXPECT_THAT(due(kNow + 24h * 365), ElementsAre("waits@x"));
  const std::vector<domain::QueuedMail> troubled = *outbox().troubled(10);
  ASSERT_EQ(troubled.size(), 2U);
  EXPECT_TRUE(troubled[0].given_up);
  EXPECT_EQ(troubled[0].last_error, "no such mailbox");
  EXPECT_EQ(troubled[0].attempts, 2);
  EXPECT_FALSE(troubled[1].given_up);
  ASSERT_TRUE(outbox().retry(id, kNow + 1h));
  EXPECT_THAT(due(kNow + 1h), ElementsAre("waits@x", "a@x"));
  EXPECT_EQ(outbox().retry(4711, kNow).error().code, ErrorCode::kNotFound);
}

TEST_P(MailContract, QueuesNothingInATransactionThatFails) {
  const Result<void> done = store_->writer().in_transaction([&]() -> Result<void> {
    EXPECT_TRUE(outbox().queue({.to = "a@x", .subject = "One", .text = ""}, kNow));
    EXPECT_TRUE(links().put(std::string(32, 'a'), {.expires = kNow + 1h}));
    return Error{.code = ErrorCode::kConflict, .message = "no"};
  });
  EXPECT_FALSE(done);
  EXPECT_THAT(due(kNow), IsEmpty());
  EXPECT_EQ(links().find(std::string(32, 'a'), kNow).error().code, ErrorCode::kNotFound);
}

TEST_P(MailContract, LooksAtALinkOftenAndUsesItOnce) {
  const std::string hash(32, '\x07');
  for (const LinkPurpose purpose :
       {LinkPurpose::kConfirmListing, LinkPurpose::kObject, LinkPurpose::kMine, LinkPurpose::kMineOpened,
        LinkPurpose::kReview, LinkPurpose::kResetPassword}) {
    const std::string own(32, static_cast<char>('A' + static_cast<int>(purpose)));
    ASSERT_TRUE(links().put(own, {.purpose = purpose, .expires = kNow + 1h}));
    EXPECT_EQ(links().find(own, kNow)->purpose, purpose);
  }
  ASSERT_TRUE(links().put(
      hash, {.purpose = LinkPurpose::kMine, .practitioner = {5}, .subject = "x", .expires = kNow + 1h}));
  EXPECT_EQ(links().find(hash, kNow)->practitioner, PractitionerId{5});
  EXPECT_EQ(links().find(hash, kNow + 1h - 1s)->subject, "x");
  EXPECT_EQ(links().find(hash, kNow + 1h).error().code, ErrorCode::kGone);
  EXPECT_EQ(links().use(hash, kNow + 1h).error().code, ErrorCode::kGone);
  EXPECT_EQ(links().use(hash, kNow)->practitioner, PractitionerId{5});
  EXPECT_EQ(links().use(hash, kNow).error().code, ErrorCode::kGone);
  EXPECT_EQ(links().find(hash, kNow).error().code, ErrorCode::kGone);
  EXPECT_EQ(links().find(std::string(32, '\x08'), kNow).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(links().use("", kNow).error().code, ErrorCode::kNotFound);
}

TEST_P(MailContract, EndsAndForgetsLinks) {
  const std::string one(32, '1');
  const std::string two(32, '2');
  const std::string nobodys(32, '3');
  ASSERT_TRUE(links().put(one, {.practitioner = {5}, .expires = kNow + 1h}));
  ASSERT_TRUE(links().put(two, {.practitioner = {6}, .expires = kNow + 2h}));
  ASSERT_TRUE(links().put(nobodys, {.expires = kNow + 2h}));
  ASSERT_TRUE(links().end_all_of({5}));
  ASSERT_TRUE(links().end_all_of({}));
  EXPECT_EQ(links().find(one, kNow).error().code, ErrorCode::kGone);
  EXPECT_TRUE(links().find(two, kNow));
  EXPECT_TRUE(links().find(nobodys, kNow)) << "nobody's links are not all the same person's";
  EXPECT_EQ(*links().forget_before(kNow + 2h), 1);
  EXPECT_EQ(links().find(one, kNow).error().code, ErrorCode::kNotFound);
}

TEST_P(MailContract, RemembersWhereAListingStands) {
  EXPECT_FALSE(consents().find({5})->has_value());
  ASSERT_TRUE(
      consents().put({.practitioner = {5}, .step = ConsentStep::kAsked, .since = kNow, .asked = kNow}));
  ASSERT_TRUE(
      consents().put({.practitioner = {5}, .step = ConsentStep::kSunk, .since = kNow + 24h, .asked = kNow}));
  const Consent found = **consents().find({5});
  EXPECT_EQ(found.step, ConsentStep::kSunk);
  EXPECT_EQ(found.since, kNow + 24h);
  EXPECT_EQ(found.asked, kNow);
  EXPECT_THAT(*consents().at_step(ConsentStep::kAsked, kNow + 48h, 10), IsEmpty());
  EXPECT_THAT(*consents().at_step(ConsentStep::kSunk, kNow + 24h - 1s, 10), IsEmpty());
  EXPECT_EQ(consents().at_step(ConsentStep::kSunk, kNow + 24h, 10)->size(), 1U);
  ASSERT_TRUE(consents().forget({5}, true));
  EXPECT_FALSE(consents().find({5})->has_value());
}

TEST_P(MailContract, KeepsLinesForTheDigestUntilTheyWereTold) {
  const PractitionerId amara = listed("Amara", "amara@x", kNow);
  ASSERT_TRUE(consents().note(amara, "asked", kNow));
  ASSERT_TRUE(consents().note({77}, "left since", kNow));
  const auto undone = store_->unit_of_work().in_transaction([&]() -> Result<void> {
    EXPECT_TRUE(consents().note(amara, "never happened", kNow));
    return Error{.code = ErrorCode::kConflict, .message = "no"};
  });
  EXPECT_FALSE(undone);
  const auto lines = consents().noted(10);
  ASSERT_TRUE(lines);
  ASSERT_EQ(lines->size(), 2U) << "what did not happen is not told";
  EXPECT_EQ((*lines)[0].name, "Amara");
  EXPECT_EQ((*lines)[0].what, "asked");
  EXPECT_EQ((*lines)[1].name, "") << "nobody by this id";
  ASSERT_TRUE(consents().told((*lines)[0].id));
  EXPECT_EQ(consents().noted(10)->size(), 1U);
}

TEST_P(MailContract, FindsWhoIsToBeAskedLongestAgoFirst) {
  const PractitionerId old = listed("Old", "old@x", kNow - 24h * 100);
  const PractitionerId older = listed("Older", "older@x", kNow - 24h * 200);
  listed("Fresh", "fresh@x", kNow - 24h);
  listed("Mute", "", kNow - 24h * 300);
  listed("Draft", "draft@x", kNow - 24h * 300, domain::ListingState::kDraft);
  const PractitionerId asked = listed("Asked", "asked@x", kNow - 24h * 300);
  ASSERT_TRUE(consents().put({.practitioner = asked, .step = ConsentStep::kAsked, .since = kNow}));
  const PractitionerId on_basis = listed("Basis", "basis@x", std::nullopt);
  ASSERT_TRUE(consents().put(
      {.practitioner = on_basis, .step = ConsentStep::kListedOnBasis, .since = kNow - 24h * 150}));
  EXPECT_THAT(*consents().unasked_since(kNow - 24h * 90, 10), ElementsAre(older, on_basis, old));
  EXPECT_THAT(*consents().unasked_since(kNow - 24h * 90, 1), ElementsAre(older));
}

TEST_P(MailContract, FindsPeopleByTheirMailWhateverItsCase) {
  const PractitionerId one = listed("One", "Amara@Example.org", {});
  const PractitionerId two = listed("Two", "amara@example.org", {}, domain::ListingState::kDraft);
  listed("Gone", "amara@example.org", {}, domain::ListingState::kWithdrawn);
  listed("Other", "", {});
  EXPECT_THAT(*consents().with_mail("amara@EXAMPLE.org"), ElementsAre(one, two));
  EXPECT_THAT(*consents().with_mail(""), IsEmpty());
  EXPECT_THAT(*consents().with_mail("%"), IsEmpty());
  const auto drafts = *consents().drafts(domain::ConsentStore::Drafts::kUnasked, 10);
  ASSERT_EQ(drafts.size(), 1U);
  EXPECT_EQ(drafts[0].id, two);
  EXPECT_EQ(drafts[0].name, "Two");
}

TEST_P(MailContract, RemindsOfAnExpiryOncePerDistance) {
  domain::Practitioner record = full_record();
  record.listing = domain::ListingState::kListed;
  record.contact.mail = "a@x";
  const Date day = std::chrono::floor<std::chrono::days>(kNow) + std::chrono::days{20};
  for (domain::Credential& credential : record.credentials) credential.expires.reset();
  for (domain::HeldProfession& held : record.professions) {
    for (domain::Licence& licence : held.licences) licence.expires.reset();
  }
  record.credentials[0].expires = day;
  record.professions[0].licences[0].expires = day + std::chrono::days{1};
  ASSERT_TRUE(store_->writer().put(record));
  const std::vector<domain::Expiring> found = *consents().expiring(day, day + std::chrono::days{1});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].practitioner, record.id);
  EXPECT_EQ(found[0].item, record.credentials[0].id.value);
  EXPECT_EQ(found[0].expires, day);
  EXPECT_EQ(found[1].item, record.professions[0].licences[0].id.value);
  EXPECT_EQ(consents().expiring(day, day)->size(), 1U);
  EXPECT_TRUE(*consents().remind(found[0], 30));
  EXPECT_FALSE(*consents().remind(found[0], 30)) << "each once";
  EXPECT_FALSE(*consents().remind(found[0], 60)) << "a later distance never comes back to an earlier one";
  EXPECT_TRUE(*consents().remind(found[0], 7));
  domain::Expiring renewed = found[0];
  renewed.expires += std::chrono::days{365};
  EXPECT_TRUE(*consents().remind(renewed, 60));
  ASSERT_TRUE(consents().forget(record.id, true));
  EXPECT_TRUE(*consents().remind(found[0], 30));
}

INSTANTIATE_TEST_SUITE_P(All, MailContract, testing::ValuesIn(all_stores()),
                         [](const testing::TestParamInfo<StoreFactory>& store) { return store.param.name; });

}  // namespace
}  // namespace stillpoint::contract
