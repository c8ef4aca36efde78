#include "intake/sheet_reader.h"

#include <array>
#include <cstdint>
#include <sstream>
#include <utility>

#include "base/text.h"
#include "intake/csv_reader.h"

namespace stillpoint::intake {
namespace {

/// What Windows-1252 has at 0x80 to 0x9F; 0 for a byte that is no character.
constexpr std::array<std::uint16_t, 32> kWindowsHigh = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_utf8(std::string& out, std::uint32_t point) {
  if (point < 0x80) {
    out.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (point >> 6U)));
    out.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
  } else {
    out.push_back(static_cast<char>(0xE0U | (point >> 12U)));
    out.push_back(static_cast<char>(0x80U | ((point >> 6U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
  }
}

/// @return nothing where a byte is no character of Windows-1252.
std::string from_windows(std::string_view bytes, bool& good) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    std::uint32_t point = byte;
    if (byte >= 0x80 && byte < 0xA0) point = kWindowsHigh[byte - 0x80U];
    if (point == 0 && byte != 0) good = false;
    append_utf8(out, point);
  }
  return out;
}

Error unreadable(std::string message) {
  return {.code = ErrorCode::kInvalid, .message = std::move(message)};
}

}  // namespace

Result<domain::Sheet> CsvSheetReader::read(std::string_view bytes, const domain::SheetFormat& format) const {
  bool good = true;
  const bool is_windows = format.encoding == domain::SheetEncoding::kWindows1252;
  std::string text = is_windows ? from_windows(bytes, good) : std::string(bytes);
  if (!good || !is_utf8(text) || text.find('\0') != std::string::npos) {
    return unreadable(is_windows ? "The file has bytes that are no characters of Windows-1252; choose UTF-8."
                                 : "The file is not in UTF-8; choose Windows-1252, or save it as UTF-8.");
  }
  std::istringstream in(std::move(text));
  CsvReader reader(in, format.separator);
  domain::Sheet sheet;
  for (;;) {
    Result<const CsvRecord*> next = reader.next();
    if (!next) return std::move(next).error();
    if (*next == nullptr) break;
    const CsvRecord& record = **next;
    if (sheet.heading.empty()) {
      if (!record.wrong.empty()) return unreadable("The heading cannot be read. " + record.wrong);
      sheet.heading.assign(record.fields.begin(), record.fields.end());
      continue;
    }
    if (sheet.rows.size() == format.rows_max) {
      return unreadable("The file has more than " + std::to_string(format.rows_max) +
                        " rows; send it in parts.");
    }
    domain::SheetRow row{.line = record.line, .wrong = record.wrong};
    row.cells.assign(record.fields.begin(), record.fields.end());
    // Spreadsheets leave empty cells at the end of a line out, or add some.
    while (row.cells.size() > sheet.heading.size() && row.cells.back().empty()) row.cells.pop_back();
    if (row.wrong.empty() && row.cells.size() > sheet.heading.size())
      row.wrong = "The row has more cells than the heading.";
    row.cells.resize(sheet.heading.size());
    sheet.rows.push_back(std::move(row));
  }
  if (sheet.heading.empty()) return unreadable("The file is empty.");
  return sheet;
}

}  // namespace stillpoint::intake
