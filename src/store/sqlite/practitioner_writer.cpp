#include "store/sqlite/practitioner_writer.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "store/sqlite/record_ids.h"

namespace stillpoint::store {

using domain::Practitioner;
using domain::PractitionerId;

Result<std::unique_ptr<PractitionerWriter>> PractitionerWriter::prepare(WriteConnection& connection) {
  std::unique_ptr<PractitionerWriter> writer(new PractitionerWriter(connection));
  Connection& raw = connection.connection();
  Result<RecordLoader> loader = RecordLoader::prepare(raw, Reach::kOne, Detail::kWhole);
  if (!loader) return std::move(loader).error();
  writer->loader_ = *std::move(loader);
  Result<RecordCopies> copies = RecordCopies::prepare(raw);
  if (!copies) return std::move(copies).error();
  writer->copies_ = *std::move(copies);
  Result<RecordSaver> saver = RecordSaver::prepare(raw);
  if (!saver) return std::move(saver).error();
  writer->saver_ = *std::move(saver);
  Result<ChangeLog> changes = ChangeLog::prepare(raw);
  if (!changes) return std::move(changes).error();
  writer->changes_ = *std::move(changes);
  Result<PublicChangeLog> public_changes = PublicChangeLog::prepare(raw);
  if (!public_changes) return std::move(public_changes).error();
  writer->public_changes_ = *std::move(public_changes);
  Result<Statement> holder = raw.prepare(
      "SELECT p.id FROM external_id e JOIN practitioner p ON p.seq = e.practitioner WHERE system = ?1 AND "
      "value = ?2");
  if (!holder) return std::move(holder).error();
  writer->external_id_holder_ = *std::move(holder);
  Result<ErasedIds> erased = ErasedIds::prepare(raw);
  if (!erased) return std::move(erased).error();
  writer->erased_ids_ = *std::move(erased);
  return writer;
}

Result<void> PractitionerWriter::in_transaction(const std::function<Result<void>()>& body) {
  return connection_.in_transaction(body);
}

Result<PractitionerId> PractitionerWriter::holder_of(const domain::ExternalId& id) {
  const Step found = external_id_holder_.rewind().bind(id.system).bind(id.value).step();
  if (found == Step::kFailed) return external_id_holder_.error();
  const PractitionerId holder{found == Step::kRow ? external_id_holder_.integer(0) : 0};
  external_id_holder_.rewind();
  return holder ? Result<PractitionerId>(holder) : erased_ids_.holder_of(id);
}

Result<std::optional<Practitioner>> PractitionerWriter::find_existing(const Practitioner& practitioner) {
  std::optional<Practitioner> existing;
  Result<void> read = connection_.reading([&]() -> Result<void> {
    domain::Listing record;
    const auto load = [&](PractitionerId id) -> Result<bool> {
      if (!id) return false;
      Result<std::optional<Practitioner>> copy = copies_.find(id);
      if (!copy) return std::move(copy).error();
      if (*copy) {
        existing = *std::move(copy);
        return true;
      }
      Result<bool> found = loader_.find(id, record);
      if (found && *found) existing = std::move(record.practitioner);
      return found;
    };
    Result<bool> found = load(practitioner.id);
    for (std::size_t i = 0; found && !*found && i < practitioner.external_ids.size(); ++i) {
      Result<PractitionerId> holder = holder_of(practitioner.external_ids[i]);
      if (!holder) return std::move(holder).error();
      found = load(*holder);
    }
    if (!found) return std::move(found).error();
    return {};
  });
  if (!read) return std::move(read).error();
  return existing;
}

Result<PractitionerId> PractitionerWriter::put(const Practitioner& practitioner) {
  PractitionerId id;
  Result<void> done = connection_.in_transaction([&]() -> Result<void> {
    std::optional<Practitioner> with_ids;
    if (lacks_ids(practitioner)) draw_lacking_ids(with_ids.emplace(practitioner));
    Result<PractitionerId> stored = insert_or_replace(with_ids ? *with_ids : practitioner);
    if (!stored) {
      // A conflict left nothing behind, so the rest of the transaction may land; anything else may have left
      // half a record.
      if (stored.error().code != ErrorCode::kConflict) connection_.spoil(stored.error());
      return std::move(stored).error();
    }
    id = *stored;
    return {};
  });
  if (!done) return std::move(done).error();
  return id;
}

Result<PractitionerId> PractitionerWriter::insert_or_replace(const Practitioner& practitioner) {
  PractitionerId id = practitioner.id;
  const std::int64_t version = std::max<std::int64_t>(practitioner.version, 1);
  ChangeKind kind = ChangeKind::kRegistered;
  std::optional<PublicChangeLog::Before> before;
  if (!id) {
    Result<bool> inserted = false;
    while (inserted && !*inserted) {  // a drawn id is taken about never
      id = {draw_id()};
      inserted = saver_.insert(id, version, practitioner);
    }
    if (!inserted) return std::move(inserted).error();
  } else {
    Result<bool> inserted = saver_.insert(id, version, practitioner);
    if (!inserted) return std::move(inserted).error();
    if (!*inserted) {
      Result<PublicChangeLog::Before> looked = public_changes_.look(id);
      if (!looked) return std::move(looked).error();
      before = *std::move(looked);
      Result<void> replaced = replace(id, practitioner);
      if (!replaced) return std::move(replaced).error();
      kind = ChangeKind::kEdited;
    }
  }
  if (practitioner.listing == domain::ListingState::kWithdrawn) kind = ChangeKind::kWithdrawn;
  Result<void> logged = changes_.append(id, kind, practitioner.edited);
  if (logged) logged = public_changes_.append(id, before, practitioner.listing);
  if (!logged) return std::move(logged).error();
  return id;
}

Result<void> PractitionerWriter::replace(PractitionerId id, const Practitioner& practitioner) {
  Connection& raw = connection_.connection();
  Result<void> done = raw.execute("SAVEPOINT put");
  if (!done) return done;
  Result<void> replaced = saver_.replace(id, practitioner);
  if (replaced) replaced = renew_copy(id);
  done = raw.execute(replaced ? "RELEASE put" : "ROLLBACK TO put; RELEASE put");
  if (!replaced && (done || replaced.error().code != ErrorCode::kConflict)) return replaced;
  return done;
}

Result<void> PractitionerWriter::renew_copy(PractitionerId id) {
  // Read back: histories are united with what was on record.
  domain::Listing record;
  Result<bool> found = loader_.find(id, record);
  if (!found) return std::move(found).error();
  return saver_.keep_copy(record.practitioner);
}

Result<bool> PractitionerWriter::empty() {
  bool is_empty = false;
  Result<void> read = connection_.reading([&]() -> Result<void> {
    Result<std::int64_t> any =
        connection_.connection().query_integer("SELECT EXISTS (SELECT 1 FROM practitioner)");
    if (!any) return std::move(any).error();
    is_empty = *any == 0;
    return {};
  });
  if (!read) return std::move(read).error();
  return is_empty;
}

}  // namespace stillpoint::store
