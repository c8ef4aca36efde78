#include "store/sqlite/listed_dates_store.h"

#include <string>
#include <utility>

#include "store/sqlite/query_rows.h"

namespace stillpoint::store {
namespace {

using domain::ListedDate;

/// By what the listing shows, not by the change rows, which are kept for a while only. Each part lies beside
/// its practitioner, so that no index is needed.
constexpr std::string_view kColumns =
    "SELECT p.id, max(p.edited, coalesce(p.attested, 0), "
    "coalesce((SELECT max(e.recorded) FROM credential_event e WHERE e.practitioner = p.seq), 0), "
    "coalesce((SELECT max(v.checked_at) FROM verification v WHERE v.practitioner = p.seq), 0), "
    "coalesce((SELECT max(r.published_at) FROM review r WHERE r.practitioner = p.seq AND "
    "r.state = 'published'), 0)) "
    "FROM practitioner p WHERE p.listing = 'listed'";

ListedDate take_row(const Statement& row) {
  return {.id = {row.integer(0)}, .changed = row.instant(1)};
}

}  // namespace

Result<std::vector<ListedDate>> SqliteListedDates::page(std::size_t offset, std::size_t count) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  std::vector<ListedDate> dates;
  const Result<void> done =
      each_row((*reader)->connection, std::string(kColumns) + " ORDER BY p.seq LIMIT ?1 OFFSET ?2",
               [&](Statement& query) {
                 query.bind(static_cast<std::int64_t>(count)).bind(static_cast<std::int64_t>(offset));
               },
               [&](const Statement& row) { dates.push_back(take_row(row)); });
  if (!done) return done.error();
  return dates;
}

Result<std::vector<ListedDate>> SqliteListedDates::of(std::span<const domain::PractitionerId> ids) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Result<Statement> query = (*reader)->connection.prepare(std::string(kColumns) + " AND p.id = ?1");
  if (!query) return std::move(query).error();
  std::vector<ListedDate> dates;
  for (const domain::PractitionerId id : ids) {
    const Step step = query->rewind().bind(id).step();
    if (step == Step::kFailed) return query->error();
    if (step == Step::kRow) dates.push_back(take_row(*query));
  }
  return dates;
}

}  // namespace stillpoint::store
