#include "http/json_query.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <optional>
#include <string>
#include <utility>

#include "http/limits.h"

namespace stillpoint::http {
namespace {

using rapidjson::Value;

constexpr const char* kAllowedValues = "a text, a number, true, or a list of these";

Error refuse(std::string where, std::string what, std::string allowed) {
  return Error{
      .code = ErrorCode::kInvalid,
      .message = "The body is no search.",
      .faults = {
          {.where = std::move(where), .what = std::move(what), .allowed = std::move(allowed), .value = {}}}};
}

/// Numbers were read as texts, so that "110.10" keeps its digits.
std::optional<std::string> scalar(const Value& value) {
  if (value.IsString()) return std::string(value.GetString(), value.GetStringLength());
  if (value.IsBool()) return value.GetBool() ? "true" : "false";
  return std::nullopt;
}

/// Adds the values of a list. @return whether all of them are scalars.
bool add_list(const std::string& name, const Value& list, std::vector<Parameter>& parameters) {
  std::string joined;
  for (const Value& element : list.GetArray()) {
    std::optional<std::string> text = scalar(element);
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
  // Iterative, so that nesting costs no stack; what is nested is refused below.
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag |
                              rapidjson::kParseValidateEncodingFlag;
  rapidjson::Document document;
  document.Parse<kFlags>(body.data(), body.size());
  if (document.HasParseError()) {
    return refuse("",
                  "This is no JSON: " + std::string(rapidjson::GetParseError_En(document.GetParseError())) +
                      " At byte " + std::to_string(document.GetErrorOffset()) + ".",
                  "a JSON object in UTF-8");
  }
  if (!document.IsObject()) return refuse("", "A search is a JSON object.", "{\"place\": \"Columbus, OH\"}");
  std::vector<Parameter> parameters;
  // Counted, because RapidJSON's comparison of iterators is ambiguous to clang 14 under C++20.
  auto member = document.MemberBegin();
  for (auto left = document.MemberCount(); left > 0; --left, ++member) {
    const std::string name(member->name.GetString(), member->name.GetStringLength());
    if (member->value.IsArray()) {
      if (!add_list(name, member->value, parameters)) {
        return refuse("/" + name, "This list holds something that cannot be searched for.", kAllowedValues);
      }
    } else if (std::optional<std::string> text = scalar(member->value)) {
      parameters.push_back({.name = name, .value = std::move(*text)});
    } else {
      return refuse("/" + name, "This cannot be searched for.", kAllowedValues);
    }
  }
  return parameters;
}

}  // namespace stillpoint::http
