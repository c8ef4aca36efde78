#pragma once

#include <string>
#include <string_view>

#include "domain/practitioner.h"
#include "search/string_pool.h"

namespace stillpoint::search {

/// Packs what a search shows and what the rules of the checklist read into a few hundred bytes: the index
/// keeps this instead of a Practitioner of many small strings. Left out: private fields, streets, numbers and
/// titles, words in prose (of a session's description only that there is one), and reviews that never count.
std::string pack(const domain::Practitioner& practitioner, StringPool& pool);

/// The practitioner of a packed record. What was left out is empty; every rule and every shown field answers
/// as for the original. About 2 us.
domain::Practitioner unpack(std::string_view record, const StringPool& pool);

}  // namespace stillpoint::search
