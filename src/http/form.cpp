#include "http/form.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "http/limits.h"
#include "http/multipart.h"
#include "http/url.h"

namespace stillpoint::http {
namespace {

/// A record's form has a field for each value of its hundreds of rows.
constexpr std::size_t kFieldsMax = 10'000;

Error unreadable(std::string_view why) {
  return Error{.code = ErrorCode::kInvalid,
               .message = "The form could not be read: " + std::string(why) + "."};
}

/// Browsers end the lines of a text area with CR LF (WHATWG HTML 4.10.22.4).
std::string with_plain_line_ends(std::string text) {
  std::size_t to = 0;
  for (std::size_t from = 0; from < text.size(); ++from) {
    if (text[from] == '\r' && from + 1 < text.size() && text[from + 1] == '\n') continue;
    text[to++] = text[from] == '\r' ? '\n' : text[from];
  }
  text.resize(to);
  return text;
}

}  // namespace

Result<Form> Form::read(const Request& request) {
  Form form;
  const std::string type = request.header("Content-Type");
  if (is_media_type(type, "multipart/form-data")) {
    for (const Part& part : request.parts) {
      if (part.filename.empty() && part.type.empty()) {
        form.fields_.push_back({.name = part.name, .value = part.content});
      } else if (!part.filename.empty()) {
        form.files_.push_back(&part);
      }
    }
  } else if (is_media_type(type, "application/x-www-form-urlencoded")) {
    std::optional<std::vector<Parameter>> fields = parse_query(request.body);
    if (!fields) return unreadable("it holds a broken percent escape");
    form.fields_ = std::move(*fields);
  } else {
    return unreadable("it was sent as another type than a form");
  }
  if (form.fields_.size() > kFieldsMax) return unreadable("it has too many fields");
  for (Parameter& field : form.fields_) {
    if (!is_utf8(field.name) || !is_utf8(field.value) || field.value.find('\0') != std::string::npos) {
      return unreadable("it holds text that is no UTF-8");
    }
    field.value = with_plain_line_ends(std::move(field.value));
  }
  return form;
}

std::string_view Form::text(std::string_view name) const {
  for (const Parameter& field : fields_) {
    if (field.name == name) return field.value;
  }
  return {};
}

std::string Form::trimmed(std::string_view name) const {
  const std::string_view value = text(name);
  const std::size_t begin = value.find_first_not_of(" \t\n");
  if (begin == std::string_view::npos) return {};
  return std::string(value.substr(begin, value.find_last_not_of(" \t\n") - begin + 1));
}

std::vector<std::string_view> Form::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Parameter& field : fields_) {
    if (field.name == name) values.emplace_back(field.value);
  }
  return values;
}

bool Form::has(std::string_view name) const {
  return std::any_of(fields_.begin(), fields_.end(),
                     [&](const Parameter& field) { return field.name == name; });
}

const Part* Form::file(std::string_view name) const {
  for (const Part* part : files_) {
    if (part->name == name) return part;
  }
  return nullptr;
}

}  // namespace stillpoint::http
