#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/follow_changes.h"
#include "app/register/answer_once.h"
#include "app/register/edit_practitioner.h"
#include "app/register/edit_registry.h"
#include "app/register/follow_registry.h"
#include "app/register/merge_practitioners.h"
#include "app/register/practitioner_merge.h"
#include "app/register/register_practitioner.h"
#include "app/search_directory.h"
#include "base/time_text.h"
#include "document/practitioner_writer.h"
#include "domain/search_query.h"
#include "search/index.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/sqlite_database.h"
#include "support/seed_vocabulary.h"
#include "support/temporary_folder.h"

namespace stillpoint::app {
namespace {

using domain::Actor;
using domain::Practitioner;
using domain::PractitionerId;
using domain::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class TestClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return now_; }
  void pass(std::chrono::seconds time) { now_ += time; }

 private:
  Instant now_ = *parse_instant("2026-11-22T10:00:00Z");
};

Actor somebody(const std::string& name, Role role) {
  return {.kind = domain::ActorKind::kAccount,
          .account = {role == Role::kRegistrar ? 7 : 8},
          .name = name,
          .roles = domain::Roles().add(role),
          .address = "127.0.0.1"};
}

domain::Vocabulary own_vocabulary() {
  Result<domain::Vocabulary> made = domain::Vocabulary::make(support::seed_vocabulary().rows());
  EXPECT_TRUE(made);
  return std::move(made).value();
}

std::unique_ptr<store::SqliteDatabase> open(const std::string& path) {
  auto opened = store::SqliteDatabase::open({.path = path});
  EXPECT_TRUE(opened) << opened.error().message << " " << opened.error().detail;
  return *std::move(opened);
}

class Registering : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(database_->registry().seed(vocabulary_.rows()));
    ASSERT_TRUE(follow_.load());
  }

  PractitionerId make(const std::string& json) {
    Result<Registered> made = RegisterPractitioner(parts_).run({.actor = registrar_, .json = json});
    EXPECT_TRUE(made) << made.error().message
                      << (made.error().faults.empty()
                              ? ""
                              : made.error().faults.front().where + made.error().faults.front().what);
    return made ? made->id : PractitionerId{};
  }
  Practitioner find(PractitionerId id) {
    Result<Practitioner> found = database_->directory().find(id);
    EXPECT_TRUE(found) << found.error().message;
    return found ? *found : Practitioner{};
  }
  std::string document(PractitionerId id) {
    return document::write_practitioner(find(id), vocabulary_, {.audience = document::Audience::kExport});
  }
  Result<EditOutcome> edit(PractitionerId id, std::int64_t version, const std::string& json,
                           const Actor& actor) {
    return EditPractitioner(parts_).run({.actor = actor, .id = id, .version = version, .json = json});
  }
  static std::vector<std::string> places(const Error& error) {
    std::vector<std::string> found;
    for (const Fault& fault : error.faults) found.push_back(fault.where);
    return found;
  }
  std::vector<std::string> trail() {
    std::vector<std::string> actions;
    const Result<void> read =
        database_->audit().for_each({}, [&](const domain::AuditRecord& record) -> Result<void> {
          actions.push_back(record.entry.action + " " + record.entry.actor.name);
          return {};
        });
    EXPECT_TRUE(read);
    return actions;
  }
  /// Puts a record past the use cases: what others have established.
  PractitionerId put(const Practitioner& practitioner) {
    Result<PractitionerId> id = database_->writer().put(practitioner);
    EXPECT_TRUE(id) << id.error().message;
    return id ? *id : PractitionerId{};
  }
  Practitioner confirmed_person() const {
    Practitioner person = checked_person();
    person.credentials[0].verifications[0].claimed = false;
    person.credentials[0].expires = parse_date("2027-05-31");
    return person;
  }
  Practitioner checked_person() const {
    Practitioner person;
    person.name.display = "Amara Lindqvist";
    person.listing = domain::ListingState::kListed;
    person.listing_basis = "consent";
    person.edited = clock_.now();
    person.attested = clock_.now();
    person.credentials = {{.type = type_,
                           .number = "CST-7",
                           .issued = parse_date("2020-05-01"),
                           .events = {{.kind = domain::CredentialEventKind::kVerified,
                                       .effective = clock_.now(),
                                       .recorded = clock_.now()}},
                           .verifications = {{.id = {5},
                                              .result = domain::VerificationResult::kMatched,
                                              .checked_at = clock_.now(),
                                              .source = "register"}}}};
    return person;
  }

  support::TemporaryFolder folder_;
  TestClock clock_;
  domain::Vocabulary vocabulary_ = own_vocabulary();
  std::unique_ptr<store::SqliteDatabase> database_ = open(folder_.file("directory.db"));
  search::Index index_{vocabulary_, {.order_key = 1}};
  FollowRegistry registry_{database_->registry(), database_->registry_writer(), vocabulary_};
  FollowChanges follow_{database_->directory(), index_, clock_, [this] { return registry_.catch_up(); }};
  RegisterParts parts_{.work = database_->unit_of_work(),
                       .writer = database_->writer(),
                       .directory = database_->directory(),
                       .registry = database_->registry_writer(),
                       .reader = database_->register_reader(),
                       .store = database_->register_store(),
                       .trail = database_->audit(),
                       .mailed = {.links = database_->mailed_links(), .consents = database_->consents()},
                       .vocabulary = vocabulary_,
                       .follow = follow_,
                       .clock = clock_};
  const Actor registrar_ = somebody("Rita", Role::kRegistrar);
  const Actor second_ = somebody("Sven", Role::kRegistrar);
  const Actor auditor_ = somebody("Olga", Role::kAuditor);
  const domain::CredentialTypeKey type_ = support::seed_vocabulary().rows().credential_types.front().key;
};

