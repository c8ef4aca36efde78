#include "domain/dashboard.h"

#include <gtest/gtest.h>

#include <chrono>

#include "domain/records.h"

namespace stillpoint::domain {
namespace {

using testing::at;
using testing::checked_credential;
using testing::credential;
using testing::event;
using testing::on;

constexpr Freshness kWindow{.days = 120, .zone = "UTC"};

DashboardFigures figures_of(const std::vector<Credential>& credentials, Instant now = testing::now()) {
  DashboardTally tally(now);
  for (const Credential& one : credentials) tally.take(one, kWindow);
  DashboardFigures figures;
  tally.finish(figures);
  return figures;
}

Credential ending(const char* expires) {
  Credential one = credential("board:rcst:1");
  one.expires = on(expires);
  return one;
}

TEST(Expiring, StandsInTheMonthOfItsLastDay) {
  const DashboardFigures figures = figures_of({
      ending("2026-11-21"),  // yesterday: past
      ending("2026-11-22"),  // today counts
      ending("2026-11-30"),
      ending("2026-12-01"),
      ending("2027-10-31"),
      ending("2027-11-01"),  // beyond the picture
      credential("board:rcst:1"),
  });
  ASSERT_EQ(figures.expiring.size(), static_cast<std::size_t>(kExpiringMonths));
  EXPECT_EQ(figures.expiring.front().month, std::chrono::year(2026) / 11);
  EXPECT_EQ(figures.expiring.back().month, std::chrono::year(2027) / 10);
  EXPECT_EQ(figures.expiring[0].credentials, 2);
  EXPECT_EQ(figures.expiring[1].credentials, 1);
  EXPECT_EQ(figures.expiring[11].credentials, 1);
}

TEST(Expiring, LeavesOutWhatIsOutOfForceAlready) {
  Credential revoked = ending("2026-12-31");
  revoked.events = {event(CredentialEventKind::kRevoked, "2026-06-01")};
  EXPECT_EQ(figures_of({revoked}).expiring[1].credentials, 0) << "nobody is to renew it";
}

TEST(Expiring, CountsLicencesApart) {
  DashboardTally tally(testing::now());
  tally.take_licence(on("2026-12-15"));
  tally.take_licence(on("2026-11-01"));
  tally.take_licence(on("2029-01-01"));
  DashboardFigures figures;
  tally.finish(figures);
  EXPECT_EQ(figures.expiring[1].licences, 1);
  EXPECT_EQ(figures.expiring[0].licences, 0);
  EXPECT_EQ(figures.expiring[1].credentials, 0);
}

TEST(VerifiedShares, AskOfEachMonthWhatWasFreshThen) {
  // Checked in June: fresh for 120 days, so until the end of September.
  Credential checked = checked_credential("board:rcst:1", "2026-06-10");
  Credential unchecked = credential("board:rcst:1");
  unchecked.issued = on("2026-08-15");
  const DashboardFigures figures = figures_of({checked, unchecked});
  ASSERT_EQ(figures.verified.size(), static_cast<std::size_t>(kVerifiedMonths) + 1);
  EXPECT_EQ(figures.verified.front().at, at("2025-12-01"));
  EXPECT_EQ(figures.verified.back().at, testing::now());
  const struct {
    const char* why;
    std::size_t place;
    std::int64_t in_force, verified;
  } cases[] = {{"June begins unchecked", 6, 1, 0},
               {"July: checked", 7, 1, 1},
               {"September: another one is issued", 9, 2, 1},
               {"November: the check went stale", 11, 2, 0},
               {"now", 12, 2, 0}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(figures.verified[c.place].in_force, c.in_force);
    EXPECT_EQ(figures.verified[c.place].verified, c.verified);
  }
}

TEST(VerifiedShares, AreOfTheCertificatesThatWereInForce) {
  Credential revoked = checked_credential("board:rcst:1", "2026-10-15");
  revoked.events = {event(CredentialEventKind::kRevoked, "2026-11-10")};
  const DashboardFigures figures = figures_of({revoked});
  EXPECT_EQ(figures.verified[11].verified, 1) << "November began with it in force";
  EXPECT_EQ(figures.verified[12].in_force, 0) << "a revoked one is neither verified nor missing";
}

}  // namespace
}  // namespace stillpoint::domain
