#include "document/vocabulary_reader.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "document/enum_names.h"
#include "document/limits.h"
#include "document/object_reader.h"
#include "document/registry_row_reader.h"

namespace stillpoint::document {
namespace {

using domain::Origin;
using domain::VocabularyRows;
using Name = std::string_view;

/// Tables are ours and reviewed; this bounds a slip, not an attack.
constexpr std::size_t kTableBytesMax = 8U << 20U;
constexpr std::size_t kTableRowsMax = 100'000;
std::vector<std::string> read_strings(ObjectReader& row, std::string_view name) {
  std::vector<std::string> texts;
  row.strings(name, kRowItemsMax, [&](std::string_view text, const Path&) { texts.emplace_back(text); });
  return texts;
}

std::vector<domain::Synonym> read_synonyms(ObjectReader& row) {
  static constexpr std::array kNames = {Name("text"), Name("language")};
  static constexpr Members kMembers = members(kNames);
  std::vector<domain::Synonym> synonyms;
  row.list("synonyms", kRowItemsMax, [&](JsonValue item, const Path& path) {
    ObjectReader object(item, path, kMembers, row.faults());
    synonyms.push_back(
        {.text = object.text("text", kLine), .language = object.text("language", kOptionalLine)});
  });
  return synonyms;
}

domain::Profession read_profession(ObjectReader& row) {
  return {.key = {row.text("key", kKey)},
          .name = row.text("name", kLine),
          .plural = row.text("plural", kLine),
          .nucc_codes = read_strings(row, "nucc_codes"),
          .note = row.text("note", kOptionalLine),
          .origin = read_origin(row)};
}

domain::Approach read_approach(ObjectReader& row) {
  return {.key = {row.text("key", kKey)},
          .name = row.text("name", kLine),
          .description = row.text("description", kLine),
          .synonyms = read_synonyms(row),
          .origin = read_origin(row)};
}

void read_evidence(ObjectReader& row, domain::Condition& condition) {
  static constexpr std::array kNames = {Name("text"), Name("sources")};
  static constexpr Members kMembers = members(kNames);
  static constexpr std::array kSourceNames = {Name("title"), Name("url"), Name("citation"), Name("year")};
  static constexpr Members kSource = members(kSourceNames);
  row.object("evidence", [&](JsonValue value, const Path& path) {
    ObjectReader evidence(value, path, kMembers, row.faults());
    condition.evidence = evidence.text("text", kLine);
    evidence.list("sources", kRowItemsMax, [&](JsonValue item, const Path& item_path) {
      ObjectReader source(item, item_path, kSource, row.faults());
      std::string title = source.text("title", kLine);
      if (const std::string citation = source.text("citation", kOptionalLine); !citation.empty()) {
        title += ". " + citation;
      }
      condition.sources.push_back({.title = std::move(title),
                                   .url = source.url("url"),
                                   .year = source.integer("year", {.min = 1800, .max = 9999})});
    });
  });
}

domain::Condition read_condition(ObjectReader& row) {
  domain::Condition condition;
  condition.key = {row.text("key", kKey)};
  condition.name = row.text("name", kLine);
  condition.phrase = row.text("phrase", kLine);
  condition.synonyms = read_synonyms(row);
  read_evidence(row, condition);
  for (std::string& key : read_strings(row, "safety")) condition.safety.push_back({std::move(key)});
  condition.origin = read_origin(row);
  return condition;
}

domain::Contraindication read_contraindication(ObjectReader& row) {
  return {.key = {row.text("key", kKey)},
          .name = row.text("name", kLine),
          .plain = row.text("plain", kLine),
          .advice = row.text("advice", kLine),
          .origin = read_origin(row)};
}

domain::Population read_population(ObjectReader& row) {
  (void)read_origin(row);
  return {.key = {row.text("key", kKey)}, .name = row.text("name", kLine)};
}

domain::Language read_language(ObjectReader& row) {
  (void)read_origin(row);
  return {.key = {row.text("key", kKey)}, .name = row.text("name", kLine)};
}

domain::Currency read_currency(ObjectReader& row) {
  (void)read_origin(row);
  return {.key = {row.text("code", kKey)},
          .name = row.text("name", kLine),
          .symbol = row.text("symbol", kLine),
          .minor_digits =
              row.integer("minor_digits", {.min = 0, .max = 4, .presence = Presence::kRequired}).value_or(2)};
}

domain::Jurisdiction read_jurisdiction(ObjectReader& row) {
  (void)read_origin(row);
  return {.key = {row.text("code", kKey)},
          .name = row.text("name", kLine),
          .time_zone = row.text("time_zone", kLine)};
}

domain::ScopeRule read_scope(ObjectReader& row) {
  if (!row.find("within")) row.fault("within", "This member is missing.", "true or false.");
  return {.profession = {row.text("profession", kKey)},
          .approach = {row.text("approach", kKey)},
          .within = row.boolean("within").value_or(false),
          .reason = row.text("reason", kLine),
          .origin = read_origin(row)};
}

domain::SessionFact read_fact(ObjectReader& row) {
  return {.key = row.text("key", kKey),
          .stage = row.text("stage", kLine),
          .text = row.text("text", kLine),
          .origin = read_origin(row)};
}

constexpr std::array kKeyed = {Name("key"), Name("name"), Name("origin"), Name("read_on")};
constexpr std::array kProfession = {Name("key"),  Name("name"),   Name("plural"), Name("nucc_codes"),
                                    Name("note"), Name("origin"), Name("read_on")};
constexpr std::array kProfessionPassed = {Name("credential_pattern_note")};  // for people, not programs
constexpr std::array kApproach = {Name("key"),      Name("name"),   Name("description"),
                                  Name("synonyms"), Name("origin"), Name("read_on")};
constexpr std::array kCondition = {Name("key"),      Name("name"),   Name("phrase"), Name("synonyms"),
                                   Name("evidence"), Name("safety"), Name("origin"), Name("read_on")};
constexpr std::array kContraindication = {Name("key"),    Name("name"),   Name("plain"),
                                          Name("advice"), Name("origin"), Name("read_on")};
constexpr std::array kCurrency = {Name("code"),         Name("name"),   Name("symbol"),
                                  Name("minor_digits"), Name("origin"), Name("read_on")};
constexpr std::array kJurisdiction = {Name("code"), Name("name"), Name("time_zone"), Name("origin"),
                                      Name("read_on")};
constexpr std::array kJurisdictionPassed = {Name("parent")};  // the code says it
constexpr std::array kScope = {Name("profession"), Name("approach"), Name("within"),
                               Name("reason"),     Name("origin"),   Name("read_on")};
constexpr std::array kFact = {Name("key"), Name("stage"), Name("text"), Name("origin"), Name("read_on")};

/// Reads the files one after the other and keeps the first error.
class SeedReader {
 public:
  explicit SeedReader(std::span<const EmbeddedFile> files) : files_(files) {}

