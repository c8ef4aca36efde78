#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/credential.h"
#include "domain/practitioner.h"
#include "store/sqlite/connection.h"

namespace stillpoint::store {

/// Writes the log of public changes; part of each transaction that changes a practitioner. Holds prepared
/// statements of one connection; used by one thread at a time.
class PublicChangeLog {
 public:
  PublicChangeLog() = default;
  static Result<PublicChangeLog> prepare(Connection& connection);

  /// What is kept of a record before it is replaced: enough to tell what of the change is public.
  struct Before {
    domain::ListingState listing = domain::ListingState::kDraft;
    /// The last event of each credential that has any.
    std::vector<std::pair<domain::CredentialId, std::int64_t>> last_events{};
  };
  /// @param id of a record that there is. Costs a few microseconds.
  [[nodiscard]] Result<Before> look(domain::PractitionerId id);

  /// Appends what anybody may know of a change that was just stored; nothing where nobody may.
  /// @param before nothing for a record that is new.
  [[nodiscard]] Result<void> append(domain::PractitionerId id, const std::optional<Before>& before,
                                    domain::ListingState after);

 private:
  [[nodiscard]] Result<bool> append_events(domain::PractitionerId id, const Before& before);
  [[nodiscard]] Result<void> append_kind(domain::PractitionerId id, const char* kind);
  [[nodiscard]] Result<bool> holds(Statement& question, domain::PractitionerId id);

  Statement look_, last_events_, events_, insert_, is_erased_, is_known_;
};

}  // namespace stillpoint::store
