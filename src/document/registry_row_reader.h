#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "document/limits.h"
#include "document/object_reader.h"
#include "domain/vocabulary.h"

namespace stillpoint::document {

// One row of a registry as JSON: the same for the files that come with the program and for what a registrar
// edits. Each reader notes its faults in the row's list.

constexpr std::size_t kRowItemsMax = 1000;  ///< Of a list within a row.
/// What a row is found by.
constexpr TextRule kKey{.characters_max = kNameCharactersMax, .presence = Presence::kRequired};
constexpr TextRule kOptionalLine{.characters_max = kNoteCharactersMax};
constexpr TextRule kLine{.characters_max = kNoteCharactersMax, .presence = Presence::kRequired};

/// The members of a row; null stands for what is not on record.
template <std::size_t N>
constexpr Members members(const std::array<std::string_view, N>& accepted) {
  return {.accepted = accepted, .null_is_absent = true};
}

/// Where a row comes from and when that was read: every row of ours has both.
domain::Origin read_origin(ObjectReader& row);

domain::School read_school(ObjectReader& row);
domain::Accreditor read_accreditor(ObjectReader& row);
domain::Issuer read_issuer(ObjectReader& row);
domain::CredentialType read_credential_type(ObjectReader& row);
domain::JurisdictionRule read_jurisdiction_rule(ObjectReader& row);

/// The members that each of them reads.
extern const Members kSchoolRow;
extern const Members kAccreditorRow;
extern const Members kIssuerRow;
extern const Members kCredentialTypeRow;
extern const Members kJurisdictionRuleRow;

}  // namespace stillpoint::document
