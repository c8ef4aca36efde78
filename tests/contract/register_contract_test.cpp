#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/time_text.h"
#include "contract/records.h"
#include "contract/store_factories.h"

namespace stillpoint::contract {
namespace {

using domain::LikelySame;
using domain::LinePage;
using domain::Practitioner;
using domain::PractitionerId;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Instant kNow = *parse_instant("2026-11-22T10:00:00Z");

class RegisterContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override { store_ = GetParam().make_empty(); }

  PractitionerId put(const Practitioner& practitioner) {
    Result<PractitionerId> id = store_->writer().put(practitioner);
    EXPECT_TRUE(id) << id.error().message << " " << id.error().detail;
    return id ? *id : PractitionerId{};
  }
  PractitionerId put(const std::string& name, const std::string& city = "") {
    Practitioner record = small_record(name);
    if (!city.empty()) record.locations.push_back({.city = city, .country = "US"});
    return put(record);
  }
  LinePage lines(const domain::LineFilter& filter) {
    Result<LinePage> page = store_->register_reader().lines(filter);
    EXPECT_TRUE(page) << page.error().message << " " << page.error().detail;
    return page ? *page : LinePage{};
  }
  std::vector<std::string> names(const domain::LineFilter& filter) {
    std::vector<std::string> found;
    for (const domain::PractitionerLine& line : lines(filter).lines) found.push_back(line.name);
    return found;
  }
  std::vector<std::string> likely_same(const Practitioner& practitioner) {
    Result<std::vector<LikelySame>> found = store_->register_reader().likely_same(practitioner);
    EXPECT_TRUE(found) << found.error().message << " " << found.error().detail;
    std::vector<std::string> reasons;
    for (const LikelySame& same : *found) reasons.push_back(same.line.name + ": " + same.why);
    return reasons;
  }
  domain::VocabularyRows registry() {
    Result<domain::VocabularyRows> rows = store_->registry().load({});
    EXPECT_TRUE(rows) << rows.error().message;
    return rows ? *rows : domain::VocabularyRows{};
  }
  void must(const Result<void>& done) {
    EXPECT_TRUE(done) << done.error().message << " " << done.error().detail;
  }

