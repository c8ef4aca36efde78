#include "store/sqlite/personal_data.h"

#include <array>
#include <string>
#include <utility>

#include "store/sqlite/erased_ids.h"

namespace stillpoint::store {
namespace {

/// Evidence that was kept for checks of this person and of nobody else; a roster speaks of everybody on it.
constexpr const char* kOwnEvidence =
    "sha256 IN (SELECT evidence_sha256 FROM verification WHERE practitioner = ?2) AND sha256 NOT IN (SELECT "
    "evidence_sha256 FROM verification WHERE practitioner <> ?2) AND sha256 NOT IN (SELECT sha256 FROM "
    "roster)";

constexpr std::array<PersonalTable, 22> kTables{{
    // A copy of the record is no other data than the record, so that an export shows none of it.
    {.name = "record_copy", .rows = "practitioner = ?2", .columns = ""},
    {.name = "change", .rows = "practitioner = ?1", .columns = "sequence, kind, at", .forgotten = false},
    {.name = "published_change",
     .rows = "practitioner = ?1",
     .columns = "sequence, kind, at, event, effective",
     .forgotten = false},
    // What is still to be told of them goes; that they left is told afterwards.
    {.name = "hook_delivery", .rows = "practitioner = ?1", .columns = "event, queued, attempts"},
    {.name = "outbox",
     .rows = "lower(recipient) = lower(?3)",
     .columns = "recipient, subject, queued, attempts"},
    // A used link stays for a while, so that whoever opens it reads so: it bears a digest and no word of
    // them.
    {.name = "mailed_link",
     .rows = "practitioner = ?1 AND ?1 <> 0",
     .columns = "purpose, expires, used",
     .forgotten = false},
    {.name = "consent", .rows = "practitioner = ?1", .columns = "step, since, asked"},
    {.name = "expiry_reminder", .rows = "practitioner = ?1", .columns = "item, expires, days"},
    {.name = "verification_detail",
     .rows = "practitioner = ?1",
     .columns = "verification, recorded, contact, seen_name, seen_number, seen_issued, seen_expires, "
                "seen_status, explanation"},
    {.name = "standing_note",
     .rows = "practitioner = ?1",
     .columns = "credential, recorded, kind, effective, private_note"},
    {.name = "pending_revocation",
     .rows = "practitioner = ?1",
     .columns = "credential, effective, reason, private_note, asked, settled, outcome",
     // Whoever leaves before the second person decides must not take the revocation with them.
     .forgotten = false,
     .emptied = "private_note"},
    {.name = "work_item",
     .rows = "practitioner = ?1",
     .columns = "kind, subject, issuer, number, note, opened, closed, outcome"},
    {.name = "evidence", .rows = kOwnEvidence, .columns = "sha256, media_type, bytes, file_name, stored"},
    // An address of the site before may be made of the name.
    {.name = "legacy_url", .rows = "practitioner = ?1", .columns = "path"},
    {.name = "merged", .rows = "into_id = ?1", .columns = "id, at", .forgotten = false},
    // What a request was answered may hold anybody's record. All of them go: each would within a day.
    {.name = "kept_answer", .rows = "1", .columns = ""},
    {.name = "sanction_looked_at", .rows = "practitioner = ?1", .columns = "school, at"},
    {.name = "review_invitation", .rows = "practitioner = ?1", .columns = "invited, answered"},
    {.name = "review_note",
     .rows = "practitioner = ?1",
     .columns = "review, sessions, minutes, written, decided, rule"},
    {.name = "digest_line", .rows = "practitioner = ?1", .columns = "what, at"},
    {.name = "photo", .rows = "practitioner = ?1", .columns = "sha256, media_type, bytes, stored, actor"},
    {.name = "report", .rows = "practitioner = ?1", .columns = "topic, state, received, since, outcome"},
}};

/// Binds what personal_tables() speaks of.
Statement& bind_person(Statement& statement, const domain::Practitioner& person, std::int64_t seq) {
  statement.rewind().bind(person.id).bind(seq);
  return person.contact.mail.empty() ? statement.bind_null()
                                     : statement.bind(std::string_view(person.contact.mail));
}

Result<std::int64_t> seq_of(Connection& connection, domain::PractitionerId id) {
  Result<Statement> find = connection.prepare("SELECT seq FROM practitioner WHERE id = ?1");
  if (!find) return std::move(find).error();
  const Step found = find->bind(id).step();
  if (found == Step::kFailed) return find->error();
  return found == Step::kRow ? find->integer(0) : 0;
}

/// Digests of the files that are about this person and nobody else, whether or not the store describes them:
/// evidence, and their picture.
Result<std::vector<std::string>> evidence_of(Connection& connection, std::int64_t seq) {
  Result<Statement> query = connection.prepare(
      "WITH person (id) AS (SELECT id FROM practitioner WHERE seq = ?2) SELECT sha256 FROM (SELECT DISTINCT "
      "evidence_sha256 AS sha256, ?1 FROM verification) WHERE sha256 <> '' AND " +
      std::string(kOwnEvidence) +
      " AND sha256 NOT IN (SELECT sha256 FROM photo WHERE practitioner NOT IN person) UNION SELECT sha256 "
      "FROM photo WHERE practitioner IN person AND sha256 NOT IN (SELECT sha256 FROM photo WHERE "
      "practitioner "
      "NOT IN person) AND sha256 NOT IN (SELECT sha256 FROM evidence)");
  if (!query) return std::move(query).error();
  std::vector<std::string> digests;
  query->bind(std::int64_t{0}).bind(seq);
  Step step = query->step();
  for (; step == Step::kRow; step = query->step()) digests.emplace_back(query->text(0));
  if (step == Step::kFailed) return query->error();
  return digests;
}

Result<std::vector<domain::PractitionerId>> read_ids(Statement& query) {
  std::vector<domain::PractitionerId> ids;
  Step step = query.step();
  for (; step == Step::kRow; step = query.step()) ids.push_back({query.integer(0)});
  if (step == Step::kFailed) return query.error();
  return ids;
}

Result<void> visit_rows(Statement& query, std::string_view table,
                        const std::function<Result<void>(const domain::PersonalRow&)>& visit) {
  Step step = query.step();
  for (; step == Step::kRow; step = query.step()) {
    domain::PersonalRow row{.table = std::string(table)};
    for (int column = 0; column < query.columns(); ++column) {
      row.columns.emplace_back(query.column_name(column), query.text(column));
    }
    Result<void> visited = visit(row);
    if (!visited) return visited;
  }
  if (step == Step::kFailed) return query.error();
  return {};
}

}  // namespace

std::span<const PersonalTable> personal_tables() {
  return kTables;
}

Result<void> SqlitePersonalData::for_each_row(
    const domain::Practitioner& person,
    const std::function<Result<void>(const domain::PersonalRow&)>& visit) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Connection& connection = (*reader)->connection;
  Result<std::int64_t> seq = seq_of(connection, person.id);
  if (!seq) return std::move(seq).error();
  for (const PersonalTable& table : kTables) {
    if (table.columns.empty()) continue;
    // The order of the parameters is fixed by a condition that is always true.
    Result<Statement> query =
        connection.prepare("SELECT " + std::string(table.columns) + " FROM " + std::string(table.name) +
                           " WHERE (?1 IS ?1 OR ?2 IS ?2 OR ?3 IS ?3) AND " + std::string(table.rows));
    if (!query) return std::move(query).error();
    Result<void> visited = visit_rows(bind_person(*query, person, *seq), table.name, visit);
    if (!visited) return visited;
  }
  return {};
}

