#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "contract/store_factories.h"

namespace stillpoint::contract {
namespace {

using domain::Account;
using domain::AccountId;
using domain::ApiToken;
using domain::Role;
using domain::Roles;
using domain::Session;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

class AccountContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override { store_ = GetParam().make_empty(); }
  domain::AccountStore& accounts() { return store_->accounts(); }

  static Account anna() {
    return {.mail = "anna@example.org",
            .name = "Anna Ángel",
            .roles = Roles().add(Role::kOwner).add(Role::kVerifier),
            .password_hash = "$argon2id$…",
            .totp_secret = std::string("\0\1\2ÿ", 5),
            .totp_confirmed = true,
            .totp_last_step = 59'000'000,
            .created = kNow};
  }
  AccountId put(const Account& account) {
    const Result<AccountId> id = accounts().put(account);
    EXPECT_TRUE(id) << id.error().message << " " << id.error().detail;
    return id ? *id : AccountId{};
  }
  static Session session_of(AccountId account, std::int64_t id) {
    return {.id = {id},
            .account = account,
            .created = kNow,
            .last_seen = kNow,
            .second_factor = true,
            .address = "192.0.2.1",
            .agent = "Firefox"};
  }

  std::unique_ptr<StoreUnderTest> store_;
};

TEST_P(AccountContract, KeepsAnAccountAsItWasGiven) {
  const AccountId id = put(anna());
  const Result<Account> found = accounts().find(id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(found->version, 1);
  EXPECT_EQ(found->mail, anna().mail);
  EXPECT_EQ(found->name, anna().name);
  EXPECT_EQ(found->roles, anna().roles);
  EXPECT_EQ(found->password_hash, anna().password_hash);
  EXPECT_EQ(found->totp_secret, anna().totp_secret);
  EXPECT_EQ(found->totp_confirmed, true);
  EXPECT_EQ(found->totp_last_step, anna().totp_last_step);
  EXPECT_EQ(found->disabled, false);
  EXPECT_EQ(found->created, kNow);
  EXPECT_EQ(accounts().find_by_mail("anna@example.org")->id, id);
  EXPECT_EQ(accounts().find({17}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(accounts().find_by_mail("Anna@example.org").error().code, ErrorCode::kNotFound)
      << "callers fold, the store compares bytes";
}

TEST_P(AccountContract, TakesAChangeOfTheVersionThatWasReadOnly) {
  Account account = *accounts().find(put(anna()));
  account.name = "Anna Berg";
  account.disabled = true;
  EXPECT_TRUE(accounts().put(account));
  EXPECT_EQ(accounts().find(account.id)->version, 2);
  EXPECT_EQ(accounts().find(account.id)->name, "Anna Berg");
  EXPECT_TRUE(accounts().find(account.id)->disabled);
  EXPECT_EQ(accounts().put(account).error().code, ErrorCode::kConflict) << "it has moved on";
}

TEST_P(AccountContract, GivesAMailAddressToOneAccount) {
  put(anna());
  const Result<AccountId> again = accounts().put(anna());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kConflict);
  EXPECT_NE(again.error().message.find("anna@example.org"), std::string::npos);
  EXPECT_EQ(accounts().all()->size(), 1U);
}

TEST_P(AccountContract, KnowsASessionByItsTokensDigest) {
  const AccountId id = put(anna());
  ASSERT_TRUE(accounts().put_session(std::string("a\0b", 3), session_of(id, 7)));
  ASSERT_TRUE(accounts().put_session("other", session_of(id, 8)));
  const auto found = accounts().find_session(std::string("a\0b", 3));
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->id.value, 7);
  EXPECT_EQ((*found)->account, id);
  EXPECT_TRUE((*found)->second_factor);
  EXPECT_EQ((*found)->agent, "Firefox");
  EXPECT_FALSE(*accounts().find_session("a"));
  ASSERT_TRUE(accounts().touch_session({7}, kNow + std::chrono::hours(1)));
  EXPECT_EQ(accounts().sessions_of(id)->front().last_seen, kNow + std::chrono::hours(1)) << "latest first";
  ASSERT_TRUE(accounts().end_session({7}));
  EXPECT_FALSE(*accounts().find_session(std::string("a\0b", 3)));
  ASSERT_TRUE(accounts().end_sessions_of(id));
  EXPECT_THAT(*accounts().sessions_of(id), IsEmpty());
}

TEST_P(AccountContract, ForgetsSessionsThatEndedLongAgo) {
  const AccountId id = put(anna());
  Session old = session_of(id, 1);
  old.created = kNow - std::chrono::hours(13);
  Session idle = session_of(id, 2);
  idle.last_seen = kNow - std::chrono::hours(3);
  ASSERT_TRUE(accounts().put_session("1", old));
  ASSERT_TRUE(accounts().put_session("2", idle));
  ASSERT_TRUE(accounts().put_session("3", session_of(id, 3)));
  ASSERT_TRUE(accounts().drop_sessions_before(kNow - std::chrono::hours(12), kNow - std::chrono::hours(2)));
  ASSERT_EQ(accounts().sessions_of(id)->size(), 1U);
  EXPECT_EQ(accounts().sessions_of(id)->front().id.value, 3);
}

TEST_P(AccountContract, KnowsATokenByItsDigest) {
  const AccountId id = put(anna());
  const ApiToken token{.id = {5},
                       .account = id,
                       .name = "export",
                       .roles = Roles().add(Role::kAuditor),
                       .created = kNow,
                       .expires = kNow + std::chrono::hours(24)};
  ASSERT_TRUE(accounts().put_token("digest", token));
  auto found = accounts().find_token("digest");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->name, "export");
  EXPECT_EQ((*found)->roles, token.roles);
  EXPECT_EQ((*found)->expires, token.expires);
  EXPECT_FALSE((*found)->last_used);
  ASSERT_TRUE(accounts().touch_token({5}, kNow));
  EXPECT_EQ(accounts().tokens_of(id)->front().last_used, kNow);
  ASSERT_TRUE(accounts().revoke_token({5}));
  EXPECT_FALSE(*accounts().find_token("digest"));
}

TEST_P(AccountContract, UsesARecoveryCodeUp) {
  const AccountId id = put(anna());
  ASSERT_TRUE(accounts().put_recovery_codes(id, {"a", "b"}));
  EXPECT_EQ(*accounts().recovery_codes_left(id), 2);
  EXPECT_TRUE(*accounts().use_recovery_code(id, "a"));
  EXPECT_FALSE(*accounts().use_recovery_code(id, "a")) << "once";
  EXPECT_FALSE(*accounts().use_recovery_code({id.value + 1}, "b")) << "another's";
  ASSERT_TRUE(accounts().put_recovery_codes(id, {"c"}));
  EXPECT_FALSE(*accounts().use_recovery_code(id, "b")) << "replaced";
  EXPECT_EQ(*accounts().recovery_codes_left(id), 1);
}

TEST_P(AccountContract, WritesLandTogetherOrNotAtAll) {
  AccountId id;
  const Result<void> done = store_->unit_of_work().in_transaction([&]() -> Result<void> {
    id = put(anna());
    EXPECT_TRUE(accounts().put_session("digest", session_of(id, 7)));
    EXPECT_TRUE(accounts().find(id)) << "a transaction sees what it wrote";
    return Error{.code = ErrorCode::kConflict, .message = "no"};
  });
  EXPECT_FALSE(done);
  EXPECT_THAT(*accounts().all(), IsEmpty());
  EXPECT_FALSE(*accounts().find_session("digest"));
}

INSTANTIATE_TEST_SUITE_P(Stores, AccountContract, testing::ValuesIn(all_stores()),
                         [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace stillpoint::contract
