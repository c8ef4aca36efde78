#include "app/partners/partners.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "app/partners/partner_key_text.h"
#include "app/partners/partner_usage.h"
#include "store/sqlite/sqlite_database.h"
#include "support/fixed_clock.h"
#include "support/temporary_folder.h"

namespace stillpoint::app {
namespace {

using namespace std::chrono_literals;
using domain::KeyScope;
using domain::KeyScopes;
using domain::Partner;
using domain::PartnerKeyKind;
using domain::PartnerState;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
const std::string kClinic = "https://www.clinic.example";

/// Knows the jurisdictions "US-OH" and "US", and nothing else.
Result<domain::SearchTerms> read_locked(const std::vector<domain::LockedFilter>& locked) {
  domain::SearchTerms terms;
  for (const domain::LockedFilter& filter : locked) {
    if (filter.name != "jurisdiction" || !filter.value.starts_with("US")) {
      return Error{
          .code = ErrorCode::kInvalid,
          .message = "No.",
          .faults = {{.where = filter.name, .what = "No.", .allowed = "US-OH", .value = filter.value}}};
    }
    terms.jurisdictions.push_back({filter.value});
  }
  return terms;
}

class PartnersTest : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::SqliteDatabase::open({.path = folder_.file("a.db")});
    ASSERT_TRUE(opened) << opened.error().message;
    database_ = *std::move(opened);
    domain::PartnerStore& store = database_->partners();
    access_ = std::make_unique<PartnerAccess>(
        store, clock_,
        [this](const auto& locked) {
          return vocabulary_shrank_ ? Error{.code = ErrorCode::kInvalid, .message = "No longer."}
                                    : read_locked(locked);
        },
        "https://directory.example");
    usage_ = std::make_unique<PartnerUsage>(store, database_->unit_of_work(), clock_, [](const auto&) {});
    partners_ = std::make_unique<Partners>(PartnerPorts{.store = store,
                                                        .work = database_->unit_of_work(),
                                                        .trail = database_->audit(),
                                                        .access = *access_,
                                                        .read_locked = read_locked,
                                                        .write_usage = [this] { return usage_->write(); },
                                                        .clock = clock_});
  }
  static domain::Actor owner() {
    return {.kind = domain::ActorKind::kAccount,
            .account = {7},
            .name = "Zoe",
            .roles = domain::Roles().add(domain::Role::kOwner)};
  }
  static PartnerTerms clinic() {
    return {.name = "Clinic", .contact = "web@clinic.example", .origins = {kClinic}};
  }
  Partner registered(const PartnerTerms& terms = clinic()) {
    const Result<Partner> partner = partners_->register_partner(owner(), terms);
    EXPECT_TRUE(partner) << partner.error().message << partner.error().detail;
    return partner ? *partner : Partner{};
  }
  MadePartnerKey key(const Partner& partner, PartnerKeyKind kind, KeyScopes scopes = {}) {
    const Result<MadePartnerKey> made =
        partners_->make_key(owner(), partner.id, {.kind = kind, .name = "shop window", .scopes = scopes});
    EXPECT_TRUE(made) << made.error().message;
    return made ? *made : MadePartnerKey{};
  }
  std::vector<std::string> actions() {
    std::vector<std::string> actions;
    EXPECT_TRUE(database_->audit().for_each({}, [&](const domain::AuditRecord& record) -> Result<void> {
      actions.push_back(record.entry.action);
      return {};
    }));
    return actions;
  }

  support::TemporaryFolder folder_;
  support::FixedClock clock_{kNow};
  bool vocabulary_shrank_ = false;
  std::unique_ptr<store::SqliteDatabase> database_;
  std::unique_ptr<PartnerAccess> access_;
  std::unique_ptr<PartnerUsage> usage_;
  std::unique_ptr<Partners> partners_;
};