Result<std::vector<std::string>> SqlitePersonalData::forget(const domain::Practitioner& record, Instant at) {
  std::vector<std::string> evidence;
  Result<void> done = connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<std::int64_t> seq = seq_of(connection, record.id);
    if (!seq) return std::move(seq).error();
    Result<std::vector<std::string>> own = evidence_of(connection, *seq);
    if (!own) return std::move(own).error();
    evidence = *std::move(own);
    for (const PersonalTable& table : kTables) {
      if (!table.forgotten && table.emptied.empty()) continue;
      const std::string name(table.name);
      Result<Statement> erase = connection.prepare(
          (table.forgotten ? "DELETE FROM " + name
                           : "UPDATE " + name + " SET " + std::string(table.emptied) + " = ''") +
          " WHERE (?1 IS ?1 OR ?2 IS ?2 OR ?3 IS ?3) AND " + std::string(table.rows));
      if (!erase) return std::move(erase).error();
      Result<void> erased = bind_person(*erase, record, *seq).run();
      if (!erased) return erased;
    }
    Result<Statement> note = connection.prepare("INSERT INTO erasure (practitioner, at) VALUES (?1, ?2)");
    if (!note) return std::move(note).error();
    Result<void> noted = note->bind(record.id).bind(at).run();
    return noted ? remember_external_ids(record) : noted;
  });
  if (!done) return std::move(done).error();
  return evidence;
}

