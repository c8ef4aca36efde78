#include "http/description/description.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "document/json_value.h"
#include "document/json_writer.h"
#include "schema/embedded_openapi.h"

namespace stillpoint::http::description {
namespace {

using document::JsonDocument;
using document::JsonKind;
using document::JsonValue;
using document::JsonWriter;

/// Schemas nest deeper than the documents that they describe.
constexpr document::JsonLimits kFileLimits{.depth_max = 40};
constexpr std::string_view kBase = "openapi/base.json";
constexpr std::string_view kPractitioner = "practitioner.schema.json";
/// Where references within the practitioner's schema lead once it is a component.
constexpr std::string_view kPractitionerRoot = "#/components/schemas/Practitioner";
/// Members that the practitioner's schema has as a file: its own name and dialect, and that an import knows a
/// person by an id, which here stands in the address.
constexpr std::array<std::string_view, 3> kOfTheFileOnly = {"$id", "$schema", "anyOf"};
constexpr std::array<std::string_view, 3> kAudiences = {"openapi/public/", "openapi/partner/",
                                                        "openapi/admin/"};

Error wrong(std::string_view file, std::string what) {
  return {.code = ErrorCode::kInvalid, .message = std::string(file) + ": " + std::move(what)};
}

/// Writes a value as it stands; references within the same file lead below `root`.
void copy(JsonValue value, JsonWriter& json, std::string_view root = "#") {
  switch (value.kind()) {
    case JsonKind::kNull:
      return json.null();
    case JsonKind::kBoolean:
      return json.boolean(value.boolean());
    case JsonKind::kNumber:
      return json.raw(value.text());
    case JsonKind::kString:
      if (value.name() == "$ref" && value.text().substr(0, 1) == "#") {
        return json.string(std::string(root).append(value.text().substr(1)));
      }
      return json.string(value.text());
    case JsonKind::kArray:
      json.begin_array();
      for (auto item = value.first(); item; item = item->next()) copy(*item, json, root);
      return json.end_array();
    case JsonKind::kObject:
      json.begin_object();
      for (auto member = value.first(); member; member = member->next()) {
        json.key(member->name());
        copy(*member, json, root);
      }
      return json.end_object();
  }
}

/// What the files bring, in the order in which it is written.
class Parts {
 public:
  /// Takes in an area, or what the base has of the same kinds.
  Result<void> add(std::string_view file, JsonValue root, bool is_base) {
    for (auto member = root.first(); member; member = member->next()) {
      const std::string_view name = member->name();
      if (name == "tags") {
        for (auto tag = member->first(); tag; tag = tag->next()) tags_.push_back(*tag);
      } else if (name == "paths") {
        for (auto path = member->first(); path; path = path->next()) {
          if (!seen_.insert(std::string(path->name())).second) return twice(file, *path);
          paths_.push_back(*path);
        }
      } else if (name == "components") {
        if (Result<void> added = add_components(file, *member); !added) return added;
      } else if (is_base) {
        head_.push_back(*member);
      } else {
        return wrong(file, "an area has tags, paths and components, and no " + std::string(name) + ".");
      }
    }
    return {};
  }

  [[nodiscard]] std::string write(JsonValue practitioner) const {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    write_members(json, head_);
    json.key("tags");
    json.begin_array();
    for (const JsonValue& tag : tags_) copy(tag, json);
    json.end_array();
    json.key("paths");
    json.begin_object();
    write_members(json, paths_);
    json.end_object();
    json.key("components");
    json.begin_object();
    for (const auto& [kind, members] : components_) {
      json.key(kind);
      json.begin_object();
      write_members(json, members);
      if (kind == "schemas") write_practitioner(json, practitioner);
      json.end_object();
    }
    json.end_object();
    json.end_object();
    return out;
  }

 private:
  static Error twice(std::string_view file, JsonValue member) {
    return wrong(file, std::string(member.name()) + " is described elsewhere already.");
  }
  Result<void> add_components(std::string_view file, JsonValue components) {
    for (auto kind = components.first(); kind; kind = kind->next()) {
      for (auto one = kind->first(); one; one = one->next()) {
        if (!seen_.insert(std::string(kind->name()).append("/").append(one->name())).second)
          return twice(file, *one);
        components_[std::string(kind->name())].push_back(*one);
      }
    }
    return {};
  }
  static void write_members(JsonWriter& json, const std::vector<JsonValue>& members) {
    for (const JsonValue& member : members) {
      json.key(member.name());
      copy(member, json);
    }
  }
  static void write_practitioner(JsonWriter& json, JsonValue schema) {
    json.key("Practitioner");
    json.begin_object();
    for (auto member = schema.first(); member; member = member->next()) {
      if (std::find(kOfTheFileOnly.begin(), kOfTheFileOnly.end(), member->name()) != kOfTheFileOnly.end())
        continue;
      json.key(member->name());
      copy(*member, json, kPractitionerRoot);
    }
    json.end_object();
  }

  std::vector<JsonValue> head_;
  std::vector<JsonValue> tags_;
  std::vector<JsonValue> paths_;
  std::map<std::string, std::vector<JsonValue>> components_;
  std::set<std::string> seen_;  ///< Paths, and components as "kind/name".
};

/// Position of a file among the kinds of files: the base, then by audience; nothing for any other.
std::optional<std::size_t> rank_of(std::string_view file) {
  if (file == kBase) return 0;
  for (std::size_t i = 0; i < kAudiences.size(); ++i) {
    if (file.substr(0, kAudiences[i].size()) == kAudiences[i]) return i + 1;
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> assemble(std::span<const EmbeddedFile> files) {
  std::vector<JsonDocument> documents;  // what the parts are views of
  documents.reserve(files.size());
  Parts parts;
  std::optional<JsonValue> practitioner;
  for (std::size_t rank = 0; rank <= kAudiences.size(); ++rank) {
    for (const EmbeddedFile& file : files) {
      const bool is_practitioner = file.name == kPractitioner && rank == 0;
      if (rank_of(file.name) != rank && !is_practitioner) continue;
      Result<JsonDocument> read = JsonDocument::parse(file.content, kFileLimits);
      if (!read) return wrong(file.name, read.error().faults.front().what);
      documents.push_back(*std::move(read));
      if (is_practitioner) {
        practitioner = documents.back().root();
      } else if (Result<void> added = parts.add(file.name, documents.back().root(), rank == 0); !added) {
        return std::move(added).error();
      }
    }
  }
  if (!practitioner) return wrong(kPractitioner, "this file is missing.");
  return parts.write(*practitioner);
}

std::string program_description() {
  Result<std::string> text = assemble(embedded_files());
  // A file inside the program that cannot be read is a mistake of ours, which the tests find.
  if (!text) throw std::logic_error(text.error().message);
  return *std::move(text);
}

}  // namespace stillpoint::http::description
