#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace stillpoint::http {

/// Turns a JSON object into parameters: a text, a number or `true` is one value, a list of these several;
/// the list of `facets` becomes one value with commas. Numbers keep their digits.
/// @return kInvalid, with a JSON pointer, for what is no JSON, no object, or nested deeper.
[[nodiscard]] Result<std::vector<Parameter>> parameters_of_json(std::string_view body);

}  // namespace stillpoint::http
