#include "document/flat_document.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>

#include "document/json_value.h"
#include "document/json_writer.h"

namespace stillpoint::document {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

/// A browser ends lines with CR LF. One line has none.
std::string with_lines(std::string_view text, bool many) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    const bool ends = text[i] == '\r' || text[i] == '\n';
    out.push_back(!ends ? text[i] : many ? '\n' : ' ');
  }
  return out;
}

bool is_integer(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  return digits && (text.size() == 1 || text.front() != '0');
}

/// A number as JSON writes it.
bool is_decimal(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return is_integer(text);
  const std::string_view fraction = text.substr(point + 1);
  return is_integer(text.substr(0, point)) && !fraction.empty() &&
         fraction.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<bool> yes_or_no(std::string_view text) {
  for (const std::string_view yes : {"true", "yes", "1", "on"}) {
    if (text == yes) return true;
  }
  for (const std::string_view no : {"false", "no", "0"}) {
    if (text == no) return false;
  }
  return std::nullopt;
}

void write_value(JsonWriter& json, FieldType type, const std::string& value) {
  switch (type) {
    case FieldType::kInteger:
      is_integer(value) ? json.raw(value) : json.string(value);
      return;
    case FieldType::kDecimal:
      is_decimal(value) ? json.raw(value) : json.string(value);
      return;
    case FieldType::kKnown:
      if (const std::optional<bool> known = yes_or_no(value)) {
        json.boolean(*known);
      } else {
        json.string(value);
      }
      return;
    case FieldType::kText:
    case FieldType::kLongText:
    case FieldType::kDate:
    case FieldType::kWord:
    case FieldType::kWords:
    case FieldType::kHidden:
      json.string(value);
      return;
  }
}

/// The position that a segment of a pointer names; nothing for a name.
std::optional<std::size_t> position_of(std::string_view segment) {
  std::size_t position = 0;
  const auto [end, error] = std::from_chars(segment.data(), segment.data() + segment.size(), position);
  if (error != std::errc{} || end != segment.data() + segment.size()) return std::nullopt;
  return position;
}

/// What stands at one place of the document while it is put together.
struct Node {
  FieldType type = FieldType::kText;
  std::vector<std::string> values{};                                     ///< Of a field.
  std::vector<std::pair<std::string, std::unique_ptr<Node>>> members{};  ///< Of an object.
  std::map<std::size_t, std::unique_ptr<Node>> rows{};                   ///< Of a list.

  [[nodiscard]] bool holds_something() const {
    if (!values.empty() && type != FieldType::kHidden) return true;
    const auto member_holds = [](const auto& member) { return member.second->holds_something(); };
    const auto row_holds = [](const auto& row) { return row.second->holds_something(); };
    return std::any_of(members.begin(), members.end(), member_holds) ||
           std::any_of(rows.begin(), rows.end(), row_holds);
  }
};

Node& member_of(Node& node, std::string_view name) {
  for (auto& [known, member] : node.members) {
    if (known == name) return *member;
  }
  return *node.members.emplace_back(std::string(name), std::make_unique<Node>()).second;
}

Node& row_of(Node& node, std::size_t position) {
  std::unique_ptr<Node>& row = node.rows[position];
  if (!row) row = std::make_unique<Node>();
  return *row;
}

Node& node_at(Node& root, std::string_view path) {
  Node* node = &root;
  while (!path.empty()) {
    const std::size_t end = path.find('/', 1);
    const std::string_view segment = path.substr(1, end == std::string_view::npos ? end : end - 1);
    path = end == std::string_view::npos ? std::string_view() : path.substr(end);
    const std::optional<std::size_t> position = position_of(segment);
    node = position ? &row_of(*node, *position) : &member_of(*node, segment);
  }
  return *node;
}

/// The words of a field with commas between them.
void take_words(std::string_view text, std::vector<std::string>& words) {
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const std::string_view word = trimmed(text.substr(0, comma));
    if (!word.empty()) words.emplace_back(word);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  }
}

void flatten_value(JsonValue value, const std::string& path, std::vector<FlatField>& fields) {
  switch (value.kind()) {
    case JsonKind::kNull:
      return;
    case JsonKind::kBoolean:
      fields.push_back({path, value.boolean() ? "true" : "false"});
      return;
    case JsonKind::kNumber:
    case JsonKind::kString:
      fields.push_back({path, std::string(value.text())});
      return;
    case JsonKind::kObject:
      for (auto member = value.first(); member; member = member->next())
        flatten_value(*member, path + "/" + std::string(member->name()), fields);
      return;
    case JsonKind::kArray: {
      std::size_t position = 0;
      for (auto item = value.first(); item; item = item->next(), ++position) {
        const bool is_row = item->kind() == JsonKind::kObject || item->kind() == JsonKind::kArray;
        flatten_value(*item, is_row ? path + "/" + std::to_string(position) : path, fields);
      }
      return;
    }
  }
}

}  // namespace

