#include "http/json_query.h"

#include <optional>
#include <string>
#include <utility>

#include "document/json_value.h"
#include "http/limits.h"

namespace stillpoint::http {
namespace {

using document::JsonKind;
using document::JsonValue;

/// A search is one object of lists; what is nested deeper is refused with a word of its own.
constexpr int kDepthMax = 8;

constexpr const char* kAllowedValues = "a text, a number, true, or a list of these";

Error refuse(std::string where, std::string what, std::string allowed) {
  return Error{
      .code = ErrorCode::kInvalid,
      .message = "The body is no search.",
      .faults = {
          {.where = std::move(where), .what = std::move(what), .allowed = std::move(allowed), .value = {}}}};
}

/// A number keeps its digits, so that "110.10" is a price.
std::optional<std::string> scalar(const JsonValue& value) {
  switch (value.kind()) {
    case JsonKind::kString:
    case JsonKind::kNumber:
      return std::string(value.text());
    case JsonKind::kBoolean:
      return value.boolean() ? "true" : "false";
    case JsonKind::kNull:
    case JsonKind::kArray:
    case JsonKind::kObject:
      break;
  }
  return std::nullopt;
}

/// Adds the values of a list. @return whether all of them are scalars.
bool add_list(const std::string& name, const JsonValue& list, std::vector<Parameter>& parameters) {
  std::string joined;
  for (std::optional<JsonValue> element = list.first(); element; element = element->next()) {
    std::optional<std::string> text = scalar(*element);
    if (!text) return false;
    if (name == "facets") {
      joined.append(joined.empty() ? "" : ",").append(*text);
    } else {
      parameters.push_back({.name = name, .value = std::move(*text)});
    }
  }
  if (!joined.empty()) parameters.push_back({.name = name, .value = std::move(joined)});
  return true;
}

}  // namespace

Result<std::vector<Parameter>> parameters_of_json(std::string_view body) {
  const auto document =
      document::JsonDocument::parse(body, {.bytes_max = kBodyBytesMax, .depth_max = kDepthMax});
  if (!document) {
    const std::vector<Fault>& faults = document.error().faults;
    return refuse("", faults.empty() ? document.error().message : faults.front().what,
                  "a JSON object in UTF-8");
  }
  if (document->root().kind() != JsonKind::kObject) {
    return refuse("", "A search is a JSON object.", "{\"place\": \"Columbus, OH\"}");
  }
  std::vector<Parameter> parameters;
  for (auto member = document->root().first(); member; member = member->next()) {
    const std::string name(member->name());
    if (member->kind() == JsonKind::kArray) {
      if (!add_list(name, *member, parameters)) {
        return refuse("/" + name, "This list holds something that cannot be searched for.", kAllowedValues);
      }
    } else if (std::optional<std::string> text = scalar(*member)) {
      parameters.push_back({.name = name, .value = std::move(*text)});
    } else {
      return refuse("/" + name, "This cannot be searched for.", kAllowedValues);
    }
  }
  return parameters;
}

}  // namespace stillpoint::http
