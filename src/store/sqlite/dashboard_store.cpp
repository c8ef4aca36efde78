#include "store/sqlite/dashboard_store.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "domain/thresholds.h"
#include "store/sqlite/enum_text.h"
#include "store/sqlite/query_rows.h"

namespace stillpoint::store {
namespace {

using domain::Credential;
using domain::DashboardFigures;
using domain::DashboardTally;

// The three tables lie in the order of registration: walked side by side, memory stays flat and nothing is
// looked up. Each begins with the practitioner and the certificate.
constexpr const char* kCredentialsSql =
    "SELECT c.practitioner, c.id, c.issued, c.expires, coalesce(t.freshness_days, ?1), coalesce(i.time_zone, "
    "''), t.renewal_months FROM practitioner p JOIN credential c ON c.practitioner = p.seq LEFT JOIN "
    "credential_type t ON "
    "t.key = c.type LEFT JOIN issuer i ON i.key = c.issuer WHERE p.listing = 'listed' ORDER BY p.seq";
constexpr const char* kEventsSql =
    "SELECT practitioner, credential, kind, effective, recorded, claimed FROM credential_event ORDER BY "
    "practitioner, credential, ordinal";
constexpr const char* kChecksSql =
    "SELECT practitioner, credential, result, checked_at, claimed FROM verification WHERE credential IS NOT "
    "NULL ORDER BY practitioner, ordinal";
constexpr const char* kLicencesSql =
    "SELECT l.expires FROM licence l JOIN practitioner p ON p.seq = l.practitioner WHERE p.listing = "
    "'listed' AND l.status = 'active' AND l.expires >= ?1";
constexpr const char* kCountsSql =
    "SELECT (SELECT count(*) FROM practitioner WHERE listing = 'listed'), (SELECT count(*) FROM practitioner "
    "WHERE listing = 'draft'), (SELECT count(*) FROM outbox WHERE next_attempt IS NOT NULL AND attempts = "
    "0), (SELECT count(*) FROM outbox WHERE next_attempt IS NOT NULL AND attempts > 0), (SELECT count(*) "
    "FROM outbox WHERE next_attempt IS NULL), (SELECT count(*) FROM review_note n JOIN "
    "practitioner p ON p.id = n.practitioner WHERE n.decided IS NULL AND p.listing <> 'withdrawn'), "
    "(SELECT count(*) FROM report WHERE state IN ('open', 'noticed', 'answered')), (SELECT count(*) FROM "
    "consent WHERE step IN ('asked', 'sunk')), (SELECT count(*) FROM consent WHERE step = 'sunk')";

/// One of the tables, walked from its beginning to its end.
class Walk {
 public:
  static Result<Walk> begin(Connection& connection, const char* sql) {
    Result<Statement> query = connection.prepare(sql);
    if (!query) return std::move(query).error();
    return Walk(*std::move(query));
  }
  Statement& query() { return query_; }
  void next() { step_ = query_.step(); }
  [[nodiscard]] bool has_row() const { return step_ == Step::kRow; }
  [[nodiscard]] const Statement& row() const { return query_; }
  [[nodiscard]] std::int64_t practitioner() const { return query_.integer(0); }
  /// Goes on to the rows of a practitioner, and hands each to `take(row)`.
  template <class Take>
  void rows_of(std::int64_t practitioner, const Take& take) {
    while (has_row() && this->practitioner() < practitioner) next();
    for (; has_row() && this->practitioner() == practitioner; next()) take(row());
  }
  [[nodiscard]] Result<void> ended() const {
    if (step_ == Step::kFailed) return query_.error();
    return {};
  }