TEST_F(Registering, MovesNoDayThatTheSourceConfirmed) {
  const PractitionerId id = put(confirmed_person());
  const std::string here = document(id);
  std::string moved = here;
  const auto replace = [&moved](const std::string& what, const std::string& by) {
    ASSERT_NE(moved.find(what), std::string::npos);
    moved.replace(moved.find(what), what.size(), by);
  };
  replace("\"expires\":\"2027-05-31\"", "\"expires\":\"2037-05-31\"");
  replace("\"issued\":\"2020-05-01\"", "\"issued\":\"2010-05-01\"");
  const auto refused = edit(id, find(id).version, moved, registrar_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(places(refused.error()),
            (std::vector<std::string>{"/credentials/0/issued", "/credentials/0/expires"}));
  EXPECT_NE(refused.error().faults[0].allowed.find("a verifier"), std::string::npos);
  EXPECT_EQ(find(id).credentials[0].expires, parse_date("2027-05-31"));
}

TEST_F(Registering, NotesWhenACertificateIsFirstWrittenDown) {
  const std::string made = R"({"name":{"display":"Ida Berg"},"credentials":[{"type":")" + type_.value +
                           R"(","number":"CST-8","recorded":"2001-01-01T00:00:00Z"}]})";
  const PractitionerId id = make(made);
  const Instant first = clock_.now();
  EXPECT_EQ(find(id).credentials.at(0).recorded, first) << "whatever the text says of itself";
  clock_.pass(std::chrono::hours{24});
  std::string document_now = document(id);
  document_now.replace(document_now.find("Ida Berg"), 8, "Ida Borg");
  ASSERT_TRUE(edit(id, find(id).version, document_now, registrar_));
  EXPECT_EQ(find(id).credentials.at(0).recorded, first) << "an edit does not move it";
}

TEST_F(Registering, MakesADraftAndSaysSoInTheTrail) {
  const PractitionerId id = make(R"({"name":{"display":"Amara Lindqvist"}})");
  const Practitioner made = find(id);
  EXPECT_EQ(made.listing, domain::ListingState::kDraft);
  EXPECT_EQ(made.version, 1);
  EXPECT_EQ(made.edited, clock_.now());
  EXPECT_FALSE(made.attested);
  EXPECT_THAT(trail(), ElementsAre("practitioner.register Rita"));
}

