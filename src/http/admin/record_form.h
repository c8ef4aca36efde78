#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/field_table.h"
#include "document/flat_document.h"
#include "domain/vocabulary.h"
#include "http/message.h"
#include "http/pages/markup.h"

namespace stillpoint::http::admin {

/// A part of a form: fields of one object, or the rows of a list.
struct FormSection {
  pages::Markup title = "";
  std::string_view prefix{};  ///< "/contact", or a list "/training"; of a section of lone fields their path.
  pages::Markup row = "";     ///< What a row of the list is called; empty: no list.
  std::string_view nested{};  ///< A list within each row: "licences".
  pages::Markup nested_row = "";
};

/// What a form of a record shows.
struct RecordForm {
  std::span<const document::FieldRule> rules;
  std::span<const FormSection> sections;
  const domain::Vocabulary& vocabulary;
  std::vector<document::FlatField> values{};
  std::vector<Fault> faults{};  ///< Each at its field.
  /// What somebody else made of a field or a list meanwhile, in words, where both changed it.
  std::map<std::string, std::string> theirs{};
};

/// Rows that stand empty behind those of a list, to be filled in.
constexpr std::size_t kSpareRows = 2;

/// Writes the fields, each with its label, hint and faults; lists with two empty rows behind. No script is
/// needed.
void write_record_form(pages::HtmlWriter& out, const RecordForm& form);

/// The faults in one place above the form, each leading to its field; nothing where there are none.
void write_fault_summary(pages::HtmlWriter& out, const RecordForm& form);

/// The fields of a posted form: those named by pointers, without the rows that were marked to be removed.
std::vector<document::FlatField> posted_fields(std::span<const Parameter> posted);
/// The value of a posted field that is no part of the record; empty where absent.
std::string posted_value(std::span<const Parameter> posted, std::string_view name);

/// The values of a document that the table knows.
std::vector<document::FlatField> fields_of(std::string_view json, std::span<const document::FieldRule> rules);

/// A form after somebody else saved: what only they changed is theirs, what only the visitor changed is the
/// visitor's, and where both did the visitor's stays and theirs is told beside it.
struct ThreeWays {
  std::vector<document::FlatField> values{};
  std::map<std::string, std::string> theirs{};
};
/// @param base as the form began, @param current as it is on record, @param typed as the visitor left it.
ThreeWays merge_three_ways(const std::vector<document::FlatField>& base,
                           const std::vector<document::FlatField>& current,
                           const std::vector<document::FlatField>& typed,
                           std::span<const document::FieldRule> rules);

}  // namespace stillpoint::http::admin
