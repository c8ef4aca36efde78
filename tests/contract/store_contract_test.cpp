#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "base/text.h"
#include "base/time_text.h"
#include "contract/records.h"
#include "contract/store_factories.h"

namespace stillpoint::contract {
namespace {

using domain::Change;
using domain::ListingState;
using domain::Practitioner;
using domain::PractitionerId;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class StoreContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override { store_ = GetParam().make_empty(); }

  PractitionerId put(const Practitioner& practitioner) {
    Result<PractitionerId> id = store_->writer().put(practitioner);
    EXPECT_TRUE(id) << id.error().message << " " << id.error().detail;
    return id ? *id : PractitionerId{};
  }
  Practitioner find(PractitionerId id) {
    Result<Practitioner> found = store_->directory().find(id);
    EXPECT_TRUE(found) << found.error().message << " " << found.error().detail;
    return found ? *found : Practitioner{};
  }
  std::vector<std::string> listed_names() {
    std::vector<std::string> names;
    const Result<std::int64_t> sequence = store_->directory().for_each_listing(
        [&](const domain::Listing& listing) { names.push_back(listing.practitioner.name.display); });
    EXPECT_TRUE(sequence);
    return names;
  }
  std::vector<std::string> all_names() {
    std::vector<std::string> names;
    const Result<void> done = store_->directory().for_each([&](const Practitioner& p) -> Result<void> {
      names.push_back(p.name.display);
      return {};
    });
    EXPECT_TRUE(done);
    return names;
  }
  std::vector<std::int64_t> changed_ids() {
    std::vector<std::int64_t> ids;
    const Result<std::vector<Change>> changes = store_->directory().changes_after(0, 1000);
    EXPECT_TRUE(changes);
    for (const Change& change : *changes) ids.push_back(change.practitioner.value);
    return ids;
  }

