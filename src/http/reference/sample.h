#pragma once

#include <optional>
#include <string>

#include "http/links.h"
#include "http/reference/interface.h"

namespace stillpoint::http::reference {

/// JSON with its members on lines of their own, two spaces deep.
std::string pretty(JsonValue value);

/// The first example of a parameter, or of what is sent or answered; nothing where there is none.
std::optional<JsonValue> example_of(JsonValue described, const Interface& interface);

/// Lines for a shell that ask the operation with its examples. What stands in place of an example that there
/// is none of, and of a secret, is a variable: $ID, $TOKEN.
std::string curl(const Operation& operation, const Interface& interface, const Links& links);

}  // namespace stillpoint::http::reference
