#include "domain/search_page.h"

#include "base/calendar.h"

namespace stillpoint::domain {

Month month_of(Instant instant) {
  const std::chrono::year_month_day date{date_of(instant)};
  return Month{static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) -
               1};
}

}  // namespace stillpoint::domain
