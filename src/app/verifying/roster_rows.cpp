#include "app/verifying/roster_rows.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "base/time_text.h"

namespace stillpoint::app {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
/// Of one field: a name or a number, never a text.
constexpr std::size_t kFieldBytesMax = 400;

Error invalid(std::string what, std::string allowed) {
  Error error{.code = ErrorCode::kInvalid, .message = "This list could not be read: " + what};
  error.faults.push_back(
      {.where = "roster", .what = std::move(what), .allowed = std::move(allowed), .value = {}});
  return error;
}

/// Takes a CSV text apart, record by record.
class CsvText {
 public:
  CsvText(std::string_view text, char separator) : text_(text), separator_(separator) {}

  /// The next record's fields; false behind the last one.
  bool next(std::vector<std::string>& fields) {
    fields.clear();
    if (at_ >= text_.size()) return false;
    line_ = next_line_;
    std::string field;
    for (bool quoted = false; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') ++next_line_;
      if (quoted) {
        if (c != '"') {
          field += c;
        } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
          field += text_[++at_];
        } else {
          quoted = false;
        }
      } else if (c == '"' && field.empty()) {
        quoted = true;
      } else if (c == separator_) {
        fields.push_back(std::exchange(field, {}));
      } else if (c == '\n') {
        ++at_;
        break;
      } else if (c != '\r') {
        field += c;
      }
    }
    fields.push_back(std::move(field));
    return true;
  }
  [[nodiscard]] int line() const { return line_; }

 private:
  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  int line_ = 1;
  int next_line_ = 1;
};

char separator_of(std::string_view csv) {
  const std::string_view first = csv.substr(0, csv.find('\n'));
  constexpr std::array<char, 3> kSeparators = {',', ';', '\t'};
  return *std::max_element(kSeparators.begin(), kSeparators.end(), [&](char a, char b) {
    return std::count(first.begin(), first.end(), a) < std::count(first.begin(), first.end(), b);
  });
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
  RowReader(const Columns& columns, const std::vector<std::string>& fields, int line) : fields_(fields) {
    row_.line = line;
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
    const std::optional<Date> date = parse_date(value);
    if (!date) row_.unreadable = std::string("Its ") + name + " is no date like 2026-11-22: " + value + ".";
    return date;
  }
  const std::vector<std::string>& fields_;
  RosterRow row_;
};

}  // namespace

Result<std::vector<RosterRow>> read_roster(std::string_view csv) {
  if (csv.substr(0, kByteOrderMark.size()) == kByteOrderMark) csv.remove_prefix(kByteOrderMark.size());
  if (!is_utf8(csv)) return invalid("It is not in UTF-8.", "a CSV file saved as UTF-8");
  CsvText text(csv, separator_of(csv));
  std::vector<std::string> fields;
  if (!text.next(fields)) return invalid("It is empty.", "a first line that names the columns");
  const Columns columns = columns_of(fields);
  if (!columns.suffice()) {
    return invalid("Its first line does not name the columns.",
                   "number and name (or first_name and last_name); issued, expires and status if there are");
  }
  std::vector<RosterRow> rows;
  while (text.next(fields)) {
    if (fields.size() == 1 && trimmed(fields[0]).empty()) continue;
    if (rows.size() == kRosterRowsMax) {
      return invalid("It has too many rows.", "at most " + std::to_string(kRosterRowsMax));
    }
    rows.push_back(RowReader(columns, fields, text.line()).take());
  }
  return rows;
}

}  // namespace stillpoint::app
