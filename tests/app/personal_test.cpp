#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "app/personal/apply_retention.h"
#include "app/personal/directory_settings.h"
#include "app/personal/erase_person.h"
#include "app/personal/export_person.h"
#include "contract/records.h"
#include "store/sqlite/merged_tables.h"
#include "store/sqlite/personal_data.h"
#include "store/sqlite/sqlite_database.h"
#include "support/seed_vocabulary.h"
#include "support/temporary_folder.h"

namespace stillpoint::app {
namespace {

using domain::Practitioner;
using testing::HasSubstr;
using testing::IsEmpty;

class StoppedClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return Instant{std::chrono::seconds{1'800'000'000}}; }
};

class Ledger final : public domain::ErasureLedger {
 public:
  [[nodiscard]] Result<void> keep(const std::vector<domain::Erasure>& erasures) override {
    if (fails) return Error{.code = ErrorCode::kUnavailable, .message = "No ledger."};
    kept = erasures;
    return {};
  }
  std::vector<domain::Erasure> kept{};
  bool fails = false;
};

class Files final : public domain::PersonalFiles {
 public:
  [[nodiscard]] Result<void> remove(const std::string& sha256) override {
    removed.push_back(sha256);
    return {};
  }
  std::vector<std::string> removed{};
};

domain::Actor account(domain::Role role) {
  return {
      .kind = domain::ActorKind::kAccount, .account = {7}, .name = "O", .roles = domain::Roles().add(role)};
}

class ErasedPerson : public testing::Test {
 protected:
  void SetUp() override {
    database_ = *store::SqliteDatabase::open({.path = folder_.file("d.db")});
    record_.id = *database_->writer().put(record_);
    trace("practitioner", record_.id.value);
    trace("credential", record_.credentials[0].id.value);
    trace("licence", record_.professions[0].licences[0].id.value);
    trace("practitioner", 12345);
  }
  void trace(const std::string& kind, std::int64_t id) {
    ASSERT_TRUE(database_->audit().append(
        {.action = "x", .subject = {.kind = kind, .id = print_id(id)}, .reason = "why"}));
  }
  Result<ErasePerson::Erased> erase(const domain::Actor& actor, const std::string& reason = "Their letter.") {
    return ErasePerson({.unit_of_work = database_->unit_of_work(),
                        .directory = database_->writer(),
                        .personal = database_->personal_data(),
                        .trail = database_->audit(),
                        .ledger = ledger_,
                        .evidence = evidence_},
                       clock_)
        .run(actor, record_.id, reason);
  }
  Practitioner stored() { return **database_->writer().find_existing({.id = record_.id}); }

