#include "base/id.h"

#include <gtest/gtest.h>

namespace stillpoint {
namespace {

TEST(PrintedId, ReadsBackAndTakesUpperCase) {
  for (const std::int64_t value : {std::int64_t{1}, std::int64_t{31}, std::int64_t{32}, kIdBound - 1}) {
    SCOPED_TRACE(value);
    std::string text = print_id(value);
    EXPECT_EQ(text.size(), 12U);
    EXPECT_EQ(parse_id(text), value);
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    EXPECT_EQ(parse_id(text), value);
  }
}

TEST(PrintedId, RefusesWhatItNeverWrote) {
  for (const char* text :
       {"", "000000000000", "00000000000", "0000000000001", "00000000000u", "0000000000 1", "00000000000-"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(parse_id(text));
  }
}

TEST(DrawnId, StaysBelowItsBoundAndDoesNotRepeat) {
  const std::int64_t a = draw_id();
  const std::int64_t b = draw_id();
  EXPECT_GT(a, 0);
  EXPECT_LT(a, kIdBound);
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace stillpoint
