#include "app/verifying/exclusion_rows.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "base/time_text.h"

namespace stillpoint::app {
namespace {

constexpr std::size_t kNpiDigits = 10;
/// Of one field: a name or a town, never a text.
constexpr std::size_t kFieldBytesMax = 200;

/// Where each column stands.
class Columns {
 public:
  explicit Columns(const std::vector<std::string>& heading) {
    for (const std::string& name : heading) names_.push_back(fold(name));
  }
  [[nodiscard]] bool has(std::string_view name) const { return position(name) < names_.size(); }
  /// The cell of a row; empty where the list has no such column.
  [[nodiscard]] std::string cell(const domain::SheetRow& row, std::string_view name) const {
    const std::size_t at = position(name);
    if (at >= row.cells.size()) return {};
    std::string_view text = row.cells[at];
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return std::string(shorten(text, kFieldBytesMax));
  }

 private:
  [[nodiscard]] std::size_t position(std::string_view name) const {
    return static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
  }
  std::vector<std::string> names_;
};

bool all_zeros(std::string_view text) {
  return text.find_first_not_of('0') == std::string_view::npos;
}

/// "2019-03-20" of "20190320"; empty for zeros and for what is no date.
std::string date_in(std::string_view text) {
  constexpr std::size_t kDigits = 8;
  if (text.size() != kDigits || all_zeros(text)) return {};
  const std::string iso = std::string(text.substr(0, 4)).append("-").append(text.substr(4, 2)) + "-" +
                          std::string(text.substr(6, 2));
  return parse_date(iso) ? iso : std::string();
}

std::string npi_in(std::string text) {
  const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
  return digits && text.size() == kNpiDigits && !all_zeros(text) ? std::move(text) : std::string();
}

/// "Amara, J" of what a row has of a name's parts.
void append(std::string& text, std::string_view separator, std::string_view part) {
  if (part.empty()) return;
  if (!text.empty()) text.append(separator);
  text.append(part);
}

}  // namespace

Result<std::vector<ExclusionRow>> read_exclusions(const domain::Sheet& sheet) {
  const Columns columns(sheet.heading);
  for (const std::string_view needed :
       {"lastname", "firstname", "busname", "npi", "city", "state", "excltype", "excldate"}) {
    if (columns.has(needed)) continue;
    return Error{
        .code = ErrorCode::kInvalid,
        .message = "This is no exclusion list in the layout of the LEIE.",
        .faults = {{.where = "list",
                    .what = "Its first line does not name the column " + std::string(needed) + ".",
                    .allowed = "the LEIE's CSV file as it is published: LASTNAME, FIRSTNAME, BUSNAME, "
                               "NPI, CITY, STATE, EXCLTYPE, EXCLDATE and the others",
                    .value = {}}}};
  }
  std::vector<ExclusionRow> rows;
  rows.reserve(sheet.rows.size());
  for (const domain::SheetRow& row : sheet.rows) {
    if (!row.wrong.empty() || !date_in(columns.cell(row, "reindate")).empty()) continue;
    ExclusionRow one{.line = row.line,
                     .first = columns.cell(row, "firstname"),
                     .middle = columns.cell(row, "midname"),
                     .last = columns.cell(row, "lastname"),
                     .business = columns.cell(row, "busname"),
                     .npi = npi_in(columns.cell(row, "npi")),
                     .born = date_in(columns.cell(row, "dob")),
                     .city = columns.cell(row, "city"),
                     .state = columns.cell(row, "state"),
                     .ground = columns.cell(row, "excltype"),
                     .since = date_in(columns.cell(row, "excldate"))};
    const bool names_nobody = one.npi.empty() && (one.first.empty() || one.last.empty());
    if (!names_nobody) rows.push_back(std::move(one));
  }
  return rows;
}

std::string describe(const ExclusionRow& row) {
  std::string text = row.last;
  append(text, ", ", row.first);
  append(text, " ", row.middle);
  append(text, ", ", row.business);
  if (!row.born.empty()) append(text, ", ", "born " + row.born);
  append(text, ", ", row.city);
  append(text, ", ", row.state);
  if (!row.npi.empty()) append(text, ", ", "NPI " + row.npi);
  append(text, ", ", row.since.empty() ? "excluded" : "excluded since " + row.since);
  if (!row.ground.empty()) text.append(" (").append(row.ground).append(")");
  return text;
}

}  // namespace stillpoint::app
