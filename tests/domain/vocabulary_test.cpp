#include "domain/vocabulary.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>
#include <utility>

#include "domain/records.h"

namespace stillpoint::domain {
namespace {

using namespace testing;

TEST(Vocabulary, FindsWhatItHoldsAndNothingElse) {
  const Vocabulary& words = vocabulary();
  ASSERT_NE(words.find(ProfessionKey{"chiropractor"}), nullptr);
  EXPECT_EQ(words.find(ProfessionKey{"chiropractor"})->name, "Chiropractor");
  EXPECT_EQ(words.find(ProfessionKey{"astrologer"}), nullptr);
  EXPECT_EQ(words.find(ProfessionKey{}), nullptr);
  EXPECT_EQ(words.find(CredentialTypeKey{"board:rcst:1"})->letters, "RCST");
  EXPECT_EQ(words.find(CredentialTypeKey{"board:rcst"}), nullptr);
}

TEST(Vocabulary, TakesTheCountrysRuleWhereASubdivisionHasNone) {
  const Vocabulary& words = vocabulary();
  const ProfessionKey massage{"massage_therapist"};
  EXPECT_EQ(words.rule({"US-OH"}, massage)->regulation, Regulation::kLicensed);
  EXPECT_EQ(words.rule({"CH-ZH"}, massage)->regulation, Regulation::kNone);
  EXPECT_EQ(words.rule({"CH-XX"}, massage)->regulation, Regulation::kNone) << "an unknown canton";
  EXPECT_EQ(words.rule({"US-WY"}, {"chiropractor"}), nullptr);
  EXPECT_EQ(words.rule({"FR"}, massage), nullptr);
  EXPECT_EQ(words.rule({""}, massage), nullptr);
  EXPECT_EQ(words.rule({"US-OH"}, {"astrologer"}), nullptr);
}

TEST(Vocabulary, KnowsCellsOfTheScopeTable) {
  const Vocabulary& words = vocabulary();
  EXPECT_FALSE(words.scope({"massage_therapist"}, {"sacro_cranial_chiropractic"})->within);
  EXPECT_TRUE(words.scope({"chiropractor"}, {"sacro_cranial_chiropractic"})->within);
  EXPECT_EQ(words.scope({"chiropractor"}, {"biodynamic"}), nullptr);
  EXPECT_EQ(words.scope({"chiropractor"}, {"juggling"}), nullptr);
}

TEST(Vocabulary, KnowsWhereDatesEnd) {
  const Vocabulary& words = vocabulary();
  EXPECT_EQ(words.time_zone(JurisdictionKey{"US-CO"}), "America/Denver");
  EXPECT_EQ(words.time_zone(JurisdictionKey{"CH-ZH"}), "Europe/Zurich") << "the canton has none of its own";
  EXPECT_EQ(words.time_zone(JurisdictionKey{"US-XX"}), "America/New_York");
  EXPECT_EQ(words.time_zone(JurisdictionKey{"FR"}), "");
  EXPECT_EQ(words.time_zone(*words.find(CredentialTypeKey{"lone:tech:1"})), "America/Chicago");
}

TEST(Vocabulary, RefusesRowsThatCannotBeUsed) {
  const struct {
    const char* where;
    std::function<void(VocabularyRows&)> spoil;
  } cases[] = {
      {"/professions/3/key", [](VocabularyRows& r) { r.professions.push_back(r.professions[0]); }},
      {"/languages/2/key", [](VocabularyRows& r) { r.languages.push_back({}); }},
      {"/conditions/0/safety", [](VocabularyRows& r) { r.conditions[0].safety = {{"headache"}}; }},
      {"/currencies/0/minor_digits", [](VocabularyRows& r) { r.currencies[0].minor_digits = 9; }},
      {"/schools/0/accreditations",
       [](VocabularyRows& r) { r.schools[0].accreditations[0].accreditor = {"nobody"}; }},
      {"/issuers/0/time_zone", [](VocabularyRows& r) { r.issuers[0].time_zone = "Europe/Atlantis"; }},
      {"/jurisdictions/1/time_zone", [](VocabularyRows& r) { r.jurisdictions[1].time_zone = "EST5XYZ9"; }},
      {"/credential_types/0/key", [](VocabularyRows& r) { r.credential_types[0].code = "other"; }},
      {"/credential_types/0/freshness_days",
       [](VocabularyRows& r) { r.credential_types[0].freshness_days = 0; }},
      {"/credential_types/1/recognised_by",
       [](VocabularyRows& r) { r.credential_types[1].recognised_by[0].accreditor = {"nobody"}; }},
      {"/jurisdiction_rules/0/jurisdiction",
       [](VocabularyRows& r) { r.jurisdiction_rules[0].jurisdiction = {"XX"}; }},
      {"/jurisdiction_rules/1/profession",
       [](VocabularyRows& r) { r.jurisdiction_rules[1] = r.jurisdiction_rules[0]; }},
      {"/scope/0/approach", [](VocabularyRows& r) { r.scope[0].approach = {"juggling"}; }},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.where);
    VocabularyRows rows = vocabulary().rows();
    c.spoil(rows);
    const Result<Vocabulary> made = Vocabulary::make(std::move(rows));
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::kInvalid);
    ASSERT_EQ(made.error().faults.size(), 1U);
    EXPECT_EQ(made.error().faults[0].where, c.where);
  }
}

