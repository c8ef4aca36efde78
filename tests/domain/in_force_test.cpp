#include "domain/in_force.h"

#include <gtest/gtest.h>

#include "base/time_text.h"
#include "domain/records.h"

namespace stillpoint::domain {
namespace {

using namespace testing;
using Kind = CredentialEventKind;
using std::chrono::seconds;

constexpr std::string_view kZurich = "Europe/Zurich";

CredentialEvent recorded(CredentialEvent event, std::string_view when) {
  event.recorded = at(when);
  return event;
}

TEST(CredentialStatus, FollowsItsLatestEventThenItsDates) {
  const struct {
    const char* why;
    std::vector<CredentialEvent> events;
    CredentialStatus want;
  } cases[] = {
      {"nothing on record", {}, CredentialStatus::kInForce},
      {"registered", {event(Kind::kRegistered, "2020-01-01")}, CredentialStatus::kInForce},
      {"suspended",
       {event(Kind::kRegistered, "2020-01-01"), event(Kind::kSuspended, "2026-01-01")},
       CredentialStatus::kSuspended},
      {"reinstated",
       {event(Kind::kSuspended, "2026-01-01"), event(Kind::kReinstated, "2026-02-01")},
       CredentialStatus::kInForce},
      {"revoked after reinstatement",
       {event(Kind::kReinstated, "2026-02-01"), event(Kind::kRevoked, "2026-03-01")},
       CredentialStatus::kRevoked},
      {"the list's order does not matter",
       {event(Kind::kRevoked, "2026-03-01"), event(Kind::kReinstated, "2026-02-01")},
       CredentialStatus::kRevoked},
      {"of one instant the later in the list",
       {event(Kind::kRevoked, "2026-03-01"), event(Kind::kCorrected, "2026-03-01")},
       CredentialStatus::kInForce},
      {"a check changes nothing",
       {event(Kind::kRevoked, "2026-03-01"), event(Kind::kVerified, "2026-04-01")},
       CredentialStatus::kRevoked},
      {"what lies ahead has not happened", {event(Kind::kRevoked, "2026-12-01")}, CredentialStatus::kInForce},
      {"registered from a day ahead",
       {event(Kind::kRegistered, "2026-12-01")},
       CredentialStatus::kNotYetValid},
      {"a revocation outlasts what comes after it",
       {event(Kind::kRevoked, "2026-01-01"), event(Kind::kExpired, "2026-02-01"),
        event(Kind::kSuspended, "2026-03-01"), event(Kind::kRegistered, "2026-04-01")},
       CredentialStatus::kRevoked},
      {"until it is lifted",
       {event(Kind::kRevoked, "2026-01-01"), event(Kind::kExpired, "2026-02-01"),
        event(Kind::kReinstated, "2026-03-01")},
       CredentialStatus::kInForce},
      {"a claimed correction lifts nothing",
       {event(Kind::kRevoked, "2026-01-01"), claimed(event(Kind::kCorrected, "2026-02-01"))},
       CredentialStatus::kRevoked},
      {"expired", {event(Kind::kExpired, "2026-01-01")}, CredentialStatus::kExpired},
      {"superseded", {event(Kind::kSuperseded, "2026-01-01")}, CredentialStatus::kSuperseded},
      {"a claimed suspension counts",
       {claimed(event(Kind::kSuspended, "2026-01-01"))},
       CredentialStatus::kSuspended},
      {"a claimed reinstatement does not",
       {event(Kind::kSuspended, "2026-01-01"), claimed(event(Kind::kReinstated, "2026-02-01"))},
       CredentialStatus::kSuspended},
      {"a backdated revocation was not lifted before it was written down",
       {recorded(event(Kind::kRevoked, "2025-12-01"), "2026-06-01"), event(Kind::kSuspended, "2026-01-01"),
        event(Kind::kReinstated, "2026-02-01")},
       CredentialStatus::kRevoked},
      {"nor by a correction of something else",
       {recorded(event(Kind::kRevoked, "2025-12-01"), "2026-06-01"), event(Kind::kCorrected, "2026-02-01")},
       CredentialStatus::kRevoked},
      {"but by what came after that",
       {recorded(event(Kind::kRevoked, "2025-12-01"), "2026-06-01"), event(Kind::kReinstated, "2026-02-01"),
        event(Kind::kReinstated, "2026-07-01")},
       CredentialStatus::kInForce},
      {"an earlier revocation that was lifted hides no backdated one",
       {recorded(event(Kind::kRevoked, "2025-12-01"), "2026-06-01"), event(Kind::kRevoked, "2026-01-01"),
        event(Kind::kReinstated, "2026-02-01")},
       CredentialStatus::kRevoked},
      {"a backdated suspension",
       {recorded(event(Kind::kSuspended, "2025-12-01"), "2026-06-01"),
        event(Kind::kReinstated, "2026-02-01")},
       CredentialStatus::kSuspended},
      {"a backdated end",
       {recorded(event(Kind::kExpired, "2025-12-01"), "2026-06-01"), event(Kind::kReinstated, "2026-02-01")},
       CredentialStatus::kExpired},
      {"a backdated replacement",
       {recorded(event(Kind::kSuperseded, "2025-12-01"), "2026-06-01"),
        event(Kind::kRegistered, "2026-02-01")},
       CredentialStatus::kSuperseded},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    Credential one;
    one.events = c.events;
    EXPECT_EQ(standing_at(one, kZurich, now()).status, c.want);
  }
}

TEST(Taint, IsNotLiftedBeforeItIsWrittenDown) {
  Credential one;
  one.events = {recorded(event(Kind::kRevoked, "2025-12-01"), "2026-06-01"),
                event(Kind::kSuspended, "2026-01-01"), event(Kind::kReinstated, "2026-02-01")};
  const TaintStanding tainted = taint_at(one, now());
  ASSERT_NE(tainted.event, nullptr);
  EXPECT_EQ(tainted.event->kind, Kind::kRevoked);
  one.events.push_back(event(Kind::kReinstated, "2026-07-01"));
  EXPECT_EQ(taint_at(one, now()).event, nullptr);
}

TEST(CredentialStatus, RunsFromTheFirstToTheLastDayInTheZone) {
  Credential one;
  one.issued = on("2026-06-01");
  one.expires = on("2027-05-31");
  const Instant begin = at("2026-05-31T22:00:00Z");
  const Instant end = at("2027-05-31T22:00:00Z");
  const CredentialStanding before = standing_at(one, kZurich, begin - seconds{1});
  EXPECT_EQ(before.status, CredentialStatus::kNotYetValid);
  EXPECT_EQ(before.holds_until, begin);
  const CredentialStanding within = standing_at(one, kZurich, begin);
  EXPECT_EQ(within.status, CredentialStatus::kInForce);
  EXPECT_EQ(within.since, begin);
  EXPECT_EQ(within.holds_until, end);
  EXPECT_EQ(standing_at(one, kZurich, end - seconds{1}).status, CredentialStatus::kInForce);
  const CredentialStanding after = standing_at(one, kZurich, end);
  EXPECT_EQ(after.status, CredentialStatus::kExpired);
  EXPECT_EQ(after.since, end);
  EXPECT_EQ(standing_at(one, "", end).status, CredentialStatus::kInForce) << "two hours later in UTC";
}

TEST(Freshness, LastsUntilThirtyDaysAfterTheNextYearlyRenewalElseSoManyDays) {
  const struct {
    const char* title;
    std::optional<int> renewal_months;
    const char* expires;  ///< Null: no last day.
    const char* checked;
    const char* stale;
  } cases[] = {
      {"the plain window without renewals", std::nullopt, "2027-05-31", "2026-11-01", "2027-03-01"},
      {"the plain window of renewals every two years", 24, "2027-05-31", "2026-11-01", "2027-03-01"},
      {"the plain window without a last day", 12, nullptr, "2026-11-01", "2027-03-01"},
      {"long after the check", 12, "2027-05-31", "2026-06-01", "2027-06-30T22:00:00Z"},
      {"soon after the check", 12, "2027-05-31", "2027-05-30", "2027-06-30T22:00:00Z"},
      {"on the day of renewal", 12, "2027-05-31", "2027-05-31T21:59:59Z", "2027-06-30T22:00:00Z"},
      {"the day after it", 12, "2027-05-31", "2027-05-31T22:00:00Z", "2028-06-30T22:00:00Z"},
      {"renewed since the check", 12, "2027-05-31", "2026-05-20", "2026-06-30T22:00:00Z"},
      {"in the year after the record's last day", 12, "2024-05-31", "2026-05-20", "2026-06-30T22:00:00Z"},
      {"on the 29th of February", 12, "2028-02-29", "2027-02-01", "2027-03-30T22:00:00Z"},
      {"over the turn of the year, in winter time", 12, "2027-12-20", "2026-12-21", "2028-01-19T23:00:00Z"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.title);
    const auto expires = c.expires == nullptr ? std::nullopt : std::optional<Date>(on(c.expires));
    const Freshness freshness = freshness_of(120, c.renewal_months, expires, kZurich);
    EXPECT_EQ(stale_at(at(c.checked), freshness), at(c.stale));
    const std::vector<Verification> checks = {matched(c.checked)};
    EXPECT_EQ(check_at(checks, freshness, at(c.checked)).holds_until, at(c.stale));
    EXPECT_TRUE(check_at(checks, freshness, at(c.stale) - seconds{1}).fresh);
    EXPECT_FALSE(check_at(checks, freshness, at(c.stale)).fresh);
  }
}

TEST(Check, LastConclusiveOneDecidesAndGoesStale) {
  constexpr Freshness kWindow{.days = 120};
  const std::vector<Verification> checks = {matched("2026-01-01"), matched("2026-10-01")};
  const CheckStanding fresh = check_at(checks, kWindow, now());
  EXPECT_TRUE(fresh.matched);
  EXPECT_TRUE(fresh.fresh);
  EXPECT_EQ(fresh.last, &checks[1]);
  EXPECT_EQ(fresh.holds_until, at("2027-01-29"));
  const CheckStanding stale = check_at(checks, kWindow, fresh.holds_until);
  EXPECT_TRUE(stale.matched);
  EXPECT_FALSE(stale.fresh);

  const CheckStanding earlier = check_at(checks, kWindow, at("2026-02-01"));
  EXPECT_EQ(earlier.last, checks.data());
  EXPECT_EQ(earlier.holds_until, at("2026-05-01")) << "stale before the next check";

  std::vector<Verification> refused = checks;
  refused.push_back(denied("2026-11-01"));
  EXPECT_FALSE(check_at(refused, kWindow, now()).matched);
  refused.back().claimed = true;
  EXPECT_TRUE(check_at(refused, kWindow, now()).matched);
  refused.back() = denied("2026-11-01");
  refused.back().result = VerificationResult::kInconclusive;
  EXPECT_TRUE(check_at(refused, kWindow, now()).matched);
  EXPECT_EQ(check_at({}, kWindow, now()).last, nullptr);
}

TEST(Recognition, HoldsFromItsFirstToItsLastDayInTheZone) {
  const Recognition both{.from = on("2026-01-01"), .until = on("2026-06-30")};
  const Instant begin = at("2025-12-31T23:00:00Z");
  const Instant end = at("2026-06-30T22:00:00Z");
  EXPECT_FALSE(recognition_at(both, kZurich, begin - seconds{1}).holds);
  EXPECT_EQ(recognition_at(both, kZurich, begin - seconds{1}).holds_until, begin);
  EXPECT_TRUE(recognition_at(both, kZurich, begin).holds);
  EXPECT_EQ(recognition_at(both, kZurich, begin).holds_until, end);
  EXPECT_FALSE(recognition_at(both, kZurich, end).holds);
  EXPECT_EQ(recognition_at(both, kZurich, end).holds_until, kEndOfTime);
  EXPECT_TRUE(holds_at({}, now())) << "open ends are open";
}

}  // namespace
}  // namespace stillpoint::domain
