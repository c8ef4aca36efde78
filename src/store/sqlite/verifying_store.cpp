#include "store/sqlite/verifying_store.h"

#include <sqlite3.h>

#include <utility>

#include "base/id.h"
#include "store/sqlite/enum_text.h"
#include "store/sqlite/query_rows.h"

namespace stillpoint::store {

using domain::EvidenceRecord;
using domain::PendingRevocation;
using domain::RosterRun;
using domain::StandingNote;
using domain::VerificationDetail;

namespace {

/// Reads rows with a reader of the pool's own.
template <class Bind, class Take>
Result<void> read_rows(const ReaderPool& readers, std::string_view sql, const Bind& bind, const Take& take) {
  Result<ReaderPool::Lease> reader = readers.take();
  if (!reader) return std::move(reader).error();
  return each_row((*reader)->connection, sql, bind, take);
}

/// Runs one statement in the running transaction, or in one of its own.
template <class Bind>
Result<void> write(WriteConnection& connection, std::string_view sql, const Bind& bind) {
  return connection.in_transaction([&] { return run_bound(connection.connection(), sql, bind); });
}

/// Ends in a condition that the caller writes.
constexpr std::string_view kInsertItem =
    "INSERT INTO work_item (id, kind, practitioner, subject, issuer, number, note, opened, evidence, "
    "outcome, closed_by) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, '', '' WHERE NOT EXISTS ";

void bind_item(Statement& row, const domain::NewWorkItem& item, Instant now) {
  row.bind(draw_id()).bind(domain::kWorkWords[static_cast<std::size_t>(item.kind)]).bind(item.practitioner);
  row.bind(item.subject).bind(item.issuer).bind(item.number).bind(item.note).bind(now).bind(item.evidence);
}

}  // namespace

Result<void> SqliteVerifyingStore::assign(std::int64_t subject, domain::AccountId account,
                                          const std::string& name, Instant now) {
  if (!account) {
    return write(connection_, "DELETE FROM work_assignment WHERE subject = ?1",
                 [&](Statement& row) { row.bind(subject); });
  }
  return write(connection_,
               "INSERT INTO work_assignment (subject, account, actor, at) VALUES (?1, ?2, ?3, ?4) "
               "ON CONFLICT (subject) DO UPDATE SET account = excluded.account, actor = excluded.actor, "
               "at = excluded.at",
               [&](Statement& row) { row.bind(subject).bind(account).bind(name).bind(now); });
}

Result<void> SqliteVerifyingStore::open_item(const domain::NewWorkItem& item, Instant now) {
  return write(connection_,
               std::string(kInsertItem) +
                   "(SELECT 1 FROM work_item WHERE kind = ?2 AND practitioner = ?3 AND subject = ?4 AND "
                   "issuer = ?5 AND number = ?6 AND closed IS NULL)",
               [&](Statement& row) { bind_item(row, item, now); });
}

Result<bool> SqliteVerifyingStore::open_lead(const domain::NewWorkItem& item, Instant now) {
  bool opened = false;
  Result<void> done = connection_.in_transaction([&]() -> Result<void> {
    Result<void> inserted =
        run_bound(connection_.connection(),
                  std::string(kInsertItem) +
                      "(SELECT 1 FROM work_item WHERE practitioner = ?3 AND kind = ?2 AND note = ?7)",
                  [&](Statement& row) { bind_item(row, item, now); });
    opened = inserted && connection_.connection().changes() > 0;
    return inserted;
  });
  if (!done) return std::move(done).error();
  return opened;
}

Result<void> SqliteVerifyingStore::settle_items(domain::WorkKind kind, std::int64_t subject,
                                                const domain::SettledWork& settled) {
  return write(connection_,
               "UPDATE work_item SET closed = ?3, outcome = ?4, closed_by = ?5 WHERE kind = ?1 AND subject = "
               "?2 AND closed IS NULL",
               [&](Statement& row) {
                 row.bind(domain::kWorkWords[static_cast<std::size_t>(kind)]).bind(subject);
                 row.bind(settled.closed).bind(settled.outcome).bind(settled.closed_by);
               });
}

Result<std::optional<domain::SettledWork>> SqliteVerifyingStore::settled(domain::WorkKind kind,
                                                                         std::int64_t subject) const {
  std::optional<domain::SettledWork> found;
  Result<void> done = read_rows(
      readers_,
      "SELECT outcome, closed_by, closed FROM work_item WHERE kind = ?1 AND subject = ?2 AND closed IS NOT "
      "NULL ORDER BY closed DESC, id LIMIT 1",
      [&](Statement& query) { query.bind(domain::kWorkWords[static_cast<std::size_t>(kind)]).bind(subject); },
      [&](const Statement& row) {
        found = domain::SettledWork{.outcome = std::string(row.text(0)),
                                    .closed_by = std::string(row.text(1)),
                                    .closed = row.instant(2)};
      });
  if (!done) return std::move(done).error();
  return found;
}

Result<void> SqliteVerifyingStore::close_item(std::int64_t id, const std::string& outcome,
                                              const std::string& actor, Instant now) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<void> done = run_bound(
        connection_.connection(),
        "UPDATE work_item SET closed = ?2, outcome = ?3, closed_by = ?4 WHERE id = ?1 AND closed IS NULL",
        [&](Statement& row) { row.bind(id).bind(now).bind(outcome).bind(actor); });
    if (done && connection_.connection().changes() == 0) {
      return Error{.code = ErrorCode::kNotFound, .message = "No such item is open."};
    }
    return done;
  });
}

