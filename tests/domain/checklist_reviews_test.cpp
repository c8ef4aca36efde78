#include <gtest/gtest.h>

#include "domain/checklist.h"
#include "domain/records.h"

namespace stillpoint::domain {
namespace {

using namespace testing;

struct Case {
  int positive;
  int others;
  const char* sentence;
};

void expect(const std::vector<Case>& cases, ChecklistState state, Reason code) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.sentence);
    Practitioner practitioner;
    practitioner.reviews = reviews(c.positive, c.others);
    practitioner.reviews_invited = 22;
    const Finding finding = checklist(practitioner, {}, vocabulary(), now())[2];
    EXPECT_EQ(name_of(finding.state), name_of(state));
    EXPECT_EQ(name_of(finding.code), name_of(code));
    EXPECT_EQ(finding.reason, c.sentence);
    const Standpoint stands = client_reviews(practitioner, now());
    EXPECT_EQ(stands.state, finding.state);
    EXPECT_EQ(stands.code, finding.code);
    EXPECT_EQ(stands.holds_until, finding.holds_until);
  }
}

TEST(ClientReviews, AreMetFromEightWithALowerEndOfFiftyFivePercent) {
  expect({{14, 1, "14 of 15 positive (70–99%), from 22 invited."},
          {8, 0, "8 of 8 positive (68–100%), from 22 invited."},
          {8, 1, "8 of 9 positive (57–98%), from 22 invited."}},
         ChecklistState::kMet, Reason::kManyPositive);
}

TEST(ClientReviews, AreNotMetFromFourWithAnUpperEndBelowHalf) {
  expect({{0, 4, "0 of 4 positive (0–49%), from 22 invited."},
          {1, 9, "1 of 10 positive (2–40%), from 22 invited."}},
         ChecklistState::kNotMet, Reason::kMostlyNegative);
}

TEST(ClientReviews, ArePartlyWhereAFewAreMostlyPositive) {
  expect({{3, 2, "3 of 5 positive (23–88%): too few to tell."},
          {7, 0, "7 of 7 positive (65–100%): too few to tell."},
          {1, 1, "1 of 2 positive (9–91%): too few to tell."},
          {7, 1, "7 of 8 positive (53–98%): too few to tell."}},
         ChecklistState::kPartly, Reason::kSomePositive);
}

TEST(ClientReviews, AreInconclusiveWhereAFewAreMostlyNot) {
  expect({{1, 2, "1 of 3 positive (6–79%): too few to tell."},
          {0, 3, "0 of 3 positive (0–56%): too few to tell."}},
         ChecklistState::kUnknown, Reason::kInconclusive);
}

TEST(ClientReviews, AreUnknownWithoutOne) {
  expect({{0, 0, "Not on record."}}, ChecklistState::kUnknown, Reason::kNoReviews);
  EXPECT_EQ(name_of(Reason::kNoReviews), "none_on_record");
}

}  // namespace
}  // namespace stillpoint::domain
