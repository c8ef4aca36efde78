#include "app/register/edit_registry.h"

#include <array>
#include <utility>
#include <variant>

#include "app/identity/permissions.h"
#include "app/register/register_practitioner.h"
#include "document/differences.h"
#include "document/registry_document.h"

namespace stillpoint::app {
namespace {

using document::RegistryTable;
using domain::RegistryRow;
using domain::VocabularyRows;

/// What the trail calls a row, in the order of the tables.
constexpr std::array<const char*, document::kRegistryTables> kSubjects = {
    "accreditor", "school", "issuer", "credential_type", "jurisdiction_rule"};

template <class Row>
std::vector<RegistryRow> as_rows(const std::vector<Row>& rows) {
  return {rows.begin(), rows.end()};
}

std::vector<RegistryRow> rows_of(const VocabularyRows& rows, RegistryTable table) {
  switch (table) {
    case RegistryTable::kAccreditors:
      return as_rows(rows.accreditors);
    case RegistryTable::kSchools:
      return as_rows(rows.schools);
    case RegistryTable::kIssuers:
      return as_rows(rows.issuers);
    case RegistryTable::kCredentialTypes:
      return as_rows(rows.credential_types);
    case RegistryTable::kJurisdictionRules:
      return as_rows(rows.jurisdiction_rules);
  }
  return {};
}

const RegistryRow* find_row(const std::vector<RegistryRow>& rows, const std::string& key) {
  for (const RegistryRow& row : rows) {
    if (domain::key_of(row) == key) return &row;
  }
  return nullptr;
}

/// Puts the row into its table, in the place of the one with its key or behind all.
struct PutInto {
  VocabularyRows& rows;

  template <class Row>
  static std::size_t put(std::vector<Row>& table, const Row& row) {
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (domain::key_of(RegistryRow(table[i])) != domain::key_of(RegistryRow(row))) continue;
      table[i] = row;
      return i;
    }
    table.push_back(row);
    return table.size() - 1;
  }
  std::size_t operator()(const domain::Accreditor& row) const { return put(rows.accreditors, row); }
  std::size_t operator()(const domain::School& row) const { return put(rows.schools, row); }
  std::size_t operator()(const domain::Issuer& row) const { return put(rows.issuers, row); }
  std::size_t operator()(const domain::CredentialType& row) const { return put(rows.credential_types, row); }
  std::size_t operator()(const domain::JurisdictionRule& row) const {
    return put(rows.jurisdiction_rules, row);
  }
};

/// Whether the vocabulary holds with the row in it; what is wrong is told at the row's own members.
Result<void> check(const domain::Vocabulary& vocabulary, const RegistryRow& row) {
  VocabularyRows rows = vocabulary.rows();
  const std::size_t position = std::visit(PutInto{rows}, row);
  const Result<domain::Vocabulary> made = domain::Vocabulary::make(std::move(rows));
  if (made) return {};
  std::vector<Fault> faults = made.error().faults;
  const std::string here = "/" + std::to_string(position) + "/";
  for (Fault& fault : faults) {
    const std::size_t found = fault.where.find(here);
    if (found != std::string::npos) fault.where = fault.where.substr(found + here.size() - 1);
  }
  return invalid_record(std::move(faults));
}

Error moved_key(const std::string& key) {
  return invalid_record({{.where = "/key",
                          .what = "A key stays for good: records refer to it.",
                          .allowed = key + ", as it is.",
                          .value = {}}});
}

}  // namespace

std::vector<RegistryRow> EditRegistry::rows(RegistryTable table) const {
  return rows_of(parts_.vocabulary.rows(), table);
}

Result<std::string> EditRegistry::find(RegistryTable table, const std::string& key) const {
  const std::vector<RegistryRow> all = rows(table);
  const RegistryRow* row = find_row(all, key);
  if (row == nullptr) {
    return Error{.code = ErrorCode::kNotFound,
                 .message = "The registry has no row with the key " + key + "."};
  }
  return document::write_registry_row(*row);
}

Result<RegistryOutcome> EditRegistry::run(const RegistryEdit& edit) const {
  if (Result<void> may = require(edit.actor, Permission::kEditRegister); !may) return std::move(may).error();
  Result<RegistryRow> row = document::read_registry_row(edit.table, edit.json);
  if (!row) return std::move(row).error();
  const std::string key = domain::key_of(*row);
  if (!edit.key.empty() && key != edit.key) return moved_key(edit.key);
  RegistryOutcome outcome{.key = key};
  const Instant now = parts_.clock.now();
  Result<void> done = parts_.work.in_transaction([&]() -> Result<void> {
    // Another program may have edited a registry since this one last looked: within the transaction nobody
    // else can, so what is published now is what the row is checked against.
    if (Result<void> followed = parts_.follow.catch_up(); !followed) return followed;
    const Result<std::string> before = find(edit.table, key);
    if (edit.key.empty() && before) {
      Error taken{.code = ErrorCode::kConflict, .message = "The key " + key + " is taken."};
      taken.faults.push_back({.where = edit.table == RegistryTable::kCredentialTypes ? "/code" : "/key",
                              .what = taken.message,
                              .allowed = "Another key, or an edit of the row that has it.",
                              .value = key});
      return taken;
    }
    if (!edit.key.empty() && !before) return before.error();
    outcome.json = before ? *before : std::string();
    if (!edit.key.empty() && outcome.json != edit.seen) {
      outcome.kind = RegistryOutcome::Kind::kMoved;
      return {};
    }
    const std::string after = document::write_registry_row(*row);
    if (outcome.json == after) return {};
    if (Result<void> holds = check(parts_.vocabulary, *row); !holds) return holds;
    if (Result<void> put = parts_.registry.put(*row); !put) return put;
    const std::string subject = kSubjects[static_cast<std::size_t>(edit.table)];
    Result<void> traced = parts_.trail.append({.at = now,
                                               .actor = edit.actor,
                                               .action = subject + (before ? ".edit" : ".register"),
                                               .subject = {.kind = subject, .id = key},
                                               .changes = document::differences(outcome.json, after),
                                               .reason = edit.reason});
    outcome.kind = RegistryOutcome::Kind::kSaved;
    outcome.json = after;
    return traced;
  });
  if (!done) return std::move(done).error();
  // What is committed stands; where it could not be taken in at once, the follower tries again.
  static_cast<void>(parts_.follow.catch_up().has_value());
  return outcome;
}

}  // namespace stillpoint::app
