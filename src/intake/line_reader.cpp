#include "intake/line_reader.h"

namespace stillpoint::intake {
namespace {

constexpr std::size_t kBufferBytes = 256U << 10U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

LineReader::LineReader(std::istream& in, std::size_t bytes_max) : in_(in), bytes_max_(bytes_max) {}

Result<bool> LineReader::fill() {
  const bool is_first = bytes_read_ == 0;
  buffer_.resize(kBufferBytes);
  in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  const auto count = static_cast<std::size_t>(in_.gcount());
  if (in_.bad()) {
    return Error{.code = ErrorCode::kUnavailable,
                 .message = "The file cannot be read on after " + std::to_string(bytes_read_) + " bytes."};
  }
  bytes_read_ += static_cast<std::int64_t>(count);
  rest_ = std::string_view(buffer_).substr(0, count);
  if (is_first && rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
  return count > 0;
}

void LineReader::keep(std::string_view part) {
  const std::size_t room = bytes_max_ - line_.size();
  if (part.size() > room) too_long_ = true;
  line_ += part.substr(0, room);
}

Result<std::optional<TextLine>> LineReader::next() {
  line_.clear();
  too_long_ = false;
  bool started = false;
  while (true) {
    if (rest_.empty()) {
      Result<bool> filled = fill();
      if (!filled) return std::move(filled).error();
      if (!*filled) {
        if (!started) return std::optional<TextLine>();
        break;
      }
      if (rest_.empty()) continue;  // a byte order mark and nothing else
    }
    started = true;
    const std::size_t end = rest_.find('\n');
    const std::string_view part = rest_.substr(0, end);
    const bool is_whole = end != std::string_view::npos;
    rest_.remove_prefix(is_whole ? end + 1 : part.size());
    if (is_whole && line_.empty() && part.size() <= bytes_max_) {
      TextLine line{.number = ++number_, .text = part};
      if (line.text.ends_with('\r')) line.text.remove_suffix(1);
      return std::optional<TextLine>(line);
    }
    keep(part);
    if (is_whole) break;
  }
  TextLine line{.number = ++number_, .text = line_, .too_long = too_long_};
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  return std::optional<TextLine>(line);
}

}  // namespace stillpoint::intake
