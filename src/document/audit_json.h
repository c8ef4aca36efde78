#pragma once

#include "document/json_writer.h"
#include "domain/audit.h"

namespace stillpoint::document {

/// Whether an entry is written with the address that a request came from.
enum class Addresses { kShown, kLeftOut };

/// Writes an entry of the trail as one JSON object, in the order of what it says: sequence, at, actor,
/// action, subject, changes, reason, erased, digests. The values of a change are JSON themselves; null where
/// the field was not there. Everything that the entry's hash is made of is in it (docs/operations.md).
void write_audit_record(JsonWriter& json, const domain::AuditRecord& record, Addresses addresses);

}  // namespace stillpoint::document