TEST_F(Registering, IsForRegistrarsOnly) {
  const Result<Registered> made =
      RegisterPractitioner(parts_).run({.actor = auditor_, .json = R"({"name":{"display":"A"}})"});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::kForbidden);
  EXPECT_EQ(edit({1}, 1, "{}", auditor_).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(EditRegistry(parts_).run({.actor = auditor_, .json = "{}"}).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(MergePractitioners(parts_).run({.actor = auditor_}).error().code, ErrorCode::kForbidden);
  EXPECT_THAT(trail(), IsEmpty());
}

TEST_F(Registering, TellsEveryWrongPlaceAtOnce) {
  const Result<Registered> made = RegisterPractitioner(parts_).run(
      {.actor = registrar_,
       .json =
           R"({"contact":{"mail":"nobody"},"training":[{"kind":"class","school_name":"S","hours":-1}]})"});
  ASSERT_FALSE(made);
  EXPECT_THAT(places(made.error()), ElementsAre("/name", "/contact/mail", "/training/0/hours"));
}

TEST_F(Registering, TakesNoStandingFromAWriter) {
  const Result<Registered> made = RegisterPractitioner(parts_).run(
      {.actor = registrar_,
       .json =
           R"({"id":"3v8k0q7m2x1c","listing":"listed","listing_basis":"mine","name":{"display":"A"},)"
           R"("credentials":[{"type":")" +
           type_.value +
           R"(","verifications":[{"method":"call","result":"matched","checked_at":"2026-01-01T00:00:00Z"}]}]})"});
  ASSERT_FALSE(made);
  EXPECT_THAT(places(made.error()),
              ElementsAre("/id", "/listing", "/listing_basis", "/credentials/0/verifications"));
}

TEST_F(Registering, NamesTheRecordThatHasACertificatesNumber) {
  const std::string credential = R"("credentials":[{"type":")" + type_.value + R"(","number":"CST-7"}]})";
  const PractitionerId first = make(R"({"name":{"display":"First"},)" + credential);
  const Result<Registered> second = RegisterPractitioner(parts_).run(
      {.actor = registrar_, .json = R"({"name":{"display":"Second"},)" + credential});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kConflict);
  EXPECT_THAT(second.error().message, HasSubstr(print_id(first.value)));
  EXPECT_THAT(places(second.error()), ElementsAre("/credentials/0/number"));
  EXPECT_THAT(trail(), ElementsAre("practitioner.register Rita")) << "what was refused leaves no trace";
}

TEST_F(Registering, ShowsWhoMayBeTheSamePersonBeforeItSaves) {
  const std::string json = R"({"name":{"display":"Amara Lindqvist"},"contact":{"mail":"amara@example.org"}})";
  const PractitionerId first = make(json);
  const Result<Registered> shown = RegisterPractitioner(parts_).run({.actor = registrar_, .json = json});
  ASSERT_TRUE(shown);
  EXPECT_FALSE(shown->id);
  ASSERT_EQ(shown->likely_same.size(), 1U);
  EXPECT_EQ(shown->likely_same[0].line.id, first);
  const Result<Registered> saved =
      RegisterPractitioner(parts_).run({.actor = registrar_, .json = json, .although_similar = true});
  ASSERT_TRUE(saved);
  EXPECT_TRUE(saved->id);
}

TEST_F(Registering, ASaveThatChangesNothingWritesNothingAndMovesNoDate) {
  const PractitionerId id = put(checked_person());
  const Practitioner before = find(id);
  clock_.pass(std::chrono::hours{1});
  const Result<EditOutcome> outcome = edit(id, 1, document(id), registrar_);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->kind, EditOutcome::Kind::kUnchanged);
  EXPECT_EQ(find(id), before);
  EXPECT_THAT(trail(), IsEmpty());
}

TEST_F(Registering, AnEditKeepsChecksHistoryStandingAndDates) {
  const PractitionerId id = put(checked_person());
  const Practitioner before = find(id);
  clock_.pass(std::chrono::hours{1});
  const std::string json = R"({"name":{"display":"Amara Lindqvist-Berg"},"credentials":[{"id":")" +
                           print_id(before.credentials[0].id.value) + R"(","type":")" + type_.value +
                           R"(","number":"CST-7","issued":"2020-05-01","expires":"2030-05-01"}]})";
  const Result<EditOutcome> outcome = edit(id, 1, json, registrar_);
  ASSERT_TRUE(outcome) << outcome.error().faults.front().where;
  EXPECT_EQ(outcome->kind, EditOutcome::Kind::kSaved);
  const Practitioner after = find(id);
  EXPECT_EQ(after.name.display, "Amara Lindqvist-Berg");
  EXPECT_EQ(after.version, 2);
  EXPECT_EQ(after.edited, clock_.now());
  EXPECT_EQ(after.attested, before.attested);
  EXPECT_EQ(after.listing, before.listing);
  EXPECT_EQ(after.listing_basis, before.listing_basis);
  ASSERT_EQ(after.credentials.size(), 1U);
  EXPECT_EQ(after.credentials[0].verifications, before.credentials[0].verifications);
  EXPECT_EQ(after.credentials[0].events, before.credentials[0].events);
  EXPECT_EQ(after.credentials[0].expires, parse_date("2030-05-01"));
}

