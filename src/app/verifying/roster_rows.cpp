#include "app/verifying/roster_rows.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/time_text.h"

namespace stillpoint::app {
namespace {

/// Of one field: a name or a number, never a text.
constexpr std::size_t kFieldBytesMax = 400;

Error invalid(std::string what, std::string allowed) {
  Error error{.code = ErrorCode::kInvalid, .message = "This list could not be read: " + what};
  error.faults.push_back(
      {.where = "roster", .what = std::move(what), .allowed = std::move(allowed), .value = {}});
  return error;
}

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == std::string::npos ? std::string()
                                    : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Where each column stands; npos for one that the list does not have.
struct Columns {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t number = kNone, name = kNone, first = kNone, last = kNone, issued = kNone, expires = kNone,
              status = kNone;

  [[nodiscard]] bool suffice() const {
    return number != kNone && (name != kNone || (first != kNone && last != kNone));
  }
};

Columns columns_of(const std::vector<std::string>& headings) {
  Columns columns;
  const std::pair<const char*, std::size_t*> known[] = {
      {"number", &columns.number},  {"name", &columns.name},     {"first_name", &columns.first},
      {"last_name", &columns.last}, {"issued", &columns.issued}, {"expires", &columns.expires},
      {"status", &columns.status}};
  for (std::size_t i = 0; i < headings.size(); ++i) {
    std::string heading = fold(trimmed(headings[i]));
    std::replace(heading.begin(), heading.end(), ' ', '_');
    for (const auto& [name, column] : known) {
      if (heading == name) *column = i;
    }
  }
  return columns;
}

class RowReader {
 public:
  RowReader(const Columns& columns, const domain::SheetRow& row, domain::DateOrder dates)
      : fields_(row.cells), dates_(dates) {
    row_.line = row.line;
    row_.unreadable = row.wrong;
    if (!row_.unreadable.empty()) return;
    row_.number = text(columns.number);
    row_.name = columns.name != Columns::kNone ? text(columns.name)
                                               : trimmed(text(columns.first) + " " + text(columns.last));
    row_.issued = date("issued", columns.issued);
    row_.expires = date("expires", columns.expires);
    row_.status = text(columns.status);
    if (row_.number.empty()) row_.unreadable = "The row has no number.";
    if (row_.name.empty()) row_.unreadable = "The row has no name.";
  }
  RosterRow take() { return std::move(row_); }

 private:
  std::string text(std::size_t column) {
    if (column >= fields_.size()) return {};
    std::string value = trimmed(fields_[column]);
    if (value.size() <= kFieldBytesMax) return value;
    row_.unreadable = "A field is too long.";
    return {};
  }
  std::optional<Date> date(const char* name, std::size_t column) {
    const std::string value = text(column);
    if (value.empty()) return std::nullopt;
    const std::optional<Date> date = parse_date(domain::iso_date(value, dates_));
    if (!date) row_.unreadable = std::string("Its ") + name + " is no date as was said: " + value + ".";
    return date;
  }
  const std::vector<std::string>& fields_;
  domain::DateOrder dates_;
  RosterRow row_;
};

}  // namespace

Result<std::vector<RosterRow>> read_roster(const domain::Sheet& sheet, domain::DateOrder dates) {
  const Columns columns = columns_of(sheet.heading);
  if (!columns.suffice()) {
    return invalid("Its first line does not name the columns.",
                   "number and name (or first_name and last_name); issued, expires and status if there are");
  }
  std::vector<RosterRow> rows;
  rows.reserve(sheet.rows.size());
  for (const domain::SheetRow& row : sheet.rows) {
    const bool is_blank =
        row.wrong.empty() && std::all_of(row.cells.begin(), row.cells.end(),
                                         [](const auto& cell) { return trimmed(cell).empty(); });
    if (!is_blank) rows.push_back(RowReader(columns, row, dates).take());
  }
  return rows;
}

}  // namespace stillpoint::app
