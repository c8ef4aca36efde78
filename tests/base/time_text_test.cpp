#include "base/time_text.h"

#include <gtest/gtest.h>

namespace stillpoint {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

TEST(DateText, IsIsoAndReadsBack) {
  const struct {
    Date date;
    const char* text;
    const char* in_words;
  } cases[] = {
      {sys_days{2026y / 11 / 22}, "2026-11-22", "22 November 2026"},
      {sys_days{2024y / 2 / 29}, "2024-02-29", "29 February 2024"},
      {sys_days{1900y / 1 / 1}, "1900-01-01", "1 January 1900"},
      {sys_days{9999y / 12 / 31}, "9999-12-31", "31 December 9999"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(print_date(c.date), c.text);
    EXPECT_EQ(print_date_words(c.date), c.in_words);
    EXPECT_EQ(parse_date(c.text), c.date);
  }
}

TEST(DateText, RefusesWhatIsNoDate) {
  for (const char* text : {"", "2026", "2026-11", "2026-11-31", "2025-02-29", "2026-13-01", "2026-00-10",
                           "2026-11-00", "26-11-22", "2026-11-22 ", " 2026-11-22", "2026/11/22", "1899-12-31",
                           "2026-11-22T10:00:00Z", "+2026-11-2", "2026-1a-22"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(parse_date(text));
  }
}

TEST(InstantText, IsRfc3339InUtcAndReadsBack) {
  const Instant noon = sys_days{2026y / 11 / 22} + 10h + 4min + 5s;
  EXPECT_EQ(print_instant(noon), "2026-11-22T10:04:05Z");
  EXPECT_EQ(print_instant(Instant{sys_days{1969y / 12 / 31} + 23h}), "1969-12-31T23:00:00Z");
  for (const char* text :
       {"2026-11-22T10:04:05Z", "2026-11-22t10:04:05z", "2026-11-22T10:04:05.999Z",
        "2026-11-22T11:04:05+01:00", "2026-11-22T04:34:05-05:30", "2026-11-23T00:04:05+14:00"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(parse_instant(text), noon);
  }
  EXPECT_EQ(parse_instant("2016-12-31T23:59:60Z"), Instant{sys_days{2017y / 1 / 1}});
}

TEST(InstantText, RefusesWhatIsNoInstant) {
  for (const char* text :
       {"", "2026-11-22", "2026-11-22T10:04Z", "2026-11-22T10:04:05", "2026-11-22 10:04:05Z",
        "2026-11-22T24:00:00Z", "2026-11-22T10:60:00Z", "2026-11-22T10:00:60Z", "2026-11-22T10:00:00.Z",
        "2026-11-22T10:00:00+1:00", "2026-11-22T10:00:00+24:00", "2026-11-22T10:00:00Z ",
        "1900-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(parse_instant(text));
  }
}

}  // namespace
}  // namespace stillpoint