Result<void> SqliteVerifyingStore::checked(domain::PractitionerId practitioner, std::int64_t subject,
                                           const std::string& actor, Instant now) {
  return connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<void> done =
        run_bound(connection,
                  "UPDATE work_item SET closed = ?3, outcome = 'checked at the source', closed_by = ?4 WHERE "
                  "practitioner = ?1 AND subject = ?2 AND closed IS NULL AND kind <> 'reported'",
                  [&](Statement& row) { row.bind(practitioner).bind(subject).bind(now).bind(actor); });
    if (done) {
      done = run_bound(connection,
                       "INSERT INTO sanction_looked_at (practitioner, school, at) SELECT DISTINCT ?1, "
                       "t.school, ?2 FROM training t JOIN practitioner p ON p.seq = t.practitioner WHERE "
                       "p.id = ?1 AND t.school <> '' ON CONFLICT DO UPDATE SET at = excluded.at",
                       [&](Statement& row) { row.bind(practitioner).bind(now); });
    }
    if (done) {
      done = run_bound(connection, "DELETE FROM work_assignment WHERE subject = ?1",
                       [&](Statement& row) { row.bind(subject); });
    }
    return done;
  });
}

Result<void> SqliteVerifyingStore::put_evidence(const EvidenceRecord& evidence) {
  return write(connection_,
               "INSERT INTO evidence (sha256, media_type, bytes, file_name, stored, actor) "
               "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (sha256) DO NOTHING",
               [&](Statement& row) {
                 row.bind(evidence.sha256).bind(evidence.media_type).bind(evidence.bytes);
                 row.bind(evidence.file_name).bind(evidence.stored).bind(evidence.actor);
               });
}

Result<std::optional<EvidenceRecord>> SqliteVerifyingStore::find_evidence(const std::string& sha256) const {
  std::optional<EvidenceRecord> found;
  Result<void> done = read_rows(
      readers_, "SELECT sha256, media_type, bytes, file_name, stored, actor FROM evidence WHERE sha256 = ?1",
      [&](Statement& query) { query.bind(sha256); },
      [&](const Statement& row) {
        found = EvidenceRecord{.sha256 = std::string(row.text(0)),
                               .media_type = std::string(row.text(1)),
                               .bytes = row.integer(2),
                               .file_name = std::string(row.text(3)),
                               .stored = row.instant(4),
                               .actor = std::string(row.text(5))};
      });
  if (!done) return std::move(done).error();
  return found;
}

Result<void> SqliteVerifyingStore::put_detail(const VerificationDetail& detail) {
  return write(connection_,
               "INSERT INTO verification_detail (verification, practitioner, recorded, account, actor, "
               "contact, seen_name, seen_number, seen_issued, seen_expires, seen_status, explanation) "
               "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
               [&](Statement& row) {
                 row.bind(detail.verification).bind(detail.practitioner).bind(detail.recorded);
                 row.bind(detail.account).bind(detail.actor).bind(detail.contact).bind(detail.seen_name);
                 row.bind(detail.seen_number).bind(detail.seen_issued).bind(detail.seen_expires);
                 row.bind(detail.seen_status).bind(detail.explanation);
               });
}

