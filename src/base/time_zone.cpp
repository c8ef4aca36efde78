#include "base/time_zone.h"

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/tztrans.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

namespace stillpoint {
namespace {

using std::chrono::days;
using std::chrono::seconds;

/// From this instant on the zone is this far east of UTC.
struct Shift {
  Instant from;
  seconds offset;
};

icu::UnicodeString to_unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

UDate to_udate(Instant instant) {
  return static_cast<UDate>(instant.time_since_epoch().count()) * 1000.0;
}

Instant from_udate(UDate date) {
  return Instant{seconds{static_cast<std::int64_t>(date / 1000.0)}};
}

/// The shifts of one zone over the years that records speak of; beyond them the last one holds.
class ZoneTable {
 public:
  explicit ZoneTable(const icu::TimeZone& zone) {
    // Certificates of today's practitioners begin after 1900; zone rules further ahead than 2200 are guesses
    // anyway.
    constexpr Instant kFirst{std::chrono::sys_days{std::chrono::year{1900} / 1 / 1}};
    constexpr Instant kLast{std::chrono::sys_days{std::chrono::year{2200} / 1 / 1}};
    shifts_.push_back({Instant::min(), offset_at(zone, kFirst)});
    const auto* basic = dynamic_cast<const icu::BasicTimeZone*>(&zone);
    if (basic == nullptr) return;
    icu::TimeZoneTransition transition;
    UDate at = to_udate(kFirst);
    while (basic->getNextTransition(at, false, transition) && transition.getTime() < to_udate(kLast)) {
      at = transition.getTime();
      const Instant from = from_udate(at);
      const seconds offset = offset_at(zone, from);
      if (offset != shifts_.back().offset) shifts_.push_back({from, offset});
    }
    shifts_.shrink_to_fit();
  }

  /// The shift in force at the instant.
  [[nodiscard]] std::vector<Shift>::const_iterator at(Instant instant) const {
    const auto after = std::upper_bound(shifts_.begin(), shifts_.end(), instant,
                                        [](Instant i, const Shift& shift) { return i < shift.from; });
    return std::prev(after);
  }

  /// The first instant whose local date is after `date`.
  [[nodiscard]] Instant end_of(Date date) const {
    const Instant midnight = date + days{1};  // as if it were UTC
    // No zone is further than a day from UTC: start before, and walk to the first shift that reaches
    // midnight.
    constexpr days kFurthest{2};
    for (auto shift = at(midnight - kFurthest);; ++shift) {
      const auto next = std::next(shift);
      const Instant reached = std::max(midnight - shift->offset, shift->from);
      if (next == shifts_.end() || reached < next->from) return reached;
    }
  }

 private:
  static seconds offset_at(const icu::TimeZone& zone, Instant instant) {
    std::int32_t raw_ms = 0;
    std::int32_t daylight_ms = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone.getOffset(to_udate(instant), false, raw_ms, daylight_ms, status);
    return U_SUCCESS(status) ? seconds{(raw_ms + daylight_ms) / 1000} : seconds{0};
  }

  std::vector<Shift> shifts_;  ///< By `from`; the first holds since ever.
};

bool is_system_zone(std::string_view zone) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString canonical;
  UBool is_system = false;
  icu::TimeZone::getCanonicalID(to_unicode(zone), canonical, is_system, status);
  return U_SUCCESS(status) && is_system;
}

/// Tables of the zones asked for so far. Only known names are kept, so it stays below a few hundred; a table
/// is never changed nor freed, so a pointer to it stays good.
class ZoneTables {
 public:
  /// Null for UTC and for unknown names.
  const ZoneTable* find(std::string_view zone) {
    {
      const std::shared_lock lock(mutex_);
      const auto found = tables_.find(zone);
      if (found != tables_.end()) return found->second.get();
    }
    if (!is_system_zone(zone)) return nullptr;
    const std::unique_ptr<icu::TimeZone> made(icu::TimeZone::createTimeZone(to_unicode(zone)));
    auto table = std::make_unique<const ZoneTable>(*made);
    const std::unique_lock lock(mutex_);
    return tables_.try_emplace(std::string(zone), std::move(table)).first->second.get();
  }

 private:
  std::shared_mutex mutex_;
  std::map<std::string, std::unique_ptr<const ZoneTable>, std::less<>> tables_;
};

/// The table of the zone; null for UTC and for unknown names.
const ZoneTable* table_of(std::string_view zone) {
  if (zone.empty() || zone == "UTC") return nullptr;
  // A memo of pure facts, not state: nobody can tell whether it was filled.
  static ZoneTables tables;
  // Records come in runs of the same few zones; the last one of this thread is at hand without the lock.
  struct Last {
    std::string zone;
    const ZoneTable* table = nullptr;
  };
  thread_local Last last;
  if (last.table == nullptr || last.zone != zone) {
    const ZoneTable* table = tables.find(zone);
    if (table == nullptr) return nullptr;
    last = {std::string(zone), table};
  }
  return last.table;
}

}  // namespace

bool is_time_zone(std::string_view zone) {
  return !zone.empty() && is_system_zone(zone);
}

Instant end_of_day(Date date, std::string_view zone) {
  if (date >= std::chrono::floor<days>(kEndOfTime)) return kEndOfTime;
  const ZoneTable* table = table_of(zone);
  return table == nullptr ? Instant{date + days{1}} : table->end_of(date);
}

Date date_in_zone(Instant instant, std::string_view zone) {
  const ZoneTable* table = table_of(zone);
  const seconds offset = table == nullptr ? seconds{0} : table->at(instant)->offset;
  return std::chrono::floor<days>(instant + offset);
}

}  // namespace stillpoint
