#include "domain/freshness.h"

#include "base/time_zone.h"

namespace stillpoint::domain {
namespace {

using std::chrono::days;

constexpr int kYearlyMonths = 12;

/// The same day of another year; the last of February where it has no 29th.
Date in_year(Date day, std::chrono::year year) {
  const std::chrono::year_month_day date(day);
  const std::chrono::year_month_day same = year / date.month() / date.day();
  return same.ok() ? Date(same) : Date(year / date.month() / std::chrono::last);
}

}  // namespace

Freshness freshness_of(int days, std::optional<int> renewal_months, std::optional<Date> expires,
                       std::string_view zone) {
  Freshness freshness{.days = days, .zone = zone};
  if (renewal_months == kYearlyMonths) freshness.renewal = expires;
  return freshness;
}

Freshness freshness_of(const CredentialType* type, std::optional<Date> expires, std::string_view zone) {
  if (type == nullptr) return {};
  return freshness_of(type->freshness_days, type->renewal_months, expires, zone);
}

std::optional<Date> renewal_after(Instant checked_at, const Freshness& freshness) {
  if (!freshness.renewal) return std::nullopt;
  const Date checked = date_in_zone(checked_at, freshness.zone);
  const std::chrono::year year = std::chrono::year_month_day(checked).year();
  const Date renewal = in_year(*freshness.renewal, year);
  return renewal >= checked ? renewal : in_year(*freshness.renewal, year + std::chrono::years{1});
}

Instant stale_at(Instant checked_at, const Freshness& freshness) {
  const std::optional<Date> renewal = renewal_after(checked_at, freshness);
  if (!renewal) return checked_at + days{freshness.days};
  return end_of_day(*renewal + days{kRenewalGraceDays}, freshness.zone);
}

}  // namespace stillpoint::domain
