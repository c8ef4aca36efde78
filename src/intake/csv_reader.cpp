#include "intake/csv_reader.h"

#include <algorithm>

namespace stillpoint::intake {
namespace {

/// Whether a quote that stands open before the text, or not, stands open behind it.
bool has_odd_quotes(std::string_view text) {
  return std::count(text.begin(), text.end(), '"') % 2 != 0;
}

}  // namespace

Result<bool> CsvReader::take_line(Line& line) {
  if (!put_back_.empty()) {
    line = std::move(put_back_.front());
    put_back_.pop_front();
    return true;
  }
  Result<std::optional<TextLine>> next = lines_.next();
  if (!next) return std::move(next).error();
  if (!*next) return false;
  line.number = (*next)->number;
  line.text.assign((*next)->text);
  line.too_long = (*next)->too_long;
  return true;
}

std::string CsvReader::split(std::string_view text) {
  record_.fields.clear();
  unquoted_.clear();
  unquoted_.reserve(text.size());  // never more, so views into it stay good
  std::size_t at = 0;
  while (true) {
    if (at < text.size() && text[at] == '"') {
      const std::size_t begin = unquoted_.size();
      ++at;
      while (true) {
        const std::size_t quote = text.find('"', at);
        if (quote == std::string_view::npos) return "A quoted field has no end.";
        unquoted_.append(text, at, quote - at);
        at = quote + 1;
        if (at >= text.size() || text[at] != '"') break;
        unquoted_ += '"';
        ++at;
      }
      if (at < text.size() && text[at] != separator_)
        return "There is text behind the end of a quoted field.";
      record_.fields.push_back(std::string_view(unquoted_).substr(begin));
    } else {
      const std::size_t end = std::min(text.find(separator_, at), text.size());
      const std::string_view field = text.substr(at, end - at);
      if (field.find('"') != std::string_view::npos)
        return "There is a quote within a field that is not quoted.";
      record_.fields.push_back(field);
      at = end;
    }
    if (at >= text.size()) break;
    ++at;  // the separator
  }
  if (fields_expected_ != 0 && record_.fields.size() != fields_expected_) {
    return "The record has " + std::to_string(record_.fields.size()) + " fields, not " +
           std::to_string(fields_expected_) + ".";
  }
  return {};
}

Result<const CsvRecord*> CsvReader::next() {
  Line line;
  do {
    Result<bool> taken = take_line(line);
    if (!taken) return std::move(taken).error();
    if (!*taken) return nullptr;
  } while (line.text.empty());
  record_.line = line.number;
  record_.wrong.clear();
  record_.fields.clear();
  if (line.too_long) {
    record_.wrong = "The line has more than " + std::to_string(kLineBytesMax) + " bytes.";
    return &record_;
  }
  text_ = std::move(line.text);
  std::deque<Line> joined;
  bool is_open = has_odd_quotes(text_);
  while (is_open) {
    Line more;
    Result<bool> taken = take_line(more);
    if (!taken) return std::move(taken).error();
    if (!*taken) break;
    const bool is_too_long = more.too_long || text_.size() + more.text.size() >= kLineBytesMax;
    if (!is_too_long) text_ += '\n' + more.text;
    is_open = is_open != has_odd_quotes(more.text);
    joined.push_back(std::move(more));
    if (is_too_long) break;
  }
  record_.wrong = split(text_);
  if (!record_.wrong.empty()) {
    record_.fields.clear();
    put_back_.insert(put_back_.begin(), std::make_move_iterator(joined.begin()),
                     std::make_move_iterator(joined.end()));
  }
  return &record_;
}

}  // namespace stillpoint::intake
