#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/time_text.h"
#include "contract/records.h"
#include "contract/store_factories.h"

namespace stillpoint::contract {
namespace {

using domain::Practitioner;
using domain::VerifyingStore;
using domain::WorkItem;
using domain::WorkKind;
using std::chrono::days;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Instant at(const char* text) {
  return *parse_instant(text);
}

domain::VocabularyRows registries() {
  domain::VocabularyRows rows;
  rows.schools = {{.key = {"old_bridge"},
                   .name = "Old Bridge",
                   .standing = {{domain::Standing::kActive, parse_date("2010-01-01"), ""},
                                {domain::Standing::kSanctioned, parse_date("2024-01-01"), "sold transcripts"},
                                {domain::Standing::kActive, parse_date("2025-01-01"), ""}}}};
  rows.issuers = {{.key = {"board"}, .name = "Board"},
                  {.key = {"guild"}, .name = "Guild", .time_zone = "America/Denver"}};
  rows.credential_types = {{.key = {"board:rcst:1"},
                            .issuer = {"board"},
                            .code = "rcst",
                            .version = "1",
                            .name = "Registered",
                            .freshness_days = 30},
                           {.key = {"guild:rcst:1"},
                            .issuer = {"guild"},
                            .code = "rcst",
                            .version = "1",
                            .name = "Registered each year",
                            .renewal_months = 12,
                            .freshness_days = 30}};
  return rows;
}

class VerifyingContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override {
    store_ = GetParam().make_empty();
    ASSERT_TRUE(store_->registry().seed(registries()));
  }
  VerifyingStore& verifying() { return store_->verifying(); }
  domain::PractitionerId put(const Practitioner& record) {
    Result<domain::PractitionerId> id = store_->writer().put(record);
    EXPECT_TRUE(id) << id.error().message;
    return id ? *id : domain::PractitionerId{};
  }
  static Practitioner with_credential(const std::string& name, const std::string& number) {
    Practitioner record = small_record(name);
    record.credentials = {{.type = {"board:rcst:1"}, .number = number}};
    return record;
  }
  static domain::Verification matched(const char* when) {
    return {.result = domain::VerificationResult::kMatched, .checked_at = at(when)};
  }
  domain::WorkList work(const domain::WorkFilter& filter = {}) {
    Result<domain::WorkList> list = verifying().work(filter, now_);
    EXPECT_TRUE(list) << list.error().message << " " << list.error().detail;
    return list ? *list : domain::WorkList{};
  }
  std::vector<std::string> names(const domain::WorkFilter& filter = {}) {
    std::vector<std::string> found;
    for (const WorkItem& item : work(filter).items) {
      found.push_back(item.name + " " + std::string(domain::kWorkWords[static_cast<std::size_t>(item.kind)]));
    }
    return found;
  }
  Instant now_ = at("2026-11-22T10:00:00Z");
  std::unique_ptr<StoreUnderTest> store_;
};

TEST_P(VerifyingContract, HoldsACheckUntilThirtyDaysAfterAYearlyRenewal) {
  Practitioner record = small_record("Yearly");
  record.credentials = {{.type = {"guild:rcst:1"}, .number = "Y-1", .expires = parse_date("2027-05-31")}};
  record.credentials[0].verifications = {matched("2026-06-02T00:00:00Z")};
  put(record);
  EXPECT_THAT(work({.kind = WorkKind::kStale}).items, IsEmpty()) << "half a year old, but not renewed since";

  Practitioner renewed = small_record("Renewed");
  renewed.credentials = {{.type = {"guild:rcst:1"}, .number = "Y-2", .expires = parse_date("2027-05-31")}};
  renewed.credentials[0].verifications = {matched("2026-05-20T00:00:00Z")};
  put(renewed);
  now_ = at("2026-07-01T05:59:59Z");  // the last second of 30 June in Denver
  EXPECT_THAT(work({.kind = WorkKind::kStale}).items, IsEmpty());
  now_ += std::chrono::seconds{1};
  const std::vector<WorkItem> stale = work({.kind = WorkKind::kStale}).items;
  ASSERT_THAT(stale, SizeIs(1));
  EXPECT_EQ(stale[0].since, now_);
}

TEST_P(VerifyingContract, QueuesWhatItsRecordSaysIsDue) {
  put(with_credential("New", "1"));
  Practitioner stale = with_credential("Stale", "2");
  stale.credentials[0].verifications = {matched("2026-01-01T00:00:00Z")};
  put(stale);
  Practitioner fine = with_credential("Fine", "3");
  fine.credentials[0].verifications = {matched("2026-11-01T00:00:00Z")};
  put(fine);
  Practitioner ending = with_credential("Ending", "4");
  ending.credentials[0].verifications = {matched("2026-11-01T00:00:00Z")};
  ending.credentials[0].expires = parse_date("2027-01-01");
  put(ending);
  Practitioner over = with_credential("Over", "5");
  over.credentials[0].expires = parse_date("2026-01-01");
  put(over);
  Practitioner revoked = with_credential("Revoked", "6");
  revoked.credentials[0].events = {{.kind = domain::CredentialEventKind::kRevoked,
                                    .effective = at("2026-02-01T00:00:00Z"),
                                    .recorded = at("2026-02-01T00:00:00Z")}};
  put(revoked);
  Practitioner claimed = with_credential("Claimed", "7");
  claimed.credentials[0].verifications = {matched("2026-11-01T00:00:00Z")};
  claimed.credentials[0].verifications[0].claimed = true;
  put(claimed);
  Practitioner left = with_credential("Left", "8");
  left.listing = domain::ListingState::kWithdrawn;
  put(left);
  Practitioner licensed = small_record("Licensed");
  licensed.professions = {
      {.profession = {"massage_therapist"}, .licences = {{.jurisdiction = {"US-OH"}, .number = "9"}}}};
  put(licensed);
  EXPECT_THAT(names(), testing::UnorderedElementsAre("New new", "Stale stale", "Ending expiring",
                                                     "Claimed new", "Licensed new"));
  EXPECT_THAT(names({.kind = WorkKind::kNew, .issuer = "US-OH"}), ElementsAre("Licensed new"));
  const domain::WorkList due = work({.kind = WorkKind::kStale});
  ASSERT_THAT(due.items, SizeIs(1));
  EXPECT_EQ(due.items[0].since, at("2026-01-31T00:00:00Z"));
  EXPECT_EQ(due.items[0].number, "2");
  EXPECT_EQ(due.items[0].issuer, "board");
  EXPECT_EQ(due.by_kind[static_cast<std::size_t>(WorkKind::kNew)], 3U) << "counted whatever is asked for";
}

TEST_P(VerifyingContract, PutsFirstWhatTouchesMostClients) {
  Practitioner draft = with_credential("Draft", "1");
  draft.listing = domain::ListingState::kDraft;
  draft.reviews_invited = 50;
  put(draft);
  put(with_credential("Few", "2"));
  Practitioner many = with_credential("Many", "3");
  many.reviews_invited = 20;
  put(many);
  EXPECT_THAT(names(), ElementsAre("Many new", "Few new", "Draft new"));
  EXPECT_THAT(names({.offset = 1, .count = 1}), ElementsAre("Few new"));
  EXPECT_EQ(work({.offset = 2, .count = 1}).total, 3U);
}

TEST_P(VerifyingContract, QueuesGraduatesOfASanctionedSchoolUntilSomebodyLooked) {
  const auto graduate = [&](const char* name, const char* when) {
    Practitioner record = small_record(name);
    record.training = {{.school = {"old_bridge"}, .hours = 10, .completed = parse_date(when)}};
    return put(record);
  };
  graduate("Before", "2023-12-31");
  const domain::PractitionerId during = graduate("During", "2024-06-01");
  graduate("After", "2025-06-01");
  EXPECT_THAT(names(), ElementsAre("During sanctioned_school"));
  ASSERT_TRUE(verifying().checked(during, 0, "Vera", now_));
  EXPECT_THAT(names(), IsEmpty());
}

TEST_P(VerifyingContract, OpensAnItemOnceAndClosesItWithWhatCameOfIt) {
  const domain::PractitionerId id = put(small_record("A"));
  const domain::NewWorkItem report{.kind = WorkKind::kReported, .practitioner = id, .note = "Moved away."};
  ASSERT_TRUE(verifying().open_item(report, now_));
  ASSERT_TRUE(verifying().open_item(report, now_));
  ASSERT_TRUE(verifying().open_item(
      {.kind = WorkKind::kRosterNew, .issuer = "board", .number = "77", .note = "Not on record."}, now_));
  const domain::WorkList open = work();
  ASSERT_THAT(open.items, SizeIs(2));
  EXPECT_EQ(open.items[0].kind, WorkKind::kReported) << "reports first";
  EXPECT_EQ(open.items[0].note, "Moved away.");
  EXPECT_EQ(open.items[1].number, "77");
  ASSERT_TRUE(verifying().close_item(open.items[0].item, "Written to.", "Vera", now_));
  EXPECT_THAT(work().items, SizeIs(1));
  EXPECT_EQ(verifying().close_item(open.items[0].item, "Again.", "Vera", now_).error().code,
            ErrorCode::kNotFound);
}

TEST_P(VerifyingContract, GivesWorkToSomebodyAndTakesItBack) {
  put(with_credential("A", "1"));
  const std::int64_t subject = work().items.at(0).subject();
  ASSERT_TRUE(verifying().assign(subject, {5}, "Vera", now_));
  EXPECT_EQ(work().items.at(0).assignee_name, "Vera");
  EXPECT_THAT(work({.assignee = domain::AccountId{5}}).items, SizeIs(1));
  EXPECT_THAT(work({.assignee = domain::AccountId{6}}).items, IsEmpty());
  ASSERT_TRUE(verifying().assign(subject, {}, "", now_));
  EXPECT_FALSE(work().items.at(0).assignee);
}

TEST_P(VerifyingContract, OpensALeadOnceWhateverBecameOfIt) {
  const domain::PractitionerId id = put(with_credential("A", "1"));
  const domain::NewWorkItem lead{.kind = WorkKind::kExclusion,
                                 .practitioner = id,
                                 .note = "The same name in the same city.",
                                 .evidence = std::string(64, 'e')};
  ASSERT_TRUE(*verifying().open_lead(lead, now_));
  EXPECT_FALSE(*verifying().open_lead(lead, now_)) << "it waits already";
  const auto open = work({.kind = WorkKind::kExclusion});
  ASSERT_THAT(open.items, SizeIs(1));
  EXPECT_EQ(open.items[0].evidence, std::string(64, 'e'));
  ASSERT_TRUE(verifying().close_item(open.items[0].item, "Another person.", "Vera", now_));
  EXPECT_FALSE(*verifying().open_lead(lead, now_)) << "what was judged is not asked again";
  domain::NewWorkItem other = lead;
  other.note = "The same NPI.";
  EXPECT_TRUE(*verifying().open_lead(other, now_));
}

TEST_P(VerifyingContract, SettlesWhatIsOpenAboutASubject) {
  const domain::PractitionerId id = put(with_credential("A", "1"));
  const domain::SettledWork settled{.outcome = "Set right.", .closed_by = "Mod", .closed = now_};
  EXPECT_TRUE(verifying().settle_items(WorkKind::kReported, 9, settled)) << "nothing to close is no error";
  EXPECT_FALSE(*verifying().settled(WorkKind::kReported, 9));
  ASSERT_TRUE(verifying().open_item({.practitioner = id, .subject = 9, .note = "Moved."}, now_));
  EXPECT_EQ(work({.kind = WorkKind::kReported}).items.at(0).report, domain::ReportId{9});
  ASSERT_TRUE(verifying().settle_items(WorkKind::kReported, 9, settled));
  EXPECT_THAT(work({.kind = WorkKind::kReported}).items, IsEmpty());
  const auto found = verifying().settled(WorkKind::kReported, 9);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->outcome, "Set right.");
  EXPECT_EQ((*found)->closed_by, "Mod");
  EXPECT_EQ((*found)->closed, now_);
}

