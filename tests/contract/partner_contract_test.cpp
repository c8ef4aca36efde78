#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "contract/store_factories.h"

namespace stillpoint::contract {
namespace {

using domain::KeyScope;
using domain::KeyScopes;
using domain::Partner;
using domain::PartnerId;
using domain::PartnerKey;
using domain::PartnerKeyId;
using domain::PartnerKeyKind;
using domain::PartnerPage;
using domain::PartnerState;
using domain::PartnerUse;
using std::chrono::days;
using std::chrono::hours;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
constexpr Date kToday{std::chrono::year{2026} / 11 / 22};

class PartnerContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override { store_ = GetParam().make_empty(); }
  domain::PartnerStore& partners() { return store_->partners(); }

  static Partner clinic() {
    return {.name = "Ohio Headache Clinics",
            .contact = "web@clinic.example",
            .origins = {"https://www.clinic.example", "https://clinic.example:8443"},
            .quota_per_minute = 600,
            .locked = {{"condition", "migraine"}, {"jurisdiction", "US-OH"}, {"jurisdiction", "US-KY"}},
            .theme = {.scheme = domain::ColourScheme::kDark, .accent = "#0a5c66", .corner_radius = 0},
            .terms_agreed = kNow - hours{1},
            .state = PartnerState::kActive,
            .created = kNow};
  }
  PartnerId put(const Partner& partner) {
    const Result<PartnerId> id = partners().put(partner);
    EXPECT_TRUE(id) << id.error().message << " " << id.error().detail;
    return id ? *id : PartnerId{};
  }
  PartnerKeyId add_key(PartnerId partner, const std::string& hash) {
    const Result<PartnerKeyId> id = partners().add_key(key_of(partner, hash));
    EXPECT_TRUE(id) << id.error().message << " " << id.error().detail;
    return id ? *id : PartnerKeyId{};
  }
  static PartnerKey key_of(PartnerId partner, const std::string& hash) {
    return {.partner = partner,
            .kind = PartnerKeyKind::kSecret,
            .name = "nightly copy",
            .hint = "sk_…x7k2",
            .hash = hash,
            .scopes = KeyScopes().add(KeyScope::kVerify).add(KeyScope::kContact),
            .created = kNow};
  }

  std::unique_ptr<StoreUnderTest> store_;
};

TEST_P(PartnerContract, KeepsAPartnerAsItWasGiven) {
  Partner expected = clinic();
  expected.id = put(clinic());
  expected.version = 1;
  const Result<Partner> found = partners().find(expected.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, expected) << "lists in their order, too";
  EXPECT_EQ(partners().find({17}).error().code, ErrorCode::kNotFound);

  Partner bare{
      .name = "Ångström School", .contact = "a@school.example", .quota_per_minute = 1, .created = kNow};
  bare.id = put(bare);
  bare.version = 1;
  EXPECT_EQ(*partners().find(bare.id), bare);
  const Result<std::vector<Partner>> all = partners().all();
  ASSERT_TRUE(all);
  EXPECT_THAT(*all, testing::UnorderedElementsAre(expected, bare));
}

TEST_P(PartnerContract, TakesAChangeOfTheVersionThatWasReadOnly) {
  Partner partner = *partners().find(put(clinic()));
  partner.state = PartnerState::kSuspended;
  partner.origins = {"https://new.example"};
  partner.locked.clear();
  partner.terms_agreed.reset();
  ASSERT_TRUE(partners().put(partner));
  const Partner changed = *partners().find(partner.id);
  EXPECT_EQ(changed.version, 2);
  EXPECT_EQ(changed.state, PartnerState::kSuspended);
  EXPECT_THAT(changed.origins, ElementsAre("https://new.example"));
  EXPECT_THAT(changed.locked, IsEmpty());
  EXPECT_FALSE(changed.terms_agreed);
  EXPECT_EQ(partners().put(partner).error().code, ErrorCode::kConflict) << "it has moved on";
  EXPECT_EQ(*partners().find(partner.id), changed) << "a late change leaves the lists alone";
}

TEST_P(PartnerContract, GivesANameToOnePartner) {
  put(clinic());
  const Result<PartnerId> again = partners().put(clinic());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kConflict);
  EXPECT_NE(again.error().message.find("Ohio Headache Clinics"), std::string::npos);
}

