#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/register/spreadsheet.h"
#include "document/field_table.h"
#include "document/flat_document.h"

namespace stillpoint::app {

/// The column that tells whose row it is.
constexpr std::string_view kMemberColumn = "member";

/// A column of a table and the field that it fills.
struct SheetField {
  std::string column{};
  std::string path{};  ///< With `*` for the row.
  const document::FieldRule* rule = nullptr;
};
/// The fields of a table, without the member.
std::vector<SheetField> sheet_fields(SheetTable table);
/// The list that the rows of a table make up: "/training"; empty for people.
std::string_view sheet_list(SheetTable table);

/// Turns cells into values of fields: dates by their order, words by key or by name. Not thread-safe.
class CellReader {
 public:
  CellReader(const domain::Vocabulary& vocabulary, DateOrder dates)
      : vocabulary_(vocabulary), dates_(dates) {}
  [[nodiscard]] std::string read(const document::FieldRule& rule, std::string_view cell);

 private:
  [[nodiscard]] std::string word(document::WordSet set, std::string_view text);

  const domain::Vocabulary& vocabulary_;
  DateOrder dates_;
  std::map<document::WordSet, std::unordered_map<std::string, std::string>> names_;
};

}  // namespace stillpoint::app
