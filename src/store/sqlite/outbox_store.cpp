#include "store/sqlite/outbox_store.h"

#include <utility>

namespace stillpoint::store {
namespace {

using domain::QueuedMail;

constexpr std::string_view kColumns =
    "SELECT id, recipient, subject, text, queued, next_attempt, attempts, last_error FROM outbox ";

/// Takes the rows of a query over kColumns, at most `count`.
Result<std::vector<QueuedMail>> rows_of(Statement& query) {
  std::vector<QueuedMail> mails;
  Step step = query.step();
  for (; step == Step::kRow; step = query.step()) {
    QueuedMail mail{.id = query.integer(0),
                    .mail = {.to = std::string(query.text(1)),
                             .subject = std::string(query.text(2)),
                             .text = std::string(query.text(3))},
                    .queued = query.instant(4),
                    .attempts = static_cast<int>(query.integer(6)),
                    .last_error = std::string(query.text(7)),
                    .given_up = query.is_null(5)};
    if (!mail.given_up) mail.next_attempt = query.instant(5);
    mails.push_back(std::move(mail));
  }
  if (step == Step::kFailed) return query.error();
  return mails;
}

}  // namespace

Result<void> SqliteOutbox::queue(const domain::Mail& mail, Instant now) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<Statement> insert = connection_.connection().prepare(
        "INSERT INTO outbox (recipient, subject, text, queued, next_attempt, attempts, last_error) "
        "VALUES (?1, ?2, ?3, ?4, ?5, 0, '')");
    if (!insert) return std::move(insert).error();
    return insert->bind(mail.to).bind(mail.subject).bind(mail.text).bind(now).bind(now).run();
  });
}

Result<std::vector<QueuedMail>> SqliteOutbox::due(Instant now, std::size_t count) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Result<Statement> query = (*reader)->connection.prepare(
      std::string(kColumns) + "WHERE next_attempt <= ?1 ORDER BY next_attempt, id LIMIT ?2");
  if (!query) return std::move(query).error();
  query->bind(now).bind(static_cast<std::int64_t>(count));
  return rows_of(*query);
}

Result<void> SqliteOutbox::sent(std::int64_t id, Instant) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<Statement> remove = connection_.connection().prepare("DELETE FROM outbox WHERE id = ?1");
    if (!remove) return std::move(remove).error();
    return remove->bind(id).run();
  });
}

Result<void> SqliteOutbox::failed(std::int64_t id, const std::string& why,
                                  std::optional<Instant> next_attempt) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<Statement> update = connection_.connection().prepare(
        "UPDATE outbox SET attempts = attempts + 1, last_error = ?1, next_attempt = ?2 WHERE id = ?3");
    if (!update) return std::move(update).error();
    return update->bind(why).bind(next_attempt).bind(id).run();
  });
}

Result<std::vector<QueuedMail>> SqliteOutbox::troubled(std::size_t count) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Result<Statement> query = (*reader)->connection.prepare(
      std::string(kColumns) + "ORDER BY next_attempt IS NOT NULL, last_error = '', id LIMIT ?1");
  if (!query) return std::move(query).error();
  query->bind(static_cast<std::int64_t>(count));
  return rows_of(*query);
}

Result<void> SqliteOutbox::retry(std::int64_t id, Instant now) {
  return connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<Statement> update =
        connection.prepare("UPDATE outbox SET attempts = 0, queued = ?1, next_attempt = ?1 WHERE id = ?2");
    if (!update) return std::move(update).error();
    Result<void> done = update->bind(now).bind(id).run();
    if (done && connection.changes() == 0) {
      return Error{.code = ErrorCode::kNotFound,
                   .message = "This mail no longer waits: it has been sent meanwhile."};
    }
    return done;
  });
}

}  // namespace stillpoint::store