TEST(PartnerKeyText, IsToldFromAMistypedOneWithoutALookUp) {
  std::set<std::string> drawn;
  for (const PartnerKeyKind kind :
       {PartnerKeyKind::kPublishable, PartnerKeyKind::kSecret, PartnerKeyKind::kTest}) {
    const std::string text = draw_partner_key(kind);
    EXPECT_TRUE(drawn.insert(text).second);
    EXPECT_EQ(text.size(), 33U);
    const Result<PartnerKeyKind> read = kind_of_key(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, kind);
    int taken = 0;
    for (std::size_t i = 3; i < text.size(); ++i) {
      std::string wrong = text;
      wrong[i] = wrong[i] == 'x' ? 'y' : 'x';
      taken += kind_of_key(wrong) ? 1 : 0;
    }
    EXPECT_EQ(taken, 0) << "one changed letter of " << text;
  }
  const std::string text = draw_partner_key(PartnerKeyKind::kSecret);
  std::string upper = text;
  upper[5] = upper[5] == 'x' ? 'y' : 'x';
  for (const std::string& wrong : {text.substr(0, 32), text + "0", " " + text, std::string("sk_"),
                                   std::string(), std::string("hunter2"), "p" + text.substr(1), upper}) {
    const Result<PartnerKeyKind> read = kind_of_key(wrong);
    ASSERT_FALSE(read) << wrong;
    EXPECT_EQ(read.error().code, ErrorCode::kUnauthenticated);
  }
  EXPECT_EQ(demo_test_key(), "tk_d3m0d3m0d3m0d3m0d3m0d3m0d3d7jk") << "the README names it";
  EXPECT_TRUE(kind_of_key(demo_test_key()));
  EXPECT_EQ(hint_of_key("pk_abcdefgh"), "pk_…efgh");
}

