// What the vocabulary files promise to clients: a source for each row, no dangling reference, no promise of a
// cure.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>

#include "seed/seed_files.h"

namespace stillpoint::seed {
namespace {

constexpr const char* kFiles[] = {
    "professions.json",        "approaches.json", "conditions.json",       "contraindications.json",
    "populations.json",        "languages.json",  "currencies.json",       "schools.json",
    "accreditors.json",        "issuers.json",    "credential_types.json", "jurisdictions.json",
    "jurisdiction_rules.json", "scope.json",      "session_facts.json"};

std::set<std::string> keys_of(const char* file, const char* member = "key") {
  const auto document = read_seed(file);
  return texts_of(rows_of(document), member);
}

TEST(VocabularySeed, EveryRowNamesItsSourceAndTheDayItWasRead) {
  const std::regex day("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");
  for (const char* file : kFiles) {
    SCOPED_TRACE(file);
    const auto document = read_seed(file);
    EXPECT_NE(text_of(document, "about"), "");
    EXPECT_NE(text_of(document, "licence"), "");
    std::size_t position = 0;
    for (const auto& row : rows_of(document).GetArray()) {
      SCOPED_TRACE(position++);
      EXPECT_NE(text_of(row, "origin"), "");
      EXPECT_TRUE(std::regex_match(text_of(row, "read_on"), day)) << text_of(row, "read_on");
    }
  }
}

TEST(VocabularySeed, NoKeyStandsTwice) {
  for (const char* file : kFiles) {
    SCOPED_TRACE(file);
    const auto document = read_seed(file);
    std::set<std::string> seen;
    for (const auto& row : rows_of(document).GetArray()) {
      std::string key;
      for (const char* part :
           {"key", "jurisdiction", "profession", "approach", "issuer", "code", "version"}) {
        key += text_of(row, part) + "|";
      }
      EXPECT_TRUE(seen.insert(key).second) << key;
    }
  }
}

// Clients read these as they stand. Advertising rules, and honesty, forbid claims that it treats anything.
TEST(VocabularySeed, NoEvidenceNoteSaysThatTheTherapyTreatsOrCures) {
  const std::regex claim("\\b(treats?|cures?|heals?|relieves?)\\b", std::regex::icase);
  const auto document = read_seed("conditions.json");
  for (const auto& row : rows_of(document).GetArray()) {
    SCOPED_TRACE(text_of(row, "key"));
    ASSERT_TRUE(row.HasMember("evidence"));
    EXPECT_NE(text_of(row["evidence"], "text"), "");
    EXPECT_FALSE(std::regex_search(text_of(row["evidence"], "text"), claim));
    ASSERT_TRUE(row["evidence"].HasMember("sources"));
    EXPECT_FALSE(row["evidence"]["sources"].Empty());
    for (const auto& source : row["evidence"]["sources"].GetArray()) {
      EXPECT_NE(text_of(source, "title"), "");
      EXPECT_NE(text_of(source, "url") + text_of(source, "citation"), "");
    }
  }
}

TEST(VocabularySeed, ColicAndConcussionRaiseTheirReasonToAskFirst) {
  const auto contraindications = keys_of("contraindications.json");
  const auto document = read_seed("conditions.json");
  std::map<std::string, std::set<std::string>> raised;
  for (const auto& row : rows_of(document).GetArray()) {
    for (const auto& reason : row["safety"].GetArray()) {
      EXPECT_EQ(contraindications.count(reason.GetString()), 1U) << reason.GetString();
      raised[text_of(row, "key")].insert(reason.GetString());
    }
  }
  EXPECT_EQ(raised["infant_colic"], std::set<std::string>{"infant_under_two"});
  EXPECT_EQ(raised["post_concussion"], std::set<std::string>{"recent_concussion"});
}

// A word that led to two would silently pick one.
TEST(VocabularySeed, NoSynonymLeadsToTwoApproachesOrTwoConditions) {
  for (const char* file : {"approaches.json", "conditions.json"}) {
    SCOPED_TRACE(file);
    const auto document = read_seed(file);
    std::map<std::string, std::string> owner;
    for (const auto& row : rows_of(document).GetArray()) {
      for (const auto& synonym : row["synonyms"].GetArray()) {
        EXPECT_NE(text_of(synonym, "language"), "");
        const auto [place, fresh] = owner.emplace(text_of(synonym, "text"), text_of(row, "key"));
        EXPECT_TRUE(fresh || place->second == text_of(row, "key")) << place->first;
      }
    }
  }
}

TEST(VocabularySeed, EveryProfessionMeetsEveryApproachOnceInTheScopeTable) {
  std::set<std::pair<std::string, std::string>> missing;
  for (const auto& profession : keys_of("professions.json")) {
    for (const auto& approach : keys_of("approaches.json")) missing.emplace(profession, approach);
  }
  const auto document = read_seed("scope.json");
  for (const auto& row : rows_of(document).GetArray()) {
    EXPECT_EQ(missing.erase({text_of(row, "profession"), text_of(row, "approach")}), 1U)
        << text_of(row, "profession") << " " << text_of(row, "approach");
    EXPECT_TRUE(row["within"].IsBool());
    EXPECT_NE(text_of(row, "reason"), "");
  }
  EXPECT_TRUE(missing.empty());
}

TEST(VocabularySeed, SpinalAdjustmentIsWithinChiropractorsAndOsteopathicPhysiciansAlone) {
  std::set<std::string> within;
  const auto document = read_seed("scope.json");
  for (const auto& row : rows_of(document).GetArray()) {
    if (text_of(row, "approach") == "sacro_cranial_chiropractic" && row["within"].GetBool()) {
      within.insert(text_of(row, "profession"));
    }
  }
  EXPECT_EQ(within, (std::set<std::string>{"chiropractor", "osteopathic_physician"}));
}

TEST(VocabularySeed, TheSameLettersOfThreeBodiesAreThreeTypesWithTheirOwnHours) {
  std::map<std::string, int> hours;
  const auto document = read_seed("credential_types.json");
  for (const auto& row : rows_of(document).GetArray()) {
    if (text_of(row, "code") == "rcst") hours[text_of(row, "issuer")] = row["required_hours"].GetInt();
  }
  EXPECT_EQ(hours, (std::map<std::string, int>{{"bcta_na", 700}, {"csta_uk", 300}, {"csta_za", 50}}));
}

TEST(VocabularySeed, WhatACredentialTypeNamesIsThereAndItsHoursAddUp) {
  const auto issuers = keys_of("issuers.json");
  const auto accreditors = keys_of("accreditors.json");
  const auto document = read_seed("credential_types.json");
  for (const auto& row : rows_of(document).GetArray()) {
    SCOPED_TRACE(text_of(row, "issuer") + ":" + text_of(row, "code"));
    EXPECT_EQ(issuers.count(text_of(row, "issuer")), 1U);
    EXPECT_GT(row["freshness_days"].GetInt(), 0);
    EXPECT_NE(text_of(row, "where_to_check"), "");
    for (const auto& recognition : row["recognised_by"].GetArray()) {
      EXPECT_EQ(accreditors.count(text_of(recognition, "accreditor")), 1U);
      EXPECT_NE(text_of(recognition, "accreditor"), text_of(row, "issuer"));
    }
    if (row.HasMember("hours_by_kind")) {
      int sum = 0;
      for (const auto& kind : row["hours_by_kind"].GetObject()) sum += kind.value.GetInt();
      EXPECT_EQ(sum, row["required_hours"].GetInt());
    }
  }
}

TEST(VocabularySeed, SchoolsNameKnownAccreditorsAndADatedStanding) {
  const auto accreditors = keys_of("accreditors.json");
  const auto document = read_seed("schools.json");
  for (const auto& row : rows_of(document).GetArray()) {
    SCOPED_TRACE(text_of(row, "key"));
    for (const auto& accreditation : row["accreditations"].GetArray()) {
      EXPECT_EQ(accreditors.count(text_of(accreditation, "accreditor")), 1U);
    }
    EXPECT_FALSE(row["standing"].Empty());
    for (const auto& standing : row["standing"].GetArray()) EXPECT_NE(text_of(standing, "from"), "");
  }
}

TEST(VocabularySeed, EveryRuleIsOfAKnownJurisdictionAndProfession) {
  const auto jurisdictions = keys_of("jurisdictions.json", "code");
  const auto professions = keys_of("professions.json");
  const std::set<std::string> regulations = {"licensed", "registered", "voluntary",
                                             "exempt",   "none",       "unknown"};
  const auto document = read_seed("jurisdiction_rules.json");
  for (const auto& row : rows_of(document).GetArray()) {
    SCOPED_TRACE(text_of(row, "jurisdiction") + " " + text_of(row, "profession"));
    EXPECT_EQ(jurisdictions.count(text_of(row, "jurisdiction")), 1U);
    EXPECT_EQ(professions.count(text_of(row, "profession")), 1U);
    EXPECT_EQ(regulations.count(text_of(row, "regulation")), 1U);
    EXPECT_NE(text_of(row, "note"), "");
  }
}

// ABMP (2025) counts 45 states; with the District of Columbia and Puerto Rico 47 license massage.
TEST(VocabularySeed, EveryStateHasItsMassageRule) {
  std::map<std::string, int> count;
  std::map<std::string, std::string> rule;
  const auto document = read_seed("jurisdiction_rules.json");
  for (const auto& row : rows_of(document).GetArray()) {
    const auto jurisdiction = text_of(row, "jurisdiction");
    if (jurisdiction.rfind("US-", 0) != 0 || text_of(row, "profession") != "massage_therapist") continue;
    rule[jurisdiction] = text_of(row, "regulation");
    ++count[rule[jurisdiction]];
  }
  EXPECT_EQ(rule.size(), 52U);
  EXPECT_EQ(count["licensed"], 47);
  EXPECT_EQ(rule["US-VT"], "registered");
  EXPECT_EQ(rule["US-CA"], "voluntary");
  for (const char* state : {"US-KS", "US-MN", "US-WY"}) EXPECT_EQ(rule[state], "none") << state;
}

TEST(VocabularySeed, EverySubdivisionStandsUnderItsCountry) {
  const auto jurisdictions = keys_of("jurisdictions.json", "code");
  const auto document = read_seed("jurisdictions.json");
  for (const auto& row : rows_of(document).GetArray()) {
    const auto code = text_of(row, "code");
    SCOPED_TRACE(code);
    EXPECT_NE(text_of(row, "name"), "");
    EXPECT_NE(text_of(row, "time_zone"), "");
    if (code.size() == 2) {
      EXPECT_TRUE(row["parent"].IsNull());
    } else {
      EXPECT_EQ(text_of(row, "parent"), code.substr(0, 2));
      EXPECT_EQ(jurisdictions.count(text_of(row, "parent")), 1U);
    }
  }
}

TEST(VocabularySeed, AssistantsAreNotTakenForTherapists) {
  const auto document = read_seed("professions.json");
  for (const auto& row : rows_of(document).GetArray()) {
    for (const auto& code : row["nucc_codes"].GetArray()) {
      EXPECT_NE(std::string(code.GetString()), "225200000X") << "physical therapist assistant";
      EXPECT_NE(std::string(code.GetString()).substr(0, 4), "224Z") << "occupational therapy assistant";
    }
  }
}

}  // namespace
}  // namespace stillpoint::seed
