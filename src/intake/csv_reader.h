#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "intake/line_reader.h"

namespace stillpoint::intake {

/// A record of a CSV file, or why it is none.
struct CsvRecord {
  std::int64_t line = 0;                 ///< On which it begins, from 1.
  std::vector<std::string_view> fields;  ///< Good until the next record is read.
  std::string wrong;                     ///< One sentence; empty where the record is good.
};

/// Reads RFC 4180 in flat memory: fields between commas (or another separator), quoted where they hold one,
/// quotes (doubled) or line ends; LF or CRLF. A stray quote costs its own line only: a record over several
/// lines that turns out to be none is refused by its first line, and the others are read again. Empty lines
/// are passed over. Not thread-safe.
class CsvReader {
 public:
  /// @param in outlives the reader.
  explicit CsvReader(std::istream& in, char separator = ',') : lines_(in), separator_(separator) {}

  /// From now on every record must have so many fields (0: any number).
  void expect_fields(std::size_t count) { fields_expected_ = count; }

  /// The next record; nothing at the end. The record is reused. @return kUnavailable where the file cannot be
  /// read on.
  Result<const CsvRecord*> next();

  [[nodiscard]] std::int64_t bytes_read() const { return lines_.bytes_read(); }

 private:
  struct Line {
    std::int64_t number = 0;
    std::string text;
    bool too_long = false;
  };
  /// A line put back, else the next of the file. @return false at the end.
  Result<bool> take_line(Line& line);
  /// Why `text` is no record; the fields otherwise.
  std::string split(std::string_view text);

  LineReader lines_;
  char separator_;
  std::deque<Line> put_back_;
  std::size_t fields_expected_ = 0;
  std::string text_;      ///< Of the record.
  std::string unquoted_;  ///< Of its quoted fields.
  CsvRecord record_;
};

}  // namespace stillpoint::intake
