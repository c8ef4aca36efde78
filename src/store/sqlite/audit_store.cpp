#include "store/sqlite/audit_store.h"

#include <array>
#include <limits>
#include <string>
#include <utility>

#include "store/sqlite/audit_chain.h"
#include "store/sqlite/random_bytes.h"

namespace stillpoint::store {
namespace {

using domain::AuditEntry;
using domain::AuditFilter;
using domain::AuditRecord;

constexpr std::size_t kSaltBytes = 32;  ///< As long as the digest that it guards.

/// In the order of domain::ActorKind; these words never change.
constexpr std::array<std::string_view, 5> kActorKinds{"account", "practitioner", "client", "operator",
                                                      "system"};

std::string_view word_of(domain::ActorKind kind) {
  return kActorKinds[static_cast<std::size_t>(kind)];
}

domain::ActorKind kind_of(std::string_view word) {
  for (std::size_t i = 0; i < kActorKinds.size(); ++i) {
    if (kActorKinds[i] == word) return static_cast<domain::ActorKind>(i);
  }
  return domain::ActorKind::kSystem;  // the schema admits no other words
}

// Columns of a query for rows.
constexpr const char* kRowColumns =
    "sequence, at, actor_kind, account, actor, roles, action, subject_kind, subject, content_digest, "
    "previous_hash, hash, content IS NULL";
constexpr int kHashColumn = 11;
constexpr int kErasedColumn = 12;
constexpr int kNextColumn = 13;

AuditRow row_of(const Statement& query) {
  AuditRow row{
      .sequence = query.integer(0), .at = query.integer(1), .actor_kind = std::string(query.text(2))};
  if (!query.is_null(3)) row.account = query.integer(3);
  row.actor = query.text(4);
  row.roles = query.integer(5);
  row.action = query.text(6);
  row.subject_kind = query.text(7);
  row.subject = query.text(8);
  row.content_digest = query.blob(9);
  row.previous_hash = query.blob(10);
  return row;
}

/// The record without its changes.
AuditRecord record_of(const Statement& query) {
  const AuditRow row = row_of(query);
  AuditRecord record{.sequence = row.sequence, .erased = query.boolean(kErasedColumn)};
  AuditEntry& entry = record.entry;
  entry.at = Instant{std::chrono::seconds{row.at}};
  entry.actor = {.kind = kind_of(row.actor_kind),
                 .account = {row.account.value_or(0)},
                 .name = row.actor,
                 .roles = domain::Roles(static_cast<std::uint8_t>(row.roles)),
                 .address = std::string(query.text(kNextColumn))};
  entry.action = row.action;
  entry.subject = {.kind = row.subject_kind, .id = row.subject};
  entry.reason = query.text(kNextColumn + 1);
  record.content_digest = hex(row.content_digest);
  record.previous_hash = hex(row.previous_hash);
  record.hash = hex(query.blob(kHashColumn));
  return record;
}

/// Content that somebody spoilt is shown as such: the rest of the trail must stay readable.
constexpr const char* kUnreadable =
    "(The content of this entry cannot be read: the trail was tampered with.)";

std::string query_for(const AuditFilter& filter) {
  std::string sql = std::string("SELECT ") + kRowColumns +
                    ", CASE WHEN json_valid(content) THEN content ->> '$.address' ELSE '' END,"
                    " CASE WHEN json_valid(content) THEN content ->> '$.reason' WHEN content IS NULL THEN '' "
                    "ELSE ?5 END, CASE WHEN json_valid(content) THEN content -> '$.changes' ELSE '[]' END "
                    "FROM audit WHERE (?1 = 0 OR sequence ";
  sql += filter.newest_first ? "<" : ">";
  sql += " ?1)";
  if (filter.subject) sql += " AND subject_kind = ?2";
  if (filter.subject && !filter.subject->id.empty()) sql += " AND subject = ?3";
  if (filter.account) sql += " AND account = ?4";
  sql += filter.newest_first ? " ORDER BY sequence DESC LIMIT ?6" : " ORDER BY sequence LIMIT ?6";
  return sql;
}

Result<std::vector<domain::FieldChange>> read_changes(Statement& changes, std::string_view json) {
  std::vector<domain::FieldChange> list;
  changes.rewind().bind(json);
  Step step = changes.step();
  for (; step == Step::kRow; step = changes.step()) {
    list.push_back({.field = std::string(changes.text(0)),
                    .before = std::string(changes.text(1)),
                    .after = std::string(changes.text(2))});
  }
  if (step == Step::kFailed) return changes.error();
  changes.rewind();
  return list;
}

using Broken = domain::AuditLog::Broken;

std::string number(std::int64_t sequence) {
  return std::to_string(sequence);
}

/// What is wrong with a row, given the one before it.
std::optional<Broken> fault_of(const Statement& query, std::int64_t before, std::string_view hash_before) {
  const AuditRow row = row_of(query);
  const std::int64_t due = before + 1;
  if (row.sequence != due) {
    return Broken{.sequence = due,
                  .what = "Entry " + number(due) + " is missing: entry " + number(row.sequence) +
                          " is what follows entry " + number(before) + "."};
  }
  if (audit_hash(row) != query.blob(kHashColumn)) {
    return Broken{.sequence = due,
                  .what = "Entry " + number(due) +
                          " does not match its hash: who did it, what, when or to which record was changed."};
  }
  if (row.previous_hash != hash_before) {
    return Broken{.sequence = due,
                  .what = "Entry " + number(due) + " does not continue entry " + number(before) +
                          " as it stands: one of the two was replaced."};
  }
  const std::string_view salt = query.blob(kNextColumn);
  const std::string_view content = query.text(kNextColumn + 1);
  if (!query.boolean(kErasedColumn) && sha256(std::string(salt).append(content)) != row.content_digest) {
    return Broken{.sequence = due,
                  .what = "The content of entry " + number(due) +
                          " does not match its digest: a field, the reason or the address was changed."};
  }
  return std::nullopt;
}

/// Whether the trail ends where its head says.
Result<std::optional<Broken>> fault_at_end(Connection& connection, std::int64_t last, std::string_view hash) {
  Result<Statement> head = connection.prepare("SELECT sequence, hash FROM audit_head");
  if (!head) return std::move(head).error();
  const Step step = head->step();
  if (step == Step::kFailed) return head->error();
  std::optional<Broken> broken;
  if (step == Step::kDone) {
    broken = Broken{.sequence = last + 1, .what = "Where the trail ends is no longer on record."};
  } else if (head->integer(0) > last) {
    broken = Broken{.sequence = last + 1,
                    .what = "Entry " + number(last + 1) + " is missing: the trail went on to entry " +
                            number(head->integer(0)) + "."};
  } else if (head->integer(0) != last || head->blob(1) != hash) {
    broken = Broken{.sequence = last,
                    .what = "Entry " + number(last) + " is not the one that the trail ended with."};
  }
  return broken;
}

}  // namespace

Result<void> SqliteAuditLog::prepare() {
  if (prepared_) return {};
  Connection& connection = connection_.connection();
  Result<Statement> head = connection.prepare("SELECT sequence, hash FROM audit_head");
  if (!head) return std::move(head).error();
  Result<Statement> insert = connection.prepare(
      "INSERT INTO audit (sequence, at, actor_kind, account, actor, roles, action, subject_kind, subject, "
      "salt, content, content_digest, previous_hash, hash) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
  if (!insert) return std::move(insert).error();
  head_ = *std::move(head);
  insert_ = *std::move(insert);
  prepared_ = true;
  return {};
}

Result<void> SqliteAuditLog::append(const AuditEntry& entry) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<void> done = prepare();
    if (done) done = append_at_end(entry);
    if (!done) connection_.spoil(done.error());  // a change without its trace must not land
    return done;
  });
}

