#include "app/identity/sign_in.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "app/identity/own_account.h"
#include "app/identity/people.h"
#include "app/identity/random_token.h"
#include "app/identity/second_factors.h"
#include "app/identity/totp.h"
#include "app/identity/vault.h"
#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::app {
namespace {

using namespace std::chrono_literals;
using domain::Account;
using domain::Role;
using domain::Roles;

constexpr const char* kPassword = "copper lantern tidal bishop";

/// A clock that a test moves.
class HandClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return now_; }
  void move(std::chrono::seconds by) { now_ += by; }

 private:
  Instant now_{std::chrono::seconds(1'795'000'000)};
};

class Identity : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::SqliteDatabase::open({.path = folder_.file("a.db")});
    ASSERT_TRUE(opened) << opened.error().message;
    database_ = *std::move(opened);
    parts_ = std::make_unique<IdentityParts>(IdentityParts{.accounts = database_->accounts(),
                                                           .work = database_->unit_of_work(),
                                                           .trail = database_->audit(),
                                                           .passwords = passwords_,
                                                           .vault = vault_,
                                                           .throttle = throttle_,
                                                           .clock = clock_});
    sessions_ = std::make_unique<Sessions>(*parts_);
    sign_in_ = std::make_unique<SignIn>(*parts_, *sessions_);
    own_ = std::make_unique<OwnAccount>(*parts_, *sessions_, *sign_in_, std::string(32, 'o'));
    people_ = std::make_unique<People>(*parts_, std::string(32, 'l'));
  }
  static domain::Actor machine() { return {.kind = domain::ActorKind::kOperator, .name = "operator"}; }
  static Origin from(const std::string& address) {
    return {.address = address, .address_key = address, .agent = "Firefox"};
  }
  Account make(const std::string& mail, Roles roles) {
    Result<Account> account = people_->create(machine(), {.mail = mail, .name = "Zoe Quill", .roles = roles});
    EXPECT_TRUE(account) << account.error().message;
    EXPECT_TRUE(people_->set_password(machine(), account->id, kPassword));
    return *database_->accounts().find(account->id);
  }
  Result<std::string> enter(const std::string& mail, const std::string& password,
                            const std::string& address = "a") {
    return sign_in_->with_password({.mail = mail, .password = password}, from(address));
  }
  SignedIn who(const std::string& token) {
    const auto found = sessions_->find(token);
    EXPECT_TRUE(found && *found);
    return found && *found ? **found : SignedIn{};
  }
  bool is_in(const std::string& token) {
    const auto found = sessions_->find(token);
    return found && *found;
  }
  /// Sets up a second factor and returns the rotated session's token; `secret_` is the account's.
  std::string set_up(const std::string& token) {
    const SignedIn signed_in = who(token);
    const std::string shown = own_->offer(signed_in).secret;
    const std::string code = code_of(shown);
    Result<OwnAccount::SetUp> made = own_->set_up_second_factor(signed_in, code, from("a"));
    EXPECT_TRUE(made) << made.error().message;
    codes_ = made->recovery_codes;
    return made->token;
  }
  /// The code that an app shows which was given the secret as text.
  [[nodiscard]] std::string code_of(const std::string& base32_secret) const {
    std::string bytes;
    unsigned buffer = 0;
    unsigned bits = 0;
    for (const char c : base32_secret) {
      buffer = buffer << 5U | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
      if ((bits += 5) >= 8) bytes.push_back(static_cast<char>(buffer >> (bits -= 8) & 255U));
    }
    return totp_code(bytes, totp_step(clock_.now()));
  }
  [[nodiscard]] std::string code_now(domain::AccountId id) const {
    const std::optional<std::string> secret = vault_.open(id, database_->accounts().find(id)->totp_secret);
    return totp_code(secret.value_or(""), totp_step(clock_.now()));
  }
  std::vector<std::string> actions() {
    std::vector<std::string> names;
    EXPECT_TRUE(database_->audit().for_each({}, [&](const domain::AuditRecord& record) -> Result<void> {
      names.push_back(record.entry.action);
      return {};
    }));
    return names;
  }

  support::TemporaryFolder folder_;
  HandClock clock_;
  Passwords passwords_{""};
  Vault vault_ = *Vault::make({std::string(kVaultKeyBytes, 'k')});
  Throttle throttle_;
  std::unique_ptr<store::SqliteDatabase> database_;
  std::unique_ptr<IdentityParts> parts_;
  std::unique_ptr<Sessions> sessions_;
  std::unique_ptr<SignIn> sign_in_;
  std::unique_ptr<OwnAccount> own_;
  std::unique_ptr<People> people_;
  std::vector<std::string> codes_;
};

