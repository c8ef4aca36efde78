#include "store/sqlite/registry_rows.h"

#include <string_view>
#include <unordered_map>
#include <utility>

#include "store/sqlite/enum_text.h"

namespace stillpoint::store {
namespace {

using domain::Recognition;

/// Runs the insert once per row; `insert_children` follows for those that were new.
template <class Row, class Bind, class InsertChildren>
Result<void> insert_new(Connection& connection, std::string_view sql, const std::vector<Row>& rows, Bind bind,
                        InsertChildren insert_children) {
  Result<Statement> insert = connection.prepare(sql);
  if (!insert) return std::move(insert).error();
  for (const Row& row : rows) {
    bind(*insert, row);
    Result<void> done = insert->run();
    if (done && connection.changes() == 1) done = insert_children(row);
    if (!done) return done;
  }
  return {};
}

template <class Row, class Bind>
Result<void> insert_new(Connection& connection, std::string_view sql, const std::vector<Row>& rows,
                        Bind bind) {
  return insert_new(connection, sql, rows, bind, [](const Row&) { return Result<void>(); });
}

/// Calls `take` for each row of the query.
template <class Take>
Result<void> each_row(Connection& connection, std::string_view sql, Take take) {
  Result<Statement> select = connection.prepare(sql);
  if (!select) return std::move(select).error();
  Step step = select->step();
  for (; step == Step::kRow; step = select->step()) take(*select);
  if (step == Step::kFailed) return select->error();
  return {};
}

void bind_origin(Statement& statement, const domain::Origin& origin) {
  statement.bind(origin.source).bind(origin.read_on);
}

domain::Origin take_origin(const Statement& row, int column) {
  return {.source = std::string(row.text(column)), .read_on = row.optional_date(column + 1)};
}

Result<void> insert_recognitions(Statement& insert, std::string_view key,
                                 const std::vector<Recognition>& recognitions) {
  for (std::size_t i = 0; i < recognitions.size(); ++i) {
    insert.bind(key).bind(static_cast<std::int64_t>(i)).bind(recognitions[i].accreditor);
    Result<void> done = insert.bind(recognitions[i].from).bind(recognitions[i].until).run();
    if (!done) return done;
  }
  return {};
}

/// Positions of rows by key, to hang on what belongs to them.
template <class Row>
std::unordered_map<std::string_view, Row*> by_key(std::vector<Row>& rows) {
  std::unordered_map<std::string_view, Row*> map;
  for (Row& row : rows) map.emplace(row.key.value, &row);
  return map;
}

Recognition take_recognition(const Statement& row) {
  return {
      .accreditor = {std::string(row.text(1))}, .from = row.optional_date(2), .until = row.optional_date(3)};
}

}  // namespace

Result<void> seed_accreditors(Connection& connection, const std::vector<domain::Accreditor>& rows) {
  return insert_new(connection,
                    "INSERT INTO accreditor (key, name, country, website, source, read_on) "
                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (key) DO NOTHING",
                    rows, [](Statement& insert, const domain::Accreditor& row) {
                      insert.bind(row.key).bind(row.name).bind(row.country).bind(row.website);
                      bind_origin(insert, row.origin);
                    });
}

Result<void> seed_schools(Connection& connection, const std::vector<domain::School>& rows) {
  Result<Statement> accreditation = connection.prepare(
      "INSERT INTO school_accreditation (school, ordinal, accreditor, from_date, until_date) "
      "VALUES (?1, ?2, ?3, ?4, ?5)");
  if (!accreditation) return std::move(accreditation).error();
  Result<Statement> standing = connection.prepare(
      "INSERT INTO school_standing (school, ordinal, standing, from_date, reason) VALUES (?1, ?2, ?3, ?4, "
      "?5)");
  if (!standing) return std::move(standing).error();
  return insert_new(
      connection,
      "INSERT INTO school (key, name, country, website, source, read_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
      "ON CONFLICT (key) DO NOTHING",
      rows,
      [](Statement& insert, const domain::School& row) {
        insert.bind(row.key).bind(row.name).bind(row.country).bind(row.website);
        bind_origin(insert, row.origin);
      },
      [&](const domain::School& row) -> Result<void> {
        Result<void> done = insert_recognitions(*accreditation, row.key.value, row.accreditations);
        for (std::size_t i = 0; done && i < row.standing.size(); ++i) {
          standing->bind(row.key).bind(static_cast<std::int64_t>(i)).bind(text_of(row.standing[i].standing));
          done = standing->bind(row.standing[i].from).bind(row.standing[i].reason).run();
        }
        return done;
      });
}

Result<void> seed_issuers(Connection& connection, const std::vector<domain::Issuer>& rows) {
  return insert_new(
      connection,
      "INSERT INTO issuer (key, name, country, time_zone, register_url, website, source, read_on) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (key) DO NOTHING",
      rows, [](Statement& insert, const domain::Issuer& row) {
        insert.bind(row.key).bind(row.name).bind(row.country).bind(row.time_zone);
        insert.bind(row.register_url).bind(row.website);
        bind_origin(insert, row.origin);
      });
}

Result<void> seed_credential_types(Connection& connection, const std::vector<domain::CredentialType>& rows) {
  Result<Statement> recognition = connection.prepare(
      "INSERT INTO recognition (credential_type, ordinal, accreditor, from_date, until_date) "
      "VALUES (?1, ?2, ?3, ?4, ?5)");
  if (!recognition) return std::move(recognition).error();
  return insert_new(
      connection,
      "INSERT INTO credential_type (key, issuer, code, version, name, letters, field, required_hours, "
      "renewal_months, renewal_note, freshness_days, where_to_check, source, read_on) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) ON CONFLICT (key) DO NOTHING",
      rows,
      [](Statement& insert, const domain::CredentialType& row) {
        insert.bind(row.key).bind(row.issuer).bind(row.code).bind(row.version).bind(row.name);
        insert.bind(row.letters).bind(text_of(row.field)).bind(row.required_hours).bind(row.renewal_months);
        insert.bind(row.renewal_note).bind(row.freshness_days).bind(row.where_to_check);
        bind_origin(insert, row.origin);
      },
      [&](const domain::CredentialType& row) {
        return insert_recognitions(*recognition, row.key.value, row.recognised_by);
      });
}

Result<void> seed_jurisdictions(Connection& connection, const std::vector<domain::Jurisdiction>& rows) {
  return insert_new(
      connection,
      "INSERT INTO jurisdiction (key, name, time_zone) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO NOTHING",
      rows, [](Statement& insert, const domain::Jurisdiction& row) {
        insert.bind(row.key).bind(row.name).bind(row.time_zone);
      });
}

Result<void> seed_jurisdiction_rules(Connection& connection,
                                     const std::vector<domain::JurisdictionRule>& rows) {
  return insert_new(
      connection,
      "INSERT INTO jurisdiction_rule (jurisdiction, profession, regulation, note, source, read_on) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (jurisdiction, profession) DO NOTHING",
      rows, [](Statement& insert, const domain::JurisdictionRule& row) {
        insert.bind(row.jurisdiction).bind(row.profession).bind(text_of(row.regulation));
        insert.bind(row.note);
        bind_origin(insert, row.origin);
      });
}

Result<void> load_accreditors(Connection& connection, std::vector<domain::Accreditor>& rows) {
  rows.clear();
  return each_row(connection,
                  "SELECT key, name, country, website, source, read_on FROM accreditor ORDER BY position",
                  [&](const Statement& row) {
                    domain::Accreditor& accreditor = rows.emplace_back();
                    accreditor.key.value = row.text(0);
                    accreditor.name = row.text(1);
                    accreditor.country = row.text(2);
                    accreditor.website = row.text(3);
                    accreditor.origin = take_origin(row, 4);
                  });
}

Result<void> load_schools(Connection& connection, std::vector<domain::School>& rows) {
  rows.clear();
  Result<void> done = each_row(
      connection, "SELECT key, name, country, website, source, read_on FROM school ORDER BY position",
      [&](const Statement& row) {
        domain::School& school = rows.emplace_back();
        school.key.value = row.text(0);
        school.name = row.text(1);
        school.country = row.text(2);
        school.website = row.text(3);
        school.origin = take_origin(row, 4);
      });
  const auto schools = by_key(rows);
  if (done) {
    done = each_row(connection,
                    "SELECT school, accreditor, from_date, until_date FROM school_accreditation "
                    "ORDER BY school, ordinal",
                    [&](const Statement& row) {
                      schools.at(row.text(0))->accreditations.push_back(take_recognition(row));
                    });
  }
  if (done) {
    done =
        each_row(connection,
                 "SELECT school, standing, from_date, reason FROM school_standing ORDER BY school, ordinal",
                 [&](const Statement& row) {
                   schools.at(row.text(0))
                       ->standing.push_back({.standing = enum_of<domain::Standing>(row.text(1)),
                                             .from = row.optional_date(2),
                                             .reason = std::string(row.text(3))});
                 });
  }
  return done;
}

Result<void> load_issuers(Connection& connection, std::vector<domain::Issuer>& rows) {
  rows.clear();
  return each_row(connection,
                  "SELECT key, name, country, time_zone, register_url, website, source, read_on FROM issuer "
                  "ORDER BY position",
                  [&](const Statement& row) {
                    domain::Issuer& issuer = rows.emplace_back();
                    issuer.key.value = row.text(0);
                    issuer.name = row.text(1);
                    issuer.country = row.text(2);
                    issuer.time_zone = row.text(3);
                    issuer.register_url = row.text(4);
                    issuer.website = row.text(5);
                    issuer.origin = take_origin(row, 6);
                  });
}

Result<void> load_credential_types(Connection& connection, std::vector<domain::CredentialType>& rows) {
  rows.clear();
  Result<void> done =
      each_row(connection,
               "SELECT key, issuer, code, version, name, letters, field, required_hours, renewal_months, "
               "renewal_note, "
               "freshness_days, where_to_check, source, read_on FROM credential_type ORDER BY position",
               [&](const Statement& row) {
                 domain::CredentialType& type = rows.emplace_back();
                 type.key.value = row.text(0);
                 type.issuer.value = row.text(1);
                 type.code = row.text(2);
                 type.version = row.text(3);
                 type.name = row.text(4);
                 type.letters = row.text(5);
                 type.field = enum_of<domain::Field>(row.text(6));
                 type.required_hours = row.optional_int(7);
                 type.renewal_months = row.optional_int(8);
                 type.renewal_note = row.text(9);
                 type.freshness_days = static_cast<int>(row.integer(10));
                 type.where_to_check = row.text(11);
                 type.origin = take_origin(row, 12);
               });
  const auto types = by_key(rows);
  if (done) {
    done = each_row(
        connection,
        "SELECT credential_type, accreditor, from_date, until_date FROM recognition "
        "ORDER BY credential_type, ordinal",
        [&](const Statement& row) { types.at(row.text(0))->recognised_by.push_back(take_recognition(row)); });
  }
  return done;
}

Result<void> load_jurisdictions(Connection& connection, std::vector<domain::Jurisdiction>& rows) {
  rows.clear();
  return each_row(connection, "SELECT key, name, time_zone FROM jurisdiction ORDER BY position",
                  [&](const Statement& row) {
                    domain::Jurisdiction& jurisdiction = rows.emplace_back();
                    jurisdiction.key.value = row.text(0);
                    jurisdiction.name = row.text(1);
                    jurisdiction.time_zone = row.text(2);
                  });
}

Result<void> load_jurisdiction_rules(Connection& connection, std::vector<domain::JurisdictionRule>& rows) {
  rows.clear();
  return each_row(connection,
                  "SELECT jurisdiction, profession, regulation, note, source, read_on FROM jurisdiction_rule "
                  "ORDER BY position",
                  [&](const Statement& row) {
                    domain::JurisdictionRule& rule = rows.emplace_back();
                    rule.jurisdiction.value = row.text(0);
                    rule.profession.value = row.text(1);
                    rule.regulation = enum_of<domain::Regulation>(row.text(2));
                    rule.note = row.text(3);
                    rule.origin = take_origin(row, 4);
                  });
}

}  // namespace stillpoint::store