  std::unique_ptr<StoreUnderTest> store_;
};

TEST_P(StoreContract, StartsEmpty) {
  EXPECT_TRUE(*store_->writer().empty());
  EXPECT_THAT(listed_names(), IsEmpty());
  EXPECT_THAT(changed_ids(), IsEmpty());
  EXPECT_EQ(*store_->directory().for_each_listing([](const domain::Listing&) {}), 0);
  EXPECT_EQ(store_->directory().find({1}).error().code, ErrorCode::kNotFound);
  EXPECT_FALSE(store_->directory().find_listing({1})->has_value());
}

TEST_P(StoreContract, GivesBackEveryFieldAsItWasPut) {
  Practitioner record = full_record();
  EXPECT_EQ(put(record), record.id);
  record.version = 1;
  EXPECT_EQ(describe(find(record.id)), describe(record));
  EXPECT_FALSE(*store_->writer().empty());
  std::string passed;
  ASSERT_TRUE(store_->directory().for_each([&](const Practitioner& p) -> Result<void> {
    passed += describe(p);
    return {};
  }));
  EXPECT_EQ(passed, describe(record));
}

TEST_P(StoreContract, DrawsAnIdWhereTheRecordHasNone) {
  const PractitionerId a = put(small_record("A"));
  const PractitionerId b = put(small_record("B"));
  EXPECT_GT(a.value, 0);
  EXPECT_LT(a.value, kIdBound);
  EXPECT_NE(a, b);
  EXPECT_EQ(find(a).name.display, "A");
}

TEST_P(StoreContract, DrawsIdsForWhatBelongsToARecord) {
  Practitioner record = full_record();
  record.credentials[0].id = record.credentials[1].id = {};
  record.credentials[0].verifications[0].id = {};
  record.professions[0].licences[0].id = {};
  record.reviews[0].id = {};
  const Practitioner stored = find(put(record));
  ASSERT_EQ(stored.credentials.size(), 2U);
  EXPECT_EQ(stored.credentials[0].type.value, "bcta_na:rcst:1");
  EXPECT_TRUE(stored.credentials[0].id);
  EXPECT_TRUE(stored.credentials[1].id);
  EXPECT_EQ(stored.credentials[0].events.size(), 2U);
  ASSERT_EQ(stored.credentials[0].verifications.size(), 2U);
  EXPECT_TRUE(stored.credentials[0].verifications[0].id);
  EXPECT_TRUE(stored.professions[0].licences[0].id);
  EXPECT_EQ(stored.professions[0].licences[0].verifications.size(), 2U);
  EXPECT_TRUE(stored.reviews[0].id);
}

TEST_P(StoreContract, KeepsTheVersionOfARestoredRecordAndCountsOn) {
  Practitioner record = small_record("A");
  record.id = {77};
  record.version = 9;
  put(record);
  EXPECT_EQ(find({77}).version, 9);
  record.name.display = "B";
  put(record);
  EXPECT_EQ(find({77}).version, 10);
}

TEST_P(StoreContract, ReplacesWhatARecordHeldBefore) {
  Practitioner record = full_record();
  put(record);
  Practitioner smaller = small_record("Amara Lindqvist");
  smaller.id = record.id;
  smaller.credentials = record.credentials;
  smaller.languages = {{"en"}};
  put(smaller);
  smaller.version = 2;
  EXPECT_EQ(describe(find(record.id)), describe(smaller));
  record.version = 2;
  put(record);
  record.version = 3;
  EXPECT_EQ(describe(find(record.id)), describe(record));
}

TEST_P(StoreContract, AddsEventsAndNeverRewritesOrDropsThem) {
  Practitioner record = full_record();
  put(record);
  const domain::CredentialEvent suspended = record.credentials[0].events[1];
  record.credentials[0].events = {record.credentials[0].events[0],
                                  {.kind = domain::CredentialEventKind::kRevoked,
                                   .effective = suspended.effective - std::chrono::hours(1),
                                   .recorded = suspended.recorded + std::chrono::hours(1),
                                   .reason = "Backdated."}};
  put(record);
  const Practitioner stored = find(record.id);
  ASSERT_EQ(stored.credentials.size(), 2U);
  std::vector<std::string> reasons;
  for (const domain::CredentialEvent& event : stored.credentials[0].events) reasons.push_back(event.reason);
  EXPECT_THAT(reasons, ElementsAre("On the roster.", "Backdated.", "Fees unpaid."));
}

TEST_P(StoreContract, KeepsACredentialWithAHistoryThatALaterRecordLacks) {
  Practitioner record = full_record();
  put(record);
  record.credentials = {{.id = {5}, .type = {"upledger:cst_d:1"}, .number = "D-1"}};
  put(record);
  const Practitioner stored = find(record.id);
  ASSERT_EQ(stored.credentials.size(), 2U);
  EXPECT_EQ(stored.credentials[0].number, "D-1");
  EXPECT_EQ(stored.credentials[1].number, "RCST 4471/ä b");
  EXPECT_EQ(stored.credentials[1].events.size(), 2U);
}

TEST_P(StoreContract, LetsTwoCredentialsOfAPersonSwapNumbers) {
  Practitioner record = small_record("A");
  record.credentials = {{.id = {1}, .type = {"i:a:1"}, .number = "one"},
                        {.id = {2}, .type = {"i:b:1"}, .number = "two"}};
  record.id = put(record);
  std::swap(record.credentials[0].number, record.credentials[1].number);
  put(record);
  EXPECT_EQ(find(record.id).credentials[0].number, "two");
  EXPECT_EQ(find(record.id).credentials[1].number, "one");
}

TEST_P(StoreContract, RefusesAnExternalIdThatAnotherOneHoldsAndNamesThem) {
  Practitioner first = small_record("First");
  first.external_ids = {{"nppes", "1"}};
  const PractitionerId holder = put(first);
  Practitioner second = small_record("Second");
  second.external_ids = {{"other", "2"}, {"nppes", "1"}};
  second.credentials = {{.type = {"i:a:1"}, .number = "n"}};
  const Result<PractitionerId> refused = store_->writer().put(second);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_THAT(refused.error().message, HasSubstr(print_id(holder.value)));
  ASSERT_EQ(refused.error().faults.size(), 1U);
  EXPECT_EQ(refused.error().faults[0].where, "/external_ids/1");
  // The same value in another registry is another id, and nothing of the refused record stayed.
  second.external_ids = {{"other", "2"}, {"nppes", "01"}};
  put(second);
  EXPECT_THAT(listed_names(), ElementsAre("First", "Second"));
}

TEST_P(StoreContract, RefusesANumberThatItsIssuerGaveToAnother) {
  Practitioner first = small_record("First");
  first.credentials = {{.type = {"bcta_na:rcst:1"}, .number = "4471"}};
  const PractitionerId holder = put(first);
  const struct {
    const char* why;
    const char* type;
    const char* number;
    bool taken;
  } cases[] = {
      {"the same type", "bcta_na:rcst:1", "4471", true},
      {"another version of it", "bcta_na:rcst:2", "4471", true},
      {"another type of the issuer", "bcta_na:other:1", "4471", true},
      {"another issuer", "csta_uk:rcst:1", "4471", false},
      {"numbers are compared byte for byte", "bcta_na:rcst:1", "4471 ", false},
      {"letters' case counts", "bcta_na:rcst:1", "A1", false},
      {"letters' case counts", "bcta_na:rcst:1", "a1", false},
      {"no number is none to meet", "bcta_na:rcst:1", "", false},
      {"twice", "bcta_na:rcst:1", "", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    Practitioner next = small_record("Next");
    next.credentials = {{.type = {c.type}, .number = c.number}};
    const Result<PractitionerId> stored = store_->writer().put(next);
    EXPECT_EQ(!stored.has_value(), c.taken);
    if (stored) continue;
    EXPECT_EQ(stored.error().code, ErrorCode::kConflict);
    EXPECT_THAT(stored.error().message, HasSubstr(print_id(holder.value)));
    EXPECT_EQ(stored.error().faults.at(0).where, "/credentials/0/number");
  }
}

TEST_P(StoreContract, LeavesARecordAsItWasWhereItsUpdateConflicts) {
  Practitioner first = small_record("First");
  first.external_ids = {{"nppes", "1"}};
  put(first);
  Practitioner record = full_record();
  put(record);
  const std::string before = describe(find(record.id));
  record.external_ids = {{"nppes", "1"}};
  record.name.display = "Changed";
  ASSERT_TRUE(store_->writer().in_transaction([&]() -> Result<void> {
    EXPECT_EQ(store_->writer().put(record).error().code, ErrorCode::kConflict);
    EXPECT_TRUE(store_->writer().put(small_record("Around it")));
    return {};
  }));
  EXPECT_EQ(describe(find(record.id)), before);
  EXPECT_THAT(listed_names(), ElementsAre("First", "Amara Lindqvist-Ōkawa", "Around it"));
}

TEST_P(StoreContract, LandsGoodRecordsAroundARefusedOne) {
  ASSERT_TRUE(store_->writer().in_transaction([&]() -> Result<void> {
    Practitioner holder = small_record("A");
    holder.credentials = {{.type = {"i:a:1"}, .number = "n"}};
    put(holder);
    Practitioner refused = full_record();
    refused.credentials.push_back(holder.credentials[0]);
    EXPECT_EQ(store_->writer().put(refused).error().code, ErrorCode::kConflict);
    EXPECT_FALSE(store_->writer().find_existing(refused)->has_value());
    put(small_record("B"));
    return {};
  }));
  EXPECT_THAT(all_names(), ElementsAre("A", "B"));
  EXPECT_EQ(changed_ids().size(), 2U);
}

TEST_P(StoreContract, TakesBackAllOfATransactionThatFails) {
  put(small_record("Before"));
  const Result<void> failed = store_->writer().in_transaction([&]() -> Result<void> {
    put(full_record());
    put(small_record("Within"));
    return Error{.code = ErrorCode::kLimited, .message = "Enough."};
  });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kLimited);
  EXPECT_THAT(all_names(), ElementsAre("Before"));
  put(small_record("After"));
  const Result<std::vector<Change>> changes = store_->directory().changes_after(0, 10);
  ASSERT_EQ(changes->size(), 2U);
  EXPECT_EQ((*changes)[1].sequence, (*changes)[0].sequence + 1);
}

TEST_P(StoreContract, TakesBackATransactionWhoseBodyThrows) {
  EXPECT_THROW(static_cast<void>(store_->writer().in_transaction([&]() -> Result<void> {
                 put(small_record("Within"));
                 throw std::runtime_error("bug");
               })),
               std::runtime_error);
  EXPECT_THAT(all_names(), IsEmpty());
  put(small_record("After"));
  EXPECT_THAT(all_names(), ElementsAre("After"));
}

TEST_P(StoreContract, LetsNothingLandOfATransactionInWhichAValueWasImpossible) {
  const Result<void> failed = store_->writer().in_transaction([&]() -> Result<void> {
    put(small_record("Good"));
    Practitioner broken = full_record();
    broken.reviews[0].stars = 9;
    EXPECT_EQ(store_->writer().put(broken).error().code, ErrorCode::kInvalid);
    return {};  // the caller goes on as if nothing had happened
  });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kInvalid);
  EXPECT_THAT(all_names(), IsEmpty());
}