TEST_F(Registering, NeitherChangesNorDropsWhatWasCheckedAtItsSource) {
  const PractitionerId id = put(checked_person());
  const std::string credential = print_id(find(id).credentials[0].id.value);
  const struct {
    const char* why;
    std::string json;
    const char* where;
  } cases[] = {
      {"another number",
       R"({"name":{"display":"A"},"credentials":[{"id":")" + credential + R"(","type":")" + type_.value +
           R"(","number":"CST-8"}]})",
       "/credentials/0/number"},
      {"left out", R"({"name":{"display":"A"}})", "/credentials"},
      {"an id of somebody else",
       R"({"name":{"display":"A"},"credentials":[{"id":"3v8k0q7m2x1c","type":")" + type_.value +
           R"(","number":"CST-7"}]})",
       "/credentials/0/id"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const Result<EditOutcome> outcome = edit(id, 1, c.json, registrar_);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::kInvalid);
    EXPECT_THAT(places(outcome.error()), testing::Contains(c.where));
  }
}

TEST_F(Registering, TheSecondOfTwoPeopleLearnsWhatTheFirstChangedAndWritesNothing) {
  const PractitionerId id = make(R"({"name":{"display":"Amara"},"contact":{"phone":"614 555 0100"}})");
  clock_.pass(std::chrono::minutes{1});
  ASSERT_TRUE(edit(id, 1, R"({"name":{"display":"Amara"},"contact":{"phone":"614 555 0199"}})", registrar_));
  const Result<EditOutcome> outcome = edit(id, 1, R"({"name":{"display":"Amara L."}})", second_);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->kind, EditOutcome::Kind::kMoved);
  EXPECT_EQ(outcome->version, 2);
  ASSERT_EQ(outcome->meanwhile.size(), 1U);
  EXPECT_EQ(outcome->meanwhile[0].who, "Rita");
  EXPECT_EQ(outcome->meanwhile[0].change.field, "/contact/phone");
  EXPECT_THAT(outcome->meanwhile[0].change.after, HasSubstr("0199"));
  EXPECT_EQ(find(id).name.display, "Amara");
}

TEST_F(Registering, MergingKeepsBothHistoriesAndLeadsTheOldIdOn) {
  const PractitionerId keep = put(checked_person());
  Practitioner other = checked_person();
  other.credentials[0].number = "CST-9";
  other.external_ids = {{"nppes", "1234567893"}};
  other.contact.phone = "614 555 0100";
  const PractitionerId from = put(other);
  ASSERT_TRUE(database_->register_store().put_legacy_urls(from, {"/find/amara"}));
  const Result<std::int64_t> merged = MergePractitioners(parts_).run(
      {.actor = registrar_, .keep = keep, .from = from, .keep_version = 1, .from_version = 1});
  ASSERT_TRUE(merged) << merged.error().message;
  const Practitioner after = find(keep);
  ASSERT_EQ(after.credentials.size(), 2U);
  EXPECT_EQ(after.credentials[1].number, "CST-9");
  EXPECT_FALSE(after.credentials[1].events.empty());
  EXPECT_FALSE(after.credentials[1].verifications.empty());
  EXPECT_EQ(after.external_ids.size(), 1U);
  EXPECT_EQ(after.contact.phone, "614 555 0100");
  EXPECT_EQ(database_->directory().find(from).error().code, ErrorCode::kGone);
  EXPECT_EQ(**database_->register_reader().merged_into(from), keep);
  EXPECT_EQ(**database_->register_reader().at_legacy_url("/find/amara"), keep);
  EXPECT_THAT(trail(), ElementsAre("practitioner.merge Rita", "practitioner.merge Rita"));
  const auto again = MergePractitioners(parts_).run(
      {.actor = registrar_, .keep = keep, .from = from, .keep_version = 2, .from_version = 2});
  EXPECT_EQ(again.error().code, ErrorCode::kGone);
}

