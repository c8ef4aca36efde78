#include "http/reference/sample.h"

#include <string_view>
#include <vector>

#include "document/json_writer.h"
#include "http/url.h"

namespace stillpoint::http::reference {
namespace {

using document::JsonKind;

void append(std::string& out, JsonValue value, std::size_t depth) {
  document::JsonWriter json(out);
  switch (value.kind()) {
    case JsonKind::kNull:
      return json.null();
    case JsonKind::kBoolean:
      return json.boolean(value.boolean());
    case JsonKind::kNumber:
      return json.raw(value.text());
    case JsonKind::kString:
      return json.string(value.text());
    case JsonKind::kArray:
    case JsonKind::kObject:
      break;
  }
  const bool is_object = value.kind() == JsonKind::kObject;
  out.push_back(is_object ? '{' : '[');
  const std::string indent = "\n" + std::string(2 * depth + 2, ' ');
  for (auto inner = value.first(); inner; inner = inner->next()) {
    out.append(indent);
    if (is_object) {
      document::JsonWriter(out).string(inner->name());
      out.append(": ");
    }
    append(out, *inner, depth + 1);
    if (inner->next()) out.push_back(',');
  }
  if (value.size() > 0) out.append("\n").append(2 * depth, ' ');
  out.push_back(is_object ? '}' : ']');
}

/// On one line.
std::string compact(JsonValue value) {
  std::string text = pretty(value);
  std::string line;
  bool indenting = false;
  for (const char c : text) {  // a line feed within a text is escaped, so each one is ours
    if (c == '\n') {
      indenting = true;
    } else if (!indenting || c != ' ') {
      indenting = false;
      line.push_back(c);
    }
  }
  return line;
}

/// Within single quotes for a shell.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) c == '\'' ? out.append("'\\''") : out.append(1, c);
  return out + "'";
}

/// "$ID" for "id".
std::string variable(std::string_view name) {
  std::string out = "$";
  for (const char c : name) {
    const bool is_small = c >= 'a' && c <= 'z';
    out.push_back(is_small ? static_cast<char>(c - 'a' + 'A') : c == '-' ? '_' : c);
  }
  return out;
}

/// The address with the examples of its parameters, and the headers that the operation asks for.
class Line {
 public:
  Line(const Operation& operation, const Interface& interface)
      : operation_(operation), interface_(interface), path_(operation.path) {
    const auto parameters = member_of(operation.value, "parameters");
    for (auto one = parameters ? parameters->first() : std::nullopt; one; one = one->next()) add(*one);
    if (!is_open(operation.value)) add_who(operation);
  }

  [[nodiscard]] std::string write(const Links& links) const {
    std::string out = "curl ";
    if (operation_.method != "GET") out.append("-X ").append(operation_.method).append(" ");
    const std::string address = links.full(path_ + (query_.empty() ? "" : "?" + print_query(query_)));
    // Variables are filled in within double quotes only.
    out.append(address.find('$') == std::string::npos ? quoted(address) : "\"" + address + "\"");
    for (const std::string& header : headers_) {
      const bool has_variable = header.find('$') != std::string::npos;
      out.append(" \\\n  -H ").append(has_variable ? "\"" + header + "\"" : quoted(header));
    }
    append_body(out);
    return out;
  }

 private:
  void add(JsonValue given) {
    const JsonValue parameter = interface_.resolved(given);
    const std::string_view name = text_of(parameter, "name");
    const std::string_view place = text_of(parameter, "in");
    const std::optional<JsonValue> example = example_of(parameter, interface_);
    if (place == "path") {
      const std::string hole = "{" + std::string(name) + "}";
      const std::size_t at = path_.find(hole);
      if (at == std::string::npos) return;
      path_.replace(at, hole.size(), example ? percent_encode(example->text()) : variable(name));
    } else if (place == "query" && example) {
      if (example->kind() != JsonKind::kArray) {
        query_.push_back({std::string(name), std::string(example->text())});
      }
      for (auto item = example->first(); item; item = item->next()) {
        query_.push_back({std::string(name), std::string(item->text())});
      }
    } else if (place == "header" && is_true(parameter, "required")) {
      headers_.push_back(std::string(name) + ": " + std::string(example ? example->text() : variable(name)));
    }
  }
  /// The first way in: a token or a key, or a session.
  void add_who(const Operation& operation) {
    const auto first = member_of(operation.value, "security")->first();
    if (!member_of(*first, "session")) {
      headers_.emplace_back("Authorization: Bearer $TOKEN");
      return;
    }
    headers_.emplace_back("Cookie: stillpoint_session=$SESSION");
    if (operation.method != "GET") headers_.emplace_back("X-CSRF-Token: $CSRF");
  }
  void append_body(std::string& out) const {
    const auto body = member_of(operation_.value, "requestBody");
    const auto content = body ? member_of(*body, "content") : std::nullopt;
    const auto media = content ? content->first() : std::nullopt;
    if (!media) return;
    if (media->name() == "multipart/form-data") {
      append_form(out, *media);
      return;
    }
    if (media->name() == "application/x-www-form-urlencoded") {
      append_fields(out, *media);
      return;
    }
    out.append(" \\\n  -H ").append(quoted("Content-Type: " + std::string(media->name())));
    const std::optional<JsonValue> example = example_of(*media, interface_);
    out.append(" \\\n  -d ").append(example ? quoted(compact(*example)) : "@body.json");
  }
  void append_fields(std::string& out, JsonValue media) const {
    const std::optional<JsonValue> example = example_of(media, interface_);
    for (auto field = example ? example->first() : std::nullopt; field; field = field->next()) {
      const std::string given = std::string(field->name()).append("=").append(field->text());
      out.append(" \\\n  --data-urlencode ").append(quoted(given));
    }
  }
  void append_form(std::string& out, JsonValue media) const {
    const auto schema = member_of(media, "schema");
    if (!schema) return;
    const JsonValue form = interface_.resolved(*schema);
    const auto required = member_of(form, "required");
    const auto fields = member_of(form, "properties");
    for (auto field = required ? required->first() : std::nullopt; field && fields; field = field->next()) {
      const auto described = member_of(*fields, field->text());
      const bool is_file = described && member_of(*described, "contentMediaType");
      out.append(" \\\n  -F \"").append(field->text()).append(is_file ? "=@" : "=");
      out.append(variable(field->text())).append("\"");
    }
  }

  const Operation& operation_;
  const Interface& interface_;
  std::string path_;
  std::vector<Parameter> query_;
  std::vector<std::string> headers_;
};

}  // namespace

std::string pretty(JsonValue value) {
  std::string out;
  append(out, value, 0);
  return out;
}

std::optional<JsonValue> example_of(JsonValue described, const Interface& interface) {
  if (const auto example = member_of(described, "example")) return example;
  const auto examples = member_of(described, "examples");
  const auto first = examples ? examples->first() : std::nullopt;
  return first ? member_of(interface.resolved(*first), "value") : std::nullopt;
}

std::string curl(const Operation& operation, const Interface& interface, const Links& links) {
  return Line(operation, interface).write(links);
}

}  // namespace stillpoint::http::reference