TEST_P(StoreContract, HidesWhoWithdrewEverywhereButFromTheImport) {
  Practitioner record = full_record();
  put(record);
  put(small_record("Other"));
  record.listing = ListingState::kWithdrawn;
  put(record);
  EXPECT_EQ(store_->directory().find(record.id).error().code, ErrorCode::kGone);
  EXPECT_FALSE(store_->directory().find_listing(record.id)->has_value());
  EXPECT_THAT(listed_names(), ElementsAre("Other"));
  EXPECT_THAT(all_names(), ElementsAre("Other"));
  EXPECT_EQ(changed_ids().back(), record.id.value);
  Practitioner again = small_record("Again");
  again.external_ids = {record.external_ids[1]};
  const auto existing = store_->writer().find_existing(again);
  ASSERT_TRUE(existing && existing->has_value());
  EXPECT_EQ((*existing)->listing, ListingState::kWithdrawn);
}

TEST_P(StoreContract, ListsOnlyTheListedInOrderOfRegistration) {
  Practitioner draft = small_record("Draft");
  draft.listing = ListingState::kDraft;
  Practitioner first = full_record();
  first.id = {kIdBound - 1};
  put(first);
  const PractitionerId draft_id = put(draft);
  Practitioner last = small_record("Last");
  last.id = {1};
  last.languages = {{"de"}};
  put(last);
  EXPECT_THAT(listed_names(), ElementsAre("Amara Lindqvist-Ōkawa", "Last"));
  EXPECT_THAT(all_names(), ElementsAre("Amara Lindqvist-Ōkawa", "Draft", "Last"));
  EXPECT_FALSE(store_->directory().find_listing(draft_id)->has_value());
  EXPECT_EQ(find(draft_id).name.display, "Draft");
  const auto counts = store_->directory().counts();
  EXPECT_EQ(counts->draft, 1);
  EXPECT_EQ(counts->listed, 2);
  EXPECT_EQ(counts->withdrawn, 0);
}

