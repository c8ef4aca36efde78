#include <gtest/gtest.h>

#include "domain/checklist.h"
#include "domain/fees.h"
#include "domain/records.h"

namespace stillpoint::domain {
namespace {

using namespace testing;

void expect(const Practitioner& practitioner, ChecklistState state, Reason code, const char* sentence) {
  SCOPED_TRACE(sentence);
  const Standpoint stands = transparent_fees(practitioner, now());
  EXPECT_EQ(name_of(stands.state), name_of(state));
  EXPECT_EQ(name_of(stands.code), name_of(code));
  const Finding finding = checklist(practitioner, {}, vocabulary(), now())[4];
  EXPECT_EQ(finding.state, stands.state);
  EXPECT_EQ(finding.holds_until, stands.holds_until);
  EXPECT_EQ(finding.reason, sentence);
}

TEST(TransparentFees, AreNotMetByWhoDeclinesToStateThem) {
  Practitioner one = exemplary();
  one.fees.declined = true;
  expect(one, ChecklistState::kNotMet, Reason::kFeesDeclined, "Prefers not to state fees.");
}

TEST(TransparentFees, AreMetWherePriceLengthStructureAndDateAreStated) {
  Practitioner one = exemplary();
  expect(one, ChecklistState::kMet, Reason::kFeesStated,
         "All stated: first visit, session, package of three.");
  one.attested.reset();
  one.fees.valid_from = on("2025-11-23");
  expect(one, ChecklistState::kMet, Reason::kFeesStated,
         "All stated: first visit, session, package of three.");
}

TEST(TransparentFees, ArePartlyWhereAnyPriceIsStated) {
  Practitioner one = exemplary();
  one.session.description.clear();
  expect(one, ChecklistState::kPartly, Reason::kFeesPartly, "Price stated; what a session holds is not.");

  one = exemplary();
  for (FeeLine& line : one.fees.lines) line.minutes.reset();
  expect(one, ChecklistState::kPartly, Reason::kFeesPartly, "Price stated; how long a session lasts is not.");

  one = exemplary();
  one.fees.lines.erase(one.fees.lines.begin(), one.fees.lines.begin() + 2);
  expect(one, ChecklistState::kPartly, Reason::kFeesPartly, "Price stated, but not for a single session.");

  one = exemplary();
  one.attested = at("2025-11-22T12:00:00Z");
  expect(one, ChecklistState::kPartly, Reason::kFeesPartly,
         "Prices stated, but last confirmed 22 November 2025, over a year ago.");
  one.fees.valid_from = on("2025-11-22");
  expect(one, ChecklistState::kPartly, Reason::kFeesPartly,
         "Prices stated, but last confirmed 22 November 2025, over a year ago.");

  one.attested.reset();
  one.fees.valid_from = on("2027-01-01");
  expect(one, ChecklistState::kPartly, Reason::kFeesPartly,
         "Prices stated from 1 January 2027 on; none confirmed for today.");
  EXPECT_EQ(transparent_fees(one, now()).holds_until, at("2027-01-01"));
  one.fees.valid_from.reset();
  expect(one, ChecklistState::kPartly, Reason::kFeesPartly, "Prices stated, but not since when they hold.");
}

TEST(TransparentFees, AreUnknownWithoutAPrice) {
  expect({}, ChecklistState::kUnknown, Reason::kFeesNotOnRecord, "Not on record.");
}

TEST(ComparablePrice, IsOfOneSessionOfHalfAnHourOrMore) {
  const struct {
    const char* why;
    FeeLine line;
    bool want;
  } cases[] = {
      {"a session", {.kind = FeeKind::kSession, .price = {9000, {"USD"}}, .minutes = 30}, true},
      {"a first visit", {.kind = FeeKind::kFirstVisit, .price = {9000, {"USD"}}, .minutes = 90}, true},
      {"too short", {.kind = FeeKind::kSession, .price = {9000, {"USD"}}, .minutes = 29}, false},
      {"no length", {.kind = FeeKind::kSession, .price = {9000, {"USD"}}}, false},
      {"a package",
       {.kind = FeeKind::kPackage, .price = {9000, {"USD"}}, .minutes = 180, .sessions = 3},
       false},
      {"a concession", {.kind = FeeKind::kConcession, .price = {9000, {"USD"}}, .minutes = 60}, false},
      {"two sessions",
       {.kind = FeeKind::kSession, .price = {9000, {"USD"}}, .minutes = 60, .sessions = 2},
       false},
  };
  for (const auto& c : cases) EXPECT_EQ(is_comparable(c.line), c.want) << c.why;
}

TEST(LowestPrice, IsTheLowestComparableOfTheCurrency) {
  const CurrencyKey usd{"USD"};
  const CurrencyKey jpy{"JPY"};
  const Fees fees{.lines = {{.kind = FeeKind::kConcession, .price = {5000, usd}, .minutes = 60},
                            {.kind = FeeKind::kFirstVisit, .price = {9000, usd}, .minutes = 45},
                            {.kind = FeeKind::kSession, .price = {9000, usd}, .minutes = 60},
                            {.kind = FeeKind::kSession, .price = {8000, jpy}, .minutes = 60}}};
  EXPECT_EQ(lowest_price(fees, &usd), &fees.lines[2]) << "of equals the longer one";
  EXPECT_EQ(lowest_price(fees, nullptr), &fees.lines[2]) << "in the currency of the first comparable one";
  EXPECT_EQ(lowest_price(fees, &jpy), &fees.lines[3]);
  const CurrencyKey eur{"EUR"};
  EXPECT_EQ(lowest_price(fees, &eur), nullptr);
  EXPECT_EQ(lowest_price({}, nullptr), nullptr);
}

TEST(PricePerHour, IsRoundedHalfUpInThousandths) {
  EXPECT_EQ(per_hour_milli({.price = {11000, {"USD"}}, .minutes = 60}), 11'000'000);
  EXPECT_EQ(per_hour_milli({.price = {9500, {"USD"}}, .minutes = 45}), 12'666'667);
  EXPECT_EQ(per_hour_milli({.price = {1, {"USD"}}, .minutes = 600}), 100);
}

}  // namespace
}  // namespace stillpoint::domain