/// A vocabulary of its own, so that no other test sees what is published.
Vocabulary own_vocabulary() {
  Result<Vocabulary> made = Vocabulary::make(vocabulary().rows());
  EXPECT_TRUE(made);
  return std::move(made).value();
}

VocabularyRows with_school_named(const std::string& name) {
  VocabularyRows rows = vocabulary().rows();
  rows.schools[0].name = name;
  return rows;
}

TEST(Vocabulary, AnswersFromTheNewestEditionAndKeepsWhatWasGivenWhileItIsHeld) {
  Vocabulary words = own_vocabulary();
  const SchoolKey key = words.rows().schools[0].key;
  const auto held = words.hold();
  const School* before = words.find(key);
  const std::string name = before->name;
  EXPECT_EQ(words.edition(), 1);
  for (const char* const next : {"Second", "Third"}) ASSERT_TRUE(words.publish(with_school_named(next)));
  EXPECT_EQ(words.edition(), 3);
  EXPECT_EQ(words.find(key)->name, "Third");
  EXPECT_EQ(before->name, name) << "what was given stays as it was";
}

TEST(Vocabulary, KeepsItsEditionWhereTheNextCannotBeUsed) {
  Vocabulary words = own_vocabulary();
  VocabularyRows rows = words.rows();
  rows.schools.push_back(rows.schools[0]);
  const Result<void> published = words.publish(std::move(rows));
  ASSERT_FALSE(published);
  EXPECT_EQ(published.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(words.edition(), 1);
  EXPECT_NE(words.find(words.rows().schools[0].key), nullptr);
}

TEST(Vocabulary, IsReadByManyWhileItIsPublished) {
  Vocabulary words = own_vocabulary();
  const SchoolKey key = words.rows().schools[0].key;
  std::atomic<bool> done{false};
  std::atomic<int> torn{0};
  ASSERT_TRUE(words.publish(with_school_named("Name 0")));
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        const auto held = words.hold();
        const School* first = words.find(key);
        const std::string name = first->name;
        for (int k = 0; k < 50; ++k) {
          const School* again = words.find(key);
          if (again == nullptr || again->name.substr(0, 4) != "Name" || first->name != name) ++torn;
        }
      }
    });
  }
  for (int i = 1; i < 300; ++i) ASSERT_TRUE(words.publish(with_school_named("Name " + std::to_string(i))));
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(torn, 0);
  EXPECT_EQ(words.edition(), 301);
}

}  // namespace
}  // namespace stillpoint::domain
