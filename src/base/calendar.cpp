#include "base/calendar.h"

namespace stillpoint {

Instant add_months(Instant instant, int months) {
  const Date date = date_of(instant);
  std::chrono::year_month_day later = std::chrono::year_month_day{date} + std::chrono::months{months};
  if (!later.ok()) later = later.year() / later.month() / std::chrono::last;
  return Date{later} + (instant - date);
}

}  // namespace stillpoint
