#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace stillpoint::domain {

/// How the bytes of a spreadsheet's file are written.
enum class SheetEncoding : std::uint8_t { kUtf8, kWindows1252 };

/// Rows of one upload at most: an association of tens of thousands goes through in parts.
constexpr std::size_t kSheetRowsMax = 20'000;

struct SheetFormat {
  SheetEncoding encoding = SheetEncoding::kUtf8;
  char separator = ',';  ///< Or ';', as spreadsheets of many countries write.
  std::size_t rows_max = kSheetRowsMax;
};

/// What a file's first line has most of: a comma, a semicolon or a tab.
char separator_of(std::string_view content);

/// In which order a date is written; its parts are parted by - . / or a space.
enum class DateOrder : std::uint8_t { kYearMonthDay, kDayMonthYear, kMonthDayYear };

/// A date in the order that was said, as ISO 8601; the text itself where it is no such date.
std::string iso_date(std::string_view text, DateOrder order);

/// One line of a spreadsheet below its heading, or why it is none.
struct SheetRow {
  std::int64_t line = 0;             ///< In the file, from 1.
  std::vector<std::string> cells{};  ///< As many as the heading has.
  std::string wrong{};               ///< One sentence; empty where the row is good.
};

/// A spreadsheet, read: UTF-8 whatever the file was.
struct Sheet {
  std::vector<std::string> heading{};
  std::vector<SheetRow> rows{};
};

/// Reads spreadsheets that people upload. Thread-safe.
class SheetReader {
 public:
  virtual ~SheetReader() = default;
  /// @return kInvalid with one sentence: no heading, not of the encoding, too many rows.
  [[nodiscard]] virtual Result<Sheet> read(std::string_view bytes, const SheetFormat& format) const = 0;
};

}  // namespace stillpoint::domain
