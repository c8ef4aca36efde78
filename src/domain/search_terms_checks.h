#pragma once

#include <vector>

#include "domain/search_query.h"

// The rules of the design's table of parameters (section 4), apart from the query that they guard.

namespace stillpoint::domain {

/// Drops what is said twice: repeated values of a filter, a milder `require` of an item beside the stricter
/// one, words that are white space only.
void tidy(SearchTerms& terms);

/// One fault per wrong value, named by its parameter; empty where the search makes sense.
std::vector<Fault> faults_of(const SearchTerms& terms, const Vocabulary& vocabulary);

}  // namespace stillpoint::domain
