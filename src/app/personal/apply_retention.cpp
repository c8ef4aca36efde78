#include "app/personal/apply_retention.h"

#include <chrono>
#include <string>

#include "app/identity/permissions.h"

namespace stillpoint::app {

Result<std::vector<domain::PractitionerId>> ApplyRetention::run(const domain::Actor& actor,
                                                                const Options& options) const {
  const Result<void> may = require(actor, Permission::kChangeSettings);
  if (!may) return may.error();
  if (options.withdrawn_days <= 0) return std::vector<domain::PractitionerId>();
  Result<std::vector<domain::PractitionerId>> due =
      personal_.withdrawn_before(clock_.now() - std::chrono::days(options.withdrawn_days));
  if (!due || options.dry_run) return due;
  for (const domain::PractitionerId id : *due) {
    const Result<ErasePerson::Erased> erased =
        erasing_.run(actor, id, "Left more than " + std::to_string(options.withdrawn_days) + " days ago.");
    // Somebody else may have come first.
    if (!erased && erased.error().code != ErrorCode::kGone) return erased.error();
  }
  return due;
}

}  // namespace stillpoint::app