TEST_P(StoreContract, GivesAListingWhatSearchNeedsAndNothingPrivate) {
  Practitioner record = full_record();
  put(record);
  // Listings are reused from one visit to the next: a poor record behind a rich one shows what is left over.
  put(small_record("Poor"));
  std::vector<domain::Listing> listings;
  const Result<std::int64_t> sequence = store_->directory().for_each_listing(
      [&](const domain::Listing& listing) { listings.push_back(listing); });
  ASSERT_TRUE(sequence);
  EXPECT_EQ(*sequence, store_->directory().changes_after(0, 10)->back().sequence);
  ASSERT_EQ(listings.size(), 2U);
  EXPECT_EQ(listings[0].name_folded, fold(record.name.display));
  EXPECT_EQ(listings[0].name_collation, collation_key(record.name.display));
  EXPECT_THAT(listings[0].cities_folded, ElementsAre("zurich", "lodz"));
  EXPECT_THAT(listings[1].cities_folded, IsEmpty());

  Practitioner expected = record;
  expected.version = 1;
  expected.external_ids.clear();
  expected.contact.mail.clear();
  expected.contact.photo_url.clear();
  expected.mailing_address.reset();
  expected.fees.cancellation.clear();
  expected.fees.note.clear();
  expected.about.clear();
  for (domain::Location& location : expected.locations) {
    location.name = location.street = location.postal_code = "";
  }
  for (domain::Review& review : expected.reviews) review.words = review.reply = "";
  EXPECT_EQ(describe(listings[0].practitioner), describe(expected));
  Practitioner poor = small_record("Poor");
  poor.id = listings[1].practitioner.id;
  poor.version = 1;
  EXPECT_EQ(describe(listings[1].practitioner), describe(poor));

  const auto single = store_->directory().find_listing(record.id);
  ASSERT_TRUE(single && single->has_value());
  EXPECT_EQ(describe((*single)->practitioner), describe(expected));
  EXPECT_EQ((*single)->name_folded, listings[0].name_folded);
  EXPECT_EQ((*single)->cities_folded, listings[0].cities_folded);
}

