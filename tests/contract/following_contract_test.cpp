#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "contract/records.h"
#include "contract/store_factories.h"
#include "domain/following.h"

namespace stillpoint::contract {
namespace {

using namespace std::chrono_literals;
using domain::ChangeMark;
using domain::CredentialEventKind;
using domain::ListingState;
using domain::Practitioner;
using domain::PractitionerId;
using domain::PublicChange;
using domain::PublicChangeKind;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
constexpr auto kListed = PublicChangeKind::kListed;
constexpr auto kEdited = PublicChangeKind::kEdited;
constexpr auto kCredential = PublicChangeKind::kCredential;
constexpr auto kWithdrawn = PublicChangeKind::kWithdrawn;
constexpr auto kErased = PublicChangeKind::kErased;

class FollowingContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override {
    store_ = GetParam().make_empty();
    begun_ = *log().latest();
  }
  domain::PublicChanges& log() { return store_->public_changes(); }

  PractitionerId put(const Practitioner& record) {
    const Result<PractitionerId> id = store_->writer().put(record);
    EXPECT_TRUE(id) << id.error().message << " " << id.error().detail;
    return id ? *id : PractitionerId{};
  }
  Practitioner stored(PractitionerId id) {
    Practitioner wanted;
    wanted.id = id;
    return **store_->writer().find_existing(wanted);
  }
  /// Stores a record anew after `change`.
  template <class Change>
  void edit(PractitionerId id, const Change& change) {
    Practitioner record = stored(id);
    change(record);
    ++record.version;
    put(record);
  }
  void set_listing(PractitionerId id, ListingState state) {
    edit(id, [state](Practitioner& record) { record.listing = state; });
  }
  std::vector<PublicChange> after(const ChangeMark& mark, std::size_t count = 100) {
    Result<std::vector<PublicChange>> changes = log().after(mark, count);
    EXPECT_TRUE(changes) << changes.error().message << " " << changes.error().detail;
    return changes ? *std::move(changes) : std::vector<PublicChange>();
  }
  std::vector<PublicChangeKind> kinds() {
    std::vector<PublicChangeKind> list;
    for (const PublicChange& change : after(begun_)) list.push_back(change.kind);
    return list;
  }

  std::unique_ptr<StoreUnderTest> store_;
  ChangeMark begun_;
};

TEST_P(FollowingContract, TellsInCommitOrderWhatAnybodyCouldSee) {
  const PractitionerId id = put(small_record("Ada"));
  edit(id, [](Practitioner& record) { record.about = "New words."; });
  set_listing(id, ListingState::kWithdrawn);
  set_listing(id, ListingState::kListed);
  set_listing(id, ListingState::kDraft);
  EXPECT_THAT(kinds(), ElementsAre(kListed, kEdited, kWithdrawn, kListed, kWithdrawn));
  const std::vector<PublicChange> changes = after(begun_);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    EXPECT_EQ(changes[i].mark.practitioner, id);
    EXPECT_EQ(changes[i].mark.sequence, begun_.sequence + static_cast<std::int64_t>(i) + 1) << "a gap";
    EXPECT_EQ(changes[i].record, nullptr) << "it is a draft now, which is nobody's business";
  }
}

TEST_P(FollowingContract, TellsNothingOfDraftsAndOfThoseWhoNeverWereListed) {
  Practitioner draft = small_record("Bea");
  draft.listing = ListingState::kDraft;
  const PractitionerId id = put(draft);
  edit(id, [](Practitioner& record) { record.about = "Not yet."; });
  set_listing(id, ListingState::kWithdrawn);
  Practitioner gone = small_record("Cy");
  gone.listing = ListingState::kWithdrawn;
  put(gone);
  EXPECT_THAT(kinds(), IsEmpty());
  EXPECT_EQ(*log().latest(), begun_);
}

TEST_P(FollowingContract, NamesWhatWasAddedToACredentialsHistory) {
  Practitioner record = small_record("Dee");
  record.credentials.push_back({.id = {77}, .type = {"bcta:rcst:1"}, .number = "A1"});
  record.credentials.front().events.push_back(
      {.kind = CredentialEventKind::kRegistered, .effective = kNow, .recorded = kNow});
  const PractitionerId id = put(record);
  edit(id, [](Practitioner& now) {
    now.credentials.front().events.push_back(
        {.kind = CredentialEventKind::kSuspended, .effective = kNow + 24h, .recorded = kNow});
  });
  edit(id, [](Practitioner& now) {
    auto& events = now.credentials.front().events;
    events.push_back({.kind = CredentialEventKind::kReinstated, .effective = kNow + 25h, .recorded = kNow});
    events.push_back({.kind = CredentialEventKind::kRevoked, .effective = kNow + 26h, .recorded = kNow});
    now.listing = ListingState::kWithdrawn;
  });
  EXPECT_THAT(kinds(), ElementsAre(kListed, kCredential, kCredential, kCredential, kWithdrawn));
  const std::vector<PublicChange> changes = after(begun_);
  ASSERT_EQ(changes.size(), 5U);
  EXPECT_EQ(changes[1].credential.value, 77);
  EXPECT_EQ(changes[1].event, CredentialEventKind::kSuspended);
  EXPECT_EQ(changes[1].effective, kNow + 24h);
  EXPECT_EQ(changes[2].event, CredentialEventKind::kReinstated);
  EXPECT_EQ(changes[3].event, CredentialEventKind::kRevoked);
  EXPECT_FALSE(changes[4].event);
}

