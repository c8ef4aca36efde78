#include "domain/safety.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "domain/records.h"

namespace stillpoint::domain {
namespace {

using namespace testing;

TEST(SafetyNotice, IsRaisedByWhatWasAsked) {
  const struct {
    const char* why;
    std::vector<ContraindicationKey> screening;
    std::vector<PopulationKey> populations;
    std::vector<ConditionKey> conditions;
    std::vector<ContraindicationKey> want;
  } cases[] = {
      {"nothing asked", {}, {}, {}, {}},
      {"an adult with migraine", {}, {{"adults"}}, {{"migraine"}}, {}},
      {"ticked", {{"aneurysm"}}, {}, {}, {{"aneurysm"}}},
      {"infants", {}, {{"infants"}}, {}, {{"infant_under_two"}}},
      {"colic", {}, {}, {{"infant_colic"}}, {{"infant_under_two"}}},
      {"after a concussion", {}, {}, {{"post_concussion"}}, {{"recent_concussion"}}},
      {"several, each once, in the vocabulary's order",
       {{"infant_under_two"}, {"aneurysm"}},
       {{"infants"}},
       {{"infant_colic"}, {"post_concussion"}},
       {{"recent_concussion"}, {"aneurysm"}, {"infant_under_two"}}},
      {"unknown words", {{"boredom"}}, {{"cats"}}, {{"ennui"}}, {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto notice = safety_notice(c.screening, c.populations, c.conditions, vocabulary());
    EXPECT_EQ(notice.has_value(), !c.want.empty());
    if (notice) {
      EXPECT_EQ(notice->reasons, c.want);
    }
  }
}

TEST(SafetyNotice, SaysWhomToAskAndThatItIsNotComplete) {
  const std::vector<ContraindicationKey> ticked = {{"aneurysm"}};
  const auto notice = safety_notice(ticked, {}, {}, vocabulary());
  ASSERT_TRUE(notice);
  EXPECT_EQ(notice->text,
            "Ask a clinician before you book. Aneurysm: Ask your neurologist. This is advice to ask, not a "
            "diagnosis, "
            "and the list is not complete.");
}

TEST(SafetyNotice, NamesWhatTheSeedKnows) {
  for (const auto& [file, key] : {std::pair{"contraindications.json", "\"infant_under_two\""},
                                  std::pair{"populations.json", "\"infants\""}}) {
    std::ifstream in(std::string(STILLPOINT_SOURCE_DIR) + "/seed/" + file);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    EXPECT_NE(text.find(key), std::string::npos) << file;
  }
}

}  // namespace
}  // namespace stillpoint::domain
