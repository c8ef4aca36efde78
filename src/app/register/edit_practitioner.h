#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/register/register_parts.h"
#include "domain/actor.h"

namespace stillpoint::app {

/// A record as it is to be.
struct PractitionerEdit {
  const domain::Actor& actor;
  domain::PractitionerId id{};
  std::int64_t version = 0;                               ///< Of the record that was edited.
  std::string json;                                       ///< The whole document.
  std::optional<std::vector<std::string>> legacy_urls{};  ///< Nothing: as they are.
  std::string reason{};
};

/// What somebody else changed meanwhile.
struct MeanwhileChange {
  std::string who{};
  Instant at{};
  domain::FieldChange change{};
};

/// What became of an edit.
struct EditOutcome {
  enum class Kind : std::uint8_t {
    kSaved,
    kUnchanged,  ///< It said what is on record: nothing was written, no date moved.
    kMoved,      ///< Somebody else changed the record since; nothing was written.
  };
  Kind kind = Kind::kUnchanged;
  std::int64_t version = 0;                  ///< On record now.
  std::vector<MeanwhileChange> meanwhile{};  ///< For kMoved, newest first.
};

/// A registrar edits a practitioner's record. Thread-safe.
class EditPractitioner {
 public:
  explicit EditPractitioner(const RegisterParts& parts) : parts_(parts) {}

  /// @return kInvalid with a fault for each wrong place; kConflict as registering; kNotFound; kGone for who
  /// withdrew; kUnauthenticated, kForbidden.
  [[nodiscard]] Result<EditOutcome> run(const PractitionerEdit& edit) const;

  /// What was changed since a version, by the trail: field by field, newest first.
  [[nodiscard]] Result<std::vector<MeanwhileChange>> changes_since(domain::PractitionerId id,
                                                                   std::int64_t version) const;

 private:
  [[nodiscard]] Result<void> save(const PractitionerEdit& edit, Instant now, EditOutcome& outcome) const;

  const RegisterParts& parts_;
};

}  // namespace stillpoint::app
