#pragma once

#include <string>

#include "domain/search_page.h"

namespace stillpoint::oracle {

/// What the first item has that the second has not, in words; empty where they are alike in all that is
/// shown.
std::string difference(const domain::SearchItem& got, const domain::SearchItem& want);

/// The same of all of a page but its items, `next` and `safety`.
std::string difference(const domain::SearchPage& got, const domain::SearchPage& want);

/// The query in words, for whoever looks for the reason of a difference.
std::string describe(const domain::SearchQuery& query);

}  // namespace stillpoint::oracle
