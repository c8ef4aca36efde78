#include "domain/money.h"

#include <gtest/gtest.h>

namespace stillpoint::domain {
namespace {

TEST(Amount, PrintsAndReadsBack) {
  const struct {
    std::int64_t minor;
    int digits;
    const char* text;
  } cases[] = {{11000, 2, "110.00"}, {5, 2, "0.05"}, {50, 2, "0.50"},    {0, 2, "0.00"},
               {8000, 0, "8000"},    {0, 0, "0"},    {1234, 3, "1.234"}, {kMoneyMinorMax, 2, "1000000.00"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(print_amount(c.minor, c.digits), c.text);
    EXPECT_EQ(parse_amount(c.text, c.digits), c.minor);
  }
  EXPECT_EQ(parse_amount("110", 2), 11000);
  EXPECT_EQ(parse_amount("110.5", 2), 11050);
}

TEST(Amount, RefusesWhatIsNone) {
  for (const char* text : {"", ".", "110.", ".50", "-1", "+1", "1e3", "1,000", " 1", "1 ", "01", "0x1",
                           "110.505", "1000000.01", "99999999999999999999999", "1.2.3"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(parse_amount(text, 2));
  }
  EXPECT_FALSE(parse_amount("80.5", 0));
}

}  // namespace
}  // namespace stillpoint::domain
