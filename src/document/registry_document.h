#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "document/field_table.h"
#include "domain/register.h"

namespace stillpoint::document {

/// Which registry a row belongs to.
RegistryTable table_of(const domain::RegistryRow& row);

/// A row as JSON: members in one order, what is not on record left out.
std::string write_registry_row(const domain::RegistryRow& row);

/// Reads what write_registry_row wrote, by the rules of the files that come with the program; keys must be
/// words of lower-case letters, digits and _ . - besides.
/// @return kInvalid with a fault for each wrong place, as JSON pointers.
Result<domain::RegistryRow> read_registry_row(RegistryTable table, std::string_view json);

}  // namespace stillpoint::document