TEST_F(Registering, MergingKeepsTheWorseOfTwoStandingsOfOneLicence) {
  const struct {
    domain::LicenceStatus kept, other, want;
  } cases[] = {
      {domain::LicenceStatus::kActive, domain::LicenceStatus::kSuspended, domain::LicenceStatus::kSuspended},
      {domain::LicenceStatus::kRevoked, domain::LicenceStatus::kActive, domain::LicenceStatus::kRevoked},
      {domain::LicenceStatus::kActive, domain::LicenceStatus::kActive, domain::LicenceStatus::kActive}};
  for (const auto& one : cases) {
    Practitioner keep;
    keep.name.display = "Amara";
    keep.professions = {{.profession = {"massage_therapist"},
                         .licences = {{.jurisdiction = {"US-OH"}, .number = "33.1", .status = one.kept}}}};
    Practitioner from = keep;
    from.professions[0].licences[0].status = one.other;
    const MergedRecords merged = merge_records(keep, from);
    ASSERT_EQ(merged.kept.professions[0].licences.size(), 1U);
    EXPECT_EQ(merged.kept.professions[0].licences[0].status, one.want);
  }
}

TEST_F(Registering, MergingLeadsEverythingKeptBesideARecordToTheKeptOne) {
  const PractitionerId keep = put(checked_person());
  Practitioner other = checked_person();
  other.credentials[0].number = "CST-9";
  const PractitionerId from = put(other);
  auto raw = store::Connection::open(folder_.file("directory.db"), store::Access::kReadWrite);
  const std::string id = std::to_string(from.value);
  for (const std::string& sql :
       {"INSERT INTO pending_revocation VALUES (1, " + id + ", 7, 0, 'r', '', 1, 'V', 0, NULL, '')",
        "INSERT INTO report VALUES (1, " + id + ", 'fees', 'w', 'open', 0, 0, '')",
        "INSERT INTO review_invitation VALUES (1, " + id + ", 'x', 0, NULL)",
        "INSERT INTO standing_note VALUES (" + id + ", 7, 0, 'revoked', 0, 1, 'V', 'n')",
        "INSERT INTO verification_detail VALUES (5, " + id + ", 0, 1, 'V', 'c', '', '', NULL, NULL, '', '')",
        "INSERT INTO mailed_link VALUES (zeroblob(32), 'review', " + id + ", '', 99, NULL)",
        "INSERT INTO consent VALUES (" + id + ", 'asked', 0, 0)",
        "INSERT INTO photo VALUES (" + id + ", '" + std::string(64, 'a') +
            "', 'image/png', 1, 1, 1, 0, 'R')"}) {
    ASSERT_TRUE(raw->execute(sql)) << sql;
  }
  ASSERT_TRUE(MergePractitioners(parts_).run(
      {.actor = registrar_, .keep = keep, .from = from, .keep_version = 1, .from_version = 1}));
  for (const char* table : {"pending_revocation", "report", "review_invitation", "standing_note",
                            "verification_detail", "mailed_link", "photo"}) {
    EXPECT_EQ(*raw->query_integer("SELECT practitioner FROM " + std::string(table)), keep.value) << table;
  }
  EXPECT_EQ(*raw->query_integer("SELECT count(*) FROM consent"), 0) << "nobody waits for that answer";
}

