#pragma once

#include <span>
#include <string>

#include "base/embedded_file.h"
#include "base/result.h"

namespace stillpoint::http::description {

/// Puts the description of the interface (OpenAPI 3.1) together. `openapi/base.json` says what holds for all;
/// each other file below `openapi/public`, `openapi/partner` and `openapi/admin` is an area and has `tags`,
/// `paths` and `components`, and nothing else. Public areas come first, then partners', then the
/// administration's. `practitioner.schema.json` becomes the schema `Practitioner`. O(bytes of the files).
/// @return kInvalid where a file is no JSON or has another member, or where two name the same path or
///     component.
Result<std::string> assemble(std::span<const EmbeddedFile> files);

/// The description of this program's interface. Thread-safe; puts it together anew each time, so keep it.
std::string program_description();

}  // namespace stillpoint::http::description