  template <class Row>
  void table(std::string_view file, const Members& row_members, Row (*read)(ObjectReader&),
             std::vector<Row>& rows) {
    static constexpr std::array kNames = {Name("about"), Name("licence"), Name("rows")};
    static constexpr Members kFile = members(kNames);
    open(file, kFile, [&](ObjectReader& object) { take(object, "rows", row_members, read, rows); });
  }

  void demo_registry(VocabularyRows& rows);

  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  template <class Row>
  static void take(ObjectReader& file, std::string_view name, const Members& row_members,
                   Row (*read)(ObjectReader&), std::vector<Row>& rows) {
    if (!file.find(name)) file.fault(name, "This member is missing.", "A list of rows.");
    file.list(name, kTableRowsMax, [&](JsonValue item, const Path& path) {
      ObjectReader row(item, path, row_members, file.faults());
      rows.push_back(read(row));
    });
  }

  template <class Read>
  void open(std::string_view name, const Members& file_members, const Read& read) {
    if (error_) return;
    const auto file =
        std::find_if(files_.begin(), files_.end(), [&](const auto& f) { return f.name == name; });
    if (file == files_.end()) {
      error_ = Error{.message = "The vocabulary " + std::string(name) + " is missing from the program."};
      return;
    }
    auto document = JsonDocument::parse(file->content, {.bytes_max = kTableBytesMax});
    if (!document) {
      error_ = Error{.message = std::string(name) + ": " + document.error().message};
      return;
    }
    FaultList faults;
    const Path root;
    ObjectReader object(document->root(), root, file_members, faults);
    read(object);
    if (faults.empty()) return;
    error_ = Error{.message = "The vocabulary " + std::string(name) + " is not of its shape."};
    error_->faults = std::move(faults).take();
    error_->message += " At " + error_->faults.front().where + ": " + error_->faults.front().what;
  }

