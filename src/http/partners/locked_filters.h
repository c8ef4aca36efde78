#pragma once

#include <vector>

#include "base/result.h"
#include "domain/partner.h"
#include "domain/ports.h"
#include "domain/search_query.h"
#include "domain/vocabulary.h"

namespace stillpoint::http::partners {

/// A partner's locked filters as terms: names and values as in a search's address.
/// @return kInvalid with a fault per filter that can't be locked, is unknown or makes no sense beside the
/// others.
Result<domain::SearchTerms> read_locked(const std::vector<domain::LockedFilter>& locked,
                                        const domain::Vocabulary& vocabulary,
                                        const domain::PlaceFinder& places);

}  // namespace stillpoint::http::partners
