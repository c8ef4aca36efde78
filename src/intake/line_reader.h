#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace stillpoint::intake {

/// A line of a text file.
struct TextLine {
  std::int64_t number = 0;  ///< From 1.
  std::string_view text;    ///< Without its end (LF or CRLF). Good until the next line is read.
  bool too_long = false;    ///< It had more bytes than allowed; `text` is its beginning.
};

/// A line longer than this is refused: a practitioner's whole record fits many times.
constexpr std::size_t kLineBytesMax = 1U << 20U;

/// Reads a text file line by line in flat memory, whatever its size. A byte order mark at the beginning is
/// passed over; the last line needs no end. Not thread-safe.
class LineReader {
 public:
  /// @param in outlives the reader; opened in binary mode.
  explicit LineReader(std::istream& in, std::size_t bytes_max = kLineBytesMax);

  /// The next line; nothing at the end. @return kUnavailable where the file cannot be read on.
  Result<std::optional<TextLine>> next();

  /// Bytes of the file that were read.
  [[nodiscard]] std::int64_t bytes_read() const { return bytes_read_; }

 private:
  /// Fills the buffer anew. @return false at the end of the file.
  Result<bool> fill();
  /// Adds to the line that is being put together.
  void keep(std::string_view part);

  std::istream& in_;
  std::size_t bytes_max_;
  std::string buffer_;
  std::string_view rest_;  ///< Of the buffer, not yet given out.
  std::string line_;       ///< A line that stands in more than one buffer.
  bool too_long_ = false;
  std::int64_t bytes_read_ = 0;
  std::int64_t number_ = 0;
};

}  // namespace stillpoint::intake
