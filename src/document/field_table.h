#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/vocabulary.h"

namespace stillpoint::document {

/// What a field of a form, or a column of a spreadsheet, holds.
enum class FieldType : std::uint8_t {
  kText,      ///< One line.
  kLongText,  ///< Lines.
  kInteger,
  kDecimal,
  kKnown,   ///< Yes, no, or nothing on record.
  kDate,    ///< ISO 8601.
  kWord,    ///< One word of a set.
  kWords,   ///< Several words of a set: a field given several times, or one with commas.
  kHidden,  ///< What tells a row from its neighbours; a row that holds nothing else is empty.
};

/// Which words a field takes.
enum class WordSet : std::uint8_t {
  kNone,
  kGender,
  kProfession,
  kJurisdiction,
  kCountry,
  kLicenceStatus,
  kSchool,
  kTrainingKind,
  kCredentialType,
  kApproach,
  kCondition,
  kPopulation,
  kLanguage,
  kPrecision,
  kFeeKind,
  kCurrency,
  kAccreditor,
  kIssuer,
  kStanding,
  kField,
  kRegulation,
};

/// One field of a record.
struct FieldRule {
  std::string_view path;  ///< JSON pointer in which `*` stands for any position: "/training/*/hours".
  FieldType type = FieldType::kText;
  std::string_view label{};  ///< As people read it: "Hours".
  WordSet words = WordSet::kNone;
  std::string_view hint{};  ///< What helps to fill it in; may be empty.
  bool required = false;    ///< Of the record, or of a row that holds anything.
};

/// The registries that administrators edit.
enum class RegistryTable : std::uint8_t {
  kAccreditors,
  kSchools,
  kIssuers,
  kCredentialTypes,
  kJurisdictionRules,
};
constexpr std::size_t kRegistryTables = 5;

/// Every field that a registrar may write, in the order in which forms show them and templates list them. The
/// one table behind forms, spreadsheets and what is shown of differences.
std::span<const FieldRule> practitioner_fields();
std::span<const FieldRule> registry_fields(RegistryTable table);

/// The rule for a field ("/training/2/hours"); null for one that is in no table.
const FieldRule* find_rule(std::span<const FieldRule> rules, std::string_view path);

/// A word as it is stored and as people read it.
struct Word {
  std::string key;
  std::string name;
};
/// The words of a set, in the order of their vocabulary.
std::vector<Word> words_of(WordSet set, const domain::Vocabulary& vocabulary);

}  // namespace stillpoint::document
