#include "store/sqlite/record_copies.h"

#include <string>
#include <utility>

#include "store/sqlite/event_order.h"
#include "store/sqlite/record_copy.h"

namespace stillpoint::store {

Result<RecordCopies> RecordCopies::prepare(Connection& connection) {
  Result<Statement> find = connection.prepare(
      "SELECT p.version, c.bytes FROM practitioner p JOIN record_copy c ON c.practitioner = p.seq AND "
      "c.version = "
      "p.version WHERE p.id = ?1");
  if (!find) return std::move(find).error();
  RecordCopies copies;
  copies.connection_ = &connection;
  copies.find_ = *std::move(find);
  return copies;
}

Result<std::optional<domain::Practitioner>> RecordCopies::find(domain::PractitionerId id) {
  const Step found = find_.rewind().bind(id).step();
  if (found == Step::kFailed) return find_.error();
  std::optional<domain::Practitioner> practitioner;
  if (found == Step::kRow) practitioner = decode_record(find_.blob(1));
  if (practitioner) {
    // A record is copied as it was given: its id may have been drawn, its version counted on, since.
    practitioner->id = id;
    practitioner->version = find_.integer(0);
    put_events_in_order(*practitioner);
  }
  find_.rewind();
  return practitioner;
}

Result<void> RecordCopies::keep(std::int64_t seq, std::int64_t version,
                                const domain::Practitioner& practitioner) {
  if (!can_keep_) {
    Result<Statement> keep = connection_->prepare(
        "INSERT INTO record_copy (practitioner, version, bytes) VALUES (?1, ?2, ?3) ON CONFLICT "
        "(practitioner) "
        "DO UPDATE SET version = excluded.version, bytes = excluded.bytes");
    if (!keep) return std::move(keep).error();
    keep_ = *std::move(keep);
    can_keep_ = true;
  }
  const std::string bytes = encode_record(practitioner);
  return keep_.bind(seq).bind(version).bind_blob(bytes).run();
}

}  // namespace stillpoint::store