Result<void> SqliteAuditLog::append_at_end(const AuditEntry& entry) {
  if (head_.rewind().step() != Step::kRow) return head_.error();
  AuditRow row{.sequence = head_.integer(0) + 1,
               .at = entry.at.time_since_epoch().count(),
               .actor_kind = std::string(word_of(entry.actor.kind)),
               .account = entry.actor.account ? std::optional(entry.actor.account.value) : std::nullopt,
               .actor = entry.actor.name,
               .roles = entry.actor.roles.bits(),
               .action = entry.action,
               .subject_kind = entry.subject.kind,
               .subject = entry.subject.id,
               .previous_hash = std::string(head_.blob(1))};
  head_.rewind();
  const Result<std::string> salt = random_bytes(kSaltBytes);
  if (!salt) return salt.error();
  const std::string content = audit_content(entry);
  row.content_digest = sha256(*salt + content);
  const std::string hash = audit_hash(row);
  insert_.bind(row.sequence)
      .bind(row.at)
      .bind(row.actor_kind)
      .bind(row.account)
      .bind(row.actor)
      .bind(row.roles);
  insert_.bind(row.action).bind(row.subject_kind).bind(row.subject).bind_blob(*salt).bind(content);
  return insert_.bind_blob(row.content_digest).bind_blob(row.previous_hash).bind_blob(hash).run();
}

