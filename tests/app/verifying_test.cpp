#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "app/verifying/change_standing.h"
#include "app/verifying/import_exclusions.h"
#include "app/verifying/import_roster.h"
#include "app/verifying/record_verification.h"
#include "app/verifying/roster_rows.h"
#include "app/verifying/verifying_desk.h"
#include "app/verifying/work_queue.h"
#include "base/time_text.h"
#include "domain/consent.h"
#include "domain/in_force.h"
#include "files/evidence_folder.h"
#include "intake/sheet_reader.h"
#include "search/index.h"
#include "store/sqlite/sqlite_database.h"
#include "support/fixed_clock.h"
#include "support/seed_vocabulary.h"
#include "support/temporary_folder.h"
#include "verify/verdict.h"

namespace stillpoint::app {
namespace {

using domain::Practitioner;
using domain::WorkKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using verify::VerdictStatus;

constexpr const char* kType = "demo_cranial_guild:rcst:1";
constexpr const char* kIssuer = "demo_cranial_guild";

Instant at(const char* text) {
  return *parse_instant(text);
}

domain::Actor verifier(std::int64_t id, const char* name) {
  return {.kind = domain::ActorKind::kAccount,
          .account = {id},
          .name = name,
          .roles = domain::Roles{}.add(domain::Role::kVerifier)};
}

class Verifying : public ::testing::Test {
 protected:
  Verifying() {
    Result<std::unique_ptr<store::SqliteDatabase>> opened =
        store::SqliteDatabase::open({.path = folder_.file("directory.db")});
    EXPECT_TRUE(opened);
    database_ = *std::move(opened);
    EXPECT_TRUE(database_->registry().seed(support::seed_vocabulary().rows()));
    index_ = std::make_unique<search::Index>(support::seed_vocabulary(), search::IndexOptions{});
    follow_ = std::make_unique<FollowChanges>(database_->directory(), *index_, clock_);
    parts_ = std::make_unique<VerifyingParts>(VerifyingParts{.work = database_->unit_of_work(),
                                                             .writer = database_->writer(),
                                                             .directory = database_->directory(),
                                                             .store = database_->verifying(),
                                                             .files = files_,
                                                             .trail = database_->audit(),
                                                             .accounts = [this] { return accounts(); },
                                                             .vocabulary = support::seed_vocabulary(),
                                                             .follow = *follow_,
                                                             .sheets = sheets_,
                                                             .clock = clock_});
    account(vera_);
    id_ = put("Amara Lindqvist", "RCST-1");
    credential_ = credential();
  }

  void account(const domain::Actor& actor) {
    domain::Account one;
    one.id = actor.account;
    one.name = actor.name;
    one.roles = actor.roles;
    one.totp_confirmed = true;
    accounts_.push_back(one);
  }
  Result<std::vector<domain::Account>> accounts() const { return accounts_; }

  domain::PractitionerId put(const char* name, const std::string& number) {
    Practitioner record;
    record.listing = domain::ListingState::kListed;
    record.name.display = name;
    record.edited = at("2026-01-01T00:00:00Z");
    record.credentials = {{.type = {kType},
                           .number = number,
                           .issued = parse_date("2020-01-01"),
                           .expires = parse_date("2027-12-31")}};
    Result<domain::PractitionerId> id = database_->writer().put(record);
    EXPECT_TRUE(id);
    return id ? *id : domain::PractitionerId{};
  }
  Practitioner record(domain::PractitionerId id) { return *database_->directory().find(id); }
  domain::CredentialId credential() { return record(id_).credentials.at(0).id; }

  VerificationReport report() {
    return {.actor = vera_,
            .practitioner = id_,
            .credential = credential(),
            .method = "register_page",
            .result = "matched",
            .source_url = "https://register.example.org/1",
            .seen = {.name = "Lindqvist, Amara", .number = "RCST-1", .status = "Active"}};
  }
  std::vector<std::string> wrong(const VerificationReport& what) {
    const Result<domain::VerificationId> done = RecordVerification(*parts_).run(what);
    std::vector<std::string> places;
    if (done) return {"nothing"};
    for (const Fault& fault : done.error().faults) places.push_back(fault.where);
    return places;
  }
  Result<StandingOutcome> change(const domain::Actor& actor, StandingChange what,
                                 const std::string& reason = "A reason.", const std::string& alone = {},
                                 std::optional<Instant> effective = {}) {
    const auto answer = ChangeStanding(*parts_).run({.actor = actor,
                                                     .practitioner = id_,
                                                     .credential = credential_,
                                                     .change = what,
                                                     .effective = effective,
                                                     .reason = reason,
                                                     .private_note = "for colleagues",
                                                     .alone_because = alone});
    if (!answer) return answer.error();
    return answer->outcome;
  }
  VerdictStatus verdict(Instant as_of, Instant known_at) {
    const Practitioner now = record(id_);
    const auto& credential = now.credentials.at(0);
    return verify::verdict({.issuer_known = true,
                            .credential = &credential,
                            .type = support::seed_vocabulary().find(credential.type)},
                           {.as_of = as_of, .known_at = known_at})
        .status;
  }
  VerdictStatus verdict() { return verdict(clock_.now(), clock_.now()); }
  std::vector<domain::AuditRecord> trail() {
    std::vector<domain::AuditRecord> records;
    EXPECT_TRUE(database_->audit().for_each({}, [&](const domain::AuditRecord& one) -> Result<void> {
      records.push_back(one);
      return {};
    }));
    return records;
  }

