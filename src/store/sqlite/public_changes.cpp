#include "store/sqlite/public_changes.h"

#include <limits>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

#include "store/sqlite/enum_text.h"
#include "store/sqlite/query_rows.h"

namespace stillpoint::store {
namespace {

using domain::ChangeMark;
using domain::Practitioner;
using domain::PractitionerId;
using domain::PublicChange;
using domain::PublicChangeKind;

constexpr const char* kLatestSql =
    "SELECT sequence, practitioner, at FROM published_change ORDER BY sequence DESC LIMIT 1";
constexpr const char* kHoldsSql =
    "SELECT 1 FROM published_change WHERE sequence = ?1 AND practitioner = ?2 AND at = ?3";
/// Old rows stand at the beginning, so only that is read, and no index on their times is kept. A row goes
/// when one behind it is old: the last of the old ones is still the place of whoever read all there was then.
constexpr const char* kForgetSql =
    "DELETE FROM published_change WHERE sequence < ?3 AND sequence < (SELECT max(sequence) FROM (SELECT "
    "sequence, at FROM published_change ORDER BY sequence LIMIT ?2 + 1) WHERE at < ?1)";
constexpr std::string_view kAfterSql =
    "SELECT c.sequence, c.practitioner, c.at, c.kind, c.credential, c.event, c.effective, m.into_id FROM "
    "published_change c LEFT JOIN merged m ON m.id = c.practitioner WHERE c.sequence > ?1";

std::string after_sql(domain::ChangeChoice choice) {
  std::string sql(kAfterSql);
  switch (choice) {
    case domain::ChangeChoice::kAll:
      break;
    case domain::ChangeChoice::kWarnings:
      sql += " AND c.kind IN ('credential', 'withdrawn', 'erased')";
      break;
  }
  return sql + " ORDER BY c.sequence LIMIT ?2";
}

PublicChangeKind kind_of(std::string_view word) {
  if (word == "listed") return PublicChangeKind::kListed;
  if (word == "credential") return PublicChangeKind::kCredential;
  if (word == "withdrawn") return PublicChangeKind::kWithdrawn;
  if (word == "erased") return PublicChangeKind::kErased;
  return PublicChangeKind::kEdited;
}

ChangeMark mark_of(const Statement& row) {
  return {.sequence = row.integer(0), .practitioner = {row.integer(1)}, .at = row.instant(2)};
}

PublicChange change_of(const Statement& row) {
  PublicChange change{.mark = mark_of(row), .kind = kind_of(row.text(3))};
  if (change.kind == PublicChangeKind::kCredential) {
    change.credential = {row.integer(4)};
    change.event = enum_of<domain::CredentialEventKind>(row.text(5));
    change.effective = row.optional_instant(6);
  }
  if (change.kind == PublicChangeKind::kWithdrawn) change.merged_into = {row.integer(7)};
  return change;
}

Result<ChangeMark> latest_of(Connection& connection) {
  Result<Statement> query = connection.prepare(kLatestSql);
  if (!query) return std::move(query).error();
  if (query->step() != Step::kRow) return query->error();
  return mark_of(*query);
}

Result<bool> holds(Connection& connection, const ChangeMark& mark) {
  bool found = false;
  Result<void> looked = each_row(
      connection, kHoldsSql,
      [&](Statement& query) { query.bind(mark.sequence).bind(mark.practitioner).bind(mark.at); },
      [&](const Statement&) { found = true; });
  if (!looked) return std::move(looked).error();
  return found;
}

/// The record of an id; null where it is not listed.
Result<std::shared_ptr<const Practitioner>> listed_record(Reader& reader, PractitionerId id) {
  Result<std::optional<Practitioner>> copy = reader.copies.find(id);
  if (!copy) return std::move(copy).error();
  if (!*copy) {
    domain::Listing record;
    Result<bool> found = reader.whole.find(id, record);
    if (!found) return std::move(found).error();
    if (*found) *copy = std::move(record.practitioner);
  }
  if (!*copy || (*copy)->listing != domain::ListingState::kListed)
    return std::shared_ptr<const Practitioner>();
  return std::shared_ptr<const Practitioner>(std::make_shared<const Practitioner>(**std::move(copy)));
}

}  // namespace

Result<ChangeMark> SqlitePublicChanges::latest() const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  return latest_of((*reader)->connection);
}

Result<std::vector<PublicChange>> SqlitePublicChanges::after(const ChangeMark& mark, std::size_t count,
                                                             domain::ChangeChoice choice) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Connection& connection = (*reader)->connection;
  Result<ReadTransaction> transaction = ReadTransaction::begin(connection);
  if (!transaction) return std::move(transaction).error();
  const Result<bool> held = holds(connection, mark);
  if (!held) return held.error();
  if (!*held) {
    return Error{.code = ErrorCode::kGone,
                 .message =
                     "The log of changes no longer holds this place: it is too old, or the directory "
                     "was restored from a backup since."};
  }
  std::vector<PublicChange> changes;
  Result<void> read = each_row(
      connection, after_sql(choice),
      [&](Statement& query) { query.bind(mark.sequence).bind(static_cast<std::int64_t>(count)); },
      [&](const Statement& row) { changes.push_back(change_of(row)); });
  if (!read) return std::move(read).error();
  std::unordered_map<PractitionerId, std::shared_ptr<const Practitioner>> records;
  for (PublicChange& change : changes) {
    const auto [known, is_new] = records.try_emplace(change.mark.practitioner);
    if (is_new) {
      Result<std::shared_ptr<const Practitioner>> record = listed_record(**reader, change.mark.practitioner);
      if (!record) return std::move(record).error();
      known->second = *std::move(record);
    }
    change.record = known->second;
  }
  return changes;
}

Result<ChangeMark> SqlitePublicChanges::for_each_listed(
    const std::function<Result<void>(const Practitioner&)>& visit) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Connection& connection = (*reader)->connection;
  Result<ReadTransaction> transaction = ReadTransaction::begin(connection);
  if (!transaction) return std::move(transaction).error();
  Result<ChangeMark> mark = latest_of(connection);
  if (!mark) return mark;
  Result<RecordLoader> loader = RecordLoader::prepare(connection, Reach::kAll, Detail::kWhole);
  if (!loader) return std::move(loader).error();
  domain::Listing record;
  for (;;) {
    Result<bool> more = loader->next(record);
    if (!more) return std::move(more).error();
    if (!*more) return mark;
    if (record.practitioner.listing != domain::ListingState::kListed) continue;
    Result<void> visited = visit(record.practitioner);
    if (!visited) return std::move(visited).error();
  }
}

Result<std::int64_t> SqlitePublicChanges::forget(const domain::ChangeCut& cut) {
  std::int64_t forgotten = 0;
  Result<void> done = connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<void> removed = run_bound(connection, kForgetSql, [&](Statement& statement) {
      statement.bind(cut.before).bind(static_cast<std::int64_t>(cut.count));
      statement.bind(cut.but_from.value_or(std::numeric_limits<std::int64_t>::max()));
    });
    if (removed) forgotten = connection.changes();
    return removed;
  });
  if (!done) return std::move(done).error();
  return forgotten;
}

}  // namespace stillpoint::store
