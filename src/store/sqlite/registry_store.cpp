#include "store/sqlite/registry_store.h"

#include <string>
#include <string_view>
#include <utility>

#include "store/sqlite/registry_rows.h"

namespace stillpoint::store {

Result<void> SqliteRegistryStore::seed(const domain::VocabularyRows& rows) {
  return connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<void> done = seed_accreditors(connection, rows.accreditors);
    if (done) done = seed_schools(connection, rows.schools);
    if (done) done = seed_issuers(connection, rows.issuers);
    if (done) done = seed_credential_types(connection, rows.credential_types);
    if (done) done = seed_jurisdictions(connection, rows.jurisdictions);
    if (done) done = seed_jurisdiction_rules(connection, rows.jurisdiction_rules);
    return done;
  });
}

Result<domain::VocabularyRows> SqliteRegistryStore::load(domain::VocabularyRows rows) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Connection& connection = (*reader)->connection;
  Result<ReadTransaction> transaction = ReadTransaction::begin(connection);
  if (!transaction) return std::move(transaction).error();
  Result<void> done = load_accreditors(connection, rows.accreditors);
  if (done) done = load_schools(connection, rows.schools);
  if (done) done = load_issuers(connection, rows.issuers);
  if (done) done = load_credential_types(connection, rows.credential_types);
  if (done) done = load_jurisdictions(connection, rows.jurisdictions);
  if (done) done = load_jurisdiction_rules(connection, rows.jurisdiction_rules);
  if (!done) return std::move(done).error();
  return rows;
}

}  // namespace stillpoint::store
