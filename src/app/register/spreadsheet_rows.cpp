#include "app/register/spreadsheet_rows.h"

#include <array>

#include "base/text.h"

namespace stillpoint::app {
namespace {

using document::FieldType;

constexpr std::array<std::string_view, kSheetTables> kLists = {
    "", "/professions", "/training", "/credentials", "/fees/lines", "/locations"};

bool is_in_list(std::string_view path) {
  return path.find('*') != std::string_view::npos;
}

/// "contact.mail" of "/contact/mail".
std::string dotted(std::string_view path) {
  std::string name(path.substr(1));
  for (char& c : name) {
    if (c == '/') c = '.';
  }
  return name;
}

}  // namespace

std::string_view sheet_list(SheetTable table) {
  return kLists[static_cast<std::size_t>(table)];
}

std::vector<SheetField> sheet_fields(SheetTable table) {
  const std::string start = std::string(sheet_list(table)) + "/*/";
  std::vector<SheetField> fields;
  for (const document::FieldRule& rule : document::practitioner_fields()) {
    if (rule.type == FieldType::kHidden) continue;
    if (table == SheetTable::kPractitioners) {
      if (!is_in_list(rule.path))
        fields.push_back({.column = dotted(rule.path), .path = std::string(rule.path), .rule = &rule});
    } else if (rule.path.substr(0, start.size()) == start) {
      const std::string_view rest = rule.path.substr(start.size());
      const std::size_t inner = rest.rfind('/');
      const std::string_view name = inner == std::string_view::npos ? rest : rest.substr(inner + 1);
      fields.push_back({.column = std::string(name), .path = std::string(rule.path), .rule = &rule});
    }
  }
  return fields;
}

std::vector<SheetColumn> sheet_columns(SheetTable table) {
  std::vector<SheetColumn> columns = {{.name = std::string(kMemberColumn),
                                       .label = "Member",
                                       .hint = "Your number of the practitioner, or their id here.",
                                       .required = true}};
  for (const SheetField& field : sheet_fields(table)) {
    columns.push_back({.name = field.column,
                       .label = std::string(field.rule->label),
                       .hint = std::string(field.rule->hint),
                       .required = field.rule->required});
  }
  return columns;
}

std::string CellReader::word(document::WordSet set, std::string_view text) {
  auto [names, is_new] = names_.try_emplace(set);
  if (is_new) {
    for (const document::Word& known : document::words_of(set, vocabulary_)) {
      names->second.emplace(fold(known.name), known.key);
      names->second.insert_or_assign(known.key, known.key);
    }
  }
  if (const auto key = names->second.find(std::string(text)); key != names->second.end()) return key->second;
  const auto named = names->second.find(fold(text));
  return named == names->second.end() ? std::string(text) : named->second;
}

std::string CellReader::read(const document::FieldRule& rule, std::string_view cell) {
  switch (rule.type) {
    case FieldType::kDate:
      return iso_date(cell, dates_);
    case FieldType::kWord:
      return word(rule.words, cell);
    case FieldType::kWords: {
      std::string words;
      for (std::string_view rest = cell; !rest.empty();) {
        const std::size_t end = rest.find_first_of(",;|");
        std::string_view one = rest.substr(0, end);
        while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
        while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
        if (!one.empty()) words.append(words.empty() ? "" : ",").append(word(rule.words, one));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
      }
      return words;
    }
    case FieldType::kKnown: {
      const std::string folded = fold(cell);
      return folded == "y" ? "yes" : folded == "n" ? "no" : folded;
    }
    case FieldType::kText:
    case FieldType::kLongText:
    case FieldType::kInteger:
    case FieldType::kDecimal:
    case FieldType::kHidden:
      return std::string(cell);
  }
  return std::string(cell);
}

}  // namespace stillpoint::app
