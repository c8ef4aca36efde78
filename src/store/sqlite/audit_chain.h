#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/audit.h"

namespace stillpoint::store {

// How entries of the trail are written and bound together: schema/0005_audit.sql says it in words.

/// SHA-256 (FIPS 180-4), 32 bytes.
std::string sha256(std::string_view bytes);
/// HMAC-SHA-256 (RFC 2104), 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view bytes);
/// In lower case.
std::string hex(std::string_view bytes);

/// What of an entry may be erased, as JSON: the actor's address, the reason, the changes.
std::string audit_content(const domain::AuditEntry& entry);

/// An entry as its row holds it.
struct AuditRow {
  std::int64_t sequence = 0;
  std::int64_t at = 0;
  std::string actor_kind{};
  std::optional<std::int64_t> account{};
  std::string actor{};
  std::int64_t roles = 0;
  std::string action{};
  std::string subject_kind{};
  std::string subject{};
  std::string content_digest{};  ///< 32 bytes, as the hashes.
  std::string previous_hash{};
};

/// The hash that binds a row to the one before it, 32 bytes.
std::string audit_hash(const AuditRow& row);

}  // namespace stillpoint::store
