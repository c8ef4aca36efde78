#include "store/sqlite/hook_store.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "store/sqlite/query_rows.h"

namespace stillpoint::store {
namespace {

using domain::HookDelivery;
using domain::HookEndpoint;
using domain::HookEndpointId;
using domain::HookEvent;

constexpr std::string_view kEndpoints =
    "SELECT id, partner, url, secret, previous_secret, previous_until, created, last_sent, stopped, "
    "stopped_because FROM hook_endpoint ";
constexpr std::string_view kDeliveries =
    "SELECT d.id, d.endpoint, d.message, d.event, d.practitioner, d.body, d.queued, d.next_attempt, "
    "d.attempts, d.last_error FROM hook_delivery d ";

HookEndpoint endpoint_of(const Statement& row) {
  return {.id = {row.integer(0)},
          .partner = {row.integer(1)},
          .url = std::string(row.text(2)),
          .secret = std::string(row.text(3)),
          .previous_secret = std::string(row.text(4)),
          .previous_until = row.optional_instant(5),
          .created = row.instant(6),
          .last_sent = row.optional_instant(7),
          .stopped = row.optional_instant(8),
          .stopped_because = std::string(row.text(9))};
}

HookEvent event_of(std::string_view word) {
  const auto& names = domain::kHookEventNames;
  const auto found = std::find(names.begin(), names.end(), word);
  return found == names.end() ? HookEvent::kListingWithdrawn
                              : static_cast<HookEvent>(std::distance(names.begin(), found));
}

std::string_view word_of(HookEvent event) {
  return domain::kHookEventNames.at(static_cast<std::size_t>(event));
}

HookDelivery delivery_of(const Statement& row) {
  HookDelivery delivery{.id = row.integer(0),
                        .endpoint = {row.integer(1)},
                        .message = std::string(row.text(2)),
                        .event = event_of(row.text(3)),
                        .practitioner = {row.integer(4)},
                        .body = std::string(row.text(5)),
                        .queued = row.instant(6),
                        .attempts = static_cast<int>(row.integer(8)),
                        .last_error = std::string(row.text(9)),
                        .given_up = row.is_null(7)};
  if (!delivery.given_up) delivery.next_attempt = row.instant(7);
  return delivery;
}

/// Rows of a query, each made by `make`.
template <class Make, class Bind>
auto rows_of(const ReaderPool& readers, const std::string& sql, const Bind& bind, const Make& make)
    -> Result<std::vector<decltype(make(std::declval<const Statement&>()))>> {
  Result<ReaderPool::Lease> reader = readers.take();
  if (!reader) return std::move(reader).error();
  std::vector<decltype(make(std::declval<const Statement&>()))> list;
  Result<void> read =
      each_row((*reader)->connection, sql, bind, [&](const Statement& row) { list.push_back(make(row)); });
  if (!read) return std::move(read).error();
  return list;
}

void bind_endpoint(Statement& statement, const HookEndpoint& endpoint) {
  statement.bind(endpoint.id).bind(endpoint.partner).bind(endpoint.url).bind(endpoint.secret);
  statement.bind(endpoint.previous_secret).bind(endpoint.previous_until).bind(endpoint.created);
  statement.bind(endpoint.last_sent).bind(endpoint.stopped).bind(endpoint.stopped_because);
}

Error no_endpoint() {
  return {.code = ErrorCode::kNotFound, .message = "There is no such webhook."};
}

}  // namespace

Result<std::vector<HookEndpoint>> SqliteHookStore::endpoints() const {
  return rows_of(
      readers_, std::string(kEndpoints) + "ORDER BY partner, created, id", [](Statement&) {}, endpoint_of);
}

Result<HookEndpoint> SqliteHookStore::find(HookEndpointId id) const {
  Result<std::vector<HookEndpoint>> found = rows_of(
      readers_, std::string(kEndpoints) + "WHERE id = ?1", [id](Statement& query) { query.bind(id); },
      endpoint_of);
  if (!found) return std::move(found).error();
  if (found->empty()) return no_endpoint();
  return std::move(found->front());
}

Result<HookEndpointId> SqliteHookStore::put(const HookEndpoint& endpoint) {
  HookEndpoint stored = endpoint;
  if (!stored.id) stored.id = {draw_id()};
  Result<void> done = connection_.in_transaction([&]() -> Result<void> {
    return run_bound(connection_.connection(),
                     "INSERT INTO hook_endpoint (id, partner, url, secret, previous_secret, previous_until, "
                     "created, last_sent, stopped, stopped_because) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
                     "?9, ?10) ON CONFLICT (id) DO UPDATE SET url = ?3, secret = ?4, previous_secret = ?5, "
                     "previous_until = ?6, last_sent = ?8, stopped = ?9, stopped_because = ?10",
                     [&](Statement& statement) { bind_endpoint(statement, stored); });
  });
  if (!done) return std::move(done).error();
  return stored.id;
}

Result<void> SqliteHookStore::stop(HookEndpointId id, Instant now, const std::string& why) {
  return connection_.in_transaction([&]() -> Result<void> {
    return run_bound(
        connection_.connection(),
        "UPDATE hook_endpoint SET stopped = ?1, stopped_because = ?2 WHERE id = ?3 AND stopped IS NULL",
        [&](Statement& statement) { statement.bind(now).bind(why).bind(id); });
  });
}

Result<void> SqliteHookStore::remove(HookEndpointId id) {
  return connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    const auto of_endpoint = [id](Statement& statement) { statement.bind(id); };
    Result<void> done = run_bound(connection, "DELETE FROM hook_delivery WHERE endpoint = ?1", of_endpoint);
    if (done) done = run_bound(connection, "DELETE FROM hook_endpoint WHERE id = ?1", of_endpoint);
    if (done && connection.changes() == 0) return no_endpoint();
    return done;
  });
}

