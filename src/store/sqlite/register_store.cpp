#include "store/sqlite/register_store.h"

#include <sqlite3.h>

#include <string_view>
#include <utility>

#include "store/sqlite/merged_tables.h"

namespace stillpoint::store {
namespace {

/// Runs one statement in the running transaction, or in one of its own.
template <class Bind>
Result<void> run(WriteConnection& connection, std::string_view sql, const Bind& bind) {
  return connection.in_transaction([&]() -> Result<void> {
    Result<Statement> statement = connection.connection().prepare(sql);
    if (!statement) return std::move(statement).error();
    bind(*statement);
    return statement->run();
  });
}

/// Reads rows on the writing connection, so that a transaction sees what it wrote itself.
template <class Bind, class Take>
Result<void> each(WriteConnection& connection, std::string_view sql, const Bind& bind, const Take& take) {
  return connection.reading([&]() -> Result<void> {
    Result<Statement> statement = connection.connection().prepare(sql);
    if (!statement) return std::move(statement).error();
    bind(*statement);
    Step step = statement->step();
    for (; step == Step::kRow; step = statement->step()) take(*statement);
    if (step == Step::kFailed) return statement->error();
    return {};
  });
}

}  // namespace

Result<void> SqliteRegisterStore::put_merged(domain::PractitionerId from, domain::PractitionerId into,
                                             Instant now) {
  return connection_.in_transaction([&]() -> Result<void> {
    // Whoever was redirected to the one that goes now, goes to where it went.
    Result<void> done = run(connection_, "UPDATE merged SET into_id = ?2 WHERE into_id = ?1",
                            [&](Statement& s) { s.bind(from).bind(into); });
    if (done) {
      done = run(
          connection_,
          "INSERT INTO merged (id, into_id, at) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET into_id "
          "= excluded.into_id, at = excluded.at",
          [&](Statement& s) { s.bind(from).bind(into).bind(now); });
    }
    return done ? move_merged_rows(connection_.connection(), from, into) : done;
  });
}

Result<void> SqliteRegisterStore::put_legacy_urls(domain::PractitionerId id,
                                                  const std::vector<std::string>& paths) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<void> done =
        run(connection_, "DELETE FROM legacy_url WHERE practitioner = ?1", [&](Statement& s) { s.bind(id); });
    for (std::size_t i = 0; done && i < paths.size(); ++i) {
      Result<Statement> insert = connection_.connection().prepare(
          "INSERT INTO legacy_url (path, practitioner, ordinal) VALUES (?1, ?2, ?3)");
      if (!insert) return std::move(insert).error();
      done = insert->bind(paths[i]).bind(id).bind(static_cast<std::int64_t>(i)).run();
      const int code = insert->result_code();
      if (done || (code != SQLITE_CONSTRAINT_PRIMARYKEY && code != SQLITE_CONSTRAINT_UNIQUE)) continue;
      std::string holder = "this record already";
      Result<void> found = each(
          connection_, "SELECT practitioner FROM legacy_url WHERE path = ?1",
          [&](Statement& s) { s.bind(paths[i]); },
          [&](const Statement& s) {
            if (s.integer(0) != id.value) holder = "practitioner " + print_id(s.integer(0));
          });
      if (!found) return found;
      Error taken{.code = ErrorCode::kConflict,
                  .message = "The former address " + paths[i] + " leads to " + holder + "."};
      taken.faults.push_back(
          {.where = "/legacy_urls/" + std::to_string(i), .what = taken.message, .allowed = {}, .value = {}});
      return taken;
    }
    return done;
  });
}

Result<std::optional<domain::KeptAnswer>> SqliteRegisterStore::kept_answer(const std::string& owner,
                                                                           const std::string& key) const {
  std::optional<domain::KeptAnswer> kept;
  Result<void> done = each(
      connection_, "SELECT request_digest, answer FROM kept_answer WHERE owner = ?1 AND key = ?2",
      [&](Statement& s) { s.bind(owner).bind(key); },
      [&](const Statement& s) {
        kept = domain::KeptAnswer{.request_digest = std::string(s.text(0)), .answer = std::string(s.text(1))};
      });
  if (!done) return std::move(done).error();
  return kept;
}

Result<void> SqliteRegisterStore::keep_answer(const std::string& owner, const std::string& key,
                                              const domain::KeptAnswer& kept, Instant now) {
  return run(
      connection_,
      "INSERT INTO kept_answer (owner, key, request_digest, answer, at) VALUES (?1, ?2, ?3, ?4, ?5)",
      [&](Statement& s) { s.bind(owner).bind(key).bind(kept.request_digest).bind(kept.answer).bind(now); });
}

Result<void> SqliteRegisterStore::forget_answers(Instant before) {
  return run(connection_, "DELETE FROM kept_answer WHERE at < ?1", [&](Statement& s) { s.bind(before); });
}

Result<std::vector<domain::SavedView>> SqliteRegisterStore::views(const std::string& owner,
                                                                  const std::string& list) const {
  std::vector<domain::SavedView> views;
  Result<void> done = each(
      connection_, "SELECT name, query FROM saved_view WHERE owner = ?1 AND list = ?2 ORDER BY name",
      [&](Statement& s) { s.bind(owner).bind(list); },
      [&](const Statement& s) {
        views.push_back({.list = list, .name = std::string(s.text(0)), .query = std::string(s.text(1))});
      });
  if (!done) return std::move(done).error();
  return views;
}

Result<void> SqliteRegisterStore::put_view(const std::string& owner, const domain::SavedView& view) {
  if (view.query.empty()) {
    return run(connection_, "DELETE FROM saved_view WHERE owner = ?1 AND list = ?2 AND name = ?3",
               [&](Statement& s) { s.bind(owner).bind(view.list).bind(view.name); });
  }
  return run(
      connection_,
      "INSERT INTO saved_view (owner, list, name, query) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (owner, list, "
      "name) DO UPDATE SET query = excluded.query",
      [&](Statement& s) { s.bind(owner).bind(view.list).bind(view.name).bind(view.query); });
}

Result<std::string> SqliteRegisterStore::column_mapping(const std::string& heading) const {
  std::string mapping;
  Result<void> done = each(
      connection_, "SELECT mapping FROM column_mapping WHERE heading = ?1",
      [&](Statement& s) { s.bind(heading); }, [&](const Statement& s) { mapping = s.text(0); });
  if (!done) return std::move(done).error();
  return mapping;
}

Result<void> SqliteRegisterStore::put_column_mapping(const std::string& heading, const std::string& mapping) {
  return run(
      connection_,
      "INSERT INTO column_mapping (heading, mapping) VALUES (?1, ?2) ON CONFLICT (heading) DO UPDATE SET "
      "mapping = excluded.mapping",
      [&](Statement& s) { s.bind(heading).bind(mapping); });
}

}  // namespace stillpoint::store