  support::TemporaryFolder folder_;
  std::unique_ptr<store::SqliteDatabase> database_;
  Practitioner record_ = contract::full_record();
  Ledger ledger_;
  Files evidence_;
  StoppedClock clock_;
};

TEST_F(ErasedPerson, LeavesATombstoneThatAnswersForItsCertificatesOnly) {
  const auto erased = erase(account(domain::Role::kOwner));
  ASSERT_TRUE(erased) << erased.error().message << " " << erased.error().detail;
  EXPECT_EQ(erased->still_to_do, "");
  EXPECT_EQ(database_->directory().find(record_.id).error().code, ErrorCode::kGone);
  const Practitioner left = stored();
  EXPECT_EQ(left.name.display, "");
  EXPECT_EQ(left.contact, domain::Contact{});
  EXPECT_EQ(left.mailing_address, std::nullopt);
  EXPECT_EQ(left.about + left.listing_basis, "");
  EXPECT_TRUE(left.external_ids.empty() && left.locations.empty() && left.professions.empty() &&
              left.training.empty() && left.reviews.empty() && left.conditions.empty() &&
              left.languages.empty());
  ASSERT_EQ(left.credentials.size(), record_.credentials.size());
  EXPECT_EQ(left.credentials[0].number, record_.credentials[0].number);
  EXPECT_EQ(left.credentials[0].events.size(), record_.credentials[0].events.size());
  ASSERT_EQ(left.credentials[0].verifications.size(), record_.credentials[0].verifications.size());
  EXPECT_EQ(left.credentials[0].verifications[0].method, record_.credentials[0].verifications[0].method);
  EXPECT_EQ(left.credentials[0].verifications[0].source_url, "") << "it may hold the name";
  EXPECT_EQ(left.version, 2);
  EXPECT_THAT(ledger_.kept,
              testing::ElementsAre(domain::Erasure{.practitioner = record_.id, .at = clock_.now()}));
}

TEST_F(ErasedPerson, LeavesOfTheTrailWhoDidWhatAndWhen) {
  EXPECT_EQ(erase(account(domain::Role::kOwner))->trail_entries, 3);
  std::vector<domain::AuditRecord> trail;
  ASSERT_TRUE(database_->audit().for_each({}, [&](const domain::AuditRecord& record) -> Result<void> {
    trail.push_back(record);
    return {};
  }));
  ASSERT_EQ(trail.size(), 5U);
  EXPECT_TRUE(trail[0].erased && trail[1].erased && trail[2].erased);
  EXPECT_FALSE(trail[3].erased) << "somebody else's";
  EXPECT_EQ(trail[4].entry.action, "practitioner.erase");
  EXPECT_EQ(trail[4].entry.reason, "Their letter.");
  EXPECT_EQ(trail[4].entry.actor.account.value, 7);
  EXPECT_FALSE(*database_->audit().verify());
}

TEST_F(ErasedPerson, LosesTheEvidenceThatIsAboutNobodyElse) {
  const std::string shared(64, 'b');
  record_.version = 1;
  record_.credentials[0].verifications[1].evidence_sha256 = shared;
  ASSERT_TRUE(database_->writer().put(record_));
  Practitioner other = contract::small_record("B");
  other.credentials = {{.type = {"i:a:1"}, .verifications = {{.evidence_sha256 = shared}}}};
  ASSERT_TRUE(database_->writer().put(other));
  ASSERT_TRUE(erase(account(domain::Role::kOwner)));
  EXPECT_THAT(evidence_.removed, testing::ElementsAre(std::string(64, 'a')));
}

TEST_F(ErasedPerson, IsForgottenInTheRecordsThatWereMergedToo) {
  Practitioner before = contract::small_record("Their name of before");
  before.listing = domain::ListingState::kWithdrawn;
  before.id = *database_->writer().put(before);
  auto raw = store::Connection::open(folder_.file("d.db"), store::Access::kReadWrite);
  ASSERT_TRUE(raw->execute("INSERT INTO merged VALUES (" + std::to_string(before.id.value) + ", " +
                           std::to_string(record_.id.value) + ", 0)"));
  EXPECT_THAT(*database_->personal_data().withdrawn_before(kEndOfTime), IsEmpty()) << "it did not leave";
  ASSERT_TRUE(erase(account(domain::Role::kOwner)));
  EXPECT_EQ((**database_->writer().find_existing({.id = before.id})).name.display, "");
  EXPECT_EQ(database_->personal_data().erasures()->size(), 2U);
}

TEST_F(ErasedPerson, IsForgottenInAMergedRecordThatAnErasureBeforeLeftOver) {
  ASSERT_TRUE(erase(account(domain::Role::kOwner)));
  Practitioner before = contract::small_record("Their name of before");
  before.listing = domain::ListingState::kWithdrawn;
  before.id = *database_->writer().put(before);
  auto raw = store::Connection::open(folder_.file("d.db"), store::Access::kReadWrite);
  ASSERT_TRUE(raw->execute("INSERT INTO merged VALUES (" + std::to_string(before.id.value) + ", " +
                           std::to_string(record_.id.value) + ", 0)"));
  EXPECT_THAT(*database_->personal_data().withdrawn_before(kEndOfTime), testing::ElementsAre(before.id));
  ASSERT_TRUE(erase(account(domain::Role::kOwner))) << "what is left of them goes too";
  EXPECT_EQ((**database_->writer().find_existing({.id = before.id})).name.display, "");
  EXPECT_EQ(erase(account(domain::Role::kOwner)).error().code, ErrorCode::kGone);
}

TEST_F(ErasedPerson, TakesOutTheRecordsThatWereMergedToo) {
  Practitioner before = contract::small_record("Their name of before");
  before.listing = domain::ListingState::kWithdrawn;
  before.id = *database_->writer().put(before);
  auto raw = store::Connection::open(folder_.file("d.db"), store::Access::kReadWrite);
  ASSERT_TRUE(raw->execute("INSERT INTO merged VALUES (" + std::to_string(before.id.value) + ", " +
                           std::to_string(record_.id.value) + ", 0)"));
  const ExportPerson everything(
      {.directory = database_->writer(), .personal = database_->personal_data(), .trail = database_->audit()},
      support::seed_vocabulary(), clock_);
  const auto text = everything.run(account(domain::Role::kOwner), record_.id);
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_THAT(*text, HasSubstr("Their name of before"));
}

TEST_F(ErasedPerson, IsFoundAgainByAnExternalIdThatIsNoLongerOnRecord) {
  ASSERT_TRUE(erase(account(domain::Role::kOwner)));
  Practitioner again = contract::full_record();
  again.id = {};
  const auto found = database_->writer().find_existing(again);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->id, record_.id);
  EXPECT_EQ((*found)->listing, domain::ListingState::kWithdrawn);
  again.external_ids = {{.system = "other", .value = "1"}};
  EXPECT_FALSE(database_->writer().find_existing(again)->has_value());
}

TEST_F(ErasedPerson, IsErasedByAnOwnerOnceAndWithAReason) {
  EXPECT_EQ(erase(account(domain::Role::kRegistrar)).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(erase({.kind = domain::ActorKind::kPractitioner}).error().code, ErrorCode::kUnauthenticated);
  EXPECT_EQ(erase(account(domain::Role::kOwner), "").error().faults[0].where, "reason");
  EXPECT_EQ(stored().name.display, record_.name.display);
  ASSERT_TRUE(erase(account(domain::Role::kOwner)));
  EXPECT_EQ(erase(account(domain::Role::kOwner)).error().code, ErrorCode::kGone);
  record_.id = {98765};
  EXPECT_EQ(erase(account(domain::Role::kOwner)).error().code, ErrorCode::kNotFound);
}

TEST_F(ErasedPerson, SaysWhatHasToBeDoneAgain) {
  ledger_.fails = true;
  const auto erased = erase(account(domain::Role::kOwner));
  ASSERT_TRUE(erased) << "the person is forgotten all the same";
  EXPECT_THAT(erased->still_to_do, HasSubstr("No ledger."));
}

TEST_F(ErasedPerson, IsWhoLeftLongEnoughAgoWhereThatIsSet) {
  record_.listing = domain::ListingState::kWithdrawn;
  record_.edited = clock_.now() - std::chrono::days(30);
  ASSERT_TRUE(database_->writer().put(record_));
  const ErasePerson erasing({.unit_of_work = database_->unit_of_work(),
                             .directory = database_->writer(),
                             .personal = database_->personal_data(),
                             .trail = database_->audit(),
                             .ledger = ledger_,
                             .evidence = evidence_},
                            clock_);
  const ApplyRetention retention(database_->personal_data(), erasing, clock_);
  const domain::Actor owner = account(domain::Role::kOwner);
  EXPECT_THAT(*retention.run(owner, {.withdrawn_days = 0}), IsEmpty()) << "not by time";
  EXPECT_THAT(*retention.run(owner, {.withdrawn_days = 30}), IsEmpty()) << "not yet";
  EXPECT_THAT(*retention.run(owner, {.withdrawn_days = 29, .dry_run = true}),
              testing::ElementsAre(record_.id));
  EXPECT_EQ(stored().name.display, record_.name.display) << "a dry run only tells";
  EXPECT_EQ(retention.run(account(domain::Role::kModerator), {.withdrawn_days = 29}).error().code,
            ErrorCode::kForbidden);
  EXPECT_THAT(*retention.run(owner, {.withdrawn_days = 29}), testing::ElementsAre(record_.id));
  EXPECT_EQ(stored().name.display, "");
  EXPECT_THAT(*retention.run(owner, {.withdrawn_days = 29}), IsEmpty()) << "once";
}

TEST(DirectorySettings, HoldByDefaultUntilAnOwnerSetsThem) {
  const support::TemporaryFolder folder;
  const auto database = *store::SqliteDatabase::open({.path = folder.file("d.db")});
  const StoppedClock clock;
  const DirectorySettings settings({.work = database->unit_of_work(),
                                    .store = database->settings(),
                                    .trail = database->audit(),
                                    .clock = clock},
                                   {.retain_withdrawn_days = 90});
  EXPECT_EQ(settings.read()->retain_withdrawn_days, 90);
  EXPECT_FALSE(settings.read()->open_reviews);
  const domain::Actor owner = account(domain::Role::kOwner);
  EXPECT_EQ(settings.save(account(domain::Role::kRegistrar), {}).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(settings.save(owner, {.retain_withdrawn_days = -1}).error().faults.at(0).where,
            "retain_withdrawn_days");
  ASSERT_TRUE(settings.save(owner, {.retain_withdrawn_days = 30, .open_reviews = true}));
  ASSERT_TRUE(settings.save(owner, {.retain_withdrawn_days = 30, .open_reviews = true}));
  EXPECT_EQ(*settings.read(), (SettingValues{.retain_withdrawn_days = 30, .open_reviews = true}));
  std::vector<domain::AuditRecord> trail;
  ASSERT_TRUE(database->audit().for_each({}, [&](const domain::AuditRecord& one) -> Result<void> {
    trail.push_back(one);
    return {};
  }));
  ASSERT_EQ(trail.size(), 1U) << "a save that changes nothing writes nothing";
  EXPECT_EQ(trail[0].entry.changes.size(), 2U);
  EXPECT_EQ(trail[0].entry.changes[0].before, "90");
}

/// Tables whose rows are about nobody listed, or that a record's own put takes care of. An account is
/// somebody's who works here: an owner looks after it.
const std::vector<std::string> kNotPersonal = {"account",
                                               "practitioner",
                                               "external_id",
                                               "mailing_address",
                                               "location",
                                               "held_profession",
                                               "licence",
                                               "credential",
                                               "credential_event",
                                               "verification",
                                               "training",
                                               "training_condition",
                                               "declared_condition",
                                               "approach",
                                               "population",
                                               "language",
                                               "fee_line",
                                               "review",
                                               "review_text",
                                               "review_condition",
                                               "erasure",
                                               "erased_external_id"};

TEST(PersonalTables, AreAllThatNameAPractitioner) {
  const support::TemporaryFolder folder;
  ASSERT_TRUE(store::SqliteDatabase::open({.path = folder.file("d.db")}));
  auto raw = store::Connection::open(folder.file("d.db"), store::Access::kReadWrite);
  auto query = raw->prepare(
      "SELECT DISTINCT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' "
      "AND "
      "(c.name LIKE '%practitioner%' OR c.name LIKE '%mail%' OR c.name LIKE '%recipient%' OR c.name = "
      "'person')");
  ASSERT_TRUE(query);
  std::vector<std::string> unknown;
  for (auto step = query->step(); step == store::Step::kRow; step = query->step()) {
    const std::string name(query->text(0));
    const auto tables = store::personal_tables();
    const bool known =
        std::any_of(tables.begin(), tables.end(), [&](const auto& table) { return table.name == name; });
    if (!known && std::find(kNotPersonal.begin(), kNotPersonal.end(), name) == kNotPersonal.end()) {
      unknown.push_back(name);
    }
  }
  EXPECT_THAT(unknown, IsEmpty())
      << "what a table keeps about a person must be exported and erased: add it to "
         "store/sqlite/personal_data.cpp, or to the list here";
}

TEST(PersonalTables, EachHaveTheirPlaceInAMerge) {
  std::vector<std::string_view> personal;
  std::vector<std::string_view> merged;
  for (const auto& table : store::personal_tables()) personal.push_back(table.name);
  for (const auto& table : store::merged_tables()) merged.push_back(table.name);
  EXPECT_THAT(merged, testing::UnorderedElementsAreArray(personal))
      << "say in store/sqlite/merged_tables.cpp what becomes of its rows";
}

}  // namespace
}  // namespace stillpoint::app
