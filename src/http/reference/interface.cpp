#include "http/reference/interface.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace stillpoint::http::reference {
namespace {

constexpr std::string_view kSchemas = "#/components/schemas/";
constexpr std::string_view kDefinitions = "/$defs/";
/// As deep as the files that it is put together from.
constexpr int kDepthMax = 40;

document::JsonDocument parsed(std::string_view text) {
  Result<document::JsonDocument> document =
      document::JsonDocument::parse(text, {.bytes_max = text.size() + 1, .depth_max = kDepthMax});
  // It is the program's own text, which the tests read too.
  if (!document) throw std::logic_error("the description of the interface is no JSON");
  return *std::move(document);
}

/// A segment of a JSON pointer, unescaped (RFC 6901).
std::string unescaped(std::string_view segment) {
  std::string text;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] == '~' && i + 1 < segment.size()) {
      text.push_back(segment[++i] == '1' ? '/' : '~');
    } else {
      text.push_back(segment[i]);
    }
  }
  return text;
}

Audience audience_of(const Operation& operation) {
  if (operation.path.substr(0, 10) == "/v1/admin/") return Audience::kAdministration;
  return is_open(operation.value) ? Audience::kEverybody : Audience::kPartners;
}

}  // namespace

std::optional<JsonValue> member_of(JsonValue object, std::string_view name) {
  if (object.kind() != document::JsonKind::kObject) return std::nullopt;
  std::optional<JsonValue> member = object.first();
  while (member && member->name() != name) member = member->next();
  return member;
}

std::string_view text_of(JsonValue object, std::string_view name) {
  const std::optional<JsonValue> member = member_of(object, name);
  return member ? member->text() : std::string_view();
}

bool is_true(JsonValue object, std::string_view name) {
  const std::optional<JsonValue> member = member_of(object, name);
  return member && member->boolean();
}

bool is_open(JsonValue operation) {
  const std::optional<JsonValue> security = member_of(operation, "security");
  if (!security || security->size() == 0) return true;
  for (auto way = security->first(); way; way = way->next()) {
    if (way->size() == 0) return true;
  }
  return false;
}

bool opens_to_session(JsonValue operation) {
  const std::optional<JsonValue> security = member_of(operation, "security");
  for (auto way = security ? security->first() : std::nullopt; way; way = way->next()) {
    if (member_of(*way, "session")) return true;
  }
  return false;
}

std::string shape_name(std::string_view reference) {
  if (reference.substr(0, kSchemas.size()) != kSchemas) return {};
  std::string name(reference.substr(kSchemas.size()));
  const std::size_t definition = name.find(kDefinitions);
  if (definition != std::string::npos) name.replace(definition, kDefinitions.size(), ".");
  return name;
}

Interface::Interface(std::string_view text) : document_(parsed(text)) {
  const JsonValue root = document_.root();
  if (const auto tags = member_of(root, "tags")) {
    for (auto tag = tags->first(); tag; tag = tag->next()) {
      areas_.push_back({.name = std::string(text_of(*tag, "name")),
                        .description = std::string(text_of(*tag, "description"))});
    }
  }
  if (const auto paths = member_of(root, "paths")) {
    for (auto path = paths->first(); path; path = path->next()) read_operations(*path);
  }
  areas_.erase(
      std::remove_if(areas_.begin(), areas_.end(), [](const Area& area) { return area.operations.empty(); }),
      areas_.end());
  for (Area& area : areas_) area.audience = audience_of(area.operations.front());
  const auto components = member_of(root, "components");
  const auto schemas = components ? member_of(*components, "schemas") : std::nullopt;
  if (!schemas) return;
  for (auto shape = schemas->first(); shape; shape = shape->next()) shapes_.push_back(*shape);
}

void Interface::read_operations(JsonValue path) {
  for (auto method = path.first(); method; method = method->next()) {
    Operation operation{.value = *method,
                        .id = std::string(text_of(*method, "operationId")),
                        .method = std::string(method->name()),
                        .path = std::string(path.name())};
    for (char& c : operation.method) c = static_cast<char>(c - 'a' + 'A');
    const auto tags = member_of(*method, "tags");
    const auto tag = tags ? tags->first() : std::nullopt;
    if (!tag) continue;
    const auto area = std::find_if(areas_.begin(), areas_.end(),
                                   [&](const Area& known) { return known.name == tag->text(); });
    if (area != areas_.end()) area->operations.push_back(std::move(operation));
  }
}

const Area* Interface::find_area(std::string_view name) const {
  const auto found =
      std::find_if(areas_.begin(), areas_.end(), [&](const Area& area) { return area.name == name; });
  return found == areas_.end() ? nullptr : &*found;
}

const Operation* Interface::find_operation(std::string_view id) const {
  for (const Area& area : areas_) {
    for (const Operation& operation : area.operations) {
      if (operation.id == id) return &operation;
    }
  }
  return nullptr;
}

std::string_view Interface::summary() const {
  const auto info = member_of(document_.root(), "info");
  return info ? text_of(*info, "description") : std::string_view();
}

JsonValue Interface::resolved(JsonValue value) const {
  std::string_view reference = text_of(value, "$ref");
  if (reference.substr(0, 2) != "#/") return value;
  reference.remove_prefix(2);
  JsonValue target = document_.root();
  while (!reference.empty()) {
    const std::size_t end = std::min(reference.find('/'), reference.size());
    const std::optional<JsonValue> next = member_of(target, unescaped(reference.substr(0, end)));
    if (!next) return value;
    target = *next;
    reference.remove_prefix(std::min(end + 1, reference.size()));
  }
  return target;
}

}  // namespace stillpoint::http::reference