  support::TemporaryFolder folder_;
  support::FixedClock clock_{at("2026-11-22T10:00:00Z")};
  files::EvidenceFolder files_{folder_.file("evidence")};
  intake::CsvSheetReader sheets_;
  std::unique_ptr<store::SqliteDatabase> database_;
  std::unique_ptr<search::Index> index_;
  std::unique_ptr<FollowChanges> follow_;
  std::vector<domain::Account> accounts_;
  std::unique_ptr<VerifyingParts> parts_;
  domain::Actor vera_ = verifier(5, "Vera");
  domain::Actor otto_ = verifier(6, "Otto");
  domain::PractitionerId id_{};
  domain::CredentialId credential_{};
};

// ---- checks
// ---------------------------------------------------------------------------------------------------

TEST_F(Verifying, RecordsACheckWithItsEvidenceAndItsTrace) {
  VerificationReport what = report();
  what.evidence = BroughtFile{.content = "%PDF-1.7 the letter", .file_name = "letter.pdf"};
  const Result<domain::VerificationId> id = RecordVerification(*parts_).run(what);
  ASSERT_TRUE(id) << id.error().message;
  const auto checks = record(id_).credentials.at(0).verifications;
  ASSERT_THAT(checks, SizeIs(1));
  EXPECT_EQ(checks[0].id, *id);
  EXPECT_EQ(checks[0].checked_at, clock_.now());
  EXPECT_THAT(checks[0].source, HasSubstr("Guild")) << "the issuer, where nothing else is said";
  EXPECT_FALSE(checks[0].claimed);
  EXPECT_THAT(checks[0].checker, testing::Not(HasSubstr("Vera"))) << "clients are told the role";
  EXPECT_EQ(*files_.read(checks[0].evidence_sha256), "%PDF-1.7 the letter");
  EXPECT_EQ((*database_->verifying().find_evidence(checks[0].evidence_sha256))->file_name, "letter.pdf");
  EXPECT_EQ(database_->verifying().details_of(id_)->at(0).seen_name, "Lindqvist, Amara");
  EXPECT_EQ(verdict(), VerdictStatus::kValid);
  const auto entries = trail();
  ASSERT_THAT(entries, SizeIs(1));
  EXPECT_EQ(entries[0].entry.action, "credential.verify");
  EXPECT_EQ(entries[0].entry.actor.name, "Vera");
  EXPECT_FALSE(entries[0].entry.changes.empty());
  EXPECT_EQ(record(id_).edited, at("2026-01-01T00:00:00Z")) << "checked is not edited";
}

TEST_F(Verifying, TakesNoCopyOfThePractitionersForACheck) {
  VerificationReport what = report();
  what.method = "practitioner_copy";
  const Result<domain::VerificationId> done = RecordVerification(*parts_).run(what);
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().faults.at(0).what, HasSubstr("no check at the source"));
  EXPECT_THAT(trail(), IsEmpty());
}

TEST_F(Verifying, AsksForWhatMakesACheckWorthSomething) {
  VerificationReport what = report();
  what.source_url = "javascript:alert(1)";
  what.seen.name.clear();
  what.checked_at = clock_.now() + std::chrono::hours{1};
  EXPECT_THAT(wrong(what), ElementsAre("source_url", "checked_at", "seen_name"));
  VerificationReport call = report();
  call.method = "call";
  EXPECT_THAT(wrong(call), ElementsAre("contact"));
  call.contact = "The registrar, by telephone";
  EXPECT_THAT(wrong(call), ElementsAre("nothing"));
}

TEST_F(Verifying, ResolvesOrExplainsAMismatch) {
  VerificationReport what = report();
  what.seen.name = "Amara Okafor";
  what.seen.expires = parse_date("2028-12-31");
  what.seen.status = "lapsed";
  EXPECT_THAT(wrong(what), ElementsAre("explanation", "explanation", "explanation"));
  what.take_over_dates = true;
  EXPECT_THAT(wrong(what), ElementsAre("explanation", "explanation"));
  EXPECT_EQ(record(id_).credentials.at(0).expires, parse_date("2027-12-31")) << "nothing half done";
  what.explanation =
      "Her name before she married; the board's page is a day behind, they confirmed by telephone.";
  EXPECT_THAT(wrong(what), ElementsAre("nothing"));
  EXPECT_EQ(record(id_).credentials.at(0).expires, parse_date("2028-12-31"));
}

TEST_F(Verifying, KeepsWhenACheckWasWrittenDown) {
  VerificationReport what = report();
  const Instant made = clock_.now() - std::chrono::hours{24 * 50};
  what.checked_at = made;
  ASSERT_TRUE(RecordVerification(*parts_).run(what));
  EXPECT_EQ(record(id_).credentials.at(0).verifications.at(0).recorded, clock_.now());
  const Instant between = made + std::chrono::hours{24};
  EXPECT_EQ(verdict(between, clock_.now()), VerdictStatus::kValid);
  EXPECT_EQ(verdict(between, between), VerdictStatus::kUnverified) << "nobody knew of it then";
}

TEST_F(Verifying, ComparesALicenceWithWhatWasSeenLikeACertificate) {
  Practitioner before = record(id_);
  before.professions = {
      {.profession = {"massage_therapist"},
       .licences = {{.jurisdiction = {"US-OH"}, .number = "33.017", .expires = parse_date("2027-08-31")}}}};
  ASSERT_TRUE(database_->writer().put(before));
  const auto licence = [&] { return record(id_).professions.at(0).licences.at(0); };
  VerificationReport what = report();
  what.credential = {};
  what.licence = licence().id;
  what.seen = {
      .name = "Somebody Else", .number = "99.999", .expires = parse_date("2021-01-31"), .status = "revoked"};
  EXPECT_THAT(wrong(what), ElementsAre("explanation", "explanation", "explanation", "explanation"));
  EXPECT_THAT(licence().verifications, IsEmpty());
  what.seen = {.name = "Amara Lindqvist",
               .number = "33.017",
               .issued = parse_date("2019-01-01"),
               .expires = parse_date("2029-08-31"),
               .status = "active"};
  EXPECT_THAT(wrong(what), ElementsAre("explanation")) << "a licence says nothing of its first day";
  what.take_over_dates = true;
  EXPECT_THAT(wrong(what), ElementsAre("nothing"));
  EXPECT_EQ(licence().expires, parse_date("2029-08-31"));
}

TEST_F(Verifying, KeepsWhatItsSourceDeniedInTheQueueUntilSomebodyDecides) {
  VerificationReport what = report();
  what.result = "denied";
  ASSERT_TRUE(RecordVerification(*parts_).run(what));
  const auto queue = [&] { return WorkQueue(*parts_).list(vera_, {})->items; };
  ASSERT_THAT(queue(), SizeIs(1));
  EXPECT_EQ(queue()[0].kind, WorkKind::kDenied);
  EXPECT_EQ(queue()[0].since, clock_.now());
  clock_.set(clock_.now() + std::chrono::hours{1});
  ASSERT_TRUE(change(vera_, StandingChange::kSuspend));
  EXPECT_THAT(queue(), IsEmpty()) << "what is suspended does no harm";
  clock_.set(clock_.now() + std::chrono::hours{1});
  ASSERT_TRUE(change(vera_, StandingChange::kReinstate));
  EXPECT_THAT(queue(), SizeIs(1));
  ASSERT_TRUE(RecordVerification(*parts_).run(report()));
  EXPECT_THAT(queue(), IsEmpty());
}

TEST_F(Verifying, LetsOnlyVerifiersCheck) {
  const domain::Actor registrar{.kind = domain::ActorKind::kAccount,
                                .account = {7},
                                .name = "Rita",
                                .roles = domain::Roles{}.add(domain::Role::kRegistrar)};
  const Result<domain::VerificationId> done = RecordVerification(*parts_).run(
      {.actor = registrar, .practitioner = id_, .credential = credential(), .method = "letter"});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kForbidden);
  EXPECT_EQ(change(registrar, StandingChange::kSuspend).error().code, ErrorCode::kForbidden);
}