TEST(PartnerOrigin, IsWrittenAsBrowsersSendIt) {
  const struct {
    const char* typed;
    const char* want;
  } cases[] = {
      {"https://clinic.example", "https://clinic.example"},
      {" HTTPS://Clinic.Example/ ", "https://clinic.example"},
      {"https://clinic.example:443", "https://clinic.example"},
      {"https://clinic.example:8443", "https://clinic.example:8443"},
      {"http://localhost:3000", "http://localhost:3000"},
      {"http://[::1]:80", "http://[::1]"},
      {"http://clinic.example", ""},
      {"https://clinic.example/page", ""},
      {"https://*.clinic.example", ""},
      {"https://", ""},
      {"https:///", ""},
      {"https://clinic.example:0", ""},
      {"https://clinic.example:99999", ""},
      {"https://user@clinic.example", ""},
      {"https://clinic..example", ""},
      {"https://clinic.example; script-src *", ""},
      {"https://größe.example", ""},
      {"clinic.example", ""},
      {"null", ""},
      {"*", ""},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(normal_origin(c.typed), c.want) << c.typed;
}

TEST(LocalOrigin, IsOfThisMachineAtAnyPort) {
  for (const char* yes :
       {"http://localhost", "http://localhost:5173", "https://127.0.0.1:8443", "http://[::1]:3000"}) {
    EXPECT_TRUE(is_local_origin(yes)) << yes;
  }
  for (const char* no :
       {"http://localhost.evil.example", "http://127.0.0.1.evil.example", "http://127.0.0.10",
        "https://localhost:", "https://localhost:1a", "file://localhost", "localhost", "null", ""}) {
    EXPECT_FALSE(is_local_origin(no)) << no;
  }
}

TEST_F(PartnersTest, RegistersAPartnerAndLeavesATrace) {
  const Partner partner = registered();
  EXPECT_EQ(partner.version, 1);
  EXPECT_EQ(*database_->partners().find(partner.id), partner);
  PartnerTerms terms = terms_of(partner);
  ASSERT_TRUE(partners_->edit(owner(), partner.id, 1, terms));
  EXPECT_EQ(database_->partners().find(partner.id)->version, 1)
      << "a save that changes nothing writes nothing";
  terms.locked = {{"jurisdiction", "US-OH"}};
  terms.agreed_to_terms = true;
  ASSERT_TRUE(partners_->edit(owner(), partner.id, 1, terms));
  EXPECT_EQ(database_->partners().find(partner.id)->terms_agreed, kNow);
  EXPECT_EQ(partners_->edit(owner(), partner.id, 1, terms_of(partner)).error().code, ErrorCode::kConflict);
  ASSERT_TRUE(partners_->set_state(owner(), partner.id, PartnerState::kSuspended, "copies reviews"));
  ASSERT_TRUE(partners_->set_state(owner(), partner.id, PartnerState::kSuspended, "again"));
  EXPECT_THAT(actions(), ElementsAre("partner.register", "partner.edit", "partner.suspend"));
}

TEST_F(PartnersTest, SaysEverythingThatIsWrongAtOnce) {
  const Result<Partner> refused =
      partners_->register_partner(owner(), {.name = " ",
                                            .contact = "nobody",
                                            .origins = {"http://clinic.example"},
                                            .quota_per_minute = 0,
                                            .locked = {{"jurisdiction", "FR"}},
                                            .theme = {.accent = "red", .corner_radius = 99}});
  ASSERT_FALSE(refused);
  std::vector<std::string> places;
  for (const Fault& fault : refused.error().faults) places.push_back(fault.where);
  EXPECT_THAT(places, ElementsAre("name", "contact", "origins", "quota_per_minute", "accent", "corner_radius",
                                  "locked"));
  EXPECT_TRUE(actions().empty());
}

TEST_F(PartnersTest, IsForOwnersOnly) {
  const Partner partner = registered();
  for (const domain::Role role : {domain::Role::kRegistrar, domain::Role::kVerifier, domain::Role::kModerator,
                                  domain::Role::kAuditor}) {
    const domain::Actor actor{
        .kind = domain::ActorKind::kAccount, .account = {8}, .roles = domain::Roles().add(role)};
    EXPECT_EQ(partners_->all(actor).error().code, ErrorCode::kForbidden);
    EXPECT_EQ(partners_->find(actor, partner.id).error().code, ErrorCode::kForbidden);
    EXPECT_EQ(partners_->usage(actor, partner.id).error().code, ErrorCode::kForbidden);
    EXPECT_EQ(partners_->register_partner(actor, clinic()).error().code, ErrorCode::kForbidden);
    EXPECT_EQ(partners_->edit(actor, partner.id, 1, clinic()).error().code, ErrorCode::kForbidden);
    EXPECT_EQ(partners_->set_state(actor, partner.id, PartnerState::kSuspended, "").error().code,
              ErrorCode::kForbidden);
    EXPECT_EQ(partners_->make_key(actor, partner.id, {.name = "x"}).error().code, ErrorCode::kForbidden);
    EXPECT_EQ(partners_->rotate_key(actor, partner.id, {1}, 1).error().code, ErrorCode::kForbidden);
    EXPECT_EQ(partners_->revoke_key(actor, partner.id, {1}).error().code, ErrorCode::kForbidden);
  }
}

TEST_F(PartnersTest, BindsAKeyToTheOriginsOfItsKind) {
  const Partner partner = registered();
  const std::string publishable = key(partner, PartnerKeyKind::kPublishable).text;
  const std::string secret = key(partner, PartnerKeyKind::kSecret).text;
  const std::string test = key(partner, PartnerKeyKind::kTest).text;
  const struct {
    const char* why;
    std::string key;
    bool in_address;
    std::string origin;
    std::optional<ErrorCode> refused;
  } cases[] = {
      {"nobody", "", false, "https://evil.example", {}},
      {"its own page", publishable, true, kClinic, {}},
      {"a server", publishable, false, "", {}},
      {"our own page", publishable, false, "https://directory.example", {}},
      {"another site", publishable, true, "https://evil.example", ErrorCode::kForbidden},
      {"a sibling", publishable, true, "https://clinic.example", ErrorCode::kForbidden},
      {"a longer host", publishable, true, kClinic + ".evil.example", ErrorCode::kForbidden},
      {"another port", publishable, true, kClinic + ":8443", ErrorCode::kForbidden},
      {"another case", publishable, true, "https://WWW.clinic.example", ErrorCode::kForbidden},
      {"no scheme of ours", publishable, true, "http://www.clinic.example", ErrorCode::kForbidden},
      {"a sandbox", publishable, true, "null", ErrorCode::kForbidden},
      {"a page of this machine", publishable, true, "http://localhost:3000", ErrorCode::kForbidden},
      {"the partner's server", secret, false, "", {}},
      {"a secret in an address", secret, true, "", ErrorCode::kUnauthenticated},
      {"a secret in a page", secret, false, kClinic, ErrorCode::kForbidden},
      {"building", test, true, "http://localhost:3000", {}},
      {"building elsewhere", test, true, "http://127.0.0.1:9", {}},
      {"a test key set free", test, true, kClinic, ErrorCode::kForbidden},
      {"mistyped", publishable.substr(1), true, kClinic, ErrorCode::kUnauthenticated},
      {"of another directory", draw_partner_key(PartnerKeyKind::kPublishable), true, kClinic,
       ErrorCode::kUnauthenticated},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const Result<Caller> caller =
        access_->admit({.key = c.key, .in_address = c.in_address, .origin = c.origin});
    ASSERT_EQ(caller.has_value(), !c.refused) << (caller ? "" : caller.error().message);
    if (caller) {
      EXPECT_EQ(caller->is_partner(), !c.key.empty());
    } else {
      EXPECT_EQ(caller.error().code, *c.refused);
    }
  }
  EXPECT_EQ(access_->admit({.key = publishable, .origin = kClinic})->origin, kClinic);
  EXPECT_TRUE(*access_->knows_origin(kClinic));
  EXPECT_TRUE(*access_->knows_origin("http://localhost:1")) << "there is a test key";
  EXPECT_FALSE(*access_->knows_origin("https://evil.example"));
  EXPECT_TRUE(access_->admit_frame(publishable));
  EXPECT_FALSE(access_->admit_frame(secret));
  EXPECT_FALSE(access_->admit_frame(""));
}

TEST_F(PartnersTest, RotatesAKeyWithoutAGapAndRevokesAtOnce) {
  const Partner partner = registered();
  const MadePartnerKey old = key(partner, PartnerKeyKind::kSecret, KeyScopes().add(KeyScope::kVerify));
  const Result<MadePartnerKey> next = partners_->rotate_key(owner(), partner.id, old.key.id, 7);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->key.scopes, old.key.scopes);
  EXPECT_EQ(next->key.name, old.key.name);
  EXPECT_NE(next->text, old.text);
  const auto works = [&](const std::string& text) { return access_->admit({.key = text}).has_value(); };
  EXPECT_TRUE(works(old.text) && works(next->text));
  clock_.set(kNow + std::chrono::days{7} - 1s);
  EXPECT_TRUE(works(old.text));
  clock_.set(kNow + std::chrono::days{7});
  EXPECT_FALSE(works(old.text));
  EXPECT_TRUE(works(next->text));
  EXPECT_EQ(partners_->rotate_key(owner(), partner.id, old.key.id, 7).error().code, ErrorCode::kConflict);
  ASSERT_TRUE(partners_->revoke_key(owner(), partner.id, next->key.id));
  EXPECT_FALSE(works(next->text)) << "at once";
  ASSERT_TRUE(partners_->revoke_key(owner(), partner.id, next->key.id)) << "twice is once";
  EXPECT_THAT(actions(), ElementsAre("partner.register", "partner.make_key", "partner.rotate_key",
                                     "partner.revoke_key"));
  const Partner other = registered({.name = "Other", .contact = "a@b.example"});
  EXPECT_EQ(partners_->revoke_key(owner(), other.id, old.key.id).error().code, ErrorCode::kNotFound);
}