TEST_F(Identity, AWrongNameAndAWrongPasswordReadTheSame) {
  Account account = make("zoe@example.org", Roles().add(Role::kRegistrar));
  const Result<std::string> wrong_password = enter("zoe@example.org", "wrong");
  const Result<std::string> wrong_name = enter("nobody@example.org", "wrong");
  ASSERT_FALSE(wrong_password);
  ASSERT_FALSE(wrong_name);
  EXPECT_EQ(wrong_password.error().code, ErrorCode::kUnauthenticated);
  EXPECT_EQ(wrong_password.error().message, wrong_name.error().message);
  EXPECT_TRUE(enter(" Zoe@Example.org ", kPassword));
  account = *database_->accounts().find(account.id);
  ASSERT_TRUE(people_->create(
      machine(), {.mail = "max@example.org", .name = "Max", .roles = Roles().add(Role::kOwner)}));
  ASSERT_TRUE(people_->change(
      machine(), account.id, account.version,
      {.mail = account.mail, .name = account.name, .roles = account.roles, .disabled = true}));
  const Result<std::string> disabled = enter("zoe@example.org", kPassword);
  ASSERT_FALSE(disabled);
  EXPECT_EQ(disabled.error().message, wrong_name.error().message);
}

TEST_F(Identity, OthersTriesNeverLockSomebodyOut) {
  make("zoe@example.org", Roles().add(Role::kRegistrar));
  Result<std::string> last = Error{};
  for (int i = 0; i < kFreeTries + 1; ++i) last = enter("zoe@example.org", "wrong", "attacker");
  EXPECT_EQ(last.error().code, ErrorCode::kLimited);
  EXPECT_EQ(enter("zoe@example.org", kPassword, "attacker").error().code, ErrorCode::kLimited)
      << "the right one has to wait there too, or the wait would tell";
  EXPECT_TRUE(enter("zoe@example.org", kPassword, "home")) << "elsewhere nothing has changed";
}

TEST_F(Identity, AnAddressThatTriesManyNamesIsSlowedDown) {
  Result<std::string> last = Error{};
  for (int i = 0; i <= kFreeTriesPerAddress; ++i)
    last = enter("p" + std::to_string(i) + "@example.org", "wrong");
  EXPECT_EQ(last.error().code, ErrorCode::kLimited);
}

TEST_F(Identity, ASessionEndsWhenIdleAndAfterADay) {
  make("zoe@example.org", Roles().add(Role::kRegistrar));
  const std::string idle = *enter("zoe@example.org", kPassword);
  clock_.move(kIdleEnd - 1s);
  EXPECT_TRUE(is_in(idle)) << "and was seen now";
  clock_.move(kIdleEnd);
  EXPECT_FALSE(is_in(idle));
  const std::string busy = *enter("zoe@example.org", kPassword);
  for (auto worked = 0min; worked < kAbsoluteEnd; worked += 60min) {
    EXPECT_TRUE(is_in(busy)) << worked.count();
    clock_.move(60min);
  }
  EXPECT_FALSE(is_in(busy)) << "busy or not";
}