Result<std::vector<FlatField>> flatten(std::string_view json) {
  const Result<JsonDocument> parsed = JsonDocument::parse(json);
  if (!parsed) return parsed.error();
  std::vector<FlatField> fields;
  flatten_value(parsed->root(), "", fields);
  return fields;
}

namespace {

/// The pointer of what stands below another.
std::string below(std::string_view parent, std::string_view name) {
  std::string pointer(parent);
  pointer.append("/").append(name);
  return pointer;
}

}  // namespace

/// Writes the tree, and notes which rows moved.
class FlatDocumentBuilder {
 public:
  explicit FlatDocumentBuilder(FlatDocument& out) : out_(out), json_(out.json_) {}

  void write(const Node& node, const std::string& here, const std::string& filled_in) {
    if (!node.rows.empty()) {
      write_rows(node, here, filled_in);
    } else if (!node.values.empty()) {
      write_values(node, here);
    } else {
      write_members(node, here, filled_in);
    }
  }

 private:
  void write_members(const Node& node, const std::string& here, const std::string& filled_in) {
    json_.begin_object();
    for (const auto& [name, member] : node.members) {
      if (!member->holds_something() && member->type != FieldType::kHidden) continue;
      json_.key(name);
      write(*member, below(here, name), below(filled_in, name));
    }
    json_.end_object();
  }

  void write_rows(const Node& node, const std::string& here, const std::string& filled_in) {
    json_.begin_array();
    std::size_t next = 0;
    for (const auto& [position, row] : node.rows) {
      if (!row->holds_something()) continue;
      const std::string row_here = below(here, std::to_string(next++));
      const std::string row_filled_in = below(filled_in, std::to_string(position));
      out_.moved_.emplace_back(row_here, row_filled_in);
      write(*row, row_here, row_filled_in);
    }
    json_.end_array();
  }

  void write_values(const Node& node, const std::string& here) {
    if (node.type == FieldType::kWords) {
      out_.word_lists_.push_back(here);
      json_.begin_array();
      for (const std::string& value : node.values) json_.string(value);
      json_.end_array();
    } else {
      write_value(json_, node.type, node.values.back());
    }
  }

  FlatDocument& out_;
  JsonWriter json_;
};

FlatDocument FlatDocument::make(std::span<const FlatField> fields, std::span<const FieldRule> rules) {
  Node root;
  for (const FlatField& field : fields) {
    const std::string_view value = trimmed(field.value);
    if (value.empty() || field.path.empty() || field.path.front() != '/') continue;
    const FieldRule* rule = find_rule(rules, field.path);
    // A name that nobody made for this form: its beginning is enough to be refused.
    const std::string_view path =
        rule == nullptr ? std::string_view(field.path).substr(0, field.path.find('/', 1)) : field.path;
    Node& node = node_at(root, path);
    node.type = rule == nullptr ? FieldType::kText : rule->type;
    if (node.type == FieldType::kWords) {
      take_words(value, node.values);
    } else {
      node.values.push_back(with_lines(value, node.type == FieldType::kLongText));
    }
  }
  FlatDocument document;
  FlatDocumentBuilder(document).write(root, "", "");
  return document;
}

std::string FlatDocument::field_of(std::string_view pointer) const {
  for (const std::string& list : word_lists_) {
    if (pointer.size() > list.size() && pointer.substr(0, list.size()) == list &&
        pointer[list.size()] == '/') {
      pointer = pointer.substr(0, list.size());
    }
  }
  const std::pair<std::string, std::string>* best = nullptr;
  for (const auto& moved : moved_) {
    const std::string& here = moved.first;
    const bool leads = pointer.substr(0, here.size()) == here &&
                       (pointer.size() == here.size() || pointer[here.size()] == '/');
    if (leads && (best == nullptr || best->first.size() < here.size())) best = &moved;
  }
  if (best == nullptr) return std::string(pointer);
  return best->second + std::string(pointer.substr(best->first.size()));
}

std::vector<Fault> FlatDocument::at_fields(std::vector<Fault> faults) const {
  for (Fault& fault : faults) fault.where = field_of(fault.where);
  return faults;
}

}  // namespace stillpoint::document
