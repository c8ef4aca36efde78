#include <gtest/gtest.h>

#include "domain/checklist.h"
#include "domain/records.h"

namespace stillpoint::domain {
namespace {

using namespace testing;

const ConditionKey kMigraine{"migraine"};

/// Declares migraine with an extent, attested this autumn; nothing supports it.
Practitioner declaring() {
  Practitioner made;
  made.conditions = {{.condition = kMigraine, .since_year = 2015, .clients = 120}};
  made.attested = at("2026-10-01");
  return made;
}

Practitioner with_training(Practitioner practitioner) {
  practitioner.training.push_back({.hours = 16, .conditions = {kMigraine}});
  return practitioner;
}

Practitioner with_reviews(Practitioner practitioner, int naming) {
  practitioner.reviews = reviews(naming, 0);
  for (Review& one : practitioner.reviews) one.conditions = {kMigraine};
  return practitioner;
}

void expect(const Practitioner& practitioner, ChecklistState state, Reason code, const char* sentence) {
  const Standpoint stands = condition_experience(practitioner, kMigraine, now());
  EXPECT_EQ(name_of(stands.state), name_of(state));
  EXPECT_EQ(name_of(stands.code), name_of(code));
  const std::vector<ConditionKey> asked = {kMigraine};
  EXPECT_EQ(checklist(practitioner, {.conditions = asked}, vocabulary(), now())[1].reason, sentence);
}

TEST(ConditionExperience, IsNotMetByWhoDoesNotTakeIt) {
  Practitioner refusing = with_training(declaring());
  refusing.conditions[0].takes = false;
  expect(refusing, ChecklistState::kNotMet, Reason::kDeclines, "Says that they do not take migraine.");
}

TEST(ConditionExperience, IsMetByADeclaredExtentThatTrainingOrReviewsSupport) {
  expect(with_training(declaring()), ChecklistState::kMet, Reason::kSupported,
         "Says so: since 2015, about 120 clients. Training in it is on record (16 hours).");
  expect(with_reviews(declaring(), 3), ChecklistState::kMet, Reason::kSupported,
         "Says so: since 2015, about 120 clients. 3 client reviews name it.");
}

TEST(ConditionExperience, IsPartlyWhereOnlySaidSo) {
  expect(declaring(), ChecklistState::kPartly, Reason::kDeclared, "Says so: since 2015, about 120 clients.");
  expect(with_reviews(declaring(), 2), ChecklistState::kPartly, Reason::kDeclared,
         "Says so: since 2015, about 120 clients.");

  Practitioner vague = with_training(declaring());
  vague.conditions[0].since_year.reset();
  vague.conditions[0].clients.reset();
  expect(vague, ChecklistState::kPartly, Reason::kDeclared, "Says so, without years or numbers.");

  Practitioner old = with_training(declaring());
  old.attested = at("2025-11-22T12:00:00Z");  // 365 days before now()
  expect(old, ChecklistState::kPartly, Reason::kDeclared,
         "Says so: since 2015, about 120 clients. Last confirmed 22 November 2025.");
  old.attested = at("2025-11-22T12:00:01Z");
  EXPECT_EQ(condition_experience(old, kMigraine, now()).state, ChecklistState::kMet);
  old.attested = at("2026-11-23");
  EXPECT_EQ(condition_experience(old, kMigraine, now()).state, ChecklistState::kPartly) << "attested ahead";
  old.attested.reset();
  EXPECT_EQ(condition_experience(old, kMigraine, now()).state, ChecklistState::kPartly) << "never attested";
}

TEST(ConditionExperience, IsNobodysWordWhereNobodyConfirmedTheRecord) {
  Practitioner listed = declaring();
  listed.attested.reset();
  expect(listed, ChecklistState::kPartly, Reason::kDeclared,
         "Listed as taking it: since 2015, about 120 clients.");
  listed.conditions[0].takes = false;
  expect(listed, ChecklistState::kNotMet, Reason::kDeclines, "Listed as not taking migraine.");
}

TEST(ConditionExperience, IsUnknownOtherwise) {
  expect({}, ChecklistState::kUnknown, Reason::kNotOnRecord, "Not on record.");
  Practitioner trained = with_training({});
  expect(trained, ChecklistState::kUnknown, Reason::kNotOnRecord, "Not on record.");
}

TEST(ConditionExperience, ReviewsThatDoNotCountDoNotSupport) {
  Practitioner one = with_reviews(declaring(), 3);
  one.reviews[0].origin = ReviewOrigin::kOpen;
  EXPECT_EQ(condition_experience(one, kMigraine, now()).state, ChecklistState::kPartly) << "open";
  one = with_reviews(declaring(), 3);
  one.reviews[0].reviewer = one.reviews[1].reviewer;
  EXPECT_EQ(condition_experience(one, kMigraine, now()).state, ChecklistState::kPartly) << "same person";
}

TEST(ConditionExperience, WithSeveralConditionsTheWeakestCounts) {
  const std::vector<ConditionKey> both = {kMigraine, {"tmj"}};
  Practitioner one = with_training(declaring());
  const Finding unknown = checklist(one, {.conditions = both}, vocabulary(), now())[1];
  EXPECT_EQ(unknown.state, ChecklistState::kUnknown);
  EXPECT_EQ(unknown.reason, "Jaw joint trouble (TMJ): Not on record.");
  one.conditions.push_back({.condition = {"tmj"}});
  EXPECT_EQ(checklist(one, {.conditions = both}, vocabulary(), now())[1].state, ChecklistState::kPartly);
  one.conditions.back().takes = false;
  EXPECT_EQ(checklist(one, {.conditions = both}, vocabulary(), now())[1].state, ChecklistState::kNotMet);
}

TEST(ConditionExperience, IsNotAskedWithoutACondition) {
  const Finding finding = checklist(with_training(declaring()), {}, vocabulary(), now())[1];
  EXPECT_EQ(finding.state, ChecklistState::kNotAsked);
  EXPECT_EQ(finding.code, Reason::kNotAsked);
}

}  // namespace
}  // namespace stillpoint::domain