Result<domain::ChangeMark> SqliteHookStore::position() const {
  const auto marks = rows_of(
      readers_, "SELECT sequence, subject, at FROM hook_position", [](Statement&) {},
      [](const Statement& row) {
        return domain::ChangeMark{
            .sequence = row.integer(0), .practitioner = {row.integer(1)}, .at = row.instant(2)};
      });
  if (!marks) return marks.error();
  return marks->empty() ? domain::ChangeMark{} : marks->front();
}

Result<void> SqliteHookStore::set_position(const domain::ChangeMark& mark) {
  return connection_.in_transaction([&]() -> Result<void> {
    return run_bound(
        connection_.connection(), "UPDATE hook_position SET sequence = ?1, subject = ?2, at = ?3",
        [&](Statement& statement) { statement.bind(mark.sequence).bind(mark.practitioner).bind(mark.at); });
  });
}

Result<void> SqliteHookStore::queue(const HookDelivery& delivery) {
  return connection_.in_transaction([&]() -> Result<void> {
    return run_bound(connection_.connection(),
                     "INSERT INTO hook_delivery (endpoint, message, event, practitioner, body, queued, "
                     "next_attempt, attempts, last_error) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, 0, '')",
                     [&](Statement& statement) {
                       statement.bind(delivery.endpoint).bind(delivery.message).bind(word_of(delivery.event));
                       statement.bind(delivery.practitioner).bind(delivery.body).bind(delivery.queued);
                     });
  });
}

Result<std::vector<HookDelivery>> SqliteHookStore::due(Instant now) const {
  return rows_of(
      readers_,
      std::string(kDeliveries) +
          "WHERE d.id IN (SELECT (SELECT f.id FROM hook_delivery f WHERE f.endpoint = e.id AND "
          "f.next_attempt "
          "<= ?1 ORDER BY f.id LIMIT 1) FROM hook_endpoint e WHERE e.stopped IS NULL AND NOT EXISTS (SELECT "
          "1 FROM partner p WHERE p.id = e.partner AND p.state = 'suspended')) ORDER BY "
          "d.next_attempt, d.id",
      [now](Statement& query) { query.bind(now); }, delivery_of);
}

Result<void> SqliteHookStore::sent(const HookDelivery& delivery, Instant now) {
  return connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<void> done = run_bound(connection, "DELETE FROM hook_delivery WHERE id = ?1",
                                  [&](Statement& statement) { statement.bind(delivery.id); });
    if (!done) return done;
    return run_bound(connection, "UPDATE hook_endpoint SET last_sent = ?1 WHERE id = ?2",
                     [&](Statement& statement) { statement.bind(now).bind(delivery.endpoint); });
  });
}

Result<void> SqliteHookStore::failed(std::int64_t id, const std::string& why,
                                     std::optional<Instant> next_attempt) {
  return connection_.in_transaction([&]() -> Result<void> {
    return run_bound(
        connection_.connection(),
        "UPDATE hook_delivery SET attempts = attempts + 1, last_error = ?1, next_attempt = ?2 WHERE id = ?3",
        [&](Statement& statement) { statement.bind(why).bind(next_attempt).bind(id); });
  });
}

Result<std::vector<HookDelivery>> SqliteHookStore::troubled(std::size_t count) const {
  return rows_of(
      readers_,
      std::string(kDeliveries) + "ORDER BY d.next_attempt IS NOT NULL, d.last_error = '', d.id LIMIT ?1",
      [count](Statement& query) { query.bind(static_cast<std::int64_t>(count)); }, delivery_of);
}

Result<void> SqliteHookStore::retry(std::int64_t id, Instant now) {
  return connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<void> done = run_bound(
        connection, "UPDATE hook_delivery SET attempts = 0, queued = ?1, next_attempt = ?1 WHERE id = ?2",
        [&](Statement& statement) { statement.bind(now).bind(id); });
    if (done && connection.changes() == 0) {
      return Error{.code = ErrorCode::kNotFound,
                   .message = "This message no longer waits: it has been taken meanwhile."};
    }
    return done;
  });
}

}  // namespace stillpoint::store
