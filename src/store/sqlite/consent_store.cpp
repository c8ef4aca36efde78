#include "store/sqlite/consent_store.h"

#include <array>
#include <string_view>
#include <utility>

#include "store/sqlite/query_rows.h"

namespace stillpoint::store {
namespace {

using domain::Consent;
using domain::ConsentStep;
using domain::PractitionerId;

/// As the schema writes them, in the order of ConsentStep.
constexpr std::array<std::string_view, domain::kConsentSteps> kSteps{"listed_on_basis", "asked", "sunk",
                                                                     "unlisted"};

std::string_view text_of(ConsentStep step) {
  return kSteps.at(static_cast<std::size_t>(step));
}

ConsentStep step_of(std::string_view word) {
  for (std::size_t i = 0; i < kSteps.size(); ++i) {
    if (kSteps.at(i) == word) return static_cast<ConsentStep>(i);
  }
  return ConsentStep::kAsked;  // the schema admits no other words
}

/// Of a row "practitioner, step, since, asked".
Consent consent_of(const Statement& row) {
  return {.practitioner = {row.integer(0)},
          .step = step_of(row.text(1)),
          .since = row.instant(2),
          .asked = row.optional_instant(3)};
}

/// Prepares a query on a reading connection, binds it and takes its rows.
template <class Row, class Bind, class Take>
Result<std::vector<Row>> read_rows(const ReaderPool& readers, std::string_view sql, const Bind& bind,
                                   const Take& take) {
  Result<ReaderPool::Lease> reader = readers.take();
  if (!reader) return std::move(reader).error();
  Result<Statement> query = (*reader)->connection.prepare(sql);
  if (!query) return std::move(query).error();
  bind(*query);
  std::vector<Row> rows;
  Step step = query->step();
  for (; step == Step::kRow; step = query->step()) rows.push_back(take(*query));
  if (step == Step::kFailed) return query->error();
  return rows;
}

PractitionerId id_of(const Statement& row) {
  return {row.integer(0)};
}

std::int64_t limit_of(std::size_t count) {
  return static_cast<std::int64_t>(count);
}

}  // namespace

Result<std::optional<Consent>> SqliteConsentStore::find(PractitionerId practitioner) const {
  Result<std::vector<Consent>> rows = read_rows<Consent>(
      readers_, "SELECT practitioner, step, since, asked FROM consent WHERE practitioner = ?1",
      [&](Statement& query) { query.bind(practitioner); }, consent_of);
  if (!rows) return std::move(rows).error();
  if (rows->empty()) return std::optional<Consent>();
  return std::optional<Consent>(rows->front());
}

Result<void> SqliteConsentStore::put(const Consent& consent) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<Statement> upsert = connection_.connection().prepare(
        "INSERT INTO consent (practitioner, step, since, asked) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (practitioner) DO UPDATE SET step = excluded.step, since = excluded.since, "
        "asked = excluded.asked");
    if (!upsert) return std::move(upsert).error();
    upsert->bind(consent.practitioner).bind(text_of(consent.step)).bind(consent.since);
    return upsert->bind(consent.asked).run();
  });
}

Result<void> SqliteConsentStore::forget(PractitionerId practitioner, bool reminders) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<Statement> remove =
        connection_.connection().prepare("DELETE FROM consent WHERE practitioner = ?1");
    if (!remove) return std::move(remove).error();
    Result<void> done = remove->bind(practitioner).run();
    if (!done || !reminders) return done;
    Result<Statement> more =
        connection_.connection().prepare("DELETE FROM expiry_reminder WHERE practitioner = ?1");
    if (!more) return std::move(more).error();
    return more->bind(practitioner).run();
  });
}

Result<std::vector<PractitionerId>> SqliteConsentStore::unasked_since(Instant before,
                                                                      std::size_t count) const {
  return read_rows<PractitionerId>(
      readers_,
      "SELECT p.id FROM practitioner p LEFT JOIN consent c ON c.practitioner = p.id "
      "WHERE p.mail <> '' AND p.listing = 'listed' AND (c.step IS NULL OR c.step IN ('listed_on_basis', "
      "'unlisted')) "
      "AND coalesce(p.attested, c.since, p.edited) < ?1 "
      "ORDER BY coalesce(p.attested, c.since, p.edited), p.seq LIMIT ?2",
      [&](Statement& query) { query.bind(before).bind(limit_of(count)); }, id_of);
}

Result<std::vector<Consent>> SqliteConsentStore::at_step(ConsentStep step, Instant before,
                                                         std::size_t count) const {
  return read_rows<Consent>(
      readers_,
      "SELECT practitioner, step, since, asked FROM consent WHERE step = ?1 AND since <= ?2 "
      "ORDER BY since, practitioner LIMIT ?3",
      [&](Statement& query) { query.bind(text_of(step)).bind(before).bind(limit_of(count)); }, consent_of);
}

