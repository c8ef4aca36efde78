#include <algorithm>
#include <chrono>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "domain/freshness.h"
#include "store/sqlite/query_rows.h"
#include "store/sqlite/verifying_store.h"

namespace stillpoint::store {

using domain::WorkItem;
using domain::WorkKind;

namespace {

using std::chrono::days;

constexpr const char* kCheckedCte =
    "WITH checked AS (SELECT practitioner AS seq, credential, licence, max(checked_at) AS at, result FROM "
    "verification WHERE claimed = 0 AND result <> 'inconclusive' GROUP BY practitioner, credential, "
    "licence), "
    // What took it out of force, by the rule of domain/in_force.h: what is written down later was not lifted
    // before.
    "fate AS (SELECT a.practitioner AS seq, a.credential, max(a.kind <> 'suspended') AS for_good FROM "
    "credential_event a WHERE a.effective <= ?1 AND a.kind IN ('revoked', 'superseded', 'expired', "
    "'suspended') AND NOT EXISTS (SELECT 1 FROM credential_event "
    "l WHERE l.practitioner = a.practitioner AND l.credential = a.credential AND l.claimed = 0 AND "
    "l.effective <= ?1 AND (l.kind IN ('reinstated', 'corrected') OR (l.kind = 'registered' AND a.kind <> "
    "'revoked')) AND l.recorded >= a.recorded AND (l.effective, l.recorded, l.ordinal) > (a.effective, "
    "a.recorded, a.ordinal)) GROUP BY a.practitioner, a.credential) ";

constexpr const char* kPersonColumns =
    "p.id, p.name, p.listing = 'listed', max(p.reviews_invited, (SELECT count(*) FROM review r WHERE "
    "r.practitioner = p.seq))";

std::string credentials_sql() {
  return std::string(kCheckedCte) + "SELECT " + kPersonColumns +
         ", c.id, c.type, c.issuer, c.number, c.expires, k.at, k.result = 'matched', "
         "coalesce(t.freshness_days, ?3), p.edited, t.renewal_months, coalesce((SELECT time_zone FROM issuer "
         "i WHERE i.key = c.issuer), ''), f.seq IS NOT NULL FROM credential c JOIN practitioner p ON p.seq = "
         "c.practitioner LEFT JOIN credential_type t ON t.key = c.type LEFT JOIN checked k ON k.seq = p.seq "
         "AND "
         "k.credential = c.id LEFT JOIN fate f ON f.seq = p.seq AND f.credential = c.id WHERE p.listing <> "
         "'withdrawn' AND coalesce(f.for_good, 0) = 0 AND "
         "(c.expires IS NULL OR c.expires >= ?2)";
}

std::string licences_sql() {
  return std::string(kCheckedCte) + "SELECT " + kPersonColumns +
         ", l.id, h.profession, l.jurisdiction, l.number, l.expires, k.at, k.result = 'matched', ?3, "
         "p.edited, NULL, '', l.status = 'suspended' "
         "FROM licence l JOIN practitioner p ON p.seq = l.practitioner JOIN held_profession h ON "
         "h.practitioner = l.practitioner AND h.ordinal = l.held_profession LEFT JOIN checked k ON k.seq = "
         "p.seq AND k.licence = l.id WHERE p.listing <> 'withdrawn' AND l.status <> 'revoked' AND "
         "(l.expires IS NULL OR l.expires >= ?2)";
}

std::string sanctions_sql() {
  return std::string("SELECT ") + kPersonColumns +
         ", t.school, s.name, ss.from_date FROM training t JOIN school_standing ss ON ss.school = t.school "
         "AND "
         "ss.standing = 'sanctioned' JOIN school s ON s.key = t.school JOIN practitioner p ON p.seq = "
         "t.practitioner LEFT JOIN sanction_looked_at a ON a.practitioner = p.id AND a.school = t.school "
         "WHERE a.school IS NULL AND p.listing <> 'withdrawn' AND (t.completed IS NULL OR ((ss.from_date IS "
         "NULL OR t.completed >= ss.from_date) AND NOT EXISTS (SELECT 1 FROM school_standing n WHERE "
         "n.school "
         "= ss.school AND n.from_date > ss.from_date AND n.from_date <= t.completed))) GROUP BY p.seq, "
         "t.school";
}

std::string items_sql() {
  return "SELECT coalesce(p.id, 0), coalesce(p.name, ''), coalesce(p.listing = 'listed', 0), "
         "coalesce(max(p.reviews_invited, (SELECT count(*) FROM review r WHERE r.practitioner = p.seq)), 0), "
         "w.id, w.kind, w.subject, w.issuer, w.number, w.note, w.opened, c.type, w.evidence FROM work_item w "
         "LEFT JOIN "
         "practitioner p ON p.id = w.practitioner LEFT JOIN credential c ON c.practitioner = p.seq AND c.id "
         "= "
         "w.subject WHERE w.closed IS NULL";
}

/// Those of whoever left wait too, without the name.
std::string revocations_sql() {
  return std::string(
             "SELECT p.id, iif(p.listing = 'withdrawn', '', p.name), p.listing = 'listed', "
             "max(p.reviews_invited, (SELECT count(*) FROM review r WHERE r.practitioner = p.seq))") +
         ", c.id, c.type, c.issuer, c.number, r.asked, r.actor FROM pending_revocation r JOIN practitioner p "
         "ON p.id = r.practitioner JOIN credential c ON c.practitioner = p.seq AND c.id = r.credential WHERE "
         "r.settled IS NULL";
}

WorkItem take_head(const Statement& row) {
  WorkItem item;
  item.practitioner = {row.integer(0)};
  item.name = row.text(1);
  item.listed = row.boolean(2);
  item.clients = static_cast<int>(row.integer(3));
  return item;
}

WorkKind kind_of(std::string_view word) {
  const auto found = std::find(domain::kWorkWords.begin(), domain::kWorkWords.end(), word);
  return found == domain::kWorkWords.end()
             ? WorkKind::kReported
             : static_cast<WorkKind>(std::distance(domain::kWorkWords.begin(), found));
}

/// Puts the kind of a record's own work, and since when it waits. @return false where nothing is to be done.
bool judge(WorkItem& item, const Statement& row, Instant now) {
  const std::optional<Instant> checked = row.optional_instant(9);
  item.expires = row.optional_date(8);
  if (!checked) {
    item.kind = WorkKind::kNew;
    item.since = row.instant(12);
    return true;
  }
  if (!row.boolean(10)) {
    // What was suspended since does no harm while somebody decides.
    item.kind = WorkKind::kDenied;
    item.since = *checked;
    return !row.boolean(15);
  }
  const Instant stale =
      domain::stale_at(*checked, domain::freshness_of(static_cast<int>(row.integer(11)), row.optional_int(13),
                                                      item.expires, row.text(14)));
  if (stale <= now) {
    item.kind = WorkKind::kStale;
    item.since = stale;
    return true;
  }
  if (item.expires && *item.expires <= now + days{domain::kExpiringDaysMax}) {
    item.kind = WorkKind::kExpiring;
    item.since = *item.expires;
    return true;
  }
  return false;
}

/// Reads every item that waits, whatever is asked for: counts are of all.
class WorkReader {
 public:
  WorkReader(Connection& connection, Instant now) : connection_(connection), now_(now) {}

