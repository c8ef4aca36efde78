#include "base/query_words.h"

#include <gtest/gtest.h>

namespace stillpoint {
namespace {

TEST(QueryWords, HitExactlyTheLastAsPrefixAndLongerOnesWithOneEdit) {
  constexpr std::optional<WordClass> kMiss = std::nullopt;
  const struct {
    const char* query;
    std::size_t word;  ///< Which of the query's.
    const char* token;
    std::optional<WordClass> want;
  } cases[] = {
      {"Zürich", 0, "zurich", WordClass::kExact},
      {"mig", 0, "migraine", WordClass::kPrefix},
      {"mig anna", 0, "migraine", kMiss},
      {"mig anna", 1, "annabel", WordClass::kPrefix},
      {"concusion", 0, "concussion", WordClass::kEdited},
      {"colci", 0, "colic", WordClass::kEdited},
      {"colics", 0, "colic", WordClass::kEdited},
      {"colc", 0, "colic", kMiss},  // four letters
      {"colic", 0, "colicky", WordClass::kPrefix},
      {"concsion", 0, "concussion", kMiss},  // two edits
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.query) + " / " + c.token);
    EXPECT_EQ(hit(query_words(c.query).at(c.word), c.token), c.want);
  }
  EXPECT_TRUE(query_words(" , ").empty());
}

}  // namespace
}  // namespace stillpoint
