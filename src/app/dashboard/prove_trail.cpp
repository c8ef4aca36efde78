#include "app/dashboard/prove_trail.h"

#include <utility>

#include "app/identity/permissions.h"

namespace stillpoint::app {

Result<TrailProof> ProveTrail::run(const domain::Actor& actor) {
  if (Result<void> may = require(actor, Permission::kReadTrail); !may) return std::move(may).error();
  TrailProof proof{.at = clock_.now()};
  const auto broken = trail_.verify();
  if (!broken) return broken.error();
  if (*broken) {
    proof.broken = (*broken)->sequence;
    proof.what = (*broken)->what;
  }
  Result<void> read = trail_.for_each({.newest_first = true, .count = 1},
                                      [&](const domain::AuditRecord& record) -> Result<void> {
                                        proof.entries = record.sequence;
                                        proof.last_hash = record.hash;
                                        return {};
                                      });
  if (!read) return std::move(read).error();
  const std::lock_guard lock(mutex_);
  last_ = proof;
  return proof;
}

std::optional<TrailProof> ProveTrail::last() const {
  const std::lock_guard lock(mutex_);
  return last_;
}

}  // namespace stillpoint::app
