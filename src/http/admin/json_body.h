#pragma once

#include <functional>

#include "base/result.h"
#include "document/object_reader.h"
#include "http/message.h"

namespace stillpoint::http::admin {

/// Reads the JSON object that a request brings; `read` asks for its members. Every fault is gathered, unknown
/// members too.
/// @return kInvalid with the faults, each with a JSON pointer; for another type than application/json too.
Result<void> read_json_body(const Request& request, const document::Members& members,
                            const std::function<void(document::ObjectReader&)>& read);

}  // namespace stillpoint::http::admin