TEST_F(Registering, ACorrectedMailAddressEndsTheLinksThatTheFormerOneGot) {
  Practitioner person = checked_person();
  person.contact.mail = "former@example.org";
  const PractitionerId id = put(person);
  const Instant later = clock_.now() + std::chrono::hours(24);
  domain::MailedLinks& links = database_->mailed_links();
  const std::string own(32, 'a');
  const std::string of_client(32, 'b');
  ASSERT_TRUE(links.put(
      own, {.purpose = domain::LinkPurpose::kConfirmListing, .practitioner = id, .expires = later}));
  ASSERT_TRUE(
      links.put(of_client, {.purpose = domain::LinkPurpose::kReview, .practitioner = id, .expires = later}));
  ASSERT_TRUE(database_->consents().put({.practitioner = id,
                                         .step = domain::ConsentStep::kAsked,
                                         .since = clock_.now(),
                                         .asked = clock_.now()}));
  std::string json = document(id);
  json.replace(json.find("former@"), 7, "right@");
  const auto saved = edit(id, 1, json, registrar_);
  ASSERT_TRUE(saved) << saved.error().message;
  EXPECT_EQ(links.find(own, clock_.now()).error().code, ErrorCode::kGone);
  EXPECT_TRUE(links.find(of_client, clock_.now())) << "a client's invitation is the client's";
  EXPECT_FALSE(database_->consents().find(id)->has_value()) << "it is asked anew, at the right address";
}

TEST_F(Registering, MergesNothingThatMovedSinceItWasLookedAt) {
  const PractitionerId keep = make(R"({"name":{"display":"Amara"}})");
  const PractitionerId from = make(R"({"name":{"display":"Amara L."}})");
  ASSERT_TRUE(edit(from, 1, R"({"name":{"display":"Amara Lindqvist"}})", second_));
  const auto merged = MergePractitioners(parts_).run(
      {.actor = registrar_, .keep = keep, .from = from, .keep_version = 1, .from_version = 1});
  ASSERT_FALSE(merged);
  EXPECT_EQ(merged.error().code, ErrorCode::kConflict);
  EXPECT_TRUE(database_->directory().find(from));
}

TEST_F(Registering, AKeyedRequestIsDoneOnceAndAnsweredAlike) {
  int made = 0;
  const AnswerOnce once(parts_);
  const auto ask = [&](const std::string& owner, const std::string& digest) {
    return once.run({.owner = owner, .key = "k-1", .digest = digest}, [&]() -> Result<std::string> {
      ++made;
      return "answer " + std::to_string(made);
    });
  };
  EXPECT_EQ(*ask("account 1", "d"), "answer 1");
  EXPECT_EQ(*ask("account 1", "d"), "answer 1");
  EXPECT_EQ(*ask("account 2", "d"), "answer 2") << "two people's keys never meet";
  EXPECT_EQ(ask("account 1", "other").error().code, ErrorCode::kConflict);
  clock_.pass(kAnswersKept + std::chrono::seconds{1});
  EXPECT_EQ(*ask("account 1", "other"), "answer 3") << "a key is free again after a day";
  const auto failed =
      once.run({.owner = "account 1", .key = "k-2", .digest = "d"},
               []() -> Result<std::string> { return Error{.code = ErrorCode::kInvalid, .message = "no"}; });
  EXPECT_FALSE(failed);
  EXPECT_TRUE(once.run({.owner = "account 1", .key = "k-2", .digest = "d2"}, []() -> Result<std::string> {
    return std::string("yes");
  })) << "what did not happen may be tried again";
}

constexpr const char* kIssuer =
    R"({"key":"still_body","name":"Still Body","time_zone":"Europe/Zurich","origin":"a letter","read_on":"2026-11-22"})";

TEST_F(Registering, AnIssuerATypeAndAPractitionerAreRegisteredInOneSitting) {
  const EditRegistry registry(parts_);
  const Result<RegistryOutcome> issuer =
      registry.run({.actor = registrar_, .table = document::RegistryTable::kIssuers, .json = kIssuer});
  ASSERT_TRUE(issuer) << issuer.error().message;
  EXPECT_EQ(issuer->kind, RegistryOutcome::Kind::kSaved);
  const Result<RegistryOutcome> type = registry.run(
      {.actor = registrar_,
       .table = document::RegistryTable::kCredentialTypes,
       .json = R"({"issuer":"still_body","code":"cst","version":"1","name":"Still CST","field":"cst",)"
               R"("freshness_days":120,"origin":"a letter","read_on":"2026-11-22"})"});
  ASSERT_TRUE(type) << type.error().message;
  EXPECT_EQ(type->key, "still_body:cst:1");
  const PractitionerId id =
      make(R"({"name":{"display":"Amara"},"credentials":[{"type":"still_body:cst:1","number":"1"}]})");
  EXPECT_EQ(find(id).credentials.front().type.value, "still_body:cst:1");
  EXPECT_THAT(trail(), ElementsAre("issuer.register Rita", "credential_type.register Rita",
                                   "practitioner.register Rita"));
}