TEST_F(Verifying, RefusesARecordThatSomebodyChangedMeanwhile) {
  VerificationReport what = report();
  what.version = record(id_).version;
  ASSERT_TRUE(RecordVerification(*parts_).run(what));
  const Error moved = RecordVerification(*parts_).run(what).error();
  EXPECT_EQ(moved.code, ErrorCode::kConflict);
  EXPECT_THAT(moved.message, HasSubstr("Vera changed this record on 2026-11-22T10:00:00Z (/credentials/0"));
}

// ---- standing
// -------------------------------------------------------------------------------------------------

TEST_F(Verifying, SuspendsAtOnceAndRevokesWithASecondPerson) {
  account(otto_);
  ASSERT_TRUE(RecordVerification(*parts_).run(report()));
  const Instant asked = clock_.now() + std::chrono::hours{1};
  clock_.set(asked);
  const auto outcome =
      change(vera_, StandingChange::kRevoke, "Code of ethics.", {}, asked - std::chrono::hours{48});
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(*outcome, StandingOutcome::kWaits);
  EXPECT_EQ(verdict(), VerdictStatus::kSuspended);
  EXPECT_EQ(change(vera_, StandingChange::kConfirm).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(change(vera_, StandingChange::kRevoke).error().code, ErrorCode::kConflict);
  EXPECT_EQ(change(vera_, StandingChange::kRevoke, "x", "it could not wait").error().code,
            ErrorCode::kForbidden)
      << "there is somebody else";
  clock_.set(asked + std::chrono::hours{1});
  ASSERT_TRUE(change(otto_, StandingChange::kConfirm, ""));
  EXPECT_EQ(verdict(), VerdictStatus::kRevoked);
  EXPECT_EQ(verdict(asked - std::chrono::hours{24}, clock_.now()), VerdictStatus::kRevoked) << "backdated";
  EXPECT_EQ(verdict(asked, asked), VerdictStatus::kSuspended) << "as known then";
  EXPECT_EQ(record(id_).credentials.at(0).events.front().reason, "Code of ethics.");
  EXPECT_FALSE(database_->verifying().pending_of(id_, credential())->has_value());
  EXPECT_THAT(*database_->verifying().notes_of(id_, credential()), SizeIs(2));
  EXPECT_THAT(trail(), SizeIs(3));
  EXPECT_FALSE(database_->audit().verify()->has_value()) << "the chain holds";
}

TEST_F(Verifying, LetsASoleVerifierDecideAloneWithAReason) {
  ASSERT_TRUE(RecordVerification(*parts_).run(report()));
  clock_.set(clock_.now() + std::chrono::hours{1});
  const auto outcome =
      change(vera_, StandingChange::kRevoke, "Code of ethics.", "Nobody else verifies here.");
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(*outcome, StandingOutcome::kDone);
  EXPECT_EQ(verdict(), VerdictStatus::kRevoked);
  EXPECT_THAT(trail().back().entry.reason, HasSubstr("Nobody else verifies here."));
  EXPECT_EQ(verdict(clock_.now() - std::chrono::minutes{30}, clock_.now()), VerdictStatus::kValid)
      << "what was in force before still was";
}

TEST_F(Verifying, LiftsWhatStandsAndNothingElse) {
  EXPECT_EQ(change(vera_, StandingChange::kReinstate).error().code, ErrorCode::kConflict);
  ASSERT_TRUE(change(vera_, StandingChange::kSuspend));
  EXPECT_EQ(change(vera_, StandingChange::kSuspend).error().code, ErrorCode::kConflict);
  clock_.set(clock_.now() + std::chrono::hours{1});
  ASSERT_TRUE(change(vera_, StandingChange::kReinstate));
  EXPECT_EQ(verdict(), VerdictStatus::kUnverified);
  EXPECT_EQ(change(vera_, StandingChange::kSuspend, "").error().faults.at(0).where, "reason");
}

TEST_F(Verifying, DropsARevocationThatWaitsWhenTheCertificateIsReinstated) {
  account(otto_);
  ASSERT_TRUE(change(vera_, StandingChange::kRevoke));
  clock_.set(clock_.now() + std::chrono::hours{1});
  ASSERT_TRUE(change(otto_, StandingChange::kReinstate, "The complaint was withdrawn."));
  EXPECT_EQ(verdict(), VerdictStatus::kUnverified);
  EXPECT_EQ(change(otto_, StandingChange::kConfirm).error().code, ErrorCode::kConflict);
}

TEST_F(Verifying, BackdatesARevocationBehindWhatWasReinstated) {
  ASSERT_TRUE(RecordVerification(*parts_).run(report()));
  const Instant checked = clock_.now();
  clock_.set(checked + std::chrono::hours{2});
  ASSERT_TRUE(change(vera_, StandingChange::kSuspend));
  clock_.set(checked + std::chrono::hours{3});
  ASSERT_TRUE(change(vera_, StandingChange::kReinstate));
  const Instant yesterday = clock_.now();
  clock_.set(checked + std::chrono::hours{27});
  ASSERT_TRUE(change(vera_, StandingChange::kRevoke, "Code of ethics.", "Nobody else.",
                     checked + std::chrono::hours{1}));
  EXPECT_EQ(verdict(), VerdictStatus::kRevoked);
  EXPECT_EQ(verdict(yesterday, clock_.now()), VerdictStatus::kRevoked);
  EXPECT_EQ(verdict(yesterday, yesterday), VerdictStatus::kValid) << "as known yesterday";
}

TEST_F(Verifying, RefusesAChangeThatWouldHaveNoEffect) {
  ASSERT_TRUE(change(vera_, StandingChange::kSuspend));
  const Instant suspended = clock_.now();
  clock_.set(suspended + std::chrono::hours{1});
  const auto before = trail().size();
  const auto refused =
      change(vera_, StandingChange::kExpire, "Ended.", {}, suspended - std::chrono::hours{1});
  ASSERT_FALSE(refused) << "it would go on reading suspended";
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_THAT(refused.error().message, HasSubstr("2026-11-22 would still decide"));
  EXPECT_FALSE(change(vera_, StandingChange::kReinstate, "x", {}, suspended - std::chrono::hours{1}));
  EXPECT_EQ(trail().size(), before);
  EXPECT_THAT(record(id_).credentials.at(0).events, SizeIs(1));
}

TEST_F(Verifying, SaysFromWhenAChangeHoldsThatLiesAhead) {
  ASSERT_TRUE(RecordVerification(*parts_).run(report()));
  const Instant ahead = clock_.now() + std::chrono::hours{48};
  const auto outcome = change(vera_, StandingChange::kExpire, "Ended.", {}, ahead);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(*outcome, StandingOutcome::kFromDay);
  EXPECT_EQ(verdict(), VerdictStatus::kValid);
  EXPECT_EQ(verdict(ahead, clock_.now()), VerdictStatus::kExpired);
  const auto slip = change(vera_, StandingChange::kSuspend, "x", {}, at("2206-11-22T00:00:00Z"));
  ASSERT_FALSE(slip);
  EXPECT_EQ(slip.error().faults.at(0).where, "effective");
}

TEST_F(Verifying, CountsNoColleagueWhoCannotConfirmYet) {
  account(otto_);
  accounts_.back().totp_confirmed = false;
  const auto outcome = change(vera_, StandingChange::kRevoke, "Code of ethics.", "Otto never signed in.");
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(*outcome, StandingOutcome::kDone);
}

TEST_F(Verifying, DecidesWhatStandsAgainstACertificateOfSomebodyWhoLeft) {
  account(otto_);
  ASSERT_TRUE(change(vera_, StandingChange::kRevoke, "Code of ethics."));
  const Practitioner before = record(id_);
  ASSERT_TRUE(database_->unit_of_work().in_transaction([&]() -> Result<void> {
    if (auto forgotten = database_->personal_data().forget(before, clock_.now()); !forgotten)
      return forgotten.error();
    auto put = database_->writer().put(domain::tombstone_of(before, clock_.now()));
    return put ? Result<void>() : put.error();
  }));
  const auto left = [&] { return **database_->writer().find_existing({.id = id_}); };
  const auto pending = *database_->verifying().pending_of(id_, credential_);
  ASSERT_TRUE(pending) << "leaving does not escape it";
  EXPECT_EQ(pending->private_note, "");
  const auto waiting = WorkQueue(*parts_).list(otto_, {.kind = WorkKind::kRevocation})->items;
  ASSERT_THAT(waiting, SizeIs(1));
  EXPECT_EQ(waiting[0].name, "");
  const VerifyingDesk desk(*parts_);
  const auto seen = desk.view(otto_, id_, credential_, {});
  ASSERT_TRUE(seen) << seen.error().message;
  EXPECT_TRUE(seen->pending);
  EXPECT_EQ(seen->practitioner.name.display, "");
  clock_.set(clock_.now() + std::chrono::hours{1});
  const auto confirmed = change(otto_, StandingChange::kConfirm, "");
  ASSERT_TRUE(confirmed) << confirmed.error().message;
  EXPECT_EQ(left().credentials.at(0).events.back().kind, domain::CredentialEventKind::kRevoked);
  EXPECT_EQ(left().listing, domain::ListingState::kWithdrawn);
  const std::vector<domain::AuditRecord> written = trail();
  for (const domain::FieldChange& field : written.back().entry.changes) {
    EXPECT_THAT(field.after, testing::Not(HasSubstr("Lindqvist")));
  }
  EXPECT_EQ(RecordVerification(*parts_)
                .run({.actor = vera_,
                      .practitioner = id_,
                      .credential = credential_,
                      .method = "register_page",
                      .result = "denied",
                      .source_url = "https://register.example.org/1"})
                .error()
                .code,
            ErrorCode::kGone)
      << "nothing more is kept of them";
}

TEST_F(Verifying, CorrectsAMistakeFromItsBeginning) {
  ASSERT_TRUE(RecordVerification(*parts_).run(report()));
  clock_.set(clock_.now() + std::chrono::hours{1});
  ASSERT_TRUE(change(vera_, StandingChange::kSuspend));
  const Instant revoked = clock_.now() + std::chrono::hours{1};
  clock_.set(revoked);
  ASSERT_TRUE(change(vera_, StandingChange::kRevoke, "Mixed up.", "Nobody else.",
                     revoked - std::chrono::minutes{90}));
  clock_.set(revoked + std::chrono::hours{1});
  ASSERT_TRUE(change(vera_, StandingChange::kCorrect, "Another person was meant."));
  EXPECT_EQ(verdict(), VerdictStatus::kValid);
  EXPECT_EQ(verdict(revoked, clock_.now()), VerdictStatus::kValid) << "it never stood";
  EXPECT_EQ(verdict(revoked, revoked), VerdictStatus::kRevoked) << "as known then";
}

// ---- the queue
// ------------------------------------------------------------------------------------------------

TEST_F(Verifying, TakesWorkOffTheQueueWhenItIsDone) {
  const WorkQueue queue(*parts_);
  auto list = queue.list(vera_, {});
  ASSERT_TRUE(list);
  ASSERT_THAT(list->items, SizeIs(1));
  EXPECT_EQ(list->items[0].kind, WorkKind::kNew);
  ASSERT_TRUE(queue.assign(vera_, list->items[0].subject(), vera_.account));
  EXPECT_EQ(queue.list(vera_, {})->items[0].assignee_name, "Vera");
  EXPECT_EQ(queue.assign(vera_, list->items[0].subject(), {99}).error().code, ErrorCode::kInvalid);
  ASSERT_TRUE(RecordVerification(*parts_).run(report()));
  EXPECT_THAT(queue.list(vera_, {})->items, IsEmpty());
  ASSERT_TRUE(database_->verifying().open_item(
      {.kind = WorkKind::kReported, .practitioner = id_, .subject = 77, .note = "Moved."}, clock_.now()));
  list = queue.list(vera_, {});
  ASSERT_THAT(list->items, SizeIs(1));
  EXPECT_EQ(queue.close(vera_, list->items[0].item, "").error().code, ErrorCode::kInvalid);
  EXPECT_FALSE(*queue.found_out(vera_, {77}));
  ASSERT_TRUE(queue.close(vera_, list->items[0].item, "Written to her."));
  EXPECT_THAT(queue.list(vera_, {})->items, IsEmpty());
  const auto settled = queue.found_out(vera_, {77});
  ASSERT_TRUE(settled && *settled);
  EXPECT_EQ((*settled)->outcome, "Written to her.") << "whoever moderates reads what came of it";
}

TEST_F(Verifying, LeavesWhatABackdatedRevocationEndedOffTheQueue) {
  ASSERT_TRUE(change(vera_, StandingChange::kSuspend));
  clock_.set(clock_.now() + std::chrono::hours{1});
  ASSERT_TRUE(change(vera_, StandingChange::kReinstate));
  EXPECT_THAT(WorkQueue(*parts_).list(vera_, {})->items, SizeIs(1)) << "it was never checked";
  clock_.set(clock_.now() + std::chrono::hours{1});
  ASSERT_TRUE(
      change(vera_, StandingChange::kRevoke, "x", "Nobody else.", clock_.now() - std::chrono::hours{24}));
  EXPECT_THAT(WorkQueue(*parts_).list(vera_, {})->items, IsEmpty());
}

// ---- rosters
// --------------------------------------------------------------------------------------------------

TEST_F(Verifying, RecordsWhatAListConfirmsAndQueuesTheRest) {
  const domain::PractitionerId other = put("Bela Horvath", "RCST-2");
  put("Carla Missing", "RCST-3");
  const std::string csv =
      "\xEF\xBB\xBFNumber;Last name;First name;Expires;Status\r\n"
      "RCST-1;Lindqvist;Amara;2027-12-31;active\r\n"
      "RCST-2;Horvath;Béla;2026-12-31;active\r\n"
      "RCST-9;\"New; Person\";Nia;;active\r\n"
      "RCST-1;Lindqvist;Amara;2027-12-31;active\r\n";
  const RosterFile file{.actor = vera_,
                        .issuer = {kIssuer},
                        .as_of = at("2026-11-20T00:00:00Z"),
                        .file = {.content = csv, .file_name = "members.csv"}};
  const Result<domain::RosterRun> run = ImportRoster(*parts_).run(file);
  ASSERT_TRUE(run) << run.error().message << run.error().detail;
  EXPECT_EQ(run->rows, 4);
  EXPECT_EQ(run->matched, 1);
  EXPECT_EQ(run->mismatched, 1);
  EXPECT_EQ(run->missing, 1);
  EXPECT_EQ(run->unknown, 1);
  const auto checks = record(id_).credentials.at(0).verifications;
  ASSERT_THAT(checks, SizeIs(1));
  EXPECT_EQ(checks[0].method, domain::VerificationMethod::kRoster);
  EXPECT_EQ(checks[0].checked_at, at("2026-11-20T00:00:00Z"));
  EXPECT_EQ(checks[0].evidence_sha256, run->sha256);
  EXPECT_EQ(*files_.read(run->sha256), csv);
  EXPECT_THAT(record(other).credentials.at(0).verifications, IsEmpty());
  const auto differs = WorkQueue(*parts_).list(vera_, {.kind = WorkKind::kRosterMismatch});
  ASSERT_THAT(differs->items, SizeIs(1));
  EXPECT_THAT(differs->items[0].note, HasSubstr("expires 2026-12-31"));
  EXPECT_EQ(differs->by_kind[static_cast<std::size_t>(WorkKind::kRosterMissing)], 1U);
  EXPECT_EQ(differs->by_kind[static_cast<std::size_t>(WorkKind::kRosterNew)], 1U);
  ASSERT_TRUE(ImportRoster(*parts_).run(file));
  EXPECT_THAT(record(id_).credentials.at(0).verifications, SizeIs(1)) << "the same list confirms once";
}

TEST_F(Verifying, TakesAListOfThreeThousandInOneGo) {
  constexpr int kMembers = 3000;
  std::string csv = "number,name,expires\n";
  ASSERT_TRUE(database_->unit_of_work().in_transaction([&]() -> Result<void> {
    for (int i = 0; i < kMembers; ++i) {
      const std::string number = "M-" + std::to_string(i);
      put(("Member " + std::to_string(i)).c_str(), number);
      csv += number + ",Member " + std::to_string(i) + ",2027-12-31\n";
    }
    return {};
  }));
  const auto began = std::chrono::steady_clock::now();
  const Result<domain::RosterRun> run = ImportRoster(*parts_).run(
      {.actor = vera_, .issuer = {kIssuer}, .file = {.content = csv, .file_name = "members.csv"}});
  const auto took = std::chrono::steady_clock::now() - began;
  ASSERT_TRUE(run) << run.error().message;
  EXPECT_EQ(run->matched, kMembers);
  EXPECT_EQ(run->missing, 1) << "whom the list leaves out";
  RecordProperty("milliseconds",
                 static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
  EXPECT_FALSE(database_->audit().verify()->has_value());
}

TEST_F(Verifying, RefusesAFileThatIsNoList) {
  const auto refused = [&](const char* content, const char* issuer = kIssuer) {
    const auto run = ImportRoster(*parts_).run(
        {.actor = vera_, .issuer = {issuer}, .file = {.content = content, .file_name = "x.csv"}});
    return run ? std::string("nothing") : run.error().faults.at(0).where;
  };
  EXPECT_EQ(refused(""), "roster");
  EXPECT_EQ(refused("a,b\n1,2\n"), "roster");
  EXPECT_EQ(refused("number,name\n1,\xFF\n"), "roster");
  EXPECT_EQ(refused("number,name\n", "nobody"), "issuer");
}

TEST_F(Verifying, ReadsAListAsItSaysThatItIsWritten) {
  put("Béla Horváth", "RCST-2");
  const auto taken = [&](domain::SheetEncoding encoding, domain::DateOrder dates) {
    const auto run = ImportRoster(*parts_).run(
        {.actor = vera_,
         .issuer = {kIssuer},
         .encoding = encoding,
         .dates = dates,
         .file = {.content = "number;name;expires\r\nRCST-2;B\xe9la Horv\xe1th;31.12.2027\r\n",
                  .file_name = "members.csv"}});
    return run ? run->matched : -1;
  };
  EXPECT_EQ(taken(domain::SheetEncoding::kUtf8, domain::DateOrder::kDayMonthYear), -1);
  EXPECT_EQ(taken(domain::SheetEncoding::kWindows1252, domain::DateOrder::kMonthDayYear), 0);
  EXPECT_EQ(taken(domain::SheetEncoding::kWindows1252, domain::DateOrder::kDayMonthYear), 1);
}

// ---- exclusion lists
// --------------------------------------------------------------------------------------------

constexpr const char* kLeieHeading =
    "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,"
    "EXCLDATE,REINDATE,WAIVERDATE,WVRSTATE\r\n";

std::string leie_row(const std::string& last, const std::string& first, const std::string& npi,
                     const std::string& city, const std::string& state) {
  return last + "," + first + ",J,,INDIVIDUAL,MASSAGE,," + npi + ",19700101,1 MAIN ST," + city + "," + state +
         ",43004,1128a1,20190320,00000000,00000000,\r\n";
}

class Exclusions : public Verifying {
 protected:
  Exclusions() { olga_.roles.add(domain::Role::kOwner); }
  domain::PractitionerId practising(const char* name, const char* npi, const char* city, const char* state) {
    Practitioner record;
    record.listing = domain::ListingState::kListed;
    record.name.display = name;
    if (*npi != 0) record.external_ids = {{.system = "nppes", .value = npi}};
    record.locations = {{.city = city, .jurisdiction = {state}, .country = "US"}};
    const Result<domain::PractitionerId> id = database_->writer().put(record);
    EXPECT_TRUE(id) << id.error().message;
    return id ? *id : domain::PractitionerId{};
  }
  Result<ImportExclusions::Outcome> bring(const std::string& rows) {
    const std::string csv = kLeieHeading + rows;
    return ImportExclusions({.work = parts_->work,
                             .directory = parts_->directory,
                             .store = parts_->store,
                             .files = files_,
                             .trail = parts_->trail,
                             .sheets = sheets_,
                             .clock = clock_})
        .run(olga_, {.content = csv, .file_name = "UPDATED.csv"});
  }
  std::vector<domain::WorkItem> leads() {
    return WorkQueue(*parts_).list(vera_, {.kind = WorkKind::kExclusion})->items;
  }
  domain::Actor olga_{.kind = domain::ActorKind::kAccount, .account = {8}, .name = "Olga"};
};

TEST_F(Exclusions, BringLeadsByNpiAndByNameWithPlace) {
  const auto same_npi = practising("Jane Doe-Smith", "1234567893", "Columbus", "US-OH");
  const auto same_city = practising("Carl De La Cruz Jr.", "", "Köln City", "US-OH");
  const auto same_state = practising("Lee, Ann", "", "Dayton", "US-OH");
  practising("Ann Lee", "", "Denver", "US-CO");
  practising("Bo Ray", "1982736450", "Columbus", "US-OH");
  const std::string rows = leie_row("MARRIED", "JANE", "1234567893", "AKRON", "OH") +
                           leie_row("DE LA CRUZ", "CARL", "0000000000", "KOLN CITY", "OH") +
                           leie_row("LEE", "ANN", "0000000000", "COLUMBUS", "OH") +
                           leie_row("RAY", "BO", "1111111112", "COLUMBUS", "OH") +
                           leie_row("CRUZ", "ANN", "0000000000", "COLUMBUS", "OH");
  const auto outcome = bring(rows);
  ASSERT_TRUE(outcome) << outcome.error().message << outcome.error().detail;
  EXPECT_EQ(outcome->run.rows, 5);
  EXPECT_EQ(outcome->run.by_npi, 1);
  EXPECT_EQ(outcome->run.by_name, 2) << "another NPI is another person, another state too";
  std::vector<domain::PractitionerId> who;
  std::string notes;
  for (const domain::WorkItem& lead : leads()) {
    who.push_back(lead.practitioner);
    notes += lead.note + "\n";
    EXPECT_EQ(*files_.read(lead.evidence), kLeieHeading + rows);
  }
  EXPECT_THAT(who, testing::UnorderedElementsAre(same_npi, same_city, same_state));
  EXPECT_THAT(notes, HasSubstr("The same NPI: MARRIED, JANE J, born 1970-01-01, AKRON, OH, NPI 1234567893, "
                               "excluded since 2019-03-20 (1128a1)."));
  EXPECT_THAT(notes, HasSubstr("The same name in the same city: DE LA CRUZ, CARL"));
  EXPECT_THAT(notes, HasSubstr("The same name in the same state: LEE, ANN"));
  for (const domain::PractitionerId id : who) {
    EXPECT_FALSE(record(id).demoted_since) << "a lead is no verdict";
    EXPECT_EQ(record(id).listing, domain::ListingState::kListed);
  }
}

TEST_F(Exclusions, AskNothingTwice) {
  practising("Ann Lee", "", "Columbus", "US-OH");
  const std::string rows = leie_row("LEE", "ANN", "0000000000", "COLUMBUS", "OH");
  ASSERT_TRUE(bring(rows));
  const std::size_t traced = trail().size();
  const auto again = bring(rows);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->run.by_name, 0);
  EXPECT_EQ(again->known, 1);
  EXPECT_THAT(leads(), SizeIs(1));
  EXPECT_EQ(trail().size(), traced) << "the same file twice adds nothing";
  EXPECT_THAT(*database_->verifying().exclusion_lists(10), SizeIs(1));
  ASSERT_TRUE(WorkQueue(*parts_).close(vera_, leads()[0].item, "Another person: born in 1985."));
  const auto next_month = bring(rows + leie_row("OTHER", "ONE", "0000000000", "X", "TX"));
  ASSERT_TRUE(next_month);
  EXPECT_EQ(next_month->run.by_name, 0) << "what was judged is not asked again";
  EXPECT_THAT(leads(), IsEmpty());
  EXPECT_THAT(*database_->verifying().exclusion_lists(10), SizeIs(2));
}

TEST_F(Exclusions, ArePassedOverWhereSomebodyWasReinstated) {
  practising("Ann Lee", "", "Columbus", "US-OH");
  std::string row = leie_row("LEE", "ANN", "0000000000", "COLUMBUS", "OH");
  row.replace(row.find("20190320,00000000"), 17, "20190320,20240101");
  ASSERT_TRUE(bring(row));
  EXPECT_THAT(leads(), IsEmpty());
}

TEST_F(Exclusions, AreBroughtByOwnersAndInTheirLayout) {
  olga_.roles = domain::Roles{}.add(domain::Role::kVerifier);
  EXPECT_EQ(bring("").error().code, ErrorCode::kForbidden);
  const ImportExclusions import({.work = parts_->work,
                                 .directory = parts_->directory,
                                 .store = parts_->store,
                                 .files = files_,
                                 .trail = parts_->trail,
                                 .sheets = sheets_,
                                 .clock = clock_});
  olga_.roles = domain::Roles{}.add(domain::Role::kOwner);
  for (const char* wrong : {"", "a,b\n1,2\n", "LASTNAME,FIRSTNAME\nA,B\n"}) {
    const auto refused = import.run(olga_, {.content = wrong, .file_name = "x.csv"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().faults.at(0).where, "list");
  }
  EXPECT_THAT(*import.past(olga_), IsEmpty());
}

TEST(RosterRows, AreReadAsSpreadsheetsWriteThem) {
  const auto sheet = intake::CsvSheetReader().read(
      "name,number,issued\n\"Doe, \"\"J\"\"\n(Jane)\", 7 ,2020-02-30\n\n,8,\nX,9,2020-01-31", {});
  ASSERT_TRUE(sheet);
  const auto rows = read_roster(*sheet, domain::DateOrder::kYearMonthDay);
  ASSERT_TRUE(rows);
  ASSERT_THAT(*rows, SizeIs(3));
  EXPECT_EQ((*rows)[0].name, "Doe, \"J\"\n(Jane)");
  EXPECT_EQ((*rows)[0].number, "7");
  EXPECT_THAT((*rows)[0].unreadable, HasSubstr("2020-02-30"));
  EXPECT_EQ((*rows)[1].unreadable, "The row has no name.");
  EXPECT_EQ((*rows)[1].line, 5);
  EXPECT_EQ((*rows)[2].issued, parse_date("2020-01-31"));
}

}  // namespace
}  // namespace stillpoint::app
