#include "store/sqlite/registry_writer.h"

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "store/sqlite/enum_text.h"

namespace stillpoint::store {
namespace {

/// Runs one statement that `bind` has filled.
template <class Bind>
Result<void> run(Connection& connection, std::string_view sql, const Bind& bind) {
  Result<Statement> statement = connection.prepare(sql);
  if (!statement) return std::move(statement).error();
  bind(*statement);
  return statement->run();
}

void bind_origin(Statement& statement, const domain::Origin& origin) {
  statement.bind(origin.source).bind(origin.read_on);
}

/// Rows that belong to another one: taken away, and put anew.
Result<void> put_recognitions(Connection& connection, std::string_view table, const std::string& owner,
                              const std::vector<domain::Recognition>& list) {
  const bool is_school = table == "school_accreditation";
  const std::string column = is_school ? "school" : "credential_type";
  Result<void> done = run(connection, "DELETE FROM " + std::string(table) + " WHERE " + column + " = ?1",
                          [&](Statement& s) { s.bind(owner); });
  for (std::size_t i = 0; done && i < list.size(); ++i) {
    done = run(connection,
               "INSERT INTO " + std::string(table) + " (" + column +
                   ", ordinal, accreditor, from_date, until_date) VALUES (?1, ?2, ?3, ?4, ?5)",
               [&](Statement& s) {
                 s.bind(owner).bind(static_cast<std::int64_t>(i)).bind(list[i].accreditor);
                 s.bind(list[i].from).bind(list[i].until);
               });
  }
  return done;
}

struct PutRow {
  Connection& connection;

  Result<void> operator()(const domain::Accreditor& row) const {
    return run(
        connection,
        "INSERT INTO accreditor (key, name, country, website, source, read_on) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6) ON CONFLICT (key) DO UPDATE SET name = excluded.name, country = excluded.country, website = "
        "excluded.website, source = excluded.source, read_on = excluded.read_on",
        [&](Statement& s) {
          s.bind(row.key).bind(row.name).bind(row.country).bind(row.website);
          bind_origin(s, row.origin);
        });
  }

  Result<void> operator()(const domain::School& row) const {
    Result<void> done = run(
        connection,
        "INSERT INTO school (key, name, country, website, source, read_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
        "ON CONFLICT (key) DO UPDATE SET name = excluded.name, country = excluded.country, website = "
        "excluded.website, source = excluded.source, read_on = excluded.read_on",
        [&](Statement& s) {
          s.bind(row.key).bind(row.name).bind(row.country).bind(row.website);
          bind_origin(s, row.origin);
        });
    if (done) done = put_recognitions(connection, "school_accreditation", row.key.value, row.accreditations);
    if (done) {
      done = run(connection, "DELETE FROM school_standing WHERE school = ?1",
                 [&](Statement& s) { s.bind(row.key); });
    }
    for (std::size_t i = 0; done && i < row.standing.size(); ++i) {
      done = run(
          connection,
          "INSERT INTO school_standing (school, ordinal, standing, from_date, reason) VALUES (?1, ?2, ?3, "
          "?4, ?5)",
          [&](Statement& s) {
            s.bind(row.key).bind(static_cast<std::int64_t>(i)).bind(text_of(row.standing[i].standing));
            s.bind(row.standing[i].from).bind(row.standing[i].reason);
          });
    }
    return done;
  }

  Result<void> operator()(const domain::Issuer& row) const {
    return run(
        connection,
        "INSERT INTO issuer (key, name, country, time_zone, register_url, website, source, read_on) VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (key) DO UPDATE SET name = excluded.name, country = "
        "excluded.country, time_zone = excluded.time_zone, register_url = excluded.register_url, website = "
        "excluded.website, source = excluded.source, read_on = excluded.read_on",
        [&](Statement& s) {
          s.bind(row.key).bind(row.name).bind(row.country).bind(row.time_zone);
          s.bind(row.register_url).bind(row.website);
          bind_origin(s, row.origin);
        });
  }

  Result<void> operator()(const domain::CredentialType& row) const {
    Result<void> done = run(
        connection,
        "INSERT INTO credential_type (key, issuer, code, version, name, letters, field, required_hours, "
        "renewal_months, renewal_note, freshness_days, where_to_check, source, read_on) VALUES (?1, ?2, ?3, "
        "?4, "
        "?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) ON CONFLICT (key) DO UPDATE SET name = excluded.name, "
        "letters = excluded.letters, field = excluded.field, required_hours = excluded.required_hours, "
        "renewal_months = excluded.renewal_months, renewal_note = excluded.renewal_note, freshness_days = "
        "excluded.freshness_days, where_to_check = excluded.where_to_check, source = excluded.source, "
        "read_on = "
        "excluded.read_on",
        [&](Statement& s) {
          s.bind(row.key).bind(row.issuer).bind(row.code).bind(row.version).bind(row.name);
          s.bind(row.letters).bind(text_of(row.field)).bind(row.required_hours).bind(row.renewal_months);
          s.bind(row.renewal_note).bind(row.freshness_days).bind(row.where_to_check);
          bind_origin(s, row.origin);
        });
    if (done) done = put_recognitions(connection, "recognition", row.key.value, row.recognised_by);
    return done;
  }

  Result<void> operator()(const domain::JurisdictionRule& row) const {
    return run(
        connection,
        "INSERT INTO jurisdiction_rule (jurisdiction, profession, regulation, note, source, read_on) VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (jurisdiction, profession) DO UPDATE SET regulation = "
        "excluded.regulation, note = excluded.note, source = excluded.source, read_on = excluded.read_on",
        [&](Statement& s) {
          s.bind(row.jurisdiction).bind(row.profession).bind(text_of(row.regulation)).bind(row.note);
          bind_origin(s, row.origin);
        });
  }
};

}  // namespace

Result<void> SqliteRegistryWriter::put(const domain::RegistryRow& row) {
  return connection_.in_transaction([&]() -> Result<void> {
    Result<void> done = std::visit(PutRow{connection_.connection()}, row);
    if (done) done = connection_.connection().execute("UPDATE registry_edition SET number = number + 1");
    // Half a row must not land, whatever else the transaction does.
    if (!done) connection_.spoil(done.error());
    return done;
  });
}

Result<std::int64_t> SqliteRegistryWriter::edition() const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  return (*reader)->connection.query_integer("SELECT number FROM registry_edition");
}

}  // namespace stillpoint::store
