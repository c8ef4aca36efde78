#pragma once

#include <array>
#include <string_view>

#include "document/field_table.h"
#include "http/pages/markup.h"

namespace stillpoint::http::admin {

/// A registry as addresses and pages name it.
struct TableName {
  document::RegistryTable table;
  std::string_view path;  ///< "credential-types"
  pages::Markup one;      ///< "Credential type"
  pages::Markup many;     ///< "Credential types"
};

inline constexpr std::array<TableName, document::kRegistryTables> kTableNames = {{
    {document::RegistryTable::kAccreditors, "accreditors", "Accreditor", "Accreditors"},
    {document::RegistryTable::kSchools, "schools", "School", "Schools"},
    {document::RegistryTable::kIssuers, "issuers", "Issuer", "Issuers"},
    {document::RegistryTable::kCredentialTypes, "credential-types", "Credential type", "Credential types"},
    {document::RegistryTable::kJurisdictionRules, "jurisdiction-rules", "Jurisdiction rule",
     "Jurisdiction rules"},
}};

}  // namespace stillpoint::http::admin