Result<std::vector<VerificationDetail>> SqliteVerifyingStore::details_of(
    domain::PractitionerId practitioner) const {
  std::vector<VerificationDetail> details;
  Result<void> done = read_rows(
      readers_,
      "SELECT verification, recorded, account, actor, contact, seen_name, seen_number, seen_issued, "
      "seen_expires, seen_status, explanation FROM verification_detail WHERE practitioner = ?1 "
      "ORDER BY recorded, verification",
      [&](Statement& query) { query.bind(practitioner); },
      [&](const Statement& row) {
        details.push_back({.verification = {row.integer(0)},
                           .practitioner = practitioner,
                           .recorded = row.instant(1),
                           .account = {row.integer(2)},
                           .actor = std::string(row.text(3)),
                           .contact = std::string(row.text(4)),
                           .seen_name = std::string(row.text(5)),
                           .seen_number = std::string(row.text(6)),
                           .seen_issued = row.optional_date(7),
                           .seen_expires = row.optional_date(8),
                           .seen_status = std::string(row.text(9)),
                           .explanation = std::string(row.text(10))});
      });
  if (!done) return std::move(done).error();
  return details;
}

Result<void> SqliteVerifyingStore::put_note(const StandingNote& note) {
  return write(connection_,
               "INSERT INTO standing_note (practitioner, credential, recorded, kind, effective, account, "
               "actor, private_note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
               [&](Statement& row) {
                 row.bind(note.practitioner).bind(note.credential).bind(note.recorded);
                 row.bind(text_of(note.kind)).bind(note.effective).bind(note.account).bind(note.actor);
                 row.bind(note.private_note);
               });
}

Result<std::vector<StandingNote>> SqliteVerifyingStore::notes_of(domain::PractitionerId practitioner,
                                                                 domain::CredentialId credential) const {
  std::vector<StandingNote> notes;
  Result<void> done = read_rows(
      readers_,
      "SELECT recorded, kind, effective, account, actor, private_note FROM standing_note WHERE "
      "practitioner = ?1 AND credential = ?2 ORDER BY recorded, rowid",
      [&](Statement& query) { query.bind(practitioner).bind(credential); },
      [&](const Statement& row) {
        notes.push_back({.practitioner = practitioner,
                         .credential = credential,
                         .kind = enum_of<domain::CredentialEventKind>(row.text(1)),
                         .effective = row.instant(2),
                         .recorded = row.instant(0),
                         .account = {row.integer(3)},
                         .actor = std::string(row.text(4)),
                         .private_note = std::string(row.text(5))});
      });
  if (!done) return std::move(done).error();
  return notes;
}

Result<void> SqliteVerifyingStore::put_pending(const PendingRevocation& revocation) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<Statement> insert = connection_.connection().prepare(
        "INSERT INTO pending_revocation (id, practitioner, credential, effective, reason, private_note, "
        "account, actor, asked, outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, '')");
    if (!insert) return std::move(insert).error();
    insert->bind(revocation.id != 0 ? revocation.id : draw_id()).bind(revocation.practitioner);
    insert->bind(revocation.credential).bind(revocation.effective).bind(revocation.reason);
    insert->bind(revocation.private_note).bind(revocation.account).bind(revocation.actor);
    Result<void> done = insert->bind(revocation.asked).run();
    if (!done && insert->result_code() == SQLITE_CONSTRAINT_UNIQUE) {
      return Error{.code = ErrorCode::kConflict,
                   .message = "A revocation of this certificate waits for its second person already."};
    }
    return done;
  });
}

Result<std::optional<PendingRevocation>> SqliteVerifyingStore::pending_of(
    domain::PractitionerId practitioner, domain::CredentialId credential) const {
  std::optional<PendingRevocation> found;
  Result<void> done = read_rows(
      readers_,
      "SELECT id, effective, reason, private_note, account, actor, asked FROM pending_revocation WHERE "
      "practitioner = ?1 AND credential = ?2 AND settled IS NULL",
      [&](Statement& query) { query.bind(practitioner).bind(credential); },
      [&](const Statement& row) {
        found = PendingRevocation{.id = row.integer(0),
                                  .practitioner = practitioner,
                                  .credential = credential,
                                  .effective = row.instant(1),
                                  .reason = std::string(row.text(2)),
                                  .private_note = std::string(row.text(3)),
                                  .account = {row.integer(4)},
                                  .actor = std::string(row.text(5)),
                                  .asked = row.instant(6)};
      });
  if (!done) return std::move(done).error();
  return found;
}