  Result<void> read() {
    Result<void> done = records(credentials_sql(), true);
    if (done) done = records(licences_sql(), false);
    if (done) done = sanctions();
    if (done) done = opened();
    if (done) done = revocations();
    if (done) done = assignees();
    return done;
  }
  std::vector<WorkItem> items;

 private:
  Result<void> records(const std::string& sql, bool of_credentials) {
    const auto oldest = std::chrono::floor<days>(now_) - days{domain::kExpiredDaysMax};
    return each_row(
        connection_, sql,
        [&](Statement& query) { query.bind(now_).bind(Date(oldest)).bind(domain::kFreshnessDaysDefault); },
        [&](const Statement& row) {
          WorkItem item = take_head(row);
          (of_credentials ? item.credential.value : item.licence.value) = row.integer(4);
          item.type = row.text(5);
          item.issuer = row.text(6);
          item.number = row.text(7);
          if (judge(item, row, now_)) items.push_back(std::move(item));
        });
  }

  Result<void> sanctions() {
    return each_row(
        connection_, sanctions_sql(), [](Statement&) {},
        [&](const Statement& row) {
          WorkItem item = take_head(row);
          item.kind = WorkKind::kSanctionedSchool;
          item.issuer = row.text(4);
          item.note = "Trained at " + std::string(row.text(5)) + " while it was sanctioned.";
          if (const auto from = row.optional_date(6)) item.since = *from;
          items.push_back(std::move(item));
        });
  }

