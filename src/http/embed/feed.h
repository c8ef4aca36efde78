#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/partners/partner_access.h"
#include "base/result.h"
#include "http/embed/embed_services.h"
#include "http/message.h"

namespace stillpoint::http::embed {

/// A feed tells of the latest so many listings: a reader that comes once a week misses none of a usual
/// search.
constexpr std::size_t kFeedEntriesMax = 50;

/// The Atom document (RFC 4287) of a search: its listings, those that changed last first. It names people,
/// places and dates, and leaves what is known of them to their pages, where it is as of today.
/// @param given the feed's parameters, those of the search page.
/// @param caller whose locked filters stand; a key in the address goes along in the feed's own.
/// @return kUnavailable where the locked filters cannot be read; kInvalid for a damaged link, for wrong
/// values, and for a search that finds more than pages::kFeedFoundMax.
Result<std::string> search_feed(const std::vector<Parameter>& given, const app::Caller& caller,
                                const EmbedServices& services);

}  // namespace stillpoint::http::embed
