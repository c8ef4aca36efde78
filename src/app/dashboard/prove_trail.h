#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "domain/actor.h"
#include "domain/audit.h"

namespace stillpoint::app {

/// What a proof of the whole trail found, and when.
struct TrailProof {
  Instant at{};
  std::int64_t entries = 0;  ///< So many stood in the trail.
  std::string last_hash{};   ///< Of the last of them; empty where there was none.
  std::int64_t broken = 0;   ///< The first entry that does not hold; 0 where all do.
  std::string what{};        ///< What is wrong with it: one plain sentence.
  [[nodiscard]] bool holds() const { return broken == 0; }
};

/// Proves the trail, and remembers since the program's start how that went last: a proof reads every entry, a
/// glance at the day must not. Thread-safe.
class ProveTrail {
 public:
  /// @param trail outlives it. @param clock likewise.
  ProveTrail(const domain::AuditLog& trail, const Clock& clock) : trail_(trail), clock_(clock) {}

  /// Reads the whole trail. @return kUnauthenticated, kForbidden; kUnavailable where it cannot be read.
  [[nodiscard]] Result<TrailProof> run(const domain::Actor& actor);
  /// The last proof; nothing where there was none since the start.
  [[nodiscard]] std::optional<TrailProof> last() const;

 private:
  const domain::AuditLog& trail_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::optional<TrailProof> last_{};
};

}  // namespace stillpoint::app