TEST_P(VerifyingContract, AddsToAnExclusionListWhatItBringsLater) {
  const std::string digest(64, 'd');
  ASSERT_TRUE(verifying().put_evidence(
      {.sha256 = digest, .media_type = "text/plain", .bytes = 1, .file_name = "leie.csv", .stored = now_}));
  ASSERT_TRUE(verifying().put_exclusion_list(
      {.sha256 = digest, .recorded = now_, .actor = "Olga", .rows = 80, .by_npi = 1, .by_name = 2}));
  ASSERT_TRUE(verifying().put_exclusion_list(
      {.sha256 = digest, .recorded = now_ + days{1}, .actor = "Otto", .rows = 80, .by_name = 1}));
  const auto lists = verifying().exclusion_lists(10);
  ASSERT_TRUE(lists);
  ASSERT_THAT(*lists, SizeIs(1));
  EXPECT_EQ((*lists)[0].actor, "Olga");
  EXPECT_EQ((*lists)[0].recorded, now_);
  EXPECT_EQ((*lists)[0].by_npi, 1);
  EXPECT_EQ((*lists)[0].by_name, 3);
}

TEST_P(VerifyingContract, KeepsEvidenceDetailsAndNotesAsTheyWerePut) {
  const std::string digest(64, 'a');
  ASSERT_TRUE(verifying().put_evidence({.sha256 = digest,
                                        .media_type = "application/pdf",
                                        .bytes = 9,
                                        .file_name = "letter.pdf",
                                        .stored = now_,
                                        .actor = "Vera"}));
  const auto evidence = verifying().find_evidence(digest);
  ASSERT_TRUE(evidence && *evidence);
  EXPECT_EQ((*evidence)->file_name, "letter.pdf");
  EXPECT_FALSE(verifying().find_evidence(std::string(64, 'b'))->has_value());
  ASSERT_TRUE(verifying().put_detail({.verification = {3},
                                      .practitioner = {4},
                                      .recorded = now_,
                                      .account = {5},
                                      .actor = "Vera",
                                      .contact = "The registrar",
                                      .seen_name = "A",
                                      .seen_number = "1",
                                      .seen_expires = parse_date("2027-01-01"),
                                      .seen_status = "active",
                                      .explanation = "Married name."}));
  const auto details = verifying().details_of({4});
  ASSERT_TRUE(details);
  ASSERT_THAT(*details, SizeIs(1));
  EXPECT_EQ((*details)[0].seen_expires, parse_date("2027-01-01"));
  EXPECT_EQ((*details)[0].explanation, "Married name.");
  ASSERT_TRUE(verifying().put_note({.practitioner = {4},
                                    .credential = {6},
                                    .kind = domain::CredentialEventKind::kRevoked,
                                    .effective = now_,
                                    .recorded = now_,
                                    .account = {5},
                                    .actor = "Vera",
                                    .private_note = "Three complaints."}));
  ASSERT_THAT(*verifying().notes_of({4}, {6}), SizeIs(1));
  EXPECT_THAT(*verifying().notes_of({4}, {7}), IsEmpty());
}

