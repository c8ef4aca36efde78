#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "contract/records.h"
#include "contract/store_factories.h"

namespace stillpoint::contract {
namespace {

using namespace std::chrono_literals;
using domain::ListedDate;
using domain::PractitionerId;

constexpr Instant kDay{std::chrono::sys_days{std::chrono::year{2026} / 11 / 20}};

class ListedDatesContract : public testing::TestWithParam<StoreFactory> {
 protected:
  PractitionerId put(const domain::Practitioner& record) {
    const Result<PractitionerId> id = store_->writer().put(record);
    EXPECT_TRUE(id) << id.error().message;
    return id ? *id : PractitionerId{};
  }
  domain::Practitioner edited_on(const std::string& name, Instant when) {
    domain::Practitioner record = small_record(name);
    record.edited = when;
    return record;
  }
  Instant changed(const domain::Practitioner& record) {
    const std::array ids{put(record)};
    const auto dates = store_->listed_dates().of(ids);
    EXPECT_TRUE(dates && dates->size() == 1);
    return dates && dates->size() == 1 ? dates->front().changed : Instant{};
  }
  std::unique_ptr<StoreUnderTest> store_ = GetParam().make_empty();
};

TEST_P(ListedDatesContract, PagesThroughThoseListedInTheOrderOfTheirRegistration) {
  const PractitionerId first = put(edited_on("First", kDay));
  domain::Practitioner draft = edited_on("Draft", kDay);
  draft.listing = domain::ListingState::kDraft;
  put(draft);
  const PractitionerId second = put(edited_on("Second", kDay + 1h));
  const PractitionerId third = put(edited_on("Third", kDay + 2h));
  const auto page = store_->listed_dates().page(0, 2);
  ASSERT_TRUE(page);
  EXPECT_EQ(*page, (std::vector<ListedDate>{{first, kDay}, {second, kDay + 1h}}));
  const auto rest = store_->listed_dates().page(2, 2);
  ASSERT_TRUE(rest);
  EXPECT_EQ(*rest, (std::vector<ListedDate>{{third, kDay + 2h}}));
  EXPECT_TRUE(store_->listed_dates().page(3, 2)->empty());
}

TEST_P(ListedDatesContract, KnowTheLatestOfEverythingThatALatestVisitorWouldSee) {
  EXPECT_EQ(changed(edited_on("Edited", kDay)), kDay);

  domain::Practitioner confirmed = edited_on("Confirmed", kDay);
  confirmed.attested = kDay + 3h;
  EXPECT_EQ(changed(confirmed), kDay + 3h);

  domain::Practitioner suspended = edited_on("Suspended", kDay);
  suspended.credentials = {
      {.id = {11},
       .type = {"issuer:code:1"},
       .number = "N-11",
       .events = {
           {.kind = domain::CredentialEventKind::kSuspended, .effective = kDay, .recorded = kDay + 5h}}}};
  EXPECT_EQ(changed(suspended), kDay + 5h);

  domain::Practitioner checked = edited_on("Checked", kDay);
  checked.credentials = {{.id = {12},
                          .type = {"issuer:code:1"},
                          .number = "N-12",
                          .verifications = {{.id = {1}, .checked_at = kDay + 7h}}}};
  EXPECT_EQ(changed(checked), kDay + 7h);

  domain::Practitioner reviewed = edited_on("Reviewed", kDay);
  reviewed.reviews = {{.id = {21},
                       .origin = domain::ReviewOrigin::kInvited,
                       .state = domain::ReviewState::kPublished,
                       .stars = 5,
                       .published_at = kDay + 9h},
                      {.id = {22},
                       .origin = domain::ReviewOrigin::kInvited,
                       .state = domain::ReviewState::kPending,
                       .stars = 1,
                       .published_at = kDay + 11h}};
  EXPECT_EQ(changed(reviewed), kDay + 9h) << "what waits for a moderator is no change yet";
}

TEST_P(ListedDatesContract, LeaveOutWhoeverIsNotListed) {
  domain::Practitioner gone = edited_on("Gone", kDay);
  gone.listing = domain::ListingState::kWithdrawn;
  const PractitionerId here = put(edited_on("Here", kDay));
  const std::array ids{put(gone), PractitionerId{987654321}, here};
  const auto dates = store_->listed_dates().of(ids);
  ASSERT_TRUE(dates);
  EXPECT_EQ(*dates, (std::vector<ListedDate>{{here, kDay}}));
}

INSTANTIATE_TEST_SUITE_P(All, ListedDatesContract, testing::ValuesIn(all_stores()),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace stillpoint::contract