  Result<void> opened() {
    return each_row(
        connection_, items_sql(), [](Statement&) {},
        [&](const Statement& row) {
          WorkItem item = take_head(row);
          item.item = row.integer(4);
          item.kind = kind_of(row.text(5));
          if (!row.is_null(11)) {
            item.credential = {row.integer(6)};
          } else if (item.kind == WorkKind::kReported) {
            item.report = {row.integer(6)};
          }
          item.issuer = row.text(7);
          item.number = row.text(8);
          item.note = row.text(9);
          item.since = row.instant(10);
          item.type = row.text(11);
          item.evidence = row.text(12);
          items.push_back(std::move(item));
        });
  }

  Result<void> revocations() {
    return each_row(
        connection_, revocations_sql(), [](Statement&) {},
        [&](const Statement& row) {
          WorkItem item = take_head(row);
          item.kind = WorkKind::kRevocation;
          item.credential = {row.integer(4)};
          item.type = row.text(5);
          item.issuer = row.text(6);
          item.number = row.text(7);
          item.since = row.instant(8);
          item.note = "Asked for by " + std::string(row.text(9)) + ".";
          items.push_back(std::move(item));
        });
  }

  Result<void> assignees() {
    std::unordered_map<std::int64_t, std::pair<std::int64_t, std::string>> assigned;
    Result<void> done = each_row(
        connection_, "SELECT subject, account, actor FROM work_assignment", [](Statement&) {},
        [&](const Statement& row) {
          assigned.emplace(row.integer(0), std::pair(row.integer(1), std::string(row.text(2))));
        });
    for (WorkItem& item : items) {
      const auto found = assigned.find(item.subject());
      if (found == assigned.end()) continue;
      item.assignee = {found->second.first};
      item.assignee_name = found->second.second;
    }
    return done;
  }

  Connection& connection_;
  Instant now_;
};

bool fits(const WorkItem& item, const domain::WorkFilter& filter) {
  if (filter.kind && item.kind != *filter.kind) return false;
  if (filter.assignee && item.assignee != *filter.assignee) return false;
  return filter.issuer.empty() || item.issuer == filter.issuer;
}

}  // namespace

Result<domain::WorkList> SqliteVerifyingStore::work(const domain::WorkFilter& filter, Instant now) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Result<ReadTransaction> transaction = ReadTransaction::begin((*reader)->connection);
  if (!transaction) return std::move(transaction).error();
  WorkReader work((*reader)->connection, now);
  Result<void> done = work.read();
  if (!done) return std::move(done).error();
  domain::WorkList list;
  std::vector<WorkItem> fitting;
  for (WorkItem& item : work.items) {
    ++list.by_kind[static_cast<std::size_t>(item.kind)];
    if (fits(item, filter)) fitting.push_back(std::move(item));
  }
  // What somebody raised comes before what only grew old; then whom most clients depend on.
  const auto rank = [](const WorkItem& item) {
    const bool urgent = item.kind == WorkKind::kReported || item.kind == WorkKind::kExclusion ||
                        item.kind == WorkKind::kRevocation || item.kind == WorkKind::kDenied;
    return std::tuple(!urgent, !item.listed, -item.clients, item.since, item.practitioner.value,
                      item.subject(), item.kind);
  };
  std::sort(fitting.begin(), fitting.end(),
            [&](const WorkItem& a, const WorkItem& b) { return rank(a) < rank(b); });
  list.total = fitting.size();
  for (std::size_t i = filter.offset; i < fitting.size() && list.items.size() < filter.count; ++i) {
    list.items.push_back(std::move(fitting[i]));
  }
  return list;
}

}  // namespace stillpoint::store