TEST_F(Identity, OwnersAndVerifiersNeedASecondFactor) {
  for (const Role role : {Role::kOwner, Role::kVerifier}) {
    const std::string mail = std::string(domain::kRoleNames[static_cast<std::size_t>(role)]) + "@example.org";
    const Account account = make(mail, Roles().add(role).add(Role::kAuditor));
    EXPECT_EQ(roles_in_force(account), Roles().add(Role::kAuditor)) << "until then the rest counts";
    const std::string first = *enter(mail, kPassword);
    EXPECT_EQ(standing_of(who(first)), Standing::kNeedsSetUp);
    const std::string second = set_up(first);
    EXPECT_FALSE(is_in(first)) << "the session is a new one";
    EXPECT_EQ(standing_of(who(second)), Standing::kWhole);
    EXPECT_EQ(roles_in_force(who(second).account), account.roles);

    clock_.move(60s);
    const std::string half = *enter(mail, kPassword);
    EXPECT_EQ(standing_of(who(half)), Standing::kNeedsCode);
    EXPECT_FALSE(sign_in_->with_code(who(half), "000000", from("a")));
    const std::string code = code_now(account.id);
    const Result<std::string> whole = sign_in_->with_code(who(half), code, from("a"));
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_FALSE(is_in(half)) << "rotated";
    EXPECT_EQ(standing_of(who(*whole)), Standing::kWhole);
    const std::string again = *enter(mail, kPassword);
    EXPECT_FALSE(sign_in_->with_code(who(again), code, from("a"))) << "a code is taken once";
    clock_.move(kHalfWayEnd);
    EXPECT_FALSE(is_in(again)) << "half way is not for long";
  }
}

TEST_F(Identity, ARecoveryCodeLetsInOnce) {
  make("zoe@example.org", Roles().add(Role::kVerifier));
  set_up(*enter("zoe@example.org", kPassword));
  ASSERT_EQ(codes_.size(), kRecoveryCodes);
  const std::string half = *enter("zoe@example.org", kPassword);
  EXPECT_TRUE(sign_in_->with_code(who(half), codes_[3], from("a")));
  const std::string again = *enter("zoe@example.org", kPassword);
  EXPECT_FALSE(sign_in_->with_code(who(again), codes_[3], from("a")));
  EXPECT_TRUE(sign_in_->with_code(who(again), codes_[4], from("a")));
}

TEST_F(Identity, CodesCannotBeGuessedThrough) {
  make("zoe@example.org", Roles().add(Role::kVerifier));
  set_up(*enter("zoe@example.org", kPassword));
  const SignedIn half = who(*enter("zoe@example.org", kPassword));
  Result<std::string> last = Error{};
  for (int i = 0; i <= kFreeTries; ++i) last = sign_in_->with_code(half, "000000", from(std::to_string(i)));
  EXPECT_EQ(last.error().code, ErrorCode::kLimited) << "from wherever they come";
}

TEST_F(Identity, ANewPasswordEndsEveryOtherSession) {
  make("zoe@example.org", Roles().add(Role::kRegistrar));
  const std::string here = *enter("zoe@example.org", kPassword);
  const std::string there = *enter("zoe@example.org", kPassword);
  const Result<std::string> wrong =
      own_->change_password(who(here), {.current = "wrong", .fresh = "velvet anchor plum orbit"}, from("a"));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().faults.front().where, "current_password");
  const Result<std::string> weak =
      own_->change_password(who(here), {.current = kPassword, .fresh = "short"}, from("a"));
  ASSERT_FALSE(weak);
  EXPECT_EQ(weak.error().faults.front().where, "password");
  const Result<std::string> fresh = own_->change_password(
      who(here), {.current = kPassword, .fresh = "velvet anchor plum orbit"}, from("a"));
  ASSERT_TRUE(fresh) << fresh.error().message;
  EXPECT_TRUE(is_in(*fresh));
  EXPECT_FALSE(is_in(here));
  EXPECT_FALSE(is_in(there));
  EXPECT_FALSE(enter("zoe@example.org", kPassword));
}