TEST_P(PartnerContract, KeepsKeysByDigestAndTellsTheGoodOnes) {
  const PartnerId partner = put(clinic());
  const std::string hash("\0\1\2ÿ and more bytes of a digest....", 32);
  PartnerKey expected = key_of(partner, hash);
  expected.id = add_key(partner, hash);
  EXPECT_THAT(*partners().keys_of(partner), ElementsAre(expected));
  EXPECT_THAT(*partners().keys_of({17}), IsEmpty());
  EXPECT_EQ(partners().add_key(key_of(partner, hash)).error().code, ErrorCode::kConflict);

  EXPECT_THAT(*partners().good_keys(kNow), ElementsAre(expected));
  expected.expires = kNow + hours{1};
  ASSERT_TRUE(partners().end_key(expected));
  EXPECT_THAT(*partners().good_keys(kNow + hours{1} - std::chrono::seconds{1}), ElementsAre(expected));
  EXPECT_THAT(*partners().good_keys(kNow + hours{1}), IsEmpty()) << "the end is excluded";
  expected.revoked = kNow;
  ASSERT_TRUE(partners().end_key(expected));
  EXPECT_THAT(*partners().good_keys(kNow), IsEmpty());
  ASSERT_TRUE(partners().touch_key(expected.id, kNow));
  expected.last_used = kNow;
  EXPECT_THAT(*partners().keys_of(partner), ElementsAre(expected)) << "what has ended is still shown";
  EXPECT_EQ(partners().end_key({.id = {17}}).error().code, ErrorCode::kNotFound);
}

TEST_P(PartnerContract, AddsUpWhatKeysAreUsedForByDay) {
  const PartnerId partner = put(clinic());
  const PartnerKeyId key = add_key(partner, std::string(32, 'a'));
  const std::vector<PartnerUse> uses = {
      {.partner = partner, .key = key, .day = kToday, .requests = 5, .errors = 2, .limited = 1},
      {.partner = partner, .key = key, .day = kToday - days{1}, .requests = 7}};
  ASSERT_TRUE(partners().add_use(uses, {}));
  ASSERT_TRUE(partners().add_use(std::vector(uses.begin(), uses.begin() + 1), {}));
  const Result<std::vector<PartnerUse>> found = partners().uses(partner, kToday - days{1});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2U);
  EXPECT_EQ((*found)[0].day, kToday);
  EXPECT_EQ((*found)[0].requests, 10);
  EXPECT_EQ((*found)[0].errors, 4);
  EXPECT_EQ((*found)[0].limited, 2);
  EXPECT_EQ((*found)[1].requests, 7);
  EXPECT_EQ(partners().uses(partner, kToday)->size(), 1U);
  ASSERT_TRUE(partners().drop_uses_before(kToday));
  EXPECT_EQ(partners().uses(partner, kToday - days{9})->size(), 1U);
}

TEST_P(PartnerContract, RemembersABoundedNumberOfPagesADay) {
  const PartnerId partner = put(clinic());
  std::vector<PartnerPage> pages;
  for (std::size_t i = 0; i < domain::kPartnerPagesPerDay + 20; ++i) {
    pages.push_back({.partner = partner,
                     .day = kToday,
                     .page = "https://clinic.example/p" + std::to_string(i),
                     .requests = i == 3 ? 50 : 1});
  }
  ASSERT_TRUE(partners().add_use({}, pages));
  ASSERT_TRUE(partners().add_use({}, std::vector(pages.begin() + 3, pages.begin() + 4)));
  const Result<std::vector<PartnerPage>> found = partners().pages(partner, kToday, 1000);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), domain::kPartnerPagesPerDay + 1);
  EXPECT_EQ(found->front().page, "https://clinic.example/p3");
  EXPECT_EQ(found->front().requests, 100);
  EXPECT_EQ(found->back().page, "") << "all others together, last";
  EXPECT_EQ(found->back().requests, 20);
  EXPECT_EQ(partners().pages(partner, kToday, 5)->size(), 5U);
  EXPECT_THAT(*partners().pages(partner, kToday + days{1}, 5), IsEmpty());
}

TEST_P(PartnerContract, LeavesNothingOfATransactionThatFails) {
  const PartnerId partner = put(clinic());
  const Result<void> done = store_->unit_of_work().in_transaction([&]() -> Result<void> {
    add_key(partner, std::string(32, 'a'));
    return Error{.code = ErrorCode::kConflict, .message = "for the test"};
  });
  EXPECT_FALSE(done);
  EXPECT_THAT(*partners().keys_of(partner), IsEmpty());
}

TEST_P(PartnerContract, ShowsAnotherProgramWhatWasChanged) {
  const auto other = store_->beside();
  const PartnerId partner = put(clinic());
  const PartnerKeyId key = add_key(partner, std::string(32, 'a'));
  ASSERT_TRUE(other->partners().end_key({.id = key, .revoked = kNow}));
  EXPECT_THAT(*partners().good_keys(kNow), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Stores, PartnerContract, testing::ValuesIn(all_stores()),
                         [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace stillpoint::contract
