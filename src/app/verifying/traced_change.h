#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "app/verifying/verifying_parts.h"
#include "domain/actor.h"

namespace stillpoint::app {

/// A change of one practitioner's record, with its trace.
struct TracedChange {
  const domain::Actor& actor;
  domain::PractitionerId practitioner{};
  std::optional<std::int64_t> version{};  ///< Of the record that was looked at; nothing: whichever it is.
  std::string action{};                   ///< "credential.verify"
  domain::AuditSubject subject{};
  std::string reason{};
  /// What of a person who left stays answerable may be changed, too: a certificate with a number.
  domain::CredentialId although_left{};
};

/// Changes a record within the running transaction: reads it, lets `change` change it, stores it and appends
/// what differs to the trail. What changes nothing writes nothing.
/// @return kNotFound; kGone for who withdrew; kConflict where the version has moved on; or as `change`.
[[nodiscard]] Result<void> change_record(const VerifyingParts& parts, const TracedChange& what, Instant now,
                                         const std::function<Result<void>(domain::Practitioner&)>& change);

/// Runs `body` in one transaction; when it has landed, the index follows.
[[nodiscard]] Result<void> write_and_follow(const VerifyingParts& parts,
                                            const std::function<Result<void>()>& body);

/// The credential of a record. @return kNotFound.
[[nodiscard]] Result<domain::Credential*> find_credential(domain::Practitioner& practitioner,
                                                          domain::CredentialId id);

}  // namespace stillpoint::app