  std::unique_ptr<StoreUnderTest> store_;
};

TEST_P(RegisterContract, AListIsOrderedByFoldedNameAndCountsAllThatPass) {
  put("Zoë Ash");
  put("Élodie Marsh");
  put("Amara Lindqvist");
  EXPECT_THAT(names({}), ElementsAre("Amara Lindqvist", "Élodie Marsh", "Zoë Ash"));
  EXPECT_THAT(names({.descending = true, .count = 1}), ElementsAre("Zoë Ash"));
  EXPECT_THAT(names({.offset = 1, .count = 1}), ElementsAre("Élodie Marsh"));
  EXPECT_EQ(lines({.offset = 9, .count = 1}).total, 3) << "a page past the end still says how many there are";
}

TEST_P(RegisterContract, AListIsNarrowedByWordsStateProfessionAndCountry) {
  Practitioner whole = full_record();
  whole.listing = domain::ListingState::kListed;
  const PractitionerId id = put(whole);
  put("Somebody Else", "Columbus");
  Practitioner draft = small_record("Draft Person");
  draft.listing = domain::ListingState::kDraft;
  put(draft);
  Practitioner withdrawn = small_record("Withdrawn Person");
  withdrawn.listing = domain::ListingState::kWithdrawn;
  put(withdrawn);

  EXPECT_EQ(lines({}).total, 3) << "who withdrew is in no list";
  EXPECT_THAT(names({.words = "lindqvist-okawa"}), ElementsAre(whole.name.display));
  EXPECT_THAT(names({.words = "AMARA@example.org"}), ElementsAre(whole.name.display));
  EXPECT_THAT(names({.words = "1234567893"}), ElementsAre(whole.name.display)) << "an external id";
  EXPECT_THAT(names({.words = print_id(id.value)}), ElementsAre(whole.name.display));
  EXPECT_THAT(names({.words = whole.credentials.front().number}), ElementsAre(whole.name.display));
  EXPECT_THAT(names({.words = "%"}), IsEmpty()) << "no wildcard means anything";
  EXPECT_THAT(names({.listing = domain::ListingState::kDraft}), ElementsAre("Draft Person"));
  EXPECT_THAT(names({.listing = domain::ListingState::kWithdrawn}), ElementsAre("Withdrawn Person"));
  EXPECT_THAT(names({.profession = whole.professions.front().profession}), ElementsAre(whole.name.display));
  EXPECT_THAT(names({.words = "else", .country = "US"}), ElementsAre("Somebody Else"));
  EXPECT_THAT(names({.words = "else", .country = "CH"}), IsEmpty());
}

TEST_P(RegisterContract, WhoMayBeTheSamePersonIsFoundByNameAndPlaceMailNumberAndLicence) {
  Practitioner known = full_record();
  known.listing = domain::ListingState::kListed;
  put(known);
  const std::string& name = known.name.display;

  Practitioner other = small_record("amara LINDQVIST-OKAWA");
  EXPECT_THAT(likely_same(other), IsEmpty()) << "a name alone is no reason";
  other.locations.push_back(
      {.city = known.locations.front().city, .country = known.locations.front().country});
  EXPECT_THAT(likely_same(other), ElementsAre(name + ": the same name in the same place"));

  Practitioner by_mail = small_record("Another Name");
  by_mail.contact.mail = "Amara@Example.ORG";
  EXPECT_THAT(likely_same(by_mail), ElementsAre(name + ": the same mail address"));

  Practitioner by_number = small_record("Another Name");
  by_number.external_ids = {known.external_ids.front()};
  EXPECT_THAT(likely_same(by_number), ElementsAre(name + ": the same number in the registry nppes"));

  const domain::Licence& licence = known.professions.front().licences.front();
  Practitioner by_licence = small_record("Another Name");
  by_licence.professions = {{.profession = {"chiropractor"},
                             .licences = {{.jurisdiction = licence.jurisdiction, .number = licence.number}}}};
  EXPECT_THAT(likely_same(by_licence),
              ElementsAre(name + ": the same licence in " + licence.jurisdiction.value));

  known.id = {4242};
  EXPECT_THAT(likely_same(known), IsEmpty()) << "nobody is their own double";
}

TEST_P(RegisterContract, AMergedRecordLeadsToWhereItWentInTheEnd) {
  const PractitionerId a{11}, b{12}, c{13};
  must(store_->register_store().put_legacy_urls(a, {"/find/a"}));
  must(store_->register_store().put_merged(a, b, kNow));
  must(store_->register_store().put_merged(b, c, kNow));
  EXPECT_EQ(**store_->register_reader().merged_into(a), c);
  EXPECT_EQ(**store_->register_reader().merged_into(b), c);
  EXPECT_FALSE(*store_->register_reader().merged_into(c));
  EXPECT_EQ(**store_->register_reader().at_legacy_url("/find/a"), c) << "former addresses go with it";
}

TEST_P(RegisterContract, AFormerAddressLeadsToOnePersonAndNamesThemToASecond) {
  const PractitionerId a{11}, b{12};
  must(store_->register_store().put_legacy_urls(a, {"/find/one", "/find/two"}));
  EXPECT_THAT(*store_->register_reader().legacy_urls(a), ElementsAre("/find/one", "/find/two"));
  const Result<void> taken = store_->register_store().put_legacy_urls(b, {"/find/two"});
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, ErrorCode::kConflict);
  EXPECT_THAT(taken.error().message, HasSubstr(print_id(a.value)));
  EXPECT_EQ(**store_->register_reader().at_legacy_url("/find/two"), a);
  must(store_->register_store().put_legacy_urls(a, {"/find/one"}));
  EXPECT_FALSE(*store_->register_reader().at_legacy_url("/find/two"));
  EXPECT_FALSE(*store_->register_reader().at_legacy_url("/FIND/one"))
      << "addresses are compared byte for byte";
}

TEST_P(RegisterContract, AnAnswerIsKeptForItsOwnersKeyUntilItIsForgotten) {
  domain::RegisterStore& store = store_->register_store();
  EXPECT_FALSE(*store.kept_answer("account 1", "k"));
  must(store.keep_answer("account 1", "k", {.request_digest = "d", .answer = "made"}, kNow));
  EXPECT_EQ((*store.kept_answer("account 1", "k"))->answer, "made");
  EXPECT_EQ((*store.kept_answer("account 1", "k"))->request_digest, "d");
  EXPECT_FALSE(*store.kept_answer("account 2", "k"));
  must(store.forget_answers(kNow));
  EXPECT_TRUE(*store.kept_answer("account 1", "k"));
  must(store.forget_answers(kNow + std::chrono::seconds{1}));
  EXPECT_FALSE(*store.kept_answer("account 1", "k"));
}

