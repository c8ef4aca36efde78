#include "http/multipart.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "http/limits.h"

namespace stillpoint::http {
namespace {

/// Of a boundary (RFC 2046 5.1.1).
constexpr std::size_t kBoundaryBytesMax = 70;
constexpr std::string_view kLineEnd = "\r\n";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

Error malformed(std::string_view why) {
  return Error{.code = ErrorCode::kInvalid,
               .message = "The form could not be read: " + std::string(why) + "."};
}

/// Where a parameter's value ends: at a semicolon outside quotes.
std::size_t end_of_parameter(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == ';' && !quoted) return i;
  }
  return text.size();
}

/// The value of `name` in `form-data; name="a"; filename="b"`; nothing where it is not there.
std::optional<std::string> parameter_of(std::string_view value, std::string_view name) {
  std::size_t end = end_of_parameter(value);
  while (end < value.size()) {
    value.remove_prefix(end + 1);
    end = end_of_parameter(value);
    const std::string_view parameter = trim(value.substr(0, end));
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos || !same_word(trim(parameter.substr(0, equals)), name)) continue;
    std::string_view given = trim(parameter.substr(equals + 1));
    if (given.size() >= 2 && given.front() == '"' && given.back() == '"') {
      given = given.substr(1, given.size() - 2);
    }
    return std::string(given);
  }
  return std::nullopt;
}

/// Reads a part's headers into it.
Result<void> read_head(std::string_view head, Part& part) {
  bool named = false;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find(kLineEnd), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + kLineEnd.size(), head.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return malformed("a part has a header without a colon");
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trim(line.substr(colon + 1));
    if (same_word(name, "Content-Type")) part.type = value;
    if (!same_word(name, "Content-Disposition")) continue;
    if (!is_media_type(value, "form-data")) return malformed("a part is no field of a form");
    std::optional<std::string> field = parameter_of(value, "name");
    if (!field || named) return malformed("a part has no name, or two");
    part.name = std::move(*field);
    part.filename = parameter_of(value, "filename").value_or("");
    named = true;
  }
  if (!named) return malformed("a part has no name");
  return {};
}

}  // namespace

bool is_media_type(std::string_view content_type, std::string_view name) {
  return same_word(trim(content_type.substr(0, content_type.find(';'))), name);
}

Result<std::vector<Part>> parse_multipart(std::string_view content_type, std::string_view body) {
  const std::optional<std::string> boundary = parameter_of(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > kBoundaryBytesMax) {
    return malformed("its boundary is missing or too long");
  }
  const std::string first = "--" + *boundary;
  const std::string next = "\r\n" + first;
  if (body.substr(0, first.size()) != first) return malformed("it does not begin with its boundary");
  body.remove_prefix(first.size());
  std::vector<Part> parts;
  while (body.substr(0, kLineEnd.size()) == kLineEnd) {
    if (parts.size() == kPartsMax) {
      return malformed("it has more than " + std::to_string(kPartsMax) + " parts");
    }
    body.remove_prefix(kLineEnd.size());
    const std::size_t head_end = body.substr(0, kPartHeadBytesMax).find("\r\n\r\n");
    if (head_end == std::string_view::npos) return malformed("a part's headers do not end");
    Part part;
    if (Result<void> read = read_head(body.substr(0, head_end), part); !read) return std::move(read).error();
    body.remove_prefix(head_end + 4);
    const std::size_t end = body.find(next);
    if (end == std::string_view::npos) return malformed("its last part does not end");
    part.content = body.substr(0, end);
    parts.push_back(std::move(part));
    body.remove_prefix(end + next.size());
  }
  if (body.substr(0, 2) != "--") return malformed("it does not end with its boundary");
  return parts;
}

}  // namespace stillpoint::http
