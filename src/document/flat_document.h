#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "document/field_table.h"

namespace stillpoint::document {

/// One value of a form or of a spreadsheet's row, named by where it stands in the document.
struct FlatField {
  std::string path;  ///< JSON pointer: "/contact/phone", "/training/0/hours".
  std::string value;
  bool operator==(const FlatField&) const = default;
};

/// The values of a document, in its order. A list of words is its path given once for each word; what is an
/// empty object or list is nothing.
/// @return kInvalid where the text is no JSON.
Result<std::vector<FlatField>> flatten(std::string_view json);

/// A document made of flat fields.
class FlatDocument {
 public:
  /// Makes the document, its types taken from the table. White space around a value and values that are empty
  /// are nothing, and so are rows that hold nothing: those behind them move up. A value that is not of its
  /// field's type stays as the text that it is, and a field of no rule stands where it says: for the reader
  /// of the document to refuse by its own rules.
  static FlatDocument make(std::span<const FlatField> fields, std::span<const FieldRule> rules);

  [[nodiscard]] const std::string& json() const { return json_; }
  /// The field that a pointer into the document leads to: rows by the place where they were filled in, a word
  /// of a list by the list.
  [[nodiscard]] std::string field_of(std::string_view pointer) const;
  /// The same faults, each at its field.
  [[nodiscard]] std::vector<Fault> at_fields(std::vector<Fault> faults) const;

 private:
  friend class FlatDocumentBuilder;
  std::string json_;
  std::vector<std::pair<std::string, std::string>> moved_;  ///< A row here, and where it was filled in.
  std::vector<std::string> word_lists_;
};

}  // namespace stillpoint::document