TEST_P(StoreContract, FindsWhoIsThereByIdOrByAnyExternalId) {
  Practitioner record = full_record();
  put(record);
  record.version = 1;
  Practitioner by_id = small_record("x");
  by_id.id = record.id;
  Practitioner by_second = small_record("x");
  by_second.external_ids = {{"nowhere", "9"}, record.external_ids[1]};
  Practitioner nobody = small_record(record.name.display);
  nobody.external_ids = {{"nppes", "123456789"}};
  for (const Practitioner& asked : {by_id, by_second}) {
    const auto existing = store_->writer().find_existing(asked);
    ASSERT_TRUE(existing && existing->has_value());
    EXPECT_EQ(describe(**existing), describe(record));
  }
  EXPECT_FALSE(store_->writer().find_existing(nobody)->has_value());
}

TEST_P(StoreContract, SeesItsOwnWritesWithinATransaction) {
  ASSERT_TRUE(store_->writer().in_transaction([&]() -> Result<void> {
    put(full_record());
    EXPECT_TRUE(store_->writer().find_existing(full_record())->has_value());
    EXPECT_EQ(store_->directory().find(full_record().id).error().code, ErrorCode::kNotFound);
    return {};
  }));
  EXPECT_EQ(find(full_record().id).version, 1);
}

TEST_P(StoreContract, TellsChangesInCommitOrderInPortions) {
  Practitioner a = small_record("A");
  a.id = put(a);
  const PractitionerId b = put(small_record("B"));
  put(a);
  EXPECT_THAT(changed_ids(), ElementsAre(a.id.value, b.value, a.id.value));
  const auto first = store_->directory().changes_after(0, 2);
  ASSERT_EQ(first->size(), 2U);
  EXPECT_EQ((*first)[1].sequence, (*first)[0].sequence + 1);
  const auto rest = store_->directory().changes_after((*first)[1].sequence, 100);
  ASSERT_EQ(rest->size(), 1U);
  EXPECT_EQ((*rest)[0].sequence, (*first)[1].sequence + 1);
  EXPECT_THAT(*store_->directory().changes_after((*rest)[0].sequence, 100), IsEmpty());
  EXPECT_THAT(*store_->directory().changes_after(0, 0), IsEmpty());
}

TEST_P(StoreContract, MovesTheDataVersionWithEachCommitOfThisProgramAndOfOthers) {
  const auto beside = store_->beside();
  const std::int64_t here = *store_->directory().data_version();
  const std::int64_t there = *beside->directory().data_version();
  EXPECT_EQ(*store_->directory().data_version(), here);
  put(small_record("A"));
  const std::int64_t here_after = *store_->directory().data_version();
  EXPECT_NE(here_after, here);
  const std::int64_t there_after = *beside->directory().data_version();
  EXPECT_NE(there_after, there);
  ASSERT_TRUE(beside->writer().put(small_record("B")));
  EXPECT_NE(*store_->directory().data_version(), here_after);
  EXPECT_NE(*beside->directory().data_version(), there_after);
  EXPECT_THAT(listed_names(), ElementsAre("A", "B"));
}

TEST_P(StoreContract, ShowsAPassOneStateWhileOthersWrite) {
  for (int i = 0; i < 50; ++i) put(small_record("before"));
  int visited = 0;
  const Result<std::int64_t> sequence =
      store_->directory().for_each_listing([&](const domain::Listing& listing) {
        EXPECT_EQ(listing.practitioner.name.display, "before");
        if (++visited == 1) put(small_record("after"));
      });
  EXPECT_EQ(visited, 50);
  EXPECT_EQ(store_->directory().changes_after(*sequence, 10)->size(), 1U);
}

