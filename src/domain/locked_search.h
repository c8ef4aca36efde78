#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/search_page.h"
#include "domain/search_query.h"

namespace stillpoint::domain {

/// What a partner's locked filters did to a search.
struct LockedOutcome {
  /// Parameter names whose value in the request did not count ("condition", "place"); each once.
  std::vector<std::string> overridden{};
};

/// Imposes locked terms on what a request asks, so that the result is never wider than what is locked:
/// - alternatives (`jurisdiction`, `profession`, ...): values inside the locked ones narrow further, others
///   don't count; a country holds its subdivisions, a language its regions;
/// - `condition` is a question: the locked ones are asked, and no others;
/// - `require`: the stricter of the two; numbers (hours, minutes, price in the same currency): the narrower;
/// - `place` and its radius: the locked centre, and at most its radius;
/// - words, screening, sort, limit and facets can't be locked and stay as asked.
/// Pure; idempotent.
LockedOutcome impose(const SearchTerms& locked, SearchTerms& asked);

/// The parameter names that may be locked.
const std::vector<std::string_view>& lockable_names();

/// Takes out of an answer what leads outside the locked terms: counts of values that can't be chosen, filters
/// that can't be left out, a radius that can't be asked for.
void keep_inside(const SearchTerms& locked, SearchPage& page);

}  // namespace stillpoint::domain
