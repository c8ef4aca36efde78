#include "base/time_zone.h"

#include <gtest/gtest.h>

#include <string>

#include "base/time_text.h"

namespace stillpoint {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

TEST(TimeZone, IsKnownByItsIanaNameOnly) {
  for (const char* zone : {"Europe/Zurich", "America/New_York", "UTC", "Asia/Kathmandu"}) {
    EXPECT_TRUE(is_time_zone(zone)) << zone;
  }
  for (const char* zone : {"", "Europe/Atlantis", "GMT+3", "zurich"})
    EXPECT_FALSE(is_time_zone(zone)) << zone;
}

TEST(EndOfDay, IsTheFirstInstantOfTheNextLocalDay) {
  const struct {
    const char* why;
    const char* zone;
    const char* date;
    const char* want;
  } cases[] = {
      {"no zone: UTC", "", "2026-05-31", "2026-06-01T00:00:00Z"},
      {"unknown zone: UTC", "Europe/Atlantis", "2026-05-31", "2026-06-01T00:00:00Z"},
      {"summer in Zürich", "Europe/Zurich", "2026-05-31", "2026-05-31T22:00:00Z"},
      {"winter in Zürich", "Europe/Zurich", "2026-11-22", "2026-11-22T23:00:00Z"},
      {"the day the clocks go forward", "Europe/Zurich", "2026-03-29", "2026-03-29T22:00:00Z"},
      {"the day the clocks go back", "Europe/Zurich", "2026-10-25", "2026-10-25T23:00:00Z"},
      {"west", "America/Los_Angeles", "2026-11-22", "2026-11-23T08:00:00Z"},
      {"a quarter hour", "Asia/Kathmandu", "2026-11-22", "2026-11-22T18:15:00Z"},
      {"far east", "Pacific/Kiritimati", "2026-11-22", "2026-11-22T10:00:00Z"},
      {"midnight does not exist: the next day begins at one", "America/Sao_Paulo", "2018-11-03",
       "2018-11-04T03:00:00Z"},
      {"the hour before midnight comes twice", "America/Sao_Paulo", "2018-02-17", "2018-02-18T03:00:00Z"},
      {"midnight comes twice: the first ends the day", "America/Havana", "2026-10-31",
       "2026-11-01T04:00:00Z"},
      {"a day that was left out", "Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00Z"},
      {"far ahead", "Europe/Zurich", "2090-07-01", "2090-07-01T22:00:00Z"},
      {"never", "Europe/Zurich", "9999-12-31", "9999-12-31T00:00:00Z"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(print_instant(end_of_day(*parse_date(c.date), c.zone)), c.want);
  }
}

TEST(EndOfDay, TurnsTheDateInItsZoneOnEveryDayOfManyYears) {
  for (const char* zone : {"Europe/Zurich", "America/Sao_Paulo", "Asia/Beirut", "Africa/Cairo",
                           "America/Havana", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Tehran"}) {
    SCOPED_TRACE(zone);
    for (Date date = sys_days{1995y / 1 / 1}; date < sys_days{2040y / 1 / 1}; date += std::chrono::days{1}) {
      const Instant end = end_of_day(date, zone);
      ASSERT_GT(date_in_zone(end, zone), date) << print_date(date);
      ASSERT_LE(date_in_zone(end - 1s, zone), date) << print_date(date);
    }
  }
}

TEST(DateInZone, IsTheLocalCalendarDate) {
  const Instant late = sys_days{2026y / 11 / 22} + 23h + 30min;
  EXPECT_EQ(print_date(date_in_zone(late, "")), "2026-11-22");
  EXPECT_EQ(print_date(date_in_zone(late, "Europe/Zurich")), "2026-11-23");
  EXPECT_EQ(print_date(date_in_zone(late, "America/New_York")), "2026-11-22");
}

}  // namespace
}  // namespace stillpoint
