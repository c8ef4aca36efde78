#pragma once

#include <string>

#include "app/register/register_parts.h"
#include "domain/actor.h"

namespace stillpoint::app {

/// Two records that are one person.
struct PractitionerMerge {
  const domain::Actor& actor;
  domain::PractitionerId keep{};
  domain::PractitionerId from{};  ///< Its id leads to the kept one from then on.
  std::int64_t keep_version = 0;
  std::int64_t from_version = 0;
  std::string reason{};
};

/// A registrar merges two records of one person; both histories are kept, in the kept record and in what is
/// left of the other. Thread-safe.
class MergePractitioners {
 public:
  explicit MergePractitioners(const RegisterParts& parts) : parts_(parts) {}

  /// @return the kept record's version; kConflict where either moved since it was looked at; kInvalid where
  /// the two are one, or together more than a record may hold; kNotFound, kGone; kUnauthenticated,
  /// kForbidden.
  [[nodiscard]] Result<std::int64_t> run(const PractitionerMerge& merge) const;

 private:
  [[nodiscard]] Result<std::int64_t> merge_now(const PractitionerMerge& merge, Instant now) const;
  [[nodiscard]] Result<void> put(const domain::Practitioner& before, const domain::Practitioner& after,
                                 const PractitionerMerge& merge, const std::string& reason) const;

  const RegisterParts& parts_;
};

}  // namespace stillpoint::app
