#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>

#include "app/dashboard/prove_trail.h"
#include "app/dashboard/view_dashboard.h"
#include "base/time_text.h"
#include "store/sqlite/sqlite_database.h"
#include "support/fixed_clock.h"
#include "support/temporary_folder.h"

namespace stillpoint::app {
namespace {

constexpr std::uint64_t kGigabyte = 1'000'000'000;

domain::Actor somebody(domain::Role role) {
  return {.kind = domain::ActorKind::kAccount,
          .account = {7},
          .name = "Vera",
          .roles = domain::Roles{}.add(role)};
}

class TheDay : public testing::Test {
 protected:
  TheDay() {
    Result<std::unique_ptr<store::SqliteDatabase>> opened =
        store::SqliteDatabase::open({.path = folder_.file("directory.db")});
    EXPECT_TRUE(opened);
    database_ = *std::move(opened);
    proofs_ = std::make_unique<ProveTrail>(database_->audit(), clock_);
    view_ = std::make_unique<ViewDashboard>(ViewDashboard::Parts{.work = database_->verifying(),
                                                                 .figures = database_->dashboard(),
                                                                 .proofs = *proofs_,
                                                                 .disk = [this] { return disk_; },
                                                                 .clock = clock_});
  }
  void note(const char* action) {
    EXPECT_TRUE(database_->audit().append({.at = clock_.now(), .actor = vera_, .action = action}));
  }

  support::TemporaryFolder folder_;
  support::FixedClock clock_{*parse_instant("2026-11-22T10:00:00Z")};
  std::unique_ptr<store::SqliteDatabase> database_;
  std::optional<domain::DiskSpace> disk_{{.left_bytes = 50 * kGigabyte, .all_bytes = 100 * kGigabyte}};
  std::unique_ptr<ProveTrail> proofs_;
  std::unique_ptr<ViewDashboard> view_;
  domain::Actor vera_ = somebody(domain::Role::kVerifier);
};

TEST_F(TheDay, CountsWhatWaitsForEverybodyAndWhatOneTookOn) {
  ASSERT_TRUE(database_->unit_of_work().in_transaction([&]() -> Result<void> {
    for (const std::int64_t subject : {1, 2, 3}) {
      Result<void> opened = database_->verifying().open_item(
          {.kind = domain::WorkKind::kRosterNew, .subject = subject, .issuer = "board", .number = "n"},
          clock_.now());
      if (!opened) return opened;
    }
    return {};
  }));
  const Result<domain::WorkList> list = database_->verifying().work({}, clock_.now());
  ASSERT_TRUE(list && list->items.size() == 3);
  ASSERT_TRUE(database_->unit_of_work().in_transaction([&]() -> Result<void> {
    return database_->verifying().assign(list->items[0].subject(), vera_.account, "Vera", clock_.now());
  }));
  const Result<DayView> day = view_->run(vera_);
  ASSERT_TRUE(day) << day.error().message;
  EXPECT_EQ(day->work.by_kind.at(static_cast<std::size_t>(domain::WorkKind::kRosterNew)), 3U);
  EXPECT_EQ(day->work.total, 1U) << "her own";
  EXPECT_TRUE(day->work.items.empty()) << "the day counts; the queue shows";
  EXPECT_EQ(day->figures.expiring.size(), static_cast<std::size_t>(domain::kExpiringMonths));
}

TEST_F(TheDay, IsForWhoeverReadsTheDirectory) {
  EXPECT_EQ(view_->run({.kind = domain::ActorKind::kClient}).error().code, ErrorCode::kUnauthenticated);
  domain::Actor nobody = vera_;
  nobody.roles = {};
  EXPECT_EQ(view_->run(nobody).error().code, ErrorCode::kForbidden);
}

TEST_F(TheDay, WarnsWhereTheDiskFillsUp) {
  const struct {
    const char* why;
    std::optional<domain::DiskSpace> disk;
    bool low;
  } cases[] = {{"half of it is free", {{50 * kGigabyte, 100 * kGigabyte}}, false},
               {"a small share", {{4 * kGigabyte, 100 * kGigabyte}}, true},
               {"too little for a backup", {{1 * kGigabyte, 4 * kGigabyte}}, true},
               {"the system does not say", std::nullopt, false}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    disk_ = c.disk;
    const Result<DayView> day = view_->run(vera_);
    ASSERT_TRUE(day);
    EXPECT_EQ(day->disk_is_low(), c.low);
  }
}

TEST_F(TheDay, RemembersHowTheTrailWasProvenLast) {
  EXPECT_FALSE(view_->run(vera_)->proof) << "a proof reads everything: the day does not make one";
  note("practitioner.edit");
  note("practitioner.attest");
  EXPECT_EQ(proofs_->run(vera_).error().code, ErrorCode::kForbidden);
  const Result<TrailProof> proof = proofs_->run(somebody(domain::Role::kAuditor));
  ASSERT_TRUE(proof) << proof.error().message;
  clock_.set(clock_.now() + std::chrono::hours{3});
  const Result<DayView> day = view_->run(vera_);
  ASSERT_TRUE(day && day->proof);
  EXPECT_TRUE(day->proof->holds());
  EXPECT_EQ(day->proof->entries, 2);
  EXPECT_EQ(day->proof->at, clock_.now() - std::chrono::hours{3});
  EXPECT_EQ(day->proof->last_hash.size(), 64U);
}

}  // namespace
}  // namespace stillpoint::app