 private:
  explicit Walk(Statement query) : query_(std::move(query)) {}
  Statement query_;
  Step step_ = Step::kDone;
};

/// A certificate with what its tally asks besides.
struct Held {
  Credential credential{};
  int window_days = 0;
  std::optional<int> renewal_months{};
  std::string zone{};
};

Credential* find(std::vector<Held>& held, std::int64_t id) {
  const auto found =
      std::find_if(held.begin(), held.end(), [id](const Held& one) { return one.credential.id.value == id; });
  return found == held.end() ? nullptr : &found->credential;
}

void take_event(const Statement& row, std::vector<Held>& held) {
  Credential* const credential = find(held, row.integer(1));
  if (credential == nullptr) return;
  credential->events.push_back({.kind = enum_of<domain::CredentialEventKind>(row.text(2)),
                                .effective = row.instant(3),
                                .recorded = row.instant(4),
                                .claimed = row.boolean(5)});
}

void take_check(const Statement& row, std::vector<Held>& held) {
  Credential* const credential = find(held, row.integer(1));
  if (credential == nullptr) return;
  credential->verifications.push_back({.result = enum_of<domain::VerificationResult>(row.text(2)),
                                       .checked_at = row.instant(3),
                                       .claimed = row.boolean(4)});
}

/// As the rules want them: by the time from which they hold.
void in_order(Credential& credential) {
  std::stable_sort(credential.events.begin(), credential.events.end(), [](const auto& a, const auto& b) {
    return std::tie(a.effective, a.recorded) < std::tie(b.effective, b.recorded);
  });
}

Result<void> tally_credentials(Connection& connection, DashboardTally& tally) {
  Result<Walk> credentials = Walk::begin(connection, kCredentialsSql);
  if (!credentials) return std::move(credentials).error();
  Result<Walk> events = Walk::begin(connection, kEventsSql);
  if (!events) return std::move(events).error();
  Result<Walk> checks = Walk::begin(connection, kChecksSql);
  if (!checks) return std::move(checks).error();
  credentials->query().bind(domain::kFreshnessDaysDefault);
  for (Walk* const walk : {&*credentials, &*events, &*checks}) walk->next();
  std::vector<Held> held;
  while (credentials->has_row()) {
    held.clear();
    const std::int64_t practitioner = credentials->practitioner();
    credentials->rows_of(practitioner, [&](const Statement& row) {
      Held& one = held.emplace_back();
      one.credential.id = {row.integer(1)};
      one.credential.issued = row.optional_date(2);
      one.credential.expires = row.optional_date(3);
      one.window_days = static_cast<int>(row.integer(4));
      one.zone = row.text(5);
      one.renewal_months = row.optional_int(6);
    });
    events->rows_of(practitioner, [&](const Statement& row) { take_event(row, held); });
    checks->rows_of(practitioner, [&](const Statement& row) { take_check(row, held); });
    for (Held& one : held) {
      in_order(one.credential);
      tally.take(one.credential,
                 domain::freshness_of(one.window_days, one.renewal_months, one.credential.expires, one.zone));
    }
  }
  for (const Walk* const walk : {&*credentials, &*events, &*checks}) {
    if (Result<void> ended = walk->ended(); !ended) return ended;
  }
  return {};
}

}  // namespace

Result<DashboardFigures> SqliteDashboardReader::figures(Instant now) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Connection& connection = (*reader)->connection;
  Result<ReadTransaction> transaction = ReadTransaction::begin(connection);
  if (!transaction) return std::move(transaction).error();
  DashboardFigures figures;
  Result<void> done = each_row(
      connection, kCountsSql, [](Statement&) {},
      [&](const Statement& row) {
        figures.listed = row.integer(0);
        figures.drafts = row.integer(1);
        figures.mail = {.waiting = row.integer(2), .failed = row.integer(3), .given_up = row.integer(4)};
        figures.reviews_waiting = row.integer(5);
        figures.reports_waiting = row.integer(6);
        figures.unanswered = row.integer(7);
        figures.sunk = row.integer(8);
      });
  if (!done) return std::move(done).error();
  DashboardTally tally(now);
  done = tally_credentials(connection, tally);
  if (!done) return std::move(done).error();
  done = each_row(
      connection, kLicencesSql,
      [&](Statement& query) { query.bind(std::chrono::floor<std::chrono::days>(now)); },
      [&](const Statement& row) { tally.take_licence(row.date(0)); });
  if (!done) return std::move(done).error();
  tally.finish(figures);
  return figures;
}

}  // namespace stillpoint::store
