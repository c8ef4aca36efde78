#pragma once

#include "http/pages/markup.h"
#include "http/reference/interface.h"

namespace stillpoint::http::reference {

/// What a value may be, in a line: "string (date)", "one of …", "list of Item"; schemas with a name are
/// links.
void write_type(pages::HtmlWriter& out, JsonValue schema);

/// The members of an object, each with its type and meaning, inner objects within; nothing where it has none.
void write_members(pages::HtmlWriter& out, JsonValue schema);

}  // namespace stillpoint::http::reference
