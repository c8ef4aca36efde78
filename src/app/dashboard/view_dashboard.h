#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "app/dashboard/prove_trail.h"
#include "base/clock.h"
#include "base/result.h"
#include "domain/actor.h"
#include "domain/dashboard.h"
#include "domain/verifying.h"

namespace stillpoint::app {

/// Below this share of the disk, or this many bytes, an operator is to make room: a backup beside the
/// database and a month of evidence need about as much.
constexpr double kDiskShareLow = 0.05;
constexpr std::uint64_t kDiskBytesLow = std::uint64_t{2} << 30U;

/// The day, as somebody who works on the register sees it when they come in.
struct DayView {
  Instant now{};
  domain::WorkList work{};  ///< Without its items; `total` counts those of the visitor's own.
  domain::DashboardFigures figures{};
  std::optional<domain::DiskSpace> disk{};  ///< Nothing where the system does not say.
  std::optional<TrailProof> proof{};        ///< The last one; nothing where there was none since the start.

  [[nodiscard]] bool disk_is_low() const;
};

/// Looks at everything that a day begins with. Thread-safe.
class ViewDashboard {
 public:
  struct Parts {
    const domain::VerifyingStore& work;
    const domain::DashboardReader& figures;
    const ProveTrail& proofs;
    std::function<std::optional<domain::DiskSpace>()> disk;
    const Clock& clock;
  };
  /// @param parts what it works with; outlives it.
  explicit ViewDashboard(Parts parts) : parts_(std::move(parts)) {}

  /// @return kUnauthenticated, kForbidden; kUnavailable where the store cannot answer now.
  [[nodiscard]] Result<DayView> run(const domain::Actor& actor) const;

 private:
  Parts parts_;
};

}  // namespace stillpoint::app