TEST_F(PartnersTest, RefusesASuspendedPartnersKeysUntilItIsBack) {
  const Partner partner = registered();
  const std::string text = key(partner, PartnerKeyKind::kPublishable).text;
  ASSERT_TRUE(partners_->set_state(owner(), partner.id, PartnerState::kSuspended, "for the test"));
  EXPECT_EQ(access_->admit({.key = text}).error().code, ErrorCode::kForbidden);
  EXPECT_FALSE(*access_->knows_origin(kClinic));
  ASSERT_TRUE(partners_->set_state(owner(), partner.id, PartnerState::kActive, ""));
  EXPECT_TRUE(access_->admit({.key = text}));
}

TEST_F(PartnersTest, GivesScopesOnlyWhereTheyBelong) {
  const Partner bare = registered();
  PartnerTerms terms = clinic();
  terms.name = "Agreed";
  terms.agreed_to_terms = true;
  const Partner agreed = registered(terms);
  const auto scopes = [](std::initializer_list<KeyScope> list) {
    KeyScopes set;
    for (const KeyScope scope : list) set.add(scope);
    return set;
  };
  const auto makes = [&](const Partner& partner, PartnerKeyKind kind, KeyScopes wanted) {
    return partners_->make_key(owner(), partner.id, {.kind = kind, .name = "k", .scopes = wanted})
        .has_value();
  };
  EXPECT_TRUE(makes(bare, PartnerKeyKind::kSecret, scopes({KeyScope::kVerify, KeyScope::kWebhooks})));
  EXPECT_FALSE(makes(bare, PartnerKeyKind::kSecret, scopes({KeyScope::kChanges}))) << "no terms, no copy";
  EXPECT_TRUE(makes(agreed, PartnerKeyKind::kSecret, scopes({KeyScope::kChanges, KeyScope::kContact})));
  EXPECT_FALSE(makes(agreed, PartnerKeyKind::kTest, scopes({KeyScope::kChanges, KeyScope::kContact})));
  EXPECT_FALSE(makes(agreed, PartnerKeyKind::kPublishable, scopes({KeyScope::kVerify})));
  EXPECT_FALSE(makes(agreed, PartnerKeyKind::kSecret, scopes({KeyScope::kContact})));
}