TEST_P(FollowingContract, WhatAFileClaimsForACredentialIsNoChangeOfItsStanding) {
  Practitioner record = small_record("Eva");
  record.credentials.push_back({.id = {78}, .type = {"bcta:rcst:1"}, .number = "A2"});
  const PractitionerId id = put(record);
  edit(id, [](Practitioner& now) {
    now.credentials.front().events.push_back(
        {.kind = CredentialEventKind::kReinstated, .effective = kNow, .recorded = kNow, .claimed = true});
  });
  edit(id, [](Practitioner& now) {
    now.credentials.front().events.push_back(
        {.kind = CredentialEventKind::kRevoked, .effective = kNow, .recorded = kNow, .claimed = true});
  });
  EXPECT_THAT(kinds(), ElementsAre(kListed, kEdited, kCredential)) << "a claim counts against, never for";
}

TEST_P(FollowingContract, TellsWhoeverOnceCouldBeFoundThatTheyAreToBeForgotten) {
  const auto erase = [this](PractitionerId id) {
    ASSERT_TRUE(store_->unit_of_work().in_transaction([&]() -> Result<void> {
      const Practitioner record = stored(id);
      if (const auto forgotten = store_->personal_data().forget(record, kNow); !forgotten) {
        return forgotten.error();
      }
      put({.id = id, .version = record.version + 1, .listing = ListingState::kWithdrawn, .edited = kNow});
      return {};
    }));
  };
  const PractitionerId listed = put(small_record("Flo"));
  const PractitionerId withdrawn = put(small_record("Gus"));
  set_listing(withdrawn, ListingState::kWithdrawn);
  const PractitionerId unlisted = put(small_record("Hal"));
  set_listing(unlisted, ListingState::kDraft);
  Practitioner draft = small_record("Ida");
  draft.listing = ListingState::kDraft;
  const PractitionerId never = put(draft);
  const ChangeMark before = *log().latest();
  for (const PractitionerId id : {listed, withdrawn, unlisted, never}) erase(id);
  std::vector<PractitionerId> told;
  for (const PublicChange& change : after(before)) {
    EXPECT_EQ(change.kind, kErased);
    told.push_back(change.mark.practitioner);
  }
  EXPECT_THAT(told, ElementsAre(listed, withdrawn, unlisted));
}

TEST_P(FollowingContract, SaysWhereAMergedListingWent) {
  const PractitionerId keep = put(small_record("Jo"));
  const PractitionerId from = put(small_record("Jo again"));
  ASSERT_TRUE(store_->unit_of_work().in_transaction([&]() -> Result<void> {
    set_listing(from, ListingState::kWithdrawn);
    return store_->register_store().put_merged(from, keep, kNow);
  }));
  const std::vector<PublicChange> changes = after(begun_);
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[2].kind, kWithdrawn);
  EXPECT_EQ(changes[2].merged_into, keep);
  ASSERT_NE(changes[0].record, nullptr);
  EXPECT_EQ(changes[0].record->name.display, "Jo");
}

TEST_P(FollowingContract, GoesOnBehindEachPlaceAndKnowsWhichPlacesAreNotItsOwn) {
  for (int i = 0; i < 5; ++i) put(small_record("Kim " + std::to_string(i)));
  const std::vector<PublicChange> first = after(begun_, 2);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(after(first.back().mark, 100).size(), 3U);
  EXPECT_THAT(after(*log().latest()), IsEmpty());
  ChangeMark ahead = *log().latest();
  ahead.sequence += 1000;
  EXPECT_EQ(log().after(ahead, 10).error().code, ErrorCode::kGone) << "of a state that a restore undid";
  ChangeMark other = first.back().mark;
  other.practitioner = {12345};
  EXPECT_EQ(log().after(other, 10).error().code, ErrorCode::kGone) << "of another history";
}

TEST_P(FollowingContract, ForgetsWhatIsOldAndSaysSoToWhoComesTooLate) {
  put(small_record("Lou"));
  const ChangeMark old = *log().latest();
  const PractitionerId id = put(small_record("Mia"));
  set_listing(id, ListingState::kWithdrawn);
  const auto forget = [&](Instant before) { return *log().forget({.before = before, .count = 100}); };
  EXPECT_EQ(forget(Instant{}), 0);
  const Instant later = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) + 24h;
  EXPECT_EQ(forget(later), 3) << "the last one stays: it is the place from which all goes on";
  EXPECT_EQ(log().after(old, 10).error().code, ErrorCode::kGone);
  const ChangeMark last = *log().latest();
  EXPECT_EQ(last.practitioner, id);
  put(small_record("Nan"));
  EXPECT_EQ(after(last).size(), 1U);
}

