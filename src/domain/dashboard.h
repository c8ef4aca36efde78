#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/credential.h"
#include "domain/freshness.h"

namespace stillpoint::domain {

// The day's figures, for those who keep the register.

/// The picture of what expires looks so many months ahead, this one included: a year of renewals.
constexpr int kExpiringMonths = 12;
/// The picture of what is verified looks so many months back: a year, so that a season is told from a trend.
constexpr int kVerifiedMonths = 12;

/// What runs out within a calendar month (UTC), of listed people: in force now, from today on.
struct MonthExpiring {
  std::chrono::year_month month{};
  std::int64_t credentials = 0;
  std::int64_t licences = 0;
};

/// Of the certificates of those who are listed now: how many were in force at an instant, and of how many of
/// these a check at the source had matched and was fresh.
struct VerifiedShare {
  Instant at{};
  std::int64_t in_force = 0;
  std::int64_t verified = 0;
};

/// Mail that has not left.
struct MailStanding {
  std::int64_t waiting = 0;   ///< Not tried yet.
  std::int64_t failed = 0;    ///< Tried at least once; tried again.
  std::int64_t given_up = 0;  ///< Not tried again by itself.
};

/// Everything that one look at the register brings.
struct DashboardFigures {
  std::int64_t listed = 0;
  std::int64_t drafts = 0;
  std::vector<MonthExpiring> expiring{};  ///< kExpiringMonths of them, this month first.
  std::vector<VerifiedShare>
      verified{};  ///< The beginnings of kVerifiedMonths months, oldest first, then now.
  MailStanding mail{};
  std::int64_t reviews_waiting = 0;  ///< For a moderator.
  std::int64_t reports_waiting = 0;  ///< Likewise: neither upheld nor dismissed.
  std::int64_t unanswered = 0;  ///< Listed people who were asked whether it is true, and have not said so.
  std::int64_t sunk = 0;        ///< Of them, those whom silence has moved to the end of every list.
};

/// How the figures are counted, free of where the records lie.
class DashboardTally {
 public:
  explicit DashboardTally(Instant now);

  /// Takes in a certificate of a listed person. @param window_days how long a check of it stays fresh.
  void take(const Credential& credential, const Freshness& freshness);
  /// Takes in a licence of a listed person that is active, by its last day.
  void take_licence(Date expires);
  /// Moves what was counted into the figures.
  void finish(DashboardFigures& into);

 private:
  /// The month's place in the picture; nothing where the day is past or beyond it.
  [[nodiscard]] std::optional<std::size_t> month_of(Date expires) const;

  Instant now_;
  std::vector<MonthExpiring> expiring_;
  std::vector<VerifiedShare> verified_;
};

/// Reads the figures from one consistent state. Thread-safe. O(certificates of listed people).
class DashboardReader {
 public:
  virtual ~DashboardReader() = default;
  [[nodiscard]] virtual Result<DashboardFigures> figures(Instant now) const = 0;
};

/// Room on the disk that holds the database.
struct DiskSpace {
  std::uint64_t left_bytes = 0;  ///< For this program's user.
  std::uint64_t all_bytes = 0;
};

}  // namespace stillpoint::domain
