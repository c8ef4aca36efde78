#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/json_value.h"

namespace stillpoint::http::reference {

using document::JsonValue;

/// The member of an object; nothing where there is none.
std::optional<JsonValue> member_of(JsonValue object, std::string_view name);
/// The text of a member; empty where there is none.
std::string_view text_of(JsonValue object, std::string_view name);
/// Whether a member is there and true.
bool is_true(JsonValue object, std::string_view name);

/// Whether an operation may be asked without bringing anything.
bool is_open(JsonValue operation);
/// Whether the session of somebody who is signed in opens it.
bool opens_to_session(JsonValue operation);

/// What can be asked of one address by one method.
struct Operation {
  JsonValue value;
  std::string id{};
  std::string method{};  ///< "GET"
  std::string path{};    ///< "/v1/practitioners/{id}"
};

enum class Audience : std::uint8_t { kEverybody, kPartners, kAdministration };

/// The operations of one tag.
struct Area {
  std::string name{};  ///< Stands in the address of its page.
  std::string description{};
  Audience audience = Audience::kEverybody;
  std::vector<Operation> operations{};
};

/// The description of the interface, for reading. Immutable, so thread-safe; views of it last as long as it
/// stays where it is.
class Interface {
 public:
  /// @param text as http::description::program_description writes it.
  explicit Interface(std::string_view text);
  Interface(const Interface&) = delete;
  Interface& operator=(const Interface&) = delete;

  /// In the order of the description, without those that no operation is of.
  [[nodiscard]] const std::vector<Area>& areas() const { return areas_; }
  /// Null where there is none.
  [[nodiscard]] const Area* find_area(std::string_view name) const;
  [[nodiscard]] const Operation* find_operation(std::string_view id) const;
  /// The schemas that are known by name, in the order of the description.
  [[nodiscard]] const std::vector<JsonValue>& shapes() const { return shapes_; }
  [[nodiscard]] std::string_view summary() const;

  /// What a value is, or what its "$ref" leads to. O(members on the way).
  [[nodiscard]] JsonValue resolved(JsonValue value) const;

 private:
  void read_operations(JsonValue path);

  document::JsonDocument document_;
  std::vector<Area> areas_;
  std::vector<JsonValue> shapes_;
};

/// The name under which the pages know the schema that a "$ref" leads to: "Practitioner",
/// "Practitioner.line"; empty where it is no schema of a name.
std::string shape_name(std::string_view reference);

}  // namespace stillpoint::http::reference