TEST_F(Identity, ATokenHasOneOfItsAccountsRolesUntilItEnds) {
  const Account account = make("zoe@example.org", Roles().add(Role::kRegistrar).add(Role::kModerator));
  const SignedIn zoe = who(*enter("zoe@example.org", kPassword));
  const Result<OwnAccount::MadeToken> foreign =
      own_->make_token(zoe, {.name = "x", .roles = Roles().add(Role::kAuditor)}, from("a"));
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().faults.front().where, "role");
  const Result<OwnAccount::MadeToken> made =
      own_->make_token(zoe, {.name = "export", .roles = Roles().add(Role::kRegistrar), .days = 2}, from("a"));
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_FALSE(own_->tokens(account.id)->front().last_used);
  auto actor = own_->actor_with_token(made->text, "192.0.2.9");
  ASSERT_TRUE(actor && *actor);
  EXPECT_EQ((*actor)->roles, Roles().add(Role::kRegistrar));
  EXPECT_EQ((*actor)->address, "192.0.2.9");
  EXPECT_EQ(own_->tokens(account.id)->front().last_used, clock_.now());
  EXPECT_FALSE(*own_->actor_with_token(made->text + "x", ""));
  EXPECT_FALSE(*own_->actor_with_token("", ""));

  const Account present = *database_->accounts().find(account.id);
  ASSERT_TRUE(
      people_->change(machine(), account.id, present.version,
                      {.mail = present.mail, .name = present.name, .roles = Roles().add(Role::kModerator)}));
  EXPECT_TRUE((*own_->actor_with_token(made->text, ""))->roles.empty())
      << "what its account lost it lost too";
  clock_.move(48h);
  EXPECT_FALSE(*own_->actor_with_token(made->text, "")) << "it has ended";
}

TEST_F(Identity, APasswordLinkIsGoodOnceAndForAWhile) {
  const Result<Account> account = people_->create(
      machine(), {.mail = "zoe@example.org", .name = "Zoe", .roles = Roles().add(Role::kRegistrar)});
  ASSERT_TRUE(account);
  const std::string link = *people_->password_link(machine(), account->id);
  const std::string late = *people_->password_link(machine(), account->id);
  EXPECT_EQ(people_->behind_link(link)->mail, "zoe@example.org");
  EXPECT_TRUE(people_->behind_link(link)) << "looking uses nothing up";
  EXPECT_EQ(people_->use_link(link, "short", from("a")).error().code, ErrorCode::kInvalid);
  EXPECT_TRUE(people_->use_link(link, kPassword, from("a")));
  EXPECT_EQ(people_->use_link(link, kPassword, from("a")).error().code, ErrorCode::kGone);
  EXPECT_EQ(people_->use_link(late, kPassword, from("a")).error().code, ErrorCode::kGone)
      << "bound to the password that was there";
  EXPECT_TRUE(enter("zoe@example.org", kPassword));
  const std::string next = *people_->password_link(machine(), account->id);
  std::string forged = next;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  EXPECT_FALSE(people_->behind_link(forged));
  EXPECT_FALSE(people_->behind_link("nonsense"));
  clock_.move(kPasswordLinkLife);
  EXPECT_EQ(people_->behind_link(next).error().code, ErrorCode::kGone);
}

TEST_F(Identity, ASecondFactorIsKeptSealedAndSaysWhenItsKeyIsAnother) {
  const Account account = make("zoe@example.org", Roles().add(Role::kVerifier));
  set_up(*enter("zoe@example.org", kPassword));
  const SignedIn half = who(*enter("zoe@example.org", kPassword));
  const Vault other = *Vault::make({std::string(kVaultKeyBytes, 'o')});
  const IdentityParts parts{.accounts = database_->accounts(),
                            .work = database_->unit_of_work(),
                            .trail = database_->audit(),
                            .passwords = passwords_,
                            .vault = other,
                            .throttle = throttle_,
                            .clock = clock_};
  SignIn elsewhere(parts, *sessions_);
  EXPECT_EQ(elsewhere.with_code(half, "123456", from("a")).error().code, ErrorCode::kUnavailable)
      << "not \"wrong\": nobody could give a right one";
  EXPECT_EQ(look_at_factors(database_->accounts(), &other)->foreign, 1U);
  EXPECT_TRUE(elsewhere.with_code(half, codes_[0], from("a"))) << "recovery codes need no key";
  EXPECT_EQ(*drop_foreign_factors(parts, machine()), 1U);
  EXPECT_FALSE(database_->accounts().find(account.id)->totp_confirmed);
}