Result<std::vector<PractitionerId>> SqliteConsentStore::with_mail(const std::string& mail) const {
  return read_rows<PractitionerId>(
      readers_,
      "SELECT id FROM practitioner WHERE mail <> '' AND lower(mail) = lower(?1) AND listing <> 'withdrawn' "
      "ORDER BY seq",
      [&](Statement& query) { query.bind(mail); }, id_of);
}

Result<std::vector<domain::ConsentStore::Draft>> SqliteConsentStore::drafts(Drafts which,
                                                                            std::size_t count) const {
  const std::string silent =
      "EXISTS (SELECT 1 FROM consent c WHERE c.practitioner = p.id AND c.step <> 'listed_on_basis')";
  return read_rows<Draft>(
      readers_,
      "SELECT p.id, p.name, p.mail FROM practitioner p WHERE p.mail <> '' AND p.listing = 'draft' AND " +
          (which == Drafts::kSilent ? silent : "NOT " + silent) + " ORDER BY p.seq LIMIT ?1",
      [&](Statement& query) { query.bind(limit_of(count)); },
      [](const Statement& row) {
        return Draft{
            .id = {row.integer(0)}, .name = std::string(row.text(1)), .mail = std::string(row.text(2))};
      });
}

Result<std::vector<domain::Expiring>> SqliteConsentStore::expiring(Date first, Date last) const {
  return read_rows<domain::Expiring>(
      readers_,
      "SELECT p.id, x.id, x.expires FROM ("
      "SELECT practitioner, id, expires FROM credential WHERE expires BETWEEN ?1 AND ?2 UNION ALL "
      "SELECT practitioner, id, expires FROM licence WHERE expires BETWEEN ?1 AND ?2) x "
      "JOIN practitioner p ON p.seq = x.practitioner WHERE p.listing = 'listed' AND p.mail <> '' "
      "ORDER BY p.seq, x.expires, x.id",
      [&](Statement& query) { query.bind(first).bind(last); },
      [](const Statement& row) {
        return domain::Expiring{
            .practitioner = {row.integer(0)}, .item = row.integer(1), .expires = row.date(2)};
      });
}

Result<bool> SqliteConsentStore::remind(const domain::Expiring& expiring, int days) {
  bool is_new = false;
  Result<void> done = connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<Statement> insert = connection.prepare(
        "INSERT INTO expiry_reminder (practitioner, item, expires, days) SELECT ?1, ?2, ?3, ?4 "
        "WHERE NOT EXISTS (SELECT 1 FROM expiry_reminder WHERE practitioner = ?1 AND item = ?2 AND "
        "expires = ?3 AND days <= ?4)");
    if (!insert) return std::move(insert).error();
    insert->bind(expiring.practitioner).bind(expiring.item).bind(expiring.expires).bind(days);
    Result<void> inserted = insert->run();
    is_new = connection.changes() > 0;
    return inserted;
  });
  if (!done) return std::move(done).error();
  return is_new;
}

Result<void> SqliteConsentStore::note(domain::PractitionerId practitioner, const std::string& what,
                                      Instant now) {
  return connection_.in_transaction([&] {
    return run_bound(connection_.connection(),
                     "INSERT INTO digest_line (practitioner, what, at) VALUES (?1, ?2, ?3)",
                     [&](Statement& row) { row.bind(practitioner).bind(what).bind(now); });
  });
}

Result<std::vector<domain::DigestLine>> SqliteConsentStore::noted(std::size_t count) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  std::vector<domain::DigestLine> lines;
  Result<void> done = each_row((*reader)->connection,
                               "SELECT d.id, d.practitioner, coalesce(p.name, ''), d.what FROM digest_line d "
                               "LEFT JOIN practitioner p ON "
                               "p.id = d.practitioner ORDER BY d.id LIMIT ?1",
                               [&](Statement& query) { query.bind(static_cast<std::int64_t>(count)); },
                               [&](const Statement& row) {
                                 lines.push_back({.id = row.integer(0),
                                                  .practitioner = {row.integer(1)},
                                                  .name = std::string(row.text(2)),
                                                  .what = std::string(row.text(3))});
                               });
  if (!done) return std::move(done).error();
  return lines;
}

Result<void> SqliteConsentStore::told(std::int64_t last) {
  return connection_.in_transaction([&] {
    return run_bound(connection_.connection(), "DELETE FROM digest_line WHERE id <= ?1",
                     [&](Statement& row) { row.bind(last); });
  });
}

}  // namespace stillpoint::store