TEST_F(Registering, ARenamedSchoolIsFoundByItsNewNameAtOnce) {
  Practitioner person = checked_person();
  const domain::School school = vocabulary_.rows().schools.front();
  person.training = {{.school = school.key, .kind = domain::TrainingKind::kClass, .hours = 40}};
  put(person);
  ASSERT_TRUE(follow_.catch_up());
  const auto found = [&](const std::string& words) {
    domain::SearchTerms terms;
    terms.words = words;
    Result<domain::SearchQuery> query = domain::SearchQuery::make(std::move(terms), vocabulary_);
    EXPECT_TRUE(query);
    return index_.search(*query, std::nullopt, clock_.now())->total;
  };
  EXPECT_EQ(found("Quellwasserschule"), 0);
  const EditRegistry registry(parts_);
  const std::string seen = *registry.find(document::RegistryTable::kSchools, school.key.value);
  std::string json = seen;
  json.replace(json.find(school.name), school.name.size(), "Quellwasserschule");
  ASSERT_TRUE(registry.run({.actor = registrar_,
                            .table = document::RegistryTable::kSchools,
                            .key = school.key.value,
                            .seen = seen,
                            .json = json}));
  EXPECT_EQ(found("Quellwasserschule"), 1);
  EXPECT_EQ(registry
                .run({.actor = second_,
                      .table = document::RegistryTable::kSchools,
                      .key = school.key.value,
                      .seen = seen,
                      .json = seen})
                ->kind,
            RegistryOutcome::Kind::kMoved)
      << "the second of two people overwrites nothing";
}

TEST_F(Registering, RefusesARegistryRowThatContradictsTheOthers) {
  const EditRegistry registry(parts_);
  const Result<RegistryOutcome> type = registry.run(
      {.actor = registrar_,
       .table = document::RegistryTable::kCredentialTypes,
       .json =
           R"({"issuer":"nobody","code":"cst","version":"1","name":"X","field":"cst","freshness_days":120,)"
           R"("recognised_by":[{"accreditor":"no_one"}],"origin":"o","read_on":"2026-11-22"})"});
  ASSERT_FALSE(type);
  EXPECT_THAT(places(type.error()), ElementsAre("/issuer", "/recognised_by"));
  ASSERT_TRUE(
      registry.run({.actor = registrar_, .table = document::RegistryTable::kIssuers, .json = kIssuer}));
  const Result<RegistryOutcome> twice =
      registry.run({.actor = registrar_, .table = document::RegistryTable::kIssuers, .json = kIssuer});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, ErrorCode::kConflict);
}

TEST_F(Registering, FollowsWhatAnotherProgramEditsInARegistry) {
  const auto beside = open(folder_.file("directory.db"));
  ASSERT_TRUE(beside->registry_writer().put(
      domain::Accreditor{.key = {"next_door"},
                         .name = "Next Door",
                         .origin = {.source = "o", .read_on = parse_date("2026-11-22")}}));
  EXPECT_EQ(vocabulary_.find(domain::AccreditorKey{"next_door"}), nullptr);
  ASSERT_TRUE(follow_.catch_up());
  EXPECT_NE(vocabulary_.find(domain::AccreditorKey{"next_door"}), nullptr);
  const std::int64_t edition = vocabulary_.edition();
  ASSERT_TRUE(follow_.catch_up());
  EXPECT_EQ(vocabulary_.edition(), edition) << "no edit, no edition";
}

TEST_F(Registering, FormerAddressesAreReadAsPaths) {
  EXPECT_THAT(*read_legacy_urls({"/find/jane", "https://old.example.org/p/7?x=1#top"}),
              ElementsAre("/find/jane", "/p/7"));
  for (const char* const wrong : {"find/jane", "/", "//evil.example", "/a b", "https://old.example.org"}) {
    SCOPED_TRACE(wrong);
    const auto read = read_legacy_urls({wrong});
    ASSERT_FALSE(read);
    EXPECT_THAT(places(read.error()), ElementsAre("/legacy_urls/0"));
  }
}

}  // namespace
}  // namespace stillpoint::app
