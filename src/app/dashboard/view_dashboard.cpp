#include "app/dashboard/view_dashboard.h"

#include <utility>

#include "app/identity/permissions.h"

namespace stillpoint::app {

bool DayView::disk_is_low() const {
  if (!disk) return false;
  const double share = static_cast<double>(disk->left_bytes) / static_cast<double>(disk->all_bytes);
  return disk->left_bytes < kDiskBytesLow || share < kDiskShareLow;
}

Result<DayView> ViewDashboard::run(const domain::Actor& actor) const {
  if (Result<void> may = require(actor, Permission::kReadDirectory); !may) return std::move(may).error();
  DayView day{.now = parts_.clock.now(), .disk = parts_.disk(), .proof = parts_.proofs.last()};
  Result<domain::WorkList> work = parts_.work.work({.assignee = actor.account, .count = 0}, day.now);
  if (!work) return std::move(work).error();
  day.work = *std::move(work);
  Result<domain::DashboardFigures> figures = parts_.figures.figures(day.now);
  if (!figures) return std::move(figures).error();
  day.figures = *std::move(figures);
  return day;
}

}  // namespace stillpoint::app