Result<void> SqlitePersonalData::remember_external_ids(const domain::Practitioner& record) {
  if (record.external_ids.empty()) return {};
  const Result<std::string> key = secrets_.secret(kErasureSecret);
  if (!key) return key.error();
  Result<Statement> insert = connection_.connection().prepare(
      "INSERT INTO erased_external_id (digest, practitioner) VALUES (?1, ?2) ON CONFLICT (digest) DO UPDATE "
      "SET "
      "practitioner = excluded.practitioner");
  if (!insert) return std::move(insert).error();
  for (const domain::ExternalId& id : record.external_ids) {
    const std::string digest = erased_id_digest(*key, id);
    Result<void> inserted = insert->bind_blob(digest).bind(record.id).run();
    if (!inserted) return inserted;
  }
  return {};
}

Result<std::vector<domain::Erasure>> SqlitePersonalData::erasures() const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Result<Statement> query =
      (*reader)->connection.prepare("SELECT practitioner, at FROM erasure ORDER BY at, practitioner");
  if (!query) return std::move(query).error();
  std::vector<domain::Erasure> list;
  Step step = query->step();
  for (; step == Step::kRow; step = query->step()) {
    list.push_back({.practitioner = {query->integer(0)}, .at = query->instant(1)});
  }
  if (step == Step::kFailed) return query->error();
  return list;
}

Result<std::vector<domain::PractitionerId>> SqlitePersonalData::withdrawn_before(Instant instant) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Result<Statement> query = (*reader)->connection.prepare(
      "SELECT id FROM practitioner WHERE listing = 'withdrawn' AND edited < ?1 AND id NOT IN (SELECT "
      "practitioner FROM erasure) AND id NOT IN (SELECT id FROM merged WHERE into_id NOT IN (SELECT "
      "practitioner FROM erasure)) ORDER BY seq");
  if (!query) return std::move(query).error();
  return read_ids(query->bind(instant));
}

Result<std::vector<domain::PractitionerId>> SqlitePersonalData::merged_into(domain::PractitionerId id) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  // One may have been merged into another that was merged in its turn.
  Result<Statement> query = (*reader)->connection.prepare(
      "WITH RECURSIVE went (id) AS (SELECT id FROM merged WHERE into_id = ?1 UNION SELECT m.id FROM merged m "
      "JOIN "
      "went ON m.into_id = went.id) SELECT id FROM went WHERE id <> ?1 ORDER BY id");
  if (!query) return std::move(query).error();
  return read_ids(query->bind(id));
}

Result<void> SqlitePersonalData::scrub() {
  // The log still holds the pages as they were before: it is folded into the file and cut to nothing.
  Result<std::int64_t> busy = connection_.fold_log();
  if (!busy) return std::move(busy).error();
  if (*busy == 0) return {};
  return Error{.code = ErrorCode::kUnavailable,
               .message =
                   "Somebody reads the database, so its log still holds what was erased. A running server "
                   "wipes it as soon as nobody does."};
}

}  // namespace stillpoint::store
