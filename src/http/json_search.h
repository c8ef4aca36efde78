#pragma once

#include <string>

#include "document/json_writer.h"
#include "domain/search_page.h"
#include "domain/vocabulary.h"
#include "http/links.h"

namespace stillpoint::http {

/// A search's answer as JSON, in the order of the API guide.
/// @param next where the walk goes on: a path for GET, a cursor for POST; empty at its end.
std::string search_page_json(const domain::SearchPage& page, std::string_view next,
                             const domain::Vocabulary& vocabulary, const Links& links);

/// The five answers with how many are met of those asked: {"met", "asked", "items": [...]}.
void write_checklist(document::JsonWriter& json, const domain::Checklist& checklist, const Links& links);

}  // namespace stillpoint::http
