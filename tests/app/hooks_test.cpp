#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/following/change_bell.h"
#include "app/following/cut_changes.h"
#include "app/following/deliver_hooks.h"
#include "app/following/edit_hooks.h"
#include "app/following/hook_signature.h"
#include "app/following/queue_hooks.h"
#include "contract/records.h"
#include "store/sqlite/sqlite_database.h"
#include "support/fixed_clock.h"
#include "support/temporary_folder.h"

namespace stillpoint::app {
namespace {

using namespace std::chrono_literals;
using domain::CredentialEventKind;
using domain::HookEndpoint;
using domain::ListingState;
using domain::PartnerId;
using domain::Practitioner;
using domain::PractitionerId;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
const domain::Actor kOwner{.kind = domain::ActorKind::kOperator, .name = "operator"};

/// Keeps what is posted, and answers as it is told: 200 where nothing is said.
class ScriptedTransport final : public domain::HookTransport {
 public:
  Result<domain::HookAnswer> post(const domain::HookCall& call) override {
    const std::lock_guard lock(mutex_);
    calls.push_back(call);
    if (meanwhile) meanwhile(call);
    if (is_silent) return Error{.code = ErrorCode::kUnavailable, .message = "There was no answer."};
    if (statuses.empty()) return domain::HookAnswer{.status = 200};
    const int status = statuses.front();
    statuses.pop_front();
    return domain::HookAnswer{.status = status};
  }
  [[nodiscard]] Result<void> check(const std::string& url) const override {
    if (url.substr(0, 8) == "https://") return {};
    return Error{.code = ErrorCode::kInvalid, .message = "no"};
  }
  std::vector<domain::HookCall> calls;
  std::deque<int> statuses;
  bool is_silent = false;
  std::function<void(const domain::HookCall&)> meanwhile{};  ///< What others do while it is under way.

 private:
  std::mutex mutex_;
};

TEST(HookSignature, IsThatOfTheStandardsOwnLibraries) {
  // The vector of their tests (standard-webhooks/standard-webhooks, libraries/*/tests).
  EXPECT_EQ(
      hook_signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", {.message = "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                                                .at = Instant{1614265330s},
                                                                .body = R"({"test": 2432232314})"}),
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  EXPECT_EQ(hook_signature("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", {}), "");
  EXPECT_EQ(hook_signature("whsec_%%%", {}), "");
}

TEST(HookSignature, SecretsAreLongAndNoTwoAreAlike) {
  const std::string secret = draw_hook_secret();
  EXPECT_EQ(secret.substr(0, 6), "whsec_");
  EXPECT_EQ(secret.size(), 6U + 44U) << "32 bytes in base64";
  EXPECT_NE(secret, draw_hook_secret());
}

class Hooks : public testing::Test {
 protected:
  HookEndpoint add(const std::string& url = "https://a.example/hook", PartnerId partner = {7}) {
    Result<HookEndpoint> added = edit_.add(kOwner, partner, url);
    EXPECT_TRUE(added);
    return *added;
  }
  PractitionerId person(const std::string& name) {
    Practitioner record = contract::small_record(name);
    record.credentials.push_back({.id = {draw_id()}, .type = {"bcta:rcst:1"}, .number = "N" + name});
    return *database_->writer().put(record);
  }
  Practitioner stored(PractitionerId id) { return **database_->writer().find_existing({.id = id}); }
  void add_event(PractitionerId id, CredentialEventKind kind) {
    Practitioner record = stored(id);
    record.credentials.front().events.push_back(
        {.kind = kind, .effective = kNow + std::chrono::seconds(++events_), .recorded = kNow});
    ++record.version;
    ASSERT_TRUE(database_->writer().put(record));
  }
  void set_listing(PractitionerId id, ListingState state) {
    Practitioner record = stored(id);
    record.listing = state;
    ++record.version;
    ASSERT_TRUE(database_->writer().put(record));
  }
  void queue() {
    const Result<void> queued = queue_.run();
    ASSERT_TRUE(queued) << queued.error().message << queued.error().detail;
  }
  void run() {
    queue();
    ASSERT_TRUE(deliver_.run());
  }
  std::vector<std::string> types() {
    std::vector<std::string> list;
    for (const domain::HookCall& call : transport_.calls) {
      const std::size_t begin = call.body.find("\"type\":\"") + 8;
      list.push_back(call.body.substr(begin, call.body.find('"', begin) - begin));
    }
    return list;
  }

