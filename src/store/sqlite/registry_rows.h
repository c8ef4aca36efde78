#pragma once

#include <vector>

#include "base/result.h"
#include "domain/vocabulary.h"
#include "store/sqlite/connection.h"

namespace stillpoint::store {

// Each `seed_` inserts the rows whose key is not there yet, with what belongs to them, in the given order;
// rows that are there stay as they are. Within a transaction. Each `load_` replaces `rows` by the table's, in
// order.

[[nodiscard]] Result<void> seed_accreditors(Connection& connection,
                                            const std::vector<domain::Accreditor>& rows);
[[nodiscard]] Result<void> seed_schools(Connection& connection, const std::vector<domain::School>& rows);
[[nodiscard]] Result<void> seed_issuers(Connection& connection, const std::vector<domain::Issuer>& rows);
[[nodiscard]] Result<void> seed_credential_types(Connection& connection,
                                                 const std::vector<domain::CredentialType>& rows);
[[nodiscard]] Result<void> seed_jurisdictions(Connection& connection,
                                              const std::vector<domain::Jurisdiction>& rows);
[[nodiscard]] Result<void> seed_jurisdiction_rules(Connection& connection,
                                                   const std::vector<domain::JurisdictionRule>& rows);

[[nodiscard]] Result<void> load_accreditors(Connection& connection, std::vector<domain::Accreditor>& rows);
[[nodiscard]] Result<void> load_schools(Connection& connection, std::vector<domain::School>& rows);
[[nodiscard]] Result<void> load_issuers(Connection& connection, std::vector<domain::Issuer>& rows);
[[nodiscard]] Result<void> load_credential_types(Connection& connection,
                                                 std::vector<domain::CredentialType>& rows);
[[nodiscard]] Result<void> load_jurisdictions(Connection& connection,
                                              std::vector<domain::Jurisdiction>& rows);
[[nodiscard]] Result<void> load_jurisdiction_rules(Connection& connection,
                                                   std::vector<domain::JurisdictionRule>& rows);

}  // namespace stillpoint::store
