#pragma once

#include <string>

#include "app/register/register_parts.h"
#include "document/field_table.h"
#include "domain/actor.h"

namespace stillpoint::app {

/// A row of a registry as it is to be.
struct RegistryEdit {
  const domain::Actor& actor;
  document::RegistryTable table = document::RegistryTable::kSchools;
  std::string key{};   ///< Of the row that is edited; empty: a new one.
  std::string seen{};  ///< Its JSON as it was when the edit began: the row must still be that.
  std::string json{};
  std::string reason{};
};

/// What became of it.
struct RegistryOutcome {
  enum class Kind : std::uint8_t { kSaved, kUnchanged, kMoved };
  Kind kind = Kind::kUnchanged;
  std::string key{};
  std::string json{};  ///< The row as it is on record now.
};

/// A registrar edits schools, issuers, credential types, accreditors and jurisdiction rules. A save is in
/// force at once: searches, pages and checklists go by the new row. Thread-safe.
class EditRegistry {
 public:
  explicit EditRegistry(const RegisterParts& parts) : parts_(parts) {}

  /// The row as JSON. @return kNotFound.
  [[nodiscard]] Result<std::string> find(document::RegistryTable table, const std::string& key) const;
  /// All rows, in order.
  [[nodiscard]] std::vector<domain::RegistryRow> rows(document::RegistryTable table) const;

  /// @return kInvalid with a fault for each wrong place; kConflict for a new row whose key is taken;
  /// kNotFound; kUnauthenticated, kForbidden.
  [[nodiscard]] Result<RegistryOutcome> run(const RegistryEdit& edit) const;

 private:
  const RegisterParts& parts_;
};

}  // namespace stillpoint::app
