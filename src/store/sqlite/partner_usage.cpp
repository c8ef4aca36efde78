#include <string>
#include <string_view>
#include <utility>

#include "store/sqlite/partner_store.h"
#include "store/sqlite/query_rows.h"

// What partners' keys are used for: the counting half of SqlitePartnerStore.

namespace stillpoint::store {
namespace {

using domain::PartnerPage;
using domain::PartnerUse;

Result<void> add(Connection& connection, const PartnerUse& use) {
  return run_bound(
      connection,
      "INSERT INTO partner_use (partner, day, key, requests, errors, limited) VALUES (?1, ?2, ?3, "
      "?4, ?5, ?6) ON CONFLICT (partner, day, key) DO UPDATE SET requests = requests + ?4, errors "
      "= errors + ?5, limited = limited + ?6",
      [&](Statement& insert) {
        insert.bind(use.partner).bind(use.day).bind(use.key);
        insert.bind(use.requests).bind(use.errors).bind(use.limited);
      });
}

Result<void> add_to_page(Connection& connection, const PartnerPage& page, std::string_view name) {
  return run_bound(
      connection,
      "INSERT INTO partner_page (partner, day, page, requests) VALUES (?1, ?2, ?3, ?4) ON CONFLICT "
      "(partner, day, page) DO UPDATE SET requests = requests + ?4",
      [&](Statement& insert) { insert.bind(page.partner).bind(page.day).bind(name).bind(page.requests); });
}

/// Whether the day has room for the page: it is there, or there are fewer than the bound.
Result<bool> has_room(Connection& connection, const PartnerPage& page) {
  std::int64_t others = 0;
  bool is_there = false;
  Result<void> done = each_row(
      connection,
      "SELECT count(*) FILTER (WHERE page <> ''), count(*) FILTER (WHERE page = ?3) FROM partner_page WHERE "
      "partner = ?1 AND day = ?2",
      [&](Statement& query) { query.bind(page.partner).bind(page.day).bind(std::string_view(page.page)); },
      [&](const Statement& row) {
        others = row.integer(0);
        is_there = row.integer(1) > 0;
      });
  if (!done) return std::move(done).error();
  return is_there || others < static_cast<std::int64_t>(domain::kPartnerPagesPerDay);
}

}  // namespace

Result<void> SqlitePartnerStore::add_use(std::span<const PartnerUse> uses,
                                         std::span<const PartnerPage> pages) {
  return connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    for (const PartnerUse& use : uses) {
      if (Result<void> added = add(connection, use); !added) return added;
    }
    for (const PartnerPage& page : pages) {
      const Result<bool> room = has_room(connection, page);
      if (!room) return room.error();
      const std::string_view name = *room ? std::string_view(page.page) : std::string_view();
      if (Result<void> added = add_to_page(connection, page, name); !added) return added;
    }
    return {};
  });
}

Result<std::vector<PartnerUse>> SqlitePartnerStore::uses(domain::PartnerId partner, Date from) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  std::vector<PartnerUse> uses;
  Result<void> done = each_row(
      (*reader)->connection,
      "SELECT key, day, requests, errors, limited FROM partner_use WHERE partner = ?1 AND day >= ?2 ORDER BY "
      "day DESC, key",
      [&](Statement& query) { query.bind(partner).bind(from); },
      [&](const Statement& row) {
        uses.push_back({.partner = partner,
                        .key = {row.integer(0)},
                        .day = row.date(1),
                        .requests = row.integer(2),
                        .errors = row.integer(3),
                        .limited = row.integer(4)});
      });
  if (!done) return std::move(done).error();
  return uses;
}

Result<std::vector<PartnerPage>> SqlitePartnerStore::pages(domain::PartnerId partner, Date from,
                                                           std::size_t count) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  std::vector<PartnerPage> pages;
  Result<void> done = each_row(
      (*reader)->connection,
      "SELECT page, sum(requests) AS total FROM partner_page WHERE partner = ?1 AND day >= ?2 GROUP BY page "
      "ORDER BY page = '', total DESC, page LIMIT ?3",
      [&](Statement& query) { query.bind(partner).bind(from).bind(static_cast<std::int64_t>(count)); },
      [&](const Statement& row) {
        pages.push_back(
            {.partner = partner, .day = from, .page = std::string(row.text(0)), .requests = row.integer(1)});
      });
  if (!done) return std::move(done).error();
  return pages;
}

Result<void> SqlitePartnerStore::drop_uses_before(Date day) {
  return connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    const auto before = [&](Statement& statement) { statement.bind(day); };
    Result<void> done = run_bound(connection, "DELETE FROM partner_use WHERE day < ?1", before);
    return done ? run_bound(connection, "DELETE FROM partner_page WHERE day < ?1", before) : done;
  });
}

}  // namespace stillpoint::store
