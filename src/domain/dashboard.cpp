#include "domain/dashboard.h"

#include <utility>

#include "base/calendar.h"
#include "domain/in_force.h"

namespace stillpoint::domain {
namespace {

std::chrono::year_month month_at(Instant instant) {
  const std::chrono::year_month_day day(date_of(instant));
  return day.year() / day.month();
}

Instant start_of(std::chrono::year_month month) {
  return std::chrono::sys_days{month / 1};
}

}  // namespace

DashboardTally::DashboardTally(Instant now) : now_(now) {
  const std::chrono::year_month this_month = month_at(now);
  for (int i = 0; i < kExpiringMonths; ++i) {
    expiring_.push_back({.month = this_month + std::chrono::months{i}});
  }
  for (int i = kVerifiedMonths - 1; i >= 0; --i) {
    verified_.push_back({.at = start_of(this_month - std::chrono::months{i})});
  }
  verified_.push_back({.at = now});
}

std::optional<std::size_t> DashboardTally::month_of(Date expires) const {
  if (expires < date_of(now_)) return std::nullopt;
  const auto months = (month_at(expires) - expiring_.front().month).count();
  if (months >= static_cast<std::int64_t>(expiring_.size())) return std::nullopt;
  return static_cast<std::size_t>(months);
}

void DashboardTally::take(const Credential& credential, const Freshness& freshness) {
  for (VerifiedShare& share : verified_) {
    if (standing_at(credential, freshness.zone, share.at).status != CredentialStatus::kInForce) continue;
    ++share.in_force;
    if (check_at(credential.verifications, freshness, share.at).fresh) ++share.verified;
  }
  if (!credential.expires ||
      standing_at(credential, freshness.zone, now_).status != CredentialStatus::kInForce)
    return;
  if (const auto month = month_of(*credential.expires)) ++expiring_[*month].credentials;
}

void DashboardTally::take_licence(Date expires) {
  if (const auto month = month_of(expires)) ++expiring_[*month].licences;
}

void DashboardTally::finish(DashboardFigures& into) {
  into.expiring = std::exchange(expiring_, {});
  into.verified = std::exchange(verified_, {});
}

}  // namespace stillpoint::domain
