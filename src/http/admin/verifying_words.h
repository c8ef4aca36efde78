#pragma once

#include <string_view>

#include "domain/verifying.h"

namespace stillpoint::http::admin {

/// Why something waits, as a heading: "Never checked", "Gone stale", ...
constexpr std::string_view heading_of(domain::WorkKind kind) {
  switch (kind) {
    case domain::WorkKind::kReported:
      return "Reported wrong";
    case domain::WorkKind::kExclusion:
      return "In an exclusion list?";
    case domain::WorkKind::kRevocation:
      return "Revocation waits for a second person";
    case domain::WorkKind::kSanctionedSchool:
      return "School was sanctioned";
    case domain::WorkKind::kRosterMismatch:
      return "A list says otherwise";
    case domain::WorkKind::kRosterMissing:
      return "Missing from a list";
    case domain::WorkKind::kDenied:
      return "Denied at its source";
    case domain::WorkKind::kNew:
      return "Never checked";
    case domain::WorkKind::kStale:
      return "Gone stale";
    case domain::WorkKind::kExpiring:
      return "Runs out";
    case domain::WorkKind::kRosterNew:
      return "In a list, not on record";
  }
  return "";
}

}  // namespace stillpoint::http::admin
