#include "document/differences.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "document/json_value.h"
#include "document/json_writer.h"
#include "document/path.h"

namespace stillpoint::document {
namespace {

using domain::FieldChange;

/// Deeper than any document of ours; what is compared was written by the program itself.
constexpr int kDepthMax = 64;

void write_value(JsonWriter& json, const JsonValue& value) {
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
      json.begin_array();
      for (auto item = value.first(); item; item = item->next()) write_value(json, *item);
      return json.end_array();
    case JsonKind::kObject:
      json.begin_object();
      for (auto member = value.first(); member; member = member->next()) {
        json.key(member->name());
        write_value(json, *member);
      }
      return json.end_object();
  }
}

std::string print(const JsonValue& value) {
  std::string text;
  JsonWriter json(text);
  write_value(json, value);
  return text;
}

std::vector<JsonValue> children_of(const JsonValue& value) {
  std::vector<JsonValue> children;
  children.reserve(value.size());
  for (auto child = value.first(); child; child = child->next()) children.push_back(*child);
  return children;
}

std::optional<JsonValue> member_of(const JsonValue& object, std::string_view name) {
  for (auto member = object.first(); member; member = member->next()) {
    if (member->name() == name) return member;
  }
  return std::nullopt;
}

/// The ids of an array's rows, in their order; nothing where any item is no row, has none, or shares one.
std::optional<std::vector<std::string>> ids_of(const std::vector<JsonValue>& items) {
  std::vector<std::string> ids;
  for (const JsonValue& item : items) {
    const std::optional<JsonValue> id =
        item.kind() == JsonKind::kObject ? member_of(item, "id") : std::nullopt;
    if (!id || id->kind() != JsonKind::kString || id->text().empty()) return std::nullopt;
    ids.emplace_back(id->text());
  }
  std::vector<std::string> sorted = ids;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) return std::nullopt;
  return ids;
}

std::string print(const std::vector<std::string>& ids) {
  std::string text;
  JsonWriter json(text);
  json.begin_array();
  for (const std::string& id : ids) json.string(id);
  json.end_array();
  return text;
}

class Comparison {
 public:
  void values(const Path& at, const JsonValue& before, const JsonValue& after) {
    if (before.kind() != after.kind()) return changed(at, before, after);
    switch (before.kind()) {
      case JsonKind::kNull:
        return;
      case JsonKind::kBoolean:
        if (before.boolean() != after.boolean()) changed(at, before, after);
        return;
      case JsonKind::kNumber:
      case JsonKind::kString:
        if (before.text() != after.text()) changed(at, before, after);
        return;
      case JsonKind::kArray:
        return arrays(at, children_of(before), children_of(after));
      case JsonKind::kObject:
        return objects(at, before, after);
    }
  }

  std::vector<FieldChange> take() { return std::move(changes_); }

 private:
  void added(const Path& at, const JsonValue& after) {
    changes_.push_back({.field = at.pointer(), .before = "", .after = print(after)});
  }
  void removed(const Path& at, const JsonValue& before) {
    changes_.push_back({.field = at.pointer(), .before = print(before), .after = ""});
  }
  void changed(const Path& at, const JsonValue& before, const JsonValue& after) {
    changes_.push_back({.field = at.pointer(), .before = print(before), .after = print(after)});
  }

  void objects(const Path& at, const JsonValue& before, const JsonValue& after) {
    for (auto member = before.first(); member; member = member->next()) {
      const Path field(at, member->name());
      if (const auto now = member_of(after, member->name())) {
        values(field, *member, *now);
      } else {
        removed(field, *member);
      }
    }
    for (auto member = after.first(); member; member = member->next()) {
      if (!member_of(before, member->name())) added(Path(at, member->name()), *member);
    }
  }

  void arrays(const Path& at, const std::vector<JsonValue>& before, const std::vector<JsonValue>& after) {
    const auto ids_before = ids_of(before);
    const auto ids_after = ids_of(after);
    if (ids_before && ids_after) return rows(at, {before, *ids_before}, {after, *ids_after});
    for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
      const Path field(at, i);
      if (i >= after.size()) {
        removed(field, before[i]);
      } else if (i >= before.size()) {
        added(field, after[i]);
      } else {
        values(field, before[i], after[i]);
      }
    }
  }

  struct Rows {
    const std::vector<JsonValue>& items;
    const std::vector<std::string>& ids;
  };

  void rows(const Path& at, const Rows& before, const Rows& after) {
    std::unordered_map<std::string_view, std::size_t> place_after;
    for (std::size_t i = 0; i < after.ids.size(); ++i) place_after.emplace(after.ids[i], i);
    std::unordered_map<std::string_view, std::size_t> place_before;
    std::vector<std::string> kept_before;
    for (std::size_t i = 0; i < before.ids.size(); ++i) {
      place_before.emplace(before.ids[i], i);
      const auto found = place_after.find(before.ids[i]);
      if (found == place_after.end()) {
        removed(Path(at, i), before.items[i]);
        continue;
      }
      kept_before.push_back(before.ids[i]);
      values(Path(at, found->second), before.items[i], after.items[found->second]);
    }
    std::vector<std::string> kept_after;
    for (std::size_t i = 0; i < after.ids.size(); ++i) {
      if (place_before.count(after.ids[i]) != 0) {
        kept_after.push_back(after.ids[i]);
      } else {
        added(Path(at, i), after.items[i]);
      }
    }
    if (kept_before != kept_after) {
      changes_.push_back({.field = at.pointer(), .before = print(kept_before), .after = print(kept_after)});
    }
  }

  std::vector<FieldChange> changes_;
};

}  // namespace

std::vector<FieldChange> differences(std::string_view before_json, std::string_view after_json) {
  if (before_json == after_json) return {};
  const JsonLimits limits{.bytes_max = std::max(before_json.size(), after_json.size()) + 2,
                          .depth_max = kDepthMax};
  const Result<JsonDocument> before = JsonDocument::parse(before_json.empty() ? "{}" : before_json, limits);
  const Result<JsonDocument> after = JsonDocument::parse(after_json.empty() ? "{}" : after_json, limits);
  if (!before || !after) {
    return {{.field = "", .before = std::string(before_json), .after = std::string(after_json)}};
  }
  Comparison comparison;
  comparison.values(Path(), before->root(), after->root());
  return comparison.take();
}

}  // namespace stillpoint::document