TEST_F(PartnersTest, NeverSearchesPastLockedFiltersThatItCannotRead) {
  PartnerTerms terms = clinic();
  terms.locked = {{"jurisdiction", "US-OH"}};
  const std::string text = key(registered(terms), PartnerKeyKind::kPublishable).text;
  const Result<Caller> before = access_->admit({.key = text});
  ASSERT_TRUE(before && before->locked() != nullptr);
  EXPECT_EQ(before->locked()->jurisdictions.at(0).value, "US-OH");
  EXPECT_TRUE(before->may_search());
  vocabulary_shrank_ = true;
  access_->forget();
  const Result<Caller> after = access_->admit({.key = text});
  ASSERT_TRUE(after);
  EXPECT_EQ(after->may_search().error().code, ErrorCode::kUnavailable);
}

TEST_F(PartnersTest, CountsUseByDayWithPagesAndNothingOfVisitors) {
  const Partner partner = registered();
  const MadePartnerKey made = key(partner, PartnerKeyKind::kPublishable);
  const auto count = [&](int status, std::string_view referrer) {
    usage_->count({.partner = partner.id, .key = made.key.id, .status = status, .referrer = referrer});
  };
  count(200, kClinic + "/find?name=Anna#top");
  count(200, kClinic + "/find");
  count(404, kClinic + "/");
  count(429, "");
  count(200, "https://anna:secret@clinic.example/x");
  clock_.set(kNow + std::chrono::days{1});
  count(304, kClinic + "/find");
  const Result<PartnerUsageReport> report = partners_->usage(owner(), partner.id);
  ASSERT_TRUE(report) << report.error().message << report.error().detail;
  ASSERT_EQ(report->days.size(), 2U);
  EXPECT_EQ(report->days[0].requests, 1);
  EXPECT_EQ(report->days[1].requests, 5);
  EXPECT_EQ(report->days[1].errors, 1);
  EXPECT_EQ(report->days[1].limited, 1);
  ASSERT_EQ(report->pages.size(), 2U);
  EXPECT_EQ(report->pages[0].page, kClinic + "/find");
  EXPECT_EQ(report->pages[0].requests, 3);
  EXPECT_EQ(report->pages[1].page, kClinic + "/");
  EXPECT_EQ(database_->partners().keys_of(partner.id)->front().last_used, kNow + std::chrono::days{1});
}

TEST_F(PartnersTest, AnswersManyThreadsWhileKeysComeAndGo) {
  const Partner partner = registered();
  const std::string stays = key(partner, PartnerKeyKind::kPublishable).text;
  std::atomic<bool> stop{false};
  std::atomic<int> refused{0};
  {
    std::vector<std::jthread> readers;
    for (int t = 0; t < 4; ++t) {
      readers.emplace_back([&] {
        while (!stop) {
          if (!access_->admit({.key = stays, .in_address = true, .origin = kClinic})) ++refused;
          usage_->count({.partner = partner.id, .key = {1}, .status = 200, .referrer = kClinic + "/"});
        }
      });
    }
    for (int i = 0; i < 20; ++i) {
      const MadePartnerKey made = key(partner, PartnerKeyKind::kSecret);
      EXPECT_TRUE(access_->admit({.key = made.text}));
      EXPECT_TRUE(partners_->revoke_key(owner(), partner.id, made.key.id));
      EXPECT_FALSE(access_->admit({.key = made.text})) << "revoked at once, whoever was reading meanwhile";
    }
    stop = true;
  }
  EXPECT_EQ(refused, 0);
}

}  // namespace
}  // namespace stillpoint::app