TEST_P(FollowingContract, ForgetsInPortionsAndNeverWhereSomebodyStillGoesOn) {
  for (int i = 0; i < 5; ++i) put(small_record("Kim " + std::to_string(i)));
  const std::vector<PublicChange> all = after(begun_, 100);
  ASSERT_EQ(all.size(), 5U);
  const Instant later = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) + 24h;
  const domain::ChangeMark place = all[2].mark;
  EXPECT_EQ(*log().forget({.before = later, .but_from = place.sequence, .count = 2}), 2)
      << "as many as asked";
  EXPECT_EQ(log().after(begun_, 10).error().code, ErrorCode::kGone);
  EXPECT_EQ(after(all[1].mark).size(), 3U) << "what is left has no gap";
  EXPECT_EQ(*log().forget({.before = later, .but_from = place.sequence, .count = 2}), 1);
  EXPECT_EQ(*log().forget({.before = later, .but_from = place.sequence, .count = 2}), 0);
  EXPECT_EQ(after(place).size(), 2U) << "the place that was spared";
  EXPECT_EQ(log().after(all[1].mark, 10).error().code, ErrorCode::kGone);
}

TEST_P(FollowingContract, KeepsThePlaceOfWhoHadReadAllThereWasWhenTheDaysBegan) {
  put(small_record("Ole"));
  const ChangeMark old = *log().latest();
  std::this_thread::sleep_until(
      std::chrono::time_point_cast<std::chrono::system_clock::duration>(old.at + 1s));
  put(small_record("Pam"));
  const ChangeMark next = *log().latest();
  ASSERT_LT(old.at, next.at);
  EXPECT_EQ(*log().forget({.before = next.at, .count = 100}), 1)
      << "only what was there before the old place";
  EXPECT_EQ(after(old).size(), 1U) << "a partner who was up to date goes on, however old that row is";
}

TEST_P(FollowingContract, HandsOutAllThatIsListedWithThePlaceThatGoesOn) {
  put(small_record("Ola"));
  Practitioner draft = small_record("Pia");
  draft.listing = ListingState::kDraft;
  put(draft);
  const PractitionerId gone = put(small_record("Quin"));
  set_listing(gone, ListingState::kWithdrawn);
  put(full_record());
  std::vector<std::string> names;
  const Result<ChangeMark> mark = log().for_each_listed([&](const Practitioner& record) -> Result<void> {
    names.push_back(record.name.display);
    return {};
  });
  ASSERT_TRUE(mark);
  EXPECT_EQ(names.size(), 2U);
  EXPECT_EQ(names.front(), "Ola");
  EXPECT_THAT(after(*mark), IsEmpty());
  EXPECT_EQ(log()
                .for_each_listed([](const Practitioner&) -> Result<void> {
                  return Error{.code = ErrorCode::kUnavailable, .message = "full"};
                })
                .error()
                .message,
            "full");
}

TEST_P(FollowingContract, WhatIsRolledBackWasNeverToldAndLeavesNoGap) {
  const Result<void> undone = store_->unit_of_work().in_transaction([&]() -> Result<void> {
    put(small_record("Rae"));
    return Error{.code = ErrorCode::kUnavailable, .message = "no"};
  });
  ASSERT_FALSE(undone);
  put(small_record("Sam"));
  const std::vector<PublicChange> changes = after(begun_);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes.front().mark.sequence, begun_.sequence + 1);
}

TEST_P(FollowingContract, AReaderBesideWritersMissesNothing) {
  constexpr int kWriters = 3;
  constexpr int kEach = 30;
  std::vector<std::thread> writers;
  std::atomic<int> writing{kWriters};
  const auto other = store_->beside();
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      domain::DirectoryWriter& to = writer == 0 ? other->writer() : store_->writer();
      for (int i = 0; i < kEach; ++i) EXPECT_TRUE(to.put(small_record("T" + std::to_string(i))));
      --writing;
    });
  }
  ChangeMark mark = begun_;
  int seen = 0;
  for (bool last = false;;) {
    const std::vector<PublicChange> changes = after(mark, 7);
    for (const PublicChange& change : changes) {
      ASSERT_EQ(change.mark.sequence, mark.sequence + 1) << "gap or disorder";
      ASSERT_NE(change.record, nullptr);
      mark = change.mark;
      ++seen;
    }
    if (changes.empty() && last) break;
    last = changes.empty() && writing == 0;
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(seen, kWriters * kEach);
}

INSTANTIATE_TEST_SUITE_P(All, FollowingContract, testing::ValuesIn(all_stores()),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace stillpoint::contract
