#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/verifying/change_standing.h"
#include "app/verifying/record_verification.h"
#include "base/result.h"
#include "http/form.h"
#include "http/message.h"

namespace stillpoint::http::admin {

/// The text of a field, by name, trimmed; empty where it was not sent. A form's or a JSON object's.
using FieldText = std::function<std::string(std::string_view name)>;

/// Reads a form's fields.
FieldText fields_of(const Form& form);
/// Reads the members of a JSON object: texts, and `true` as "true".
/// @return kInvalid for a body that is no such object.
Result<FieldText> fields_of_json(const Request& request);

/// A point of time as people write it: an instant, or a day, which counts from `hour` o'clock UTC.
/// Empty: nothing. @return as a fault where it is neither.
std::optional<Instant> read_time(const FieldText& fields, std::string_view name, int hour,
                                 std::vector<Fault>& faults);

/// Reads a check: method, result, checked_at, source, source_url, contact, seen_name, seen_number,
/// seen_issued, seen_expires, seen_status, take_over_dates, explanation, version. The record's ids and the
/// evidence are the caller's.
app::VerificationReport read_report(const FieldText& fields, const domain::Actor& actor,
                                    std::vector<Fault>& faults);

/// The change that a word names: "suspend", "reinstate", "revoke", "confirm", "supersede", "expire",
/// "correct".
std::optional<app::StandingChange> parse_change(std::string_view word);

/// Reads a change of standing: change, effective, reason, private_note, alone_because, version.
app::StandingRequest read_standing(const FieldText& fields, const domain::Actor& actor,
                                   std::vector<Fault>& faults);

/// The fields' faults as an error.
Error wrong_fields(std::vector<Fault> faults);

}  // namespace stillpoint::http::admin
