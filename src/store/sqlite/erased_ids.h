#pragma once

#include <string>

#include "domain/practitioner.h"
#include "store/sqlite/connection.h"

namespace stillpoint::store {

/// The name of the secret that keys the digests of forgotten people's external ids.
constexpr const char* kErasureSecret = "erasure";

/// How an external id is remembered once its person is forgotten (schema/0005_audit.sql).
std::string erased_id_digest(std::string_view key, const domain::ExternalId& id);

/// Finds the tombstone of a forgotten person by an external id that they had. Holds prepared statements of
/// one connection; used by one thread at a time.
class ErasedIds {
 public:
  ErasedIds() = default;
  static Result<ErasedIds> prepare(Connection& connection);
  /// @return 0 where nobody who had it was forgotten. About a microsecond where nobody was at all.
  [[nodiscard]] Result<domain::PractitionerId> holder_of(const domain::ExternalId& id);

 private:
  Statement any_, key_, find_;
};

}  // namespace stillpoint::store
