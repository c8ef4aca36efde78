#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/verifying/verifying_parts.h"
#include "domain/actor.h"

namespace stillpoint::app {

/// What waits for verifiers. Thread-safe.
class WorkQueue {
 public:
  explicit WorkQueue(const VerifyingParts& parts) : parts_(parts) {}

  /// @return kUnauthenticated, kForbidden.
  [[nodiscard]] Result<domain::WorkList> list(const domain::Actor& actor,
                                              const domain::WorkFilter& filter) const;
  /// Takes work on, or lays it down (account 0).
  [[nodiscard]] Result<void> assign(const domain::Actor& actor, std::int64_t subject,
                                    domain::AccountId account) const;
  /// Closes an item that no record tells of by itself, with what came of it.
  /// @return kInvalid without words; kNotFound where no such item is open.
  [[nodiscard]] Result<void> close(const domain::Actor& actor, std::int64_t item,
                                   const std::string& outcome) const;
  /// What verifiers found out about a report; nothing while its item is open, or was never one.
  [[nodiscard]] Result<std::optional<domain::SettledWork>> found_out(const domain::Actor& actor,
                                                                     domain::ReportId report) const;

  /// Who can be given work.
  [[nodiscard]] Result<std::vector<domain::Account>> verifiers(const domain::Actor& actor) const;

 private:
  const VerifyingParts& parts_;
};

}  // namespace stillpoint::app
