#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/time_text.h"
#include "contract/records.h"
#include "contract/store_factories.h"

namespace stillpoint::contract {
namespace {

using domain::DashboardFigures;
using domain::Practitioner;
using std::chrono::days;

Instant at(const char* text) {
  return *parse_instant(text);
}

class DashboardContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override {
    store_ = GetParam().make_empty();
    domain::VocabularyRows rows;
    rows.issuers = {{.key = {"board"}, .name = "Board", .time_zone = "UTC"}};
    rows.credential_types = {{.key = {"board:rcst:1"},
                              .issuer = {"board"},
                              .code = "rcst",
                              .version = "1",
                              .name = "Registered",
                              .freshness_days = 30}};
    ASSERT_TRUE(store_->registry().seed(rows));
  }
  domain::PractitionerId put(const Practitioner& record) {
    const Result<domain::PractitionerId> id = store_->writer().put(record);
    EXPECT_TRUE(id) << id.error().message;
    return id ? *id : domain::PractitionerId{};
  }
  static Practitioner holder(const std::string& name, const std::string& number) {
    Practitioner record = small_record(name);
    record.credentials = {{.type = {"board:rcst:1"}, .number = number, .expires = parse_date("2027-01-15")}};
    return record;
  }
  static domain::Verification matched(const char* when) {
    return {.result = domain::VerificationResult::kMatched, .checked_at = at(when)};
  }
  DashboardFigures figures() {
    const Result<DashboardFigures> figures = store_->dashboard().figures(now_);
    EXPECT_TRUE(figures) << figures.error().message << " " << figures.error().detail;
    return figures ? *figures : DashboardFigures{};
  }
  void write(const std::function<Result<void>()>& body) {
    const Result<void> done = store_->unit_of_work().in_transaction(body);
    ASSERT_TRUE(done) << done.error().message << " " << done.error().detail;
  }
  Instant now_ = at("2026-11-22T10:00:00Z");
  std::unique_ptr<StoreUnderTest> store_;
};

TEST_P(DashboardContract, AnEmptyDirectoryHasTheSameMonthsWithNothingInThem) {
  const DashboardFigures empty = figures();
  EXPECT_EQ(empty.listed + empty.drafts, 0);
  ASSERT_EQ(empty.expiring.size(), static_cast<std::size_t>(domain::kExpiringMonths));
  ASSERT_EQ(empty.verified.size(), static_cast<std::size_t>(domain::kVerifiedMonths) + 1);
  EXPECT_EQ(empty.verified.back().in_force, 0);
}

TEST_P(DashboardContract, GivesEachHolderTheirOwnEventsAndChecks) {
  Practitioner checked = holder("Checked", "1");
  checked.credentials.push_back({.type = {"board:rcst:1"}, .number = "1b"});
  checked.credentials[1].verifications = {matched("2026-11-10T00:00:00Z")};
  put(checked);
  Practitioner revoked = holder("Revoked", "2");
  revoked.credentials[0].verifications = {matched("2026-11-10T00:00:00Z")};
  revoked.credentials[0].events = {{.kind = domain::CredentialEventKind::kRevoked,
                                    .effective = at("2026-11-12T00:00:00Z"),
                                    .recorded = at("2026-11-12T00:00:00Z")}};
  put(revoked);
  put(holder("Never", "3"));
  Practitioner stale = holder("Stale", "4");
  stale.credentials[0].verifications = {matched("2026-10-01T00:00:00Z")};
  put(stale);
  Practitioner draft = holder("Draft", "5");
  draft.listing = domain::ListingState::kDraft;
  draft.credentials[0].verifications = {matched("2026-11-10T00:00:00Z")};
  put(draft);
  const DashboardFigures day = figures();
  EXPECT_EQ(day.listed, 4);
  EXPECT_EQ(day.drafts, 1);
  EXPECT_EQ(day.verified.back().in_force, 4) << "two of Checked, Never's and Stale's";
  EXPECT_EQ(day.verified.back().verified, 1);
  EXPECT_EQ(day.expiring[2].credentials, 3) << "January: what is in force, of listed people";
}

TEST_P(DashboardContract, CountsLicencesThatAreActive) {
  Practitioner record = small_record("Licensed");
  record.professions = {
      {.profession = {"massage_therapist"},
       .licences = {{.jurisdiction = {"US-OH"}, .number = "1", .expires = parse_date("2026-12-31")},
                    {.jurisdiction = {"US-CO"},
                     .number = "2",
                     .status = domain::LicenceStatus::kSuspended,
                     .expires = parse_date("2026-12-31")},
                    {.jurisdiction = {"US-CA"}, .number = "3"}}}};
  put(record);
  EXPECT_EQ(figures().expiring[1].licences, 1);
}

TEST_P(DashboardContract, TellsMailThatWaitsFromMailThatFailed) {
  write([&]() -> Result<void> {
    for (const char* const to : {"a@example.org", "b@example.org", "c@example.org"}) {
      if (Result<void> queued = store_->outbox().queue({.to = to, .subject = "s"}, now_); !queued)
        return queued;
    }
    return {};
  });
  const auto due = store_->outbox().due(now_, 10);
  ASSERT_TRUE(due && due->size() == 3);
  write([&]() -> Result<void> {
    Result<void> failed = store_->outbox().failed((*due)[0].id, "not now", now_ + days{1});
    if (failed) failed = store_->outbox().failed((*due)[1].id, "never", std::nullopt);
    return failed;
  });
  const domain::MailStanding mail = figures().mail;
  EXPECT_EQ(mail.waiting, 1);
  EXPECT_EQ(mail.failed, 1);
  EXPECT_EQ(mail.given_up, 1);
}

TEST_P(DashboardContract, CountsWhatWaitsForModeratorsAndWhoWasAsked) {
  const domain::PractitionerId id = put(small_record("Amara"));
  write([&]() -> Result<void> {
    for (const domain::ReportState state :
         {domain::ReportState::kOpen, domain::ReportState::kAnswered, domain::ReportState::kDismissed}) {
      const auto put = store_->review_desk().put(
          domain::Report{.practitioner = id, .state = state, .received = now_, .since = now_});
      if (!put) return put.error();
    }
    Result<void> done =
        store_->review_desk().put(domain::ReviewNote{.review = {7}, .practitioner = id, .written = now_});
    if (done) {
      done = store_->review_desk().put(
          domain::ReviewNote{.review = {8}, .practitioner = id, .written = now_, .decided = now_});
    }
    if (done)
      done = store_->consents().put({.practitioner = id, .step = domain::ConsentStep::kSunk, .since = now_});
    return done;
  });
  const DashboardFigures day = figures();
  EXPECT_EQ(day.reports_waiting, 2);
  EXPECT_EQ(day.reviews_waiting, 1);
  EXPECT_EQ(day.unanswered, 1);
  EXPECT_EQ(day.sunk, 1);
}

INSTANTIATE_TEST_SUITE_P(All, DashboardContract, testing::ValuesIn(all_stores()),
                         [](const testing::TestParamInfo<StoreFactory>& given) { return given.param.name; });

}  // namespace
}  // namespace stillpoint::contract
