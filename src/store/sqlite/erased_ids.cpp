#include "store/sqlite/erased_ids.h"

#include <utility>

#include "store/sqlite/audit_chain.h"

namespace stillpoint::store {

std::string erased_id_digest(std::string_view key, const domain::ExternalId& id) {
  // The length keeps two pairs of system and value from giving the same text.
  return hmac_sha256(key, std::to_string(id.system.size()) + ":" + id.system + id.value);
}

Result<ErasedIds> ErasedIds::prepare(Connection& connection) {
  ErasedIds ids;
  const std::pair<Statement*, const char*> statements[] = {
      {&ids.any_, "SELECT EXISTS (SELECT 1 FROM erased_external_id)"},
      {&ids.key_, "SELECT value FROM secret WHERE name = ?1"},
      {&ids.find_, "SELECT practitioner FROM erased_external_id WHERE digest = ?1"}};
  for (const auto& [statement, sql] : statements) {
    Result<Statement> prepared = connection.prepare(sql);
    if (!prepared) return std::move(prepared).error();
    *statement = *std::move(prepared);
  }
  return ids;
}

Result<domain::PractitionerId> ErasedIds::holder_of(const domain::ExternalId& id) {
  if (any_.rewind().step() != Step::kRow) return any_.error();
  const bool any = any_.boolean(0);
  any_.rewind();
  if (!any) return domain::PractitionerId{};
  const Step key = key_.rewind().bind(kErasureSecret).step();
  if (key == Step::kFailed) return key_.error();
  const std::string digest = key == Step::kRow ? erased_id_digest(key_.blob(0), id) : std::string();
  key_.rewind();
  const Step found = find_.rewind().bind_blob(digest).step();
  if (found == Step::kFailed) return find_.error();
  const domain::PractitionerId holder{found == Step::kRow ? find_.integer(0) : 0};
  find_.rewind();
  return holder;
}

}  // namespace stillpoint::store