TEST_P(RegisterContract, ViewsAndColumnsAreKeptReplacedAndTakenAway) {
  domain::RegisterStore& store = store_->register_store();
  must(store.put_view("account 1", {.list = "practitioners", .name = "drafts", .query = "listing=draft"}));
  must(store.put_view("account 1", {.list = "practitioners", .name = "drafts", .query = "listing=listed"}));
  ASSERT_EQ(store.views("account 1", "practitioners")->size(), 1U);
  EXPECT_EQ(store.views("account 1", "practitioners")->front().query, "listing=listed");
  EXPECT_THAT(*store.views("account 2", "practitioners"), IsEmpty());
  must(store.put_view("account 1", {.list = "practitioners", .name = "drafts"}));
  EXPECT_THAT(*store.views("account 1", "practitioners"), IsEmpty());

  EXPECT_EQ(*store.column_mapping("members"), "");
  must(store.put_column_mapping("members", "a=b"));
  must(store.put_column_mapping("members", "a=c"));
  EXPECT_EQ(*store.column_mapping("members"), "a=c");
}

TEST_P(RegisterContract, ARegistryRowIsPutWithAllThatBelongsToItAndEachPutIsAnEdition) {
  domain::RegistryWriter& writer = store_->registry_writer();
  const std::int64_t before = *writer.edition();
  const domain::Origin origin{.source = "a letter", .read_on = parse_date("2026-11-22")};
  must(writer.put(domain::Accreditor{.key = {"body"}, .name = "A Body", .origin = origin}));
  domain::School school{.key = {"school"},
                        .name = "A School",
                        .country = "US",
                        .accreditations = {{.accreditor = {"body"}, .from = parse_date("2020-01-01")}},
                        .standing = {{.standing = domain::Standing::kActive, .reason = "seen"}},
                        .origin = origin};
  must(writer.put(school));
  must(writer.put(domain::Issuer{
      .key = {"issuer"}, .name = "An Issuer", .time_zone = "Europe/Zurich", .origin = origin}));
  domain::CredentialType type{.key = {"issuer:cst:1"},
                              .issuer = {"issuer"},
                              .code = "cst",
                              .version = "1",
                              .name = "A Type",
                              .required_hours = 700,
                              .recognised_by = {{.accreditor = {"body"}, .until = parse_date("2030-12-31")}},
                              .origin = origin};
  must(writer.put(type));
  EXPECT_EQ(*writer.edition(), before + 4);

  school.name = "A School Renamed";
  school.accreditations.clear();
  school.standing.push_back({.standing = domain::Standing::kClosed, .from = parse_date("2026-01-01")});
  must(writer.put(school));
  type.required_hours.reset();
  must(writer.put(type));

  const domain::VocabularyRows rows = registry();
  ASSERT_EQ(rows.schools.size(), 1U);
  EXPECT_EQ(rows.schools[0].name, "A School Renamed");
  EXPECT_THAT(rows.schools[0].accreditations, IsEmpty());
  ASSERT_EQ(rows.schools[0].standing.size(), 2U);
  EXPECT_EQ(rows.schools[0].standing[1].standing, domain::Standing::kClosed);
  ASSERT_EQ(rows.credential_types.size(), 1U);
  EXPECT_FALSE(rows.credential_types[0].required_hours);
  ASSERT_EQ(rows.credential_types[0].recognised_by.size(), 1U);
  EXPECT_EQ(rows.credential_types[0].recognised_by[0].until, parse_date("2030-12-31"));
}

TEST_P(RegisterContract, ARegistryRowThatNamesNobodyLeavesNothingBehind) {
  domain::RegistryWriter& writer = store_->registry_writer();
  const std::int64_t before = *writer.edition();
  const Result<void> put = writer.put(domain::School{.key = {"school"},
                                                     .name = "A School",
                                                     .accreditations = {{.accreditor = {"nobody"}}},
                                                     .origin = {.source = "a letter"}});
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().code, ErrorCode::kConflict);
  EXPECT_THAT(registry().schools, IsEmpty());
  EXPECT_EQ(*writer.edition(), before);
}

TEST_P(RegisterContract, AnotherProgramSeesTheEdition) {
  const auto beside = store_->beside();
  const std::int64_t before = *beside->registry_writer().edition();
  must(store_->registry_writer().put(
      domain::Accreditor{.key = {"body"}, .name = "A Body", .origin = {.source = "s"}}));
  EXPECT_EQ(*beside->registry_writer().edition(), before + 1);
}

std::string name_of(const testing::TestParamInfo<StoreFactory>& info) {
  return info.param.name;
}
INSTANTIATE_TEST_SUITE_P(All, RegisterContract, testing::ValuesIn(all_stores()), name_of);

}  // namespace
}  // namespace stillpoint::contract
