#pragma once

#include <string>

#include "domain/audit.h"

namespace stillpoint::document {

/// The first line of a trail as CSV: the names of its columns.
void append_audit_csv_head(std::string& out);
/// An entry as CSV (RFC 4180): one line for each field that changed, or one where none did. A value that a
/// spreadsheet would take for a formula is written behind an apostrophe.
void append_audit_csv(std::string& out, const domain::AuditRecord& record);

}  // namespace stillpoint::document
