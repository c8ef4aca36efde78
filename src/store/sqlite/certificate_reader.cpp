#include "store/sqlite/certificate_reader.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "store/sqlite/enum_text.h"
#include "store/sqlite/query_rows.h"

namespace stillpoint::store {
namespace {

using domain::CertificateRecord;
using domain::HeldCertificate;

constexpr const char* kHeldSql =
    "SELECT c.practitioner, c.id, c.type, c.number, c.issued, c.expires, p.id, p.listing, p.name, c.recorded "
    "FROM credential c JOIN practitioner p ON p.seq = c.practitioner "
    "WHERE c.issuer = ?1 AND c.number = ?2 AND c.number <> ''";
constexpr const char* kEventsSql =
    "SELECT kind, effective, recorded, reason, claimed FROM credential_event "
    "WHERE practitioner = ?1 AND credential = ?2 ORDER BY ordinal";
constexpr const char* kVerificationsSql =
    "SELECT id, method, result, checked_at, source, source_url, checker, evidence_sha256, claimed, recorded "
    "FROM verification WHERE practitioner = ?1 AND credential = ?2 ORDER BY ordinal";
constexpr const char* kIssuerSql =
    "SELECT key, name, country, time_zone, register_url, website FROM issuer WHERE key = ?1";
constexpr const char* kIssuersSql =
    "SELECT key, name, country, time_zone, register_url, website FROM issuer ORDER BY position";
constexpr const char* kTypeSql =
    "SELECT key, issuer, code, version, name, letters, field, required_hours, renewal_months, renewal_note, "
    "freshness_days, where_to_check FROM credential_type WHERE key = ?1";
constexpr const char* kRecognitionsSql =
    "SELECT r.from_date, r.until_date, a.key, a.name, a.country, a.website FROM recognition r "
    "JOIN accreditor a ON a.key = r.accreditor WHERE r.credential_type = ?1 ORDER BY r.ordinal";

/// What of a number its readers tell apart, as SQL: the expression of the index credential_number_alike.
std::string alike(const std::string& number) {
  std::string sql = "upper(" + number + ")";
  for (const char* pair : {"' ', ''", "'-', ''", "'.', ''", "'/', ''", "'O', '0'", "'I', '1'", "'L', '1'"}) {
    std::string nested = "replace(";
    nested.append(sql).append(", ").append(pair).append(")");
    sql = std::move(nested);
  }
  return sql;
}

const std::string& alike_sql() {
  static const std::string sql = "SELECT number FROM credential WHERE issuer = ?1 AND " + alike("number") +
                                 " = " + alike("?2") +
                                 " AND number <> '' AND number <> ?2 ORDER BY number LIMIT ?3";
  return sql;
}

/// @return the holder's number in the order of registration; 0 where there is no such certificate.
Result<std::int64_t> take_held(Connection& connection, const domain::IssuerKey& issuer,
                               std::string_view number, CertificateRecord& record) {
  std::int64_t seq = 0;
  Result<void> done = each_row(
      connection, kHeldSql, [&](Statement& query) { query.bind(issuer).bind(number); },
      [&](const Statement& row) {
        seq = row.integer(0);
        HeldCertificate& held = record.held.emplace();
        held.credential.id = {row.integer(1)};
        held.credential.type.value = row.text(2);
        held.credential.number = row.text(3);
        held.credential.issued = row.optional_date(4);
        held.credential.expires = row.optional_date(5);
        held.credential.recorded = row.instant(9);
        held.practitioner = {row.integer(6)};
        held.listing = enum_of<domain::ListingState>(row.text(7));
        if (held.listing != domain::ListingState::kWithdrawn) held.holder = row.text(8);
      });
  if (!done) return std::move(done).error();
  return seq;
}

Result<void> take_history(Connection& connection, std::int64_t seq, domain::Credential& into) {
  const auto of_credential = [&](Statement& query) { query.bind(seq).bind(into.id); };
  Result<void> done = each_row(connection, kEventsSql, of_credential, [&](const Statement& row) {
    into.events.push_back({.kind = enum_of<domain::CredentialEventKind>(row.text(0)),
                           .effective = row.instant(1),
                           .recorded = row.instant(2),
                           .reason = std::string(row.text(3)),
                           .claimed = row.boolean(4)});
  });
  if (!done) return done;
  std::stable_sort(into.events.begin(), into.events.end(), [](const auto& a, const auto& b) {
    return std::tie(a.effective, a.recorded) < std::tie(b.effective, b.recorded);
  });
  return each_row(connection, kVerificationsSql, of_credential, [&](const Statement& row) {
    into.verifications.push_back({.id = {row.integer(0)},
                                  .method = enum_of<domain::VerificationMethod>(row.text(1)),
                                  .result = enum_of<domain::VerificationResult>(row.text(2)),
                                  .checked_at = row.instant(3),
                                  .recorded = row.instant(9),
                                  .source = std::string(row.text(4)),
                                  .source_url = std::string(row.text(5)),
                                  .checker = std::string(row.text(6)),
                                  .evidence_sha256 = std::string(row.text(7)),
                                  .claimed = row.boolean(8)});
  });
}

void take_issuer(const Statement& row, domain::Issuer& issuer) {
  issuer.key.value = row.text(0);
  issuer.name = row.text(1);
  issuer.country = row.text(2);
  issuer.time_zone = row.text(3);
  issuer.register_url = row.text(4);
  issuer.website = row.text(5);
}

Result<void> take_type(Connection& connection, const domain::CredentialTypeKey& key,
                       CertificateRecord& record) {
  const auto by_key = [&](Statement& query) { query.bind(key); };
  Result<void> done = each_row(connection, kTypeSql, by_key, [&](const Statement& row) {
    domain::CredentialType& type = record.type.emplace();
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
  });
  if (!done) return done;
  return each_row(connection, kRecognitionsSql, by_key, [&](const Statement& row) {
    domain::Accreditor& accreditor = record.accreditors.emplace_back();
    accreditor.key.value = row.text(2);
    accreditor.name = row.text(3);
    accreditor.country = row.text(4);
    accreditor.website = row.text(5);
    if (record.type) {
      record.type->recognised_by.push_back(
          {.accreditor = accreditor.key, .from = row.optional_date(0), .until = row.optional_date(1)});
    }
  });
}

Result<void> take_alike(Connection& connection, const domain::IssuerKey& issuer, std::string_view number,
                        CertificateRecord& record) {
  return each_row(
      connection, alike_sql(),
      [&](Statement& query) {
        query.bind(issuer).bind(number).bind(static_cast<std::int64_t>(domain::kAlikeNumbersMax));
      },
      [&](const Statement& row) { record.alike.emplace_back(row.text(0)); });
}

}  // namespace

Result<CertificateRecord> SqliteCertificateReader::find(const domain::IssuerKey& issuer,
                                                        std::string_view number) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Connection& connection = (*reader)->connection;
  Result<ReadTransaction> transaction = ReadTransaction::begin(connection);
  if (!transaction) return std::move(transaction).error();
  CertificateRecord record;
  Result<std::int64_t> seq = take_held(connection, issuer, number, record);
  if (!seq) return std::move(seq).error();
  // A miss asks for the history of nobody: the same statements run either way.
  domain::Credential nobodys;
  Result<void> done = take_history(connection, *seq, record.held ? record.held->credential : nobodys);
  if (done) {
    done = each_row(
        connection, kIssuerSql, [&](Statement& query) { query.bind(issuer); },
        [&](const Statement& row) { take_issuer(row, record.issuer.emplace()); });
  }
  if (done) {
    done = take_type(connection, record.held ? record.held->credential.type : nobodys.type, record);
  }
  if (done) done = take_alike(connection, issuer, number, record);
  if (!done) return std::move(done).error();
  return record;
}

Result<std::vector<domain::Issuer>> SqliteCertificateReader::issuers() const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  std::vector<domain::Issuer> rows;
  Result<void> done = each_row((*reader)->connection, kIssuersSql, [](Statement&) {},
                               [&](const Statement& row) { take_issuer(row, rows.emplace_back()); });
  if (!done) return std::move(done).error();
  return rows;
}

}  // namespace stillpoint::store
