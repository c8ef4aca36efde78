#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "domain/practitioner.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/record_copies.h"
#include "store/sqlite/record_table.h"
#include "store/sqlite/statement.h"

namespace stillpoint::store {

/// Takes practitioners apart into their tables, and keeps their copies. Everything within a record given has
/// its id. Holds prepared statements of the writing connection; used by
/// one thread at a time, within a transaction.
class RecordSaver {
 public:
  /// An empty saver, to be replaced by a prepared one.
  RecordSaver() = default;
  static Result<RecordSaver> prepare(Connection& connection);

  /// Inserts the record under the id and version. What could meet another record (the id, external ids,
  /// certificate numbers) is written first: after kConflict nothing of the record is left behind.
  /// @return false where the id is taken; kConflict naming the record that an external id or a certificate
  /// number belongs to.
  [[nodiscard]] Result<bool> insert(domain::PractitionerId id, std::int64_t version,
                                    const domain::Practitioner& practitioner);

  /// Replaces the record of the id, its version growing by one. Events of credentials are only added; a
  /// credential that has a history stays, also where the record given lacks it.
  /// The copy of the record is out of date then: `keep_copy` follows.
  /// @return as `insert`; after an error the transaction must be rolled back to before the call.
  [[nodiscard]] Result<void> replace(domain::PractitionerId id, const domain::Practitioner& practitioner);

  /// Keeps the copy of a record that is in the tables as given.
  [[nodiscard]] Result<void> keep_copy(const domain::Practitioner& stored);

 private:
  [[nodiscard]] Result<void> insert_external_ids(std::int64_t seq, const domain::Practitioner& practitioner);
  [[nodiscard]] Result<void> insert_credentials(std::int64_t seq, const domain::Practitioner& practitioner,
                                                std::vector<domain::CredentialId>& ids);
  [[nodiscard]] Result<void> replace_credentials(std::int64_t seq, const domain::Practitioner& practitioner,
                                                 std::vector<domain::CredentialId>& ids);
  [[nodiscard]] Result<void> put_credential(std::int64_t seq, domain::CredentialId id, std::size_t ordinal,
                                            const domain::Credential& credential);
  [[nodiscard]] Result<void> add_events(std::int64_t seq, domain::CredentialId id,
                                        const std::vector<domain::CredentialEvent>& events);
  [[nodiscard]] Result<void> insert_event(std::int64_t seq, domain::CredentialId id, std::int64_t ordinal,
                                          const domain::CredentialEvent& event);
  [[nodiscard]] Result<void> insert_rest(std::int64_t seq, const domain::Practitioner& practitioner,
                                         const std::vector<domain::CredentialId>& credential_ids);
  [[nodiscard]] Result<void> insert_professions(std::int64_t seq, const domain::Practitioner& practitioner,
                                                const std::vector<domain::CredentialId>& credential_ids);
  [[nodiscard]] Result<void> insert_verifications(std::int64_t seq, std::int64_t& ordinal,
                                                  const std::vector<domain::Verification>& verifications,
                                                  std::int64_t credential, std::int64_t licence);
  [[nodiscard]] Result<void> insert_training(std::int64_t seq, const domain::Practitioner& practitioner);
  [[nodiscard]] Result<void> insert_locations(std::int64_t seq, const domain::Practitioner& practitioner);
  [[nodiscard]] Result<void> insert_fee_lines(std::int64_t seq, const domain::Practitioner& practitioner);
  [[nodiscard]] Result<void> insert_reviews(std::int64_t seq, const domain::Practitioner& practitioner);
  [[nodiscard]] Result<void> take_back(std::int64_t seq, const Error& conflict);
  [[nodiscard]] Error holder_of_external_id(std::size_t position, const domain::ExternalId& id);
  [[nodiscard]] Error holder_of_number(const domain::Credential& credential, std::size_t position);
  [[nodiscard]] Statement& insertion(RecordTable table) {
    return insertions_[static_cast<std::size_t>(table)];
  }

  Connection* connection_ = nullptr;
  RecordCopies copies_;
  Statement insert_head_, update_head_, find_seq_;
  std::array<Statement, kRecordTables> insertions_;
  std::vector<Statement> deletions_;   ///< Of what an update rewrites, children before parents.
  std::vector<Statement> take_backs_;  ///< Of what an insert wrote before it met another record.
  Statement stored_credentials_, stored_events_, free_number_, drop_credential_, move_credential_;
  Statement external_id_holder_, number_holder_;
};

}  // namespace stillpoint::store
