#include "domain/practitioner.h"

#include <gtest/gtest.h>

#include "domain/records.h"

namespace stillpoint::domain {
namespace {

using namespace testing;

TEST(PublishedPoint, IsRoundedUnlessExact) {
  Location place;
  EXPECT_FALSE(published_point(place));
  place.point = Point{.lat = 39.7392358, .lon = -104.990251};
  EXPECT_DOUBLE_EQ(published_point(place)->lat, 39.74);
  EXPECT_DOUBLE_EQ(published_point(place)->lon, -104.99);
  place.precision = Precision::kExact;
  EXPECT_DOUBLE_EQ(published_point(place)->lat, 39.7392358);
}

TEST(TrainingHours, AreThoseOfClassAndPractice) {
  Practitioner one;
  EXPECT_EQ(training_hours(one), 0);
  one.training = {{.kind = TrainingKind::kClass, .hours = 520},
                  {.kind = TrainingKind::kPractice, .hours = 264},
                  {.kind = TrainingKind::kHomeStudy, .hours = 200},
                  {.kind = TrainingKind::kReceived, .hours = 30}};
  EXPECT_EQ(training_hours(one), 784);
}

TEST(LastVerified, IsTheLatestConclusiveCheckThatCounts) {
  Practitioner one;
  EXPECT_FALSE(last_verified(one));
  one.credentials = {checked_credential("board:rcst:1", "2026-10-12")};
  one.professions = {{.licences = {licence("US-OH")}}};
  one.professions[0].licences[0].verifications = {denied("2026-11-01"), claimed(matched("2026-11-10"))};
  EXPECT_EQ(last_verified(one), at("2026-11-01"));
}

}  // namespace
}  // namespace stillpoint::domain
