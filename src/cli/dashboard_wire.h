#pragma once

#include <string>

#include "app/dashboard/prove_trail.h"
#include "app/dashboard/view_dashboard.h"

namespace stillpoint::cli {

class Directory;

/// What the day's page works with.
struct Dashboard {
  /// @param directory outlives it. @param database the path of its file, whose disk is looked at.
  Dashboard(Directory& directory, const std::string& database);
  Dashboard(const Dashboard&) = delete;
  Dashboard& operator=(const Dashboard&) = delete;

  app::ProveTrail proofs;
  app::ViewDashboard view;
};

}  // namespace stillpoint::cli
