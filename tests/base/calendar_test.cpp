#include "base/calendar.h"

#include <gtest/gtest.h>

#include "base/time_text.h"

namespace stillpoint {
namespace {

TEST(LaterMonth, KeepsTheDayAndTheTimeOrTakesTheLastDay) {
  const struct {
    const char* from;
    int months;
    const char* want;
  } cases[] = {
      {"2026-11-22T10:00:00Z", 36, "2029-11-22T10:00:00Z"},
      {"2026-11-22T10:00:00Z", 2, "2027-01-22T10:00:00Z"},
      {"2024-02-29T23:59:59Z", 60, "2029-02-28T23:59:59Z"},
      {"2026-01-31T00:00:00Z", 1, "2026-02-28T00:00:00Z"},
      {"2026-03-31T00:00:00Z", -1, "2026-02-28T00:00:00Z"},
      {"2026-11-22T10:00:00Z", 0, "2026-11-22T10:00:00Z"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.from);
    EXPECT_EQ(print_instant(add_months(*parse_instant(c.from), c.months)), c.want);
  }
}

}  // namespace
}  // namespace stillpoint