TEST_F(Identity, AWrongCodeLeavesATrace) {
  make("zoe@example.org", Roles().add(Role::kVerifier));
  set_up(*enter("zoe@example.org", kPassword));
  const SignedIn half = who(*enter("zoe@example.org", kPassword));
  ASSERT_FALSE(sign_in_->with_code(half, "000000", from("a")));
  EXPECT_EQ(actions().back(), "session.second_factor_refused") << "its password is known to somebody";
}

TEST_F(Identity, WithASessionAloneNobodyDrawsRecoveryCodes) {
  make("zoe@example.org", Roles().add(Role::kVerifier));
  const SignedIn zoe = who(set_up(*enter("zoe@example.org", kPassword)));
  const Result<std::vector<std::string>> refused = own_->draw_codes(zoe, "wrong", from("a"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().faults.front().where, "current_password");
  const Result<std::vector<std::string>> drawn = own_->draw_codes(zoe, kPassword, from("a"));
  ASSERT_TRUE(drawn) << drawn.error().message;
  EXPECT_EQ(drawn->size(), kRecoveryCodes);
}

TEST_F(Identity, ATokensNameStandsOnOneLine) {
  make("zoe@example.org", Roles().add(Role::kRegistrar));
  const SignedIn zoe = who(*enter("zoe@example.org", kPassword));
  const auto made =
      own_->make_token(zoe, {.name = "a\nb", .roles = Roles().add(Role::kRegistrar)}, from("a"));
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().faults.front().where, "name");
}

TEST_F(Identity, SomebodyMustRemainOwner) {
  const Account owner = make("zoe@example.org", Roles().add(Role::kOwner));
  const PersonTerms demoted{.mail = owner.mail, .name = owner.name, .roles = Roles().add(Role::kAuditor)};
  const Result<Account> refused = people_->change(machine(), owner.id, owner.version, demoted);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("last owner"), std::string::npos);
  PersonTerms disabled{.mail = owner.mail, .name = owner.name, .roles = owner.roles, .disabled = true};
  EXPECT_FALSE(people_->change(machine(), owner.id, owner.version, disabled));
  make("max@example.org", Roles().add(Role::kOwner));
  EXPECT_TRUE(people_->change(machine(), owner.id, owner.version, demoted));
}

TEST_F(Identity, OnlyOwnersManagePeople) {
  make("zoe@example.org", Roles().add(Role::kRegistrar));
  const domain::Actor registrar = actor_of(who(*enter("zoe@example.org", kPassword)).account, "a");
  EXPECT_EQ(people_->all(registrar).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(people_->create(registrar, {}).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(people_->password_link(registrar, {1}).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(people_->drop_second_factor(registrar, {1}).error().code, ErrorCode::kForbidden);
}

TEST_F(Identity, ASaveThatChangesNothingWritesNothing) {
  const Account account = make("zoe@example.org", Roles().add(Role::kRegistrar));
  const std::size_t before = actions().size();
  ASSERT_TRUE(people_->change(machine(), account.id, account.version,
                              {.mail = account.mail, .name = account.name, .roles = account.roles}));
  EXPECT_EQ(actions().size(), before);
  EXPECT_EQ(database_->accounts().find(account.id)->version, account.version);
  EXPECT_EQ(people_
                ->change(machine(), account.id, account.version + 1,
                         {.mail = account.mail, .name = "Other", .roles = account.roles})
                .error()
                .code,
            ErrorCode::kConflict);
}

TEST_F(Identity, EveryChangeLeavesATraceThatVerifies) {
  make("zoe@example.org", Roles().add(Role::kVerifier));
  set_up(*enter("zoe@example.org", kPassword));
  EXPECT_EQ(actions(), (std::vector<std::string>{"account.create", "account.password_set", "session.sign_in",
                                                 "account.second_factor_set_up"}));
  const auto broken = database_->audit().verify();
  ASSERT_TRUE(broken);
  EXPECT_FALSE(*broken);
}

}  // namespace
}  // namespace stillpoint::app
