// The invented bodies of the demonstration can never be taken for real ones.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "seed/seed_files.h"

namespace stillpoint::seed {
namespace {

TEST(DemoRegistrySeed, EveryBodyIsPlainlyInvented) {
  const auto document = read_seed("demo_registry.json");
  for (const char* group : {"accreditors", "schools", "issuers"}) {
    ASSERT_TRUE(document.HasMember(group)) << group;
    ASSERT_FALSE(document[group].Empty()) << group;
    for (const auto& row : document[group].GetArray()) {
      SCOPED_TRACE(text_of(row, "key"));
      EXPECT_EQ(text_of(row, "key").rfind("demo_", 0), 0U);
      EXPECT_NE(text_of(row, "name").find("(invented)"), std::string::npos);
      EXPECT_NE(text_of(row, "website").find(".example.org"), std::string::npos);
      EXPECT_EQ(text_of(row, "origin"), "invented for the demonstration");
    }
  }
}

TEST(DemoRegistrySeed, ItsTypesNameItsOwnBodiesAlone) {
  const auto document = read_seed("demo_registry.json");
  ASSERT_TRUE(document.HasMember("credential_types"));
  const auto issuers = texts_of(document["issuers"], "key");
  const auto accreditors = texts_of(document["accreditors"], "key");
  for (const auto& row : document["credential_types"].GetArray()) {
    SCOPED_TRACE(text_of(row, "issuer") + ":" + text_of(row, "code"));
    EXPECT_EQ(issuers.count(text_of(row, "issuer")), 1U);
    for (const auto& recognition : row["recognised_by"].GetArray()) {
      EXPECT_EQ(accreditors.count(text_of(recognition, "accreditor")), 1U);
    }
  }
}

// What the demonstration is to show, and no real body may be made up to show.
TEST(DemoRegistrySeed, ItHasASanctionedAClosedAnUnaccreditedAndAFormerlyAccreditedCase) {
  const auto document = read_seed("demo_registry.json");
  std::set<std::string> standings;
  for (const auto& school : document["schools"].GetArray()) {
    for (const auto& standing : school["standing"].GetArray())
      standings.insert(text_of(standing, "standing"));
  }
  EXPECT_EQ(standings, (std::set<std::string>{"active", "closed", "sanctioned"}));
  bool recognised = false;
  bool never_recognised = false;
  bool no_longer_recognised = false;
  for (const auto& type : document["credential_types"].GetArray()) {
    if (text_of(type, "field") != "cst") continue;
    if (type["recognised_by"].Empty()) never_recognised = true;
    for (const auto& recognition : type["recognised_by"].GetArray()) {
      (recognition["until"].IsNull() ? recognised : no_longer_recognised) = true;
    }
  }
  EXPECT_TRUE(recognised);
  EXPECT_TRUE(never_recognised);
  EXPECT_TRUE(no_longer_recognised);
}

}  // namespace
}  // namespace stillpoint::seed