  std::span<const EmbeddedFile> files_;
  std::optional<Error> error_;
};

void SeedReader::demo_registry(VocabularyRows& rows) {
  static constexpr std::array kNames = {Name("about"),   Name("licence"), Name("accreditors"),
                                        Name("schools"), Name("issuers"), Name("credential_types")};
  static constexpr Members kFile = members(kNames);
  open("demo_registry.json", kFile, [&](ObjectReader& object) {
    take(object, "accreditors", kAccreditorRow, read_accreditor, rows.accreditors);
    take(object, "schools", kSchoolRow, read_school, rows.schools);
    take(object, "issuers", kIssuerRow, read_issuer, rows.issuers);
    take(object, "credential_types", kCredentialTypeRow, read_credential_type, rows.credential_types);
  });
}

}  // namespace

Result<VocabularyRows> read_vocabulary(std::span<const EmbeddedFile> files,
                                       const VocabularyOptions& options) {
  constexpr Members kKeyedRow = members(kKeyed);
  constexpr Members kProfessionRow{
      .accepted = kProfession, .passed_over = kProfessionPassed, .null_is_absent = true};
  constexpr Members kJurisdictionRow{
      .accepted = kJurisdiction, .passed_over = kJurisdictionPassed, .null_is_absent = true};
  VocabularyRows rows;
  SeedReader seed(files);
  seed.table("professions.json", kProfessionRow, read_profession, rows.professions);
  seed.table("approaches.json", members(kApproach), read_approach, rows.approaches);
  seed.table("conditions.json", members(kCondition), read_condition, rows.conditions);
  seed.table("contraindications.json", members(kContraindication), read_contraindication,
             rows.contraindications);
  seed.table("populations.json", kKeyedRow, read_population, rows.populations);
  seed.table("languages.json", kKeyedRow, read_language, rows.languages);
  seed.table("currencies.json", members(kCurrency), read_currency, rows.currencies);
  seed.table("schools.json", kSchoolRow, read_school, rows.schools);
  seed.table("accreditors.json", kAccreditorRow, read_accreditor, rows.accreditors);
  seed.table("issuers.json", kIssuerRow, read_issuer, rows.issuers);
  seed.table("credential_types.json", kCredentialTypeRow, read_credential_type, rows.credential_types);
  seed.table("jurisdictions.json", kJurisdictionRow, read_jurisdiction, rows.jurisdictions);
  seed.table("jurisdiction_rules.json", kJurisdictionRuleRow, read_jurisdiction_rule,
             rows.jurisdiction_rules);
  seed.table("scope.json", members(kScope), read_scope, rows.scope);
  seed.table("session_facts.json", members(kFact), read_fact, rows.session_facts);
  if (options.with_demo_registry) seed.demo_registry(rows);
  if (seed.error()) return *seed.error();
  return rows;
}

}  // namespace stillpoint::document