TEST_P(StoreContract, StopsAPassWhereTheVisitorFails) {
  put(small_record("A"));
  put(small_record("B"));
  int visited = 0;
  const Result<void> stopped = store_->directory().for_each([&](const Practitioner&) -> Result<void> {
    ++visited;
    return Error{.code = ErrorCode::kUnavailable, .message = "Disk full."};
  });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().message, "Disk full.");
  EXPECT_EQ(visited, 1);
  EXPECT_THAT(all_names(), ElementsAre("A", "B"));
}

TEST_P(StoreContract, ServesManyReadersBesideWriters) {
  const Practitioner record = full_record();
  put(record);
  constexpr int kThreads = 12;  // more than there are readers
  constexpr int kRounds = 20;
  std::vector<std::thread> threads;
  std::vector<int> wrong(kThreads, 0);
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kRounds; ++i) {
        if (t % 4 == 0) {
          if (!store_->writer().put(small_record("W"))) ++wrong[static_cast<std::size_t>(t)];
          continue;
        }
        const Result<Practitioner> found = store_->directory().find(record.id);
        if (!found || found->credentials.size() != 2) ++wrong[static_cast<std::size_t>(t)];
        if (!store_->directory().data_version()) ++wrong[static_cast<std::size_t>(t)];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(wrong, testing::Each(0));
  EXPECT_EQ(store_->directory().counts()->listed, 1 + kThreads / 4 * kRounds);
}

TEST_P(StoreContract, DrawsASecretOncePerNameAndDatabase) {
  const std::string seal = *store_->secrets().secret("seal");
  EXPECT_EQ(seal.size(), 32U);
  EXPECT_EQ(*store_->secrets().secret("seal"), seal);
  EXPECT_NE(*store_->secrets().secret("order"), seal);
  EXPECT_EQ(*store_->beside()->secrets().secret("seal"), seal);
  EXPECT_NE(*GetParam().make_empty()->secrets().secret("seal"), seal);
}

domain::VocabularyRows registries() {
  domain::VocabularyRows rows;
  const Date from = *parse_date("2012-01-01");
  rows.accreditors = {{.key = {"psa"},
                       .name = "Authority",
                       .country = "GB",
                       .website = "https://example.org",
                       .origin = {.source = "its page", .read_on = from}},
                      {.key = {"ncca"}, .name = "Agencies"}};
  rows.schools = {
      {.key = {"z_school"},
       .name = "Still Water",
       .country = "US",
       .website = "https://example.org/s",
       .accreditations = {{.accreditor = {"ncca"}, .from = from}, {.accreditor = {"psa"}, .until = from}},
       .standing = {{.standing = domain::Standing::kSanctioned, .from = from, .reason = "Sold papers."},
                    {.standing = domain::Standing::kClosed}},
       .origin = {.source = "x"}},
      {.key = {"a_school"}, .name = "First by name, second by place"}};
  rows.issuers = {{.key = {"csta"},
                   .name = "Association",
                   .country = "GB",
                   .time_zone = "Europe/London",
                   .register_url = "https://example.org/r",
                   .website = "https://example.org/w",
                   .origin = {.source = "y"}}};
  rows.credential_types = {{.key = {"csta:rcst:1"},
                            .issuer = {"csta"},
                            .code = "rcst",
                            .version = "1",
                            .name = "Registered",
                            .letters = "RCST",
                            .field = domain::Field::kMassage,
                            .required_hours = 300,
                            .renewal_months = 12,
                            .renewal_note = "yearly",
                            .freshness_days = 90,
                            .where_to_check = "Its list.",
                            .recognised_by = {{.accreditor = {"psa"}, .from = from, .until = from}},
                            .origin = {.source = "z", .read_on = from}}};
  rows.jurisdictions = {{.key = {"US"}, .name = "United States", .time_zone = "America/New_York"},
                        {.key = {"GB"}, .name = "United Kingdom", .time_zone = "Europe/London"}};
  rows.jurisdiction_rules = {{.jurisdiction = {"GB"},
                              .profession = {"other"},
                              .regulation = domain::Regulation::kVoluntary,
                              .note = "A register exists.",
                              .origin = {.source = "w", .read_on = from}}};
  rows.professions = {{.key = {"other"}, .name = "Other"}};
  return rows;
}