Result<void> SqliteVerifyingStore::settle(std::int64_t id, domain::RevocationOutcome outcome, Instant now) {
  return connection_.in_transaction([&]() -> Result<void> {
    const char* word = outcome == domain::RevocationOutcome::kConfirmed ? "confirmed" : "dropped";
    Result<void> done = run_bound(
        connection_.connection(),
        "UPDATE pending_revocation SET settled = ?2, outcome = ?3 WHERE id = ?1 AND settled IS NULL",
        [&](Statement& row) { row.bind(id).bind(now).bind(word); });
    if (done && connection_.connection().changes() == 0) {
      return Error{.code = ErrorCode::kConflict, .message = "This revocation was settled already."};
    }
    return done;
  });
}

Result<void> SqliteVerifyingStore::put_roster(const RosterRun& run) {
  return write(connection_,
               "INSERT INTO roster (id, issuer, sha256, as_of, recorded, actor, rows_read, matched, "
               "mismatched, missing, unknown) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
               [&](Statement& row) {
                 row.bind(run.id != 0 ? run.id : draw_id()).bind(run.issuer).bind(run.sha256);
                 row.bind(run.as_of).bind(run.recorded).bind(run.actor).bind(run.rows).bind(run.matched);
                 row.bind(run.mismatched).bind(run.missing).bind(run.unknown);
               });
}

Result<std::vector<RosterRun>> SqliteVerifyingStore::rosters(std::size_t count) const {
  std::vector<RosterRun> runs;
  Result<void> done = read_rows(
      readers_,
      "SELECT id, issuer, sha256, as_of, recorded, actor, rows_read, matched, mismatched, missing, unknown "
      "FROM roster ORDER BY recorded DESC, id LIMIT ?1",
      [&](Statement& query) { query.bind(static_cast<std::int64_t>(count)); },
      [&](const Statement& row) {
        const auto number = [&](int column) { return static_cast<int>(row.integer(column)); };
        runs.push_back({.id = row.integer(0),
                        .issuer = {std::string(row.text(1))},
                        .sha256 = std::string(row.text(2)),
                        .as_of = row.instant(3),
                        .recorded = row.instant(4),
                        .actor = std::string(row.text(5)),
                        .rows = number(6),
                        .matched = number(7),
                        .mismatched = number(8),
                        .missing = number(9),
                        .unknown = number(10)});
      });
  if (!done) return std::move(done).error();
  return runs;
}

Result<void> SqliteVerifyingStore::put_exclusion_list(const domain::ExclusionRun& run) {
  return write(connection_,
               "INSERT INTO exclusion_list (sha256, recorded, actor, rows_read, by_npi, by_name) VALUES (?1, "
               "?2, ?3, ?4, ?5, ?6) ON CONFLICT (sha256) DO UPDATE SET by_npi = by_npi + excluded.by_npi, "
               "by_name = by_name + excluded.by_name",
               [&](Statement& row) {
                 row.bind(run.sha256).bind(run.recorded).bind(run.actor).bind(run.rows);
                 row.bind(run.by_npi).bind(run.by_name);
               });
}

Result<std::vector<domain::ExclusionRun>> SqliteVerifyingStore::exclusion_lists(std::size_t count) const {
  std::vector<domain::ExclusionRun> runs;
  Result<void> done = read_rows(
      readers_,
      "SELECT sha256, recorded, actor, rows_read, by_npi, by_name FROM exclusion_list ORDER BY recorded "
      "DESC, "
      "sha256 LIMIT ?1",
      [&](Statement& query) { query.bind(static_cast<std::int64_t>(count)); },
      [&](const Statement& row) {
        runs.push_back({.sha256 = std::string(row.text(0)),
                        .recorded = row.instant(1),
                        .actor = std::string(row.text(2)),
                        .rows = static_cast<int>(row.integer(3)),
                        .by_npi = static_cast<int>(row.integer(4)),
                        .by_name = static_cast<int>(row.integer(5))});
      });
  if (!done) return std::move(done).error();
  return runs;
}

Result<std::vector<domain::VerifyingStore::NumberOnRecord>> SqliteVerifyingStore::numbers_of(
    const domain::IssuerKey& issuer) const {
  std::vector<NumberOnRecord> numbers;
  Result<void> done = read_rows(
      readers_,
      "SELECT c.number, p.id, c.id FROM credential c JOIN practitioner p ON p.seq = c.practitioner WHERE "
      "c.issuer = ?1 AND c.number <> '' AND p.listing <> 'withdrawn' ORDER BY c.number",
      [&](Statement& query) { query.bind(issuer); },
      [&](const Statement& row) {
        numbers.push_back({.number = std::string(row.text(0)),
                           .practitioner = {row.integer(1)},
                           .credential = {row.integer(2)}});
      });
  if (!done) return std::move(done).error();
  return numbers;
}

}  // namespace stillpoint::store