Result<void> SqliteAuditLog::for_each(const AuditFilter& filter,
                                      const std::function<Result<void>(const AuditRecord&)>& visit) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Connection& connection = (*reader)->connection;
  Result<Statement> query = connection.prepare(query_for(filter));
  if (!query) return std::move(query).error();
  Result<Statement> changes = connection.prepare(
      "SELECT value ->> '$[0]', value ->> '$[1]', value ->> '$[2]' FROM json_each(?1) ORDER BY key");
  if (!changes) return std::move(changes).error();
  constexpr auto kAll = std::numeric_limits<std::int64_t>::max();
  const domain::AuditSubject subject = filter.subject.value_or(domain::AuditSubject{});
  query->bind(filter.after).bind(subject.kind).bind(subject.id).bind(filter.account);
  query->bind(kUnreadable).bind(filter.count == 0 ? kAll : static_cast<std::int64_t>(filter.count));
  Step step = query->step();
  for (; step == Step::kRow; step = query->step()) {
    AuditRecord record = record_of(*query);
    Result<std::vector<domain::FieldChange>> list = read_changes(*changes, query->text(kNextColumn + 2));
    if (!list) return std::move(list).error();
    record.entry.changes = *std::move(list);
    Result<void> visited = visit(record);
    if (!visited) return visited;
  }
  if (step == Step::kFailed) return query->error();
  return {};
}

Result<std::optional<Broken>> SqliteAuditLog::verify() const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Connection& connection = (*reader)->connection;
  Result<ReadTransaction> transaction = ReadTransaction::begin(connection);
  if (!transaction) return std::move(transaction).error();
  Result<Statement> query = connection.prepare(std::string("SELECT ") + kRowColumns +
                                               ", salt, content FROM audit ORDER BY sequence");
  if (!query) return std::move(query).error();
  std::int64_t last = 0;
  std::string hash(kSaltBytes, '\0');
  Step step = query->step();
  for (; step == Step::kRow; step = query->step()) {
    std::optional<Broken> broken = fault_of(*query, last, hash);
    if (broken) return broken;
    last = query->integer(0);
    hash = query->blob(kHashColumn);
  }
  if (step == Step::kFailed) return query->error();
  return fault_at_end(connection, last, hash);
}

Result<std::int64_t> SqliteAuditLog::erase(const domain::AuditSubject& subject) {
  std::int64_t erased = 0;
  Result<void> done = connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<Statement> erase = connection.prepare(
        "UPDATE audit SET salt = NULL, content = NULL WHERE subject_kind = ?1 AND subject = ?2 AND content "
        "IS "
        "NOT NULL");
    if (!erase) return std::move(erase).error();
    Result<void> run = erase->bind(subject.kind).bind(subject.id).run();
    if (run) erased = connection.changes();
    return run;
  });
  if (!done) return std::move(done).error();
  return erased;
}

}  // namespace stillpoint::store