TEST_P(VerifyingContract, LetsOneRevocationOfACertificateWaitAtATime) {
  const domain::PendingRevocation asked{.practitioner = {4},
                                        .credential = {6},
                                        .effective = now_ - days{3},
                                        .reason = "Code of ethics.",
                                        .account = {5},
                                        .actor = "Vera",
                                        .asked = now_};
  ASSERT_TRUE(verifying().put_pending(asked));
  EXPECT_EQ(verifying().put_pending(asked).error().code, ErrorCode::kConflict);
  const auto waits = verifying().pending_of({4}, {6});
  ASSERT_TRUE(waits && *waits);
  EXPECT_EQ((*waits)->reason, "Code of ethics.");
  EXPECT_EQ((*waits)->effective, now_ - days{3});
  ASSERT_TRUE(verifying().settle((*waits)->id, domain::RevocationOutcome::kConfirmed, now_));
  EXPECT_EQ(verifying().settle((*waits)->id, domain::RevocationOutcome::kDropped, now_).error().code,
            ErrorCode::kConflict);
  EXPECT_FALSE(verifying().pending_of({4}, {6})->has_value());
  EXPECT_TRUE(verifying().put_pending(asked)) << "another one may be asked for later";
}

TEST_P(VerifyingContract, KeepsRostersAndTellsTheNumbersOnRecord) {
  put(with_credential("B", "2"));
  put(with_credential("A", "1"));
  Practitioner left = with_credential("Left", "3");
  left.listing = domain::ListingState::kWithdrawn;
  put(left);
  const auto numbers = verifying().numbers_of({"board"});
  ASSERT_TRUE(numbers);
  ASSERT_THAT(*numbers, SizeIs(2));
  EXPECT_EQ((*numbers)[0].number, "1");
  EXPECT_TRUE((*numbers)[0].practitioner);
  EXPECT_TRUE((*numbers)[0].credential);
  const std::string digest(64, 'c');
  ASSERT_TRUE(verifying().put_evidence(
      {.sha256 = digest, .media_type = "text/plain", .bytes = 1, .file_name = "list.csv", .stored = now_}));
  ASSERT_TRUE(verifying().put_roster({.issuer = {"board"},
                                      .sha256 = digest,
                                      .as_of = now_,
                                      .recorded = now_,
                                      .actor = "Vera",
                                      .rows = 4,
                                      .matched = 1,
                                      .mismatched = 1,
                                      .missing = 1,
                                      .unknown = 2}));
  const auto rosters = verifying().rosters(10);
  ASSERT_TRUE(rosters);
  ASSERT_THAT(*rosters, SizeIs(1));
  EXPECT_EQ((*rosters)[0].unknown, 2);
}

INSTANTIATE_TEST_SUITE_P(All, VerifyingContract, testing::ValuesIn(all_stores()),
                         [](const testing::TestParamInfo<StoreFactory>& store) { return store.param.name; });

}  // namespace
}  // namespace stillpoint::contract
