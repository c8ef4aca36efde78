#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/time_text.h"
#include "contract/records.h"
#include "contract/store_factories.h"

namespace stillpoint::contract {
namespace {

using domain::CertificateRecord;
using domain::ListingState;
using domain::Practitioner;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

domain::VocabularyRows registries() {
  domain::VocabularyRows rows;
  rows.accreditors = {{.key = {"psa"}, .name = "Standards Authority", .country = "GB", .website = "w"},
                      {.key = {"other"}, .name = "Other"}};
  rows.issuers = {{.key = {"board"},
                   .name = "Board",
                   .country = "CH",
                   .time_zone = "Europe/Zurich",
                   .register_url = "https://register.example.org",
                   .website = "https://board.example.org"},
                  {.key = {"lone"}, .name = "Lone School"}};
  rows.credential_types = {{.key = {"board:rcst:2"},
                            .issuer = {"board"},
                            .code = "rcst",
                            .version = "2",
                            .name = "Registered",
                            .letters = "RCST",
                            .field = domain::Field::kCst,
                            .required_hours = 700,
                            .renewal_months = 12,
                            .renewal_note = "each year",
                            .freshness_days = 30,
                            .where_to_check = "the register",
                            .recognised_by = {{.accreditor = {"psa"}, .from = parse_date("2020-01-01")}}}};
  return rows;
}

class CertificateContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override {
    store_ = GetParam().make_empty();
    ASSERT_TRUE(store_->registry().seed(registries()));
  }
  CertificateRecord find(const std::string& issuer, const std::string& number) {
    Result<CertificateRecord> found = store_->certificates().find({issuer}, number);
    EXPECT_TRUE(found) << found.error().message << " " << found.error().detail;
    return found ? *found : CertificateRecord{};
  }
  domain::PractitionerId put(const Practitioner& practitioner) {
    Result<domain::PractitionerId> id = store_->writer().put(practitioner);
    EXPECT_TRUE(id) << id.error().message;
    return id ? *id : domain::PractitionerId{};
  }
  domain::PractitionerId put(const std::string& name, const std::string& number,
                             const std::string& type = "board:rcst:2") {
    Practitioner record = small_record(name);
    record.credentials = {{.type = {type}, .number = number}};
    return put(record);
  }
  std::unique_ptr<StoreUnderTest> store_;
};

TEST_P(CertificateContract, FindsACertificateWithItsHistoryItsHolderAndItsType) {
  Practitioner record = full_record();
  record.credentials[0].type = {"board:rcst:2"};
  put(record);
  const CertificateRecord found = find("board", "RCST 4471/ä b");
  ASSERT_TRUE(found.held);
  EXPECT_EQ(found.held->credential, record.credentials[0]);
  EXPECT_EQ(found.held->practitioner, record.id);
  EXPECT_EQ(found.held->listing, record.listing);
  EXPECT_EQ(found.held->holder, record.name.display);
  ASSERT_TRUE(found.issuer);
  EXPECT_EQ(found.issuer->name, "Board");
  EXPECT_EQ(found.issuer->time_zone, "Europe/Zurich");
  EXPECT_EQ(found.issuer->register_url, "https://register.example.org");
  EXPECT_EQ(found.issuer->website, "https://board.example.org");
  ASSERT_TRUE(found.type);
  EXPECT_EQ(found.type->letters, "RCST");
  EXPECT_EQ(found.type->required_hours, 700);
  EXPECT_EQ(found.type->renewal_months, 12);
  EXPECT_EQ(found.type->freshness_days, 30);
  EXPECT_EQ(found.type->where_to_check, "the register");
  ASSERT_THAT(found.type->recognised_by, SizeIs(1));
  EXPECT_EQ(found.type->recognised_by[0].from, parse_date("2020-01-01"));
  ASSERT_THAT(found.accreditors, SizeIs(1));
  EXPECT_EQ(found.accreditors[0].name, "Standards Authority");
}

TEST_P(CertificateContract, ComparesNumbersByteForByteAndOffersWhatReadersTakeForTheSame) {
  put("A", "RCST-O471");
  put("B", "RCST 0471");
  put("C", "RCST-0472");
  const CertificateRecord found = find("board", "RCST-O471");
  ASSERT_TRUE(found.held);
  EXPECT_EQ(found.held->holder, "A");
  EXPECT_THAT(found.alike, ElementsAre("RCST 0471")) << "not itself";
  const CertificateRecord missed = find("board", "rcst.o47I");
  EXPECT_FALSE(missed.held);
  EXPECT_THAT(missed.alike, ElementsAre("RCST 0471", "RCST-O471"));
  EXPECT_THAT(find("board", "RCST-0473").alike, IsEmpty());
  EXPECT_THAT(find("board", "RCST-047").alike, IsEmpty()) << "a beginning is no number";
}

TEST_P(CertificateContract, OffersNumbersOfTheSameIssuerOnlyAndNeverMany) {
  put("A", "T-1", "lone:tech:1");
  EXPECT_THAT(find("board", "t1").alike, IsEmpty());
  EXPECT_THAT(find("lone", "t1").alike, ElementsAre("T-1"));
  EXPECT_FALSE(find("board", "T-1").held);
  for (int i = 1; i <= 9; ++i) put("B", "N" + std::string(static_cast<std::size_t>(i), '-') + "7");
  EXPECT_THAT(find("board", "N7").alike, SizeIs(domain::kAlikeNumbersMax));
}

TEST_P(CertificateContract, AnswersOfDraftsToo) {
  Practitioner record = small_record("A Draft");
  record.listing = ListingState::kDraft;
  record.credentials = {{.type = {"board:rcst:2"}, .number = "1"}};
  put(record);
  const CertificateRecord found = find("board", "1");
  ASSERT_TRUE(found.held);
  EXPECT_EQ(found.held->listing, ListingState::kDraft);
  EXPECT_EQ(found.held->holder, "A Draft");
}

TEST_P(CertificateContract, KeepsTheNumberOfWhoWithdrewAnswerableWithoutTheirName) {
  Practitioner record = full_record();
  record.listing = ListingState::kWithdrawn;
  record.credentials[0].type = {"board:rcst:2"};
  put(record);
  const CertificateRecord found = find("board", record.credentials[0].number);
  ASSERT_TRUE(found.held);
  EXPECT_EQ(found.held->holder, "");
  EXPECT_EQ(found.held->listing, ListingState::kWithdrawn);
  EXPECT_THAT(found.held->credential.events, SizeIs(2)) << "leaving hides nothing";
}

TEST_P(CertificateContract, FindsNothingForANumberThatIsNotThere) {
  put("A", "");
  for (const char* number : {"", "1", "%", "' OR 1=1 --"}) {
    const CertificateRecord found = find("board", number);
    EXPECT_FALSE(found.held) << number;
    EXPECT_THAT(found.alike, IsEmpty()) << number;
    EXPECT_TRUE(found.issuer);
  }
  const CertificateRecord nobody = find("no_such_issuer", "1");
  EXPECT_FALSE(nobody.issuer);
  EXPECT_FALSE(nobody.held);
}

TEST_P(CertificateContract, SeesAtOnceWhatAnotherProgramWrote) {
  const domain::PractitionerId id = put("A", "1");
  Practitioner record = *store_->directory().find(id);
  record.credentials[0].events = {{.kind = domain::CredentialEventKind::kRevoked,
                                   .effective = *parse_instant("2026-11-01T00:00:00Z"),
                                   .recorded = *parse_instant("2026-11-02T00:00:00Z"),
                                   .reason = "Withdrawn by the board."}};
  const std::unique_ptr<StoreUnderTest> beside = store_->beside();
  ASSERT_TRUE(beside->writer().put(record));
  const CertificateRecord found = find("board", "1");
  ASSERT_TRUE(found.held);
  ASSERT_THAT(found.held->credential.events, SizeIs(1));
  EXPECT_EQ(found.held->credential.events[0].reason, "Withdrawn by the board.");
}

TEST_P(CertificateContract, NamesTheIssuersInTheOrderInWhichTheyWereRegistered) {
  const Result<std::vector<domain::Issuer>> issuers = store_->certificates().issuers();
  ASSERT_TRUE(issuers);
  ASSERT_THAT(*issuers, SizeIs(2));
  EXPECT_EQ((*issuers)[0].key.value, "board");
  EXPECT_EQ((*issuers)[1].name, "Lone School");
}

INSTANTIATE_TEST_SUITE_P(All, CertificateContract, testing::ValuesIn(all_stores()),
                         [](const testing::TestParamInfo<StoreFactory>& store) { return store.param.name; });

}  // namespace
}  // namespace stillpoint::contract