  support::TemporaryFolder folder_;
  std::unique_ptr<store::SqliteDatabase> database_ =
      *store::SqliteDatabase::open({.path = folder_.file("directory.db")});
  support::FixedClock clock_{kNow};
  ScriptedTransport transport_;
  std::vector<std::string> complaints_;
  bool is_told_ = true;
  QueueHooks queue_{
      {.log = database_->public_changes(),
       .hooks = database_->hooks(),
       .work = database_->unit_of_work(),
       .clock = clock_,
       .is_told = [this](PartnerId) { return Result<bool>(is_told_); },
       .full_url = [](std::string_view path) { return "https://d.example" + std::string(path); },
       .complain = [this](const std::string& what) { complaints_.push_back(what); }}};
  DeliverHooks deliver_{database_->hooks(), transport_, clock_,
                        [this](const std::string& what) { complaints_.push_back(what); }};
  EditHooks edit_{{.work = database_->unit_of_work(),
                   .trail = database_->audit(),
                   .hooks = database_->hooks(),
                   .transport = transport_,
                   .log = database_->public_changes(),
                   .clock = clock_}};
  int events_ = 0;
};

TEST_F(Hooks, TellWhatAnOldPageWouldBeWrongAbout) {
  const PractitionerId id = person("Ada");
  add();
  add_event(id, CredentialEventKind::kVerified);
  add_event(id, CredentialEventKind::kSuspended);
  add_event(id, CredentialEventKind::kReinstated);
  add_event(id, CredentialEventKind::kRevoked);
  add_event(id, CredentialEventKind::kCorrected);
  set_listing(id, ListingState::kWithdrawn);
  run();
  EXPECT_THAT(types(), ElementsAre("credential.suspended", "credential.reinstated", "credential.revoked",
                                   "credential.reinstated", "listing.withdrawn"));
  const std::string& body = transport_.calls.front().body;
  EXPECT_THAT(body, HasSubstr("\"practitioner\":\"" + print_id(id.value) + "\""));
  EXPECT_THAT(body, HasSubstr("\"url\":\"https://d.example/practitioners/" + print_id(id.value) + "\""));
  EXPECT_THAT(body, HasSubstr("\"effective\":\"2026-11-22T00:00:02Z\""));
  for (const domain::HookCall& call : transport_.calls) EXPECT_THAT(call.body, Not(HasSubstr("Ada")));
  run();
  EXPECT_THAT(transport_.calls, SizeIs(5)) << "each once";
}

TEST_F(Hooks, NameTheCertificateWhileItsHolderIsListed) {
  const PractitionerId id = person("Bea");
  add();
  add_event(id, CredentialEventKind::kRevoked);
  run();
  ASSERT_THAT(transport_.calls, SizeIs(1));
  EXPECT_THAT(transport_.calls[0].body, HasSubstr("\"credential_type\":\"bcta:rcst:1\",\"number\":\"NBea\""));
}

TEST_F(Hooks, AreSignedByBothSecretsWhileOneTakesOverFromTheOther) {
  const HookEndpoint first = add();
  const HookEndpoint second = *edit_.rotate(kOwner, first.id);
  EXPECT_NE(first.secret, second.secret);
  const PractitionerId id = person("Cy");
  add_event(id, CredentialEventKind::kRevoked);
  run();
  ASSERT_THAT(transport_.calls, SizeIs(1));
  const domain::HookCall& call = transport_.calls[0];
  const HookContent content{.message = call.message, .at = call.at, .body = call.body};
  EXPECT_EQ(call.signature,
            hook_signature(second.secret, content) + " " + hook_signature(first.secret, content));
  clock_.set(kNow + kHookSecretOverlap);
  add_event(id, CredentialEventKind::kReinstated);
  run();
  EXPECT_THAT(transport_.calls[1].signature, Not(HasSubstr(" ")));
}

TEST_F(Hooks, ComeAgainForThreeDaysUnderTheSameIdAndCanBeReplayedThen) {
  const HookEndpoint endpoint = add();
  add_event(person("Dee"), CredentialEventKind::kSuspended);
  transport_.is_silent = true;
  queue();
  Instant last = kNow;
  for (int step = 0; step < 4000 && complaints_.empty(); ++step) {
    ASSERT_TRUE(deliver_.run());
    last = clock_.now();
    clock_.set(last + 5min);
  }
  ASSERT_THAT(complaints_, SizeIs(1));
  EXPECT_EQ(last - kNow, 72h) << "the last attempt is made when the three days are over";
  EXPECT_GT(transport_.calls.size(), 10U);
  for (const domain::HookCall& call : transport_.calls) EXPECT_EQ(call.message, transport_.calls[0].message);
  EXPECT_LT(transport_.calls[0].at, transport_.calls[1].at) << "each attempt has its own time";
  std::vector<domain::HookDelivery> dead = *database_->hooks().troubled(10);
  ASSERT_THAT(dead, SizeIs(1));
  EXPECT_TRUE(dead[0].given_up);
  EXPECT_EQ(dead[0].last_error, "There was no answer.");
  EXPECT_EQ(dead[0].endpoint, endpoint.id);
  transport_.is_silent = false;
  ASSERT_TRUE(edit_.replay(kOwner, dead[0].id));
  run();
  EXPECT_THAT(*database_->hooks().troubled(10), IsEmpty());
  EXPECT_EQ(transport_.calls.back().message, transport_.calls[0].message);
  EXPECT_EQ(edit_.replay(kOwner, dead[0].id).error().code, ErrorCode::kNotFound);
}

TEST_F(Hooks, OneSilentEndpointKeepsNoOtherWaitingAndIsNotPressed) {
  add("https://down.example/hook", {7});
  add("https://up.example/hook", {8});
  const PractitionerId id = person("Eve");
  for (int i = 0; i < 3; ++i) {
    add_event(id, CredentialEventKind::kSuspended);
    add_event(id, CredentialEventKind::kReinstated);
  }
  queue();
  transport_.statuses = {503};  // the first one's; then everything is taken
  ASSERT_TRUE(deliver_.run());
  int down = 0;
  int up = 0;
  for (const domain::HookCall& call : transport_.calls) {
    down += call.url == "https://down.example/hook" ? 1 : 0;
    up += call.url == "https://up.example/hook" ? 1 : 0;
  }
  EXPECT_EQ(down, 1) << "one failure tells enough for now";
  EXPECT_EQ(up, 6);
  clock_.set(kNow + 5s);
  ASSERT_TRUE(deliver_.run());
  EXPECT_THAT(transport_.calls, SizeIs(13)) << "and nothing is lost";
}

TEST_F(Hooks, AnEndpointThatSaysGoneIsSentNoMore) {
  const HookEndpoint endpoint = add();
  add_event(person("Flo"), CredentialEventKind::kSuspended);
  transport_.statuses = {410};
  run();
  EXPECT_TRUE(database_->hooks().find(endpoint.id)->stopped);
  clock_.set(kNow + 24h);
  run();
  EXPECT_THAT(transport_.calls, SizeIs(1));
  ASSERT_TRUE(edit_.set_stopped(kOwner, endpoint.id, false));
  run();
  EXPECT_THAT(transport_.calls, SizeIs(2)) << "what waited is told once it is wanted again";
}

TEST_F(Hooks, WhatComesUpWhileOneIsStoppedWaitsForIt) {
  const HookEndpoint endpoint = add();
  const PractitionerId id = person("Fay");
  ASSERT_TRUE(edit_.set_stopped(kOwner, endpoint.id, true));
  add_event(id, CredentialEventKind::kRevoked);
  run();
  EXPECT_THAT(transport_.calls, IsEmpty());
  ASSERT_TRUE(edit_.set_stopped(kOwner, endpoint.id, false));
  run();
  EXPECT_THAT(types(), ElementsAre("credential.revoked"));
}

TEST_F(Hooks, AnAnswerThatStopsOneUndoesNothingThatWasDoneMeanwhile) {
  const HookEndpoint rotated = add("https://a.example/rotated");
  const HookEndpoint removed = add("https://b.example/removed");
  add_event(person("Fox"), CredentialEventKind::kSuspended);
  transport_.statuses = {410, 410};
  transport_.meanwhile = [&](const domain::HookCall& call) {
    EXPECT_TRUE(call.url != rotated.url || edit_.rotate(kOwner, rotated.id));
    EXPECT_TRUE(call.url != removed.url || edit_.remove(kOwner, removed.id));
  };
  run();
  const HookEndpoint now = *database_->hooks().find(rotated.id);
  EXPECT_TRUE(now.stopped);
  EXPECT_NE(now.secret, rotated.secret) << "the new secret stays";
  EXPECT_EQ(now.previous_secret, rotated.secret);
  EXPECT_EQ(database_->hooks().find(removed.id).error().code, ErrorCode::kNotFound)
      << "it does not come back";
}

TEST_F(Hooks, TellFromNowOnAndNothingOfWhatHappenedBefore) {
  const PractitionerId id = person("Gus");
  add_event(id, CredentialEventKind::kSuspended);
  queue();
  const HookEndpoint endpoint = add();
  run();
  EXPECT_THAT(transport_.calls, IsEmpty());
  is_told_ = false;  // the partner is suspended meanwhile
  add_event(id, CredentialEventKind::kReinstated);
  queue();
  is_told_ = true;
  run();
  EXPECT_THAT(transport_.calls, IsEmpty());
  add_event(id, CredentialEventKind::kRevoked);
  queue();
  ASSERT_TRUE(edit_.remove(kOwner, endpoint.id));
  run();
  EXPECT_THAT(transport_.calls, IsEmpty()) << "what waited went with its endpoint";
}

TEST_F(Hooks, LeaveNothingOutOfMoreChangesThanAreReadAtOnce) {
  add();
  std::vector<PractitionerId> people;
  for (int i = 0; i < 130; ++i) people.push_back(person("P" + std::to_string(i)));
  for (const PractitionerId id : people) set_listing(id, ListingState::kWithdrawn);
  run();
  EXPECT_THAT(transport_.calls, SizeIs(130));
  run();
  EXPECT_THAT(transport_.calls, SizeIs(130));
}

TEST_F(Hooks, TellOfARevocationThatComesAfterAQuietMonth) {
  add();
  const PractitionerId id = person("Ida");  // nothing that anybody is told of, so the place stays behind it
  person("Jan");
  queue();
  CutChanges cut{{.log = database_->public_changes(), .hooks = &database_->hooks(), .clock = clock_}};
  clock_.set(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) + 24h * 40);
  ASSERT_TRUE(cut.cut());
  add_event(id, CredentialEventKind::kRevoked);
  run();
  EXPECT_THAT(types(), ElementsAre("credential.revoked"));
  EXPECT_THAT(complaints_, IsEmpty());
  EXPECT_GT(*cut.cut(), 0) << "what was told is let go of";
}