TEST_P(StoreContract, GivesBackTheRegistriesInTheirOrder) {
  ASSERT_TRUE(store_->registry().seed(registries()));
  domain::VocabularyRows fixed;
  fixed.professions = {{.key = {"other"}, .name = "Other"}};
  fixed.schools = {{.key = {"of_the_seed"}}};
  const Result<domain::VocabularyRows> loaded = store_->beside()->registry().load(fixed);
  ASSERT_TRUE(loaded) << loaded.error().detail;
  EXPECT_EQ(loaded->professions.size(), 1U) << "fixed vocabularies stay";
  ASSERT_EQ(loaded->accreditors.size(), 2U);
  EXPECT_EQ(loaded->accreditors[0].key.value, "psa");
  EXPECT_EQ(loaded->accreditors[0].website, "https://example.org");
  EXPECT_EQ(loaded->accreditors[0].origin.source, "its page");
  EXPECT_EQ(loaded->accreditors[0].origin.read_on, parse_date("2012-01-01"));
  ASSERT_EQ(loaded->schools.size(), 2U);
  const domain::School& school = loaded->schools[0];
  EXPECT_EQ(school.name, "Still Water");
  ASSERT_EQ(school.accreditations.size(), 2U);
  EXPECT_EQ(school.accreditations[0].accreditor.value, "ncca");
  EXPECT_FALSE(school.accreditations[0].until);
  EXPECT_EQ(school.accreditations[1].until, parse_date("2012-01-01"));
  ASSERT_EQ(school.standing.size(), 2U);
  EXPECT_EQ(school.standing[0].standing, domain::Standing::kSanctioned);
  EXPECT_EQ(school.standing[0].reason, "Sold papers.");
  ASSERT_EQ(loaded->issuers.size(), 1U);
  EXPECT_EQ(loaded->issuers[0].time_zone, "Europe/London");
  EXPECT_EQ(loaded->issuers[0].register_url, "https://example.org/r");
  ASSERT_EQ(loaded->credential_types.size(), 1U);
  const domain::CredentialType& type = loaded->credential_types[0];
  EXPECT_EQ(type.key.value, "csta:rcst:1");
  EXPECT_EQ(type.letters, "RCST");
  EXPECT_EQ(type.field, domain::Field::kMassage);
  EXPECT_EQ(type.required_hours, 300);
  EXPECT_EQ(type.renewal_months, 12);
  EXPECT_EQ(type.freshness_days, 90);
  EXPECT_EQ(type.where_to_check, "Its list.");
  ASSERT_EQ(type.recognised_by.size(), 1U);
  EXPECT_EQ(type.recognised_by[0].from, parse_date("2012-01-01"));
  ASSERT_EQ(loaded->jurisdictions.size(), 2U);
  EXPECT_EQ(loaded->jurisdictions[0].key.value, "US");
  ASSERT_EQ(loaded->jurisdiction_rules.size(), 1U);
  EXPECT_EQ(loaded->jurisdiction_rules[0].regulation, domain::Regulation::kVoluntary);
  EXPECT_EQ(loaded->jurisdiction_rules[0].note, "A register exists.");
}

TEST_P(StoreContract, SeedsWhatIsMissingAndLeavesWhatIsThere) {
  ASSERT_TRUE(store_->registry().seed(registries()));
  domain::VocabularyRows newer = registries();
  newer.schools[0].name = "Renamed in a later seed";
  newer.schools[0].standing.clear();
  newer.schools.push_back({.key = {"new_school"}, .name = "New"});
  ASSERT_TRUE(store_->registry().seed(newer));
  ASSERT_TRUE(store_->registry().seed(newer));
  const Result<domain::VocabularyRows> loaded = store_->registry().load({});
  ASSERT_EQ(loaded->schools.size(), 3U);
  EXPECT_EQ(loaded->schools[0].name, "Still Water");
  EXPECT_EQ(loaded->schools[0].standing.size(), 2U);
  EXPECT_EQ(loaded->schools[2].name, "New");
  EXPECT_EQ(loaded->credential_types[0].recognised_by.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(All, StoreContract, testing::ValuesIn(all_stores()),
                         [](const testing::TestParamInfo<StoreFactory>& store) { return store.param.name; });

}  // namespace
}  // namespace stillpoint::contract
