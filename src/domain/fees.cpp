#include "domain/fees.h"

#include "domain/thresholds.h"

namespace stillpoint::domain {

bool is_comparable(const FeeLine& line) {
  return (line.kind == FeeKind::kSession || line.kind == FeeKind::kFirstVisit) && line.sessions == 1 &&
         line.minutes && *line.minutes >= kSessionMinutesMin;
}

std::int64_t per_hour_milli(const FeeLine& line) {
  const std::int64_t minutes = line.minutes.value_or(0);
  if (minutes <= 0) return 0;
  constexpr std::int64_t kMilliMinutesPerHour = 60 * 1000;
  return (2 * line.price.minor * kMilliMinutesPerHour + minutes) / (2 * minutes);
}

const FeeLine* lowest_price(const Fees& fees, const CurrencyKey* currency) {
  const FeeLine* lowest = nullptr;
  for (const FeeLine& line : fees.lines) {
    if (!is_comparable(line)) continue;
    if (currency == nullptr) currency = &line.price.currency;
    if (line.price.currency != *currency) continue;
    if (lowest == nullptr || line.price.minor < lowest->price.minor ||
        (line.price.minor == lowest->price.minor && *line.minutes > *lowest->minutes))
      lowest = &line;
  }
  return lowest;
}

}  // namespace stillpoint::domain