TEST_F(Hooks, KeepNoLogFromBeingCutWhileNobodyIsTold) {
  add();
  for (int i = 0; i < 3; ++i) person("P" + std::to_string(i));
  clock_.set(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) + 24h * 40);
  CutChanges without_partners{{.log = database_->public_changes(), .clock = clock_}};
  EXPECT_EQ(*without_partners.cut(), 3) << "all but the last";
  queue();
  EXPECT_THAT(complaints_, ElementsAre(HasSubstr("go on from now")))
      << "and once partners are back it is said";
}

TEST_F(Hooks, AreAnOwnersToLookAfterAndLeaveATrace) {
  const domain::Actor registrar{.kind = domain::ActorKind::kAccount,
                                .name = "r",
                                .roles = domain::Roles().add(domain::Role::kRegistrar)};
  EXPECT_EQ(edit_.add(registrar, {7}, "https://a.example/").error().code, ErrorCode::kForbidden);
  EXPECT_EQ(edit_.add(kOwner, {7}, "http://a.example/").error().code, ErrorCode::kInvalid);
  const HookEndpoint endpoint = add();
  for (std::size_t i = 1; i < kHooksPerPartner; ++i) add();
  EXPECT_EQ(edit_.add(kOwner, {7}, "https://a.example/").error().code, ErrorCode::kConflict);
  EXPECT_EQ(edit_.rotate(registrar, endpoint.id).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(edit_.rotate(kOwner, {99}).error().code, ErrorCode::kNotFound);
  std::vector<std::string> actions;
  ASSERT_TRUE(database_->audit().for_each({.newest_first = true, .count = 1},
                                          [&](const domain::AuditRecord& record) -> Result<void> {
                                            actions.push_back(record.entry.action);
                                            return {};
                                          }));
  EXPECT_THAT(actions, ElementsAre("webhook.add"));
}

TEST_F(Hooks, WhoIsForgottenIsForgottenInWhatWaitsToo) {
  add();
  const PractitionerId id = person("Hal");
  add_event(id, CredentialEventKind::kRevoked);
  queue();
  ASSERT_TRUE(database_->unit_of_work().in_transaction([&]() -> Result<void> {
    const Practitioner record = stored(id);
    if (auto forgotten = database_->personal_data().forget(record, kNow); !forgotten)
      return forgotten.error();
    const auto put = database_->writer().put(
        {.id = id, .version = record.version + 1, .listing = ListingState::kWithdrawn, .edited = kNow});
    return put ? Result<void>() : Result<void>(put.error());
  }));
  run();
  ASSERT_THAT(types(), ElementsAre("listing.withdrawn"));
  EXPECT_THAT(transport_.calls[0].body, HasSubstr("\"erased\":true"));
}

TEST(ChangeBell, ThreadsThatWaitAreAllWokenByOneRing) {
  ChangeBell bell(8);
  std::vector<std::thread> waiting;
  std::atomic<int> rang{0};
  for (int i = 0; i < 8; ++i) {
    waiting.emplace_back(
        [&, i] { rang += bell.wait_beyond(0, 20s, {.partner = {i}}) == ChangeBell::Waited::kRang ? 1 : 0; });
  }
  while (bell.waiting() < 8) std::this_thread::sleep_for(1ms);
  EXPECT_EQ(bell.wait_beyond(0, 20s, {}), ChangeBell::Waited::kFull);
  bell.ring({.sequence = 1});
  for (std::thread& thread : waiting) thread.join();
  EXPECT_EQ(rang, 8);
  EXPECT_EQ(bell.wait_beyond(0, 20s, {}), ChangeBell::Waited::kRang) << "what is there is not waited for";
  EXPECT_EQ(bell.wait_beyond(1, 1ms, {}), ChangeBell::Waited::kTimedOut);
}

TEST(ChangeBell, OnePartnerLeavesThreeQuartersOfThePlacesToOthers) {
  ChangeBell bell(8);
  std::vector<std::thread> waiting;
  for (int i = 0; i < 2; ++i) {
    waiting.emplace_back(
        [&] { EXPECT_EQ(bell.wait_beyond(0, 20s, {.partner = {1}}), ChangeBell::Waited::kRang); });
  }
  while (bell.waiting() < 2) std::this_thread::sleep_for(1ms);
  EXPECT_EQ(bell.wait_beyond(0, 20s, {.partner = {1}}), ChangeBell::Waited::kFull);
  EXPECT_EQ(bell.wait_beyond(0, 1ms, {.partner = {2}}), ChangeBell::Waited::kTimedOut);
  bell.ring({.sequence = 1});
  for (std::thread& thread : waiting) thread.join();
  EXPECT_EQ(bell.wait_beyond(1, 1ms, {.partner = {1}}), ChangeBell::Waited::kTimedOut)
      << "the places are free again";
}

}  // namespace
}  // namespace stillpoint::app
