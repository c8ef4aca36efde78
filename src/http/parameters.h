#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/search_query.h"
#include "domain/vocabulary.h"
#include "http/message.h"

namespace stillpoint::http {

/// Names that no search knows: an API caller has misspelt a filter; a page's link was given a campaign tag.
enum class UnknownNames { kRefused, kIgnored };

/// What a request asks of a search, as far as it could be read. Beside the faults the terms hold everything
/// that was right, so that a page can show its form again.
struct SearchRequest {
  domain::SearchTerms terms{};
  std::string cursor{};         ///< Sealed; empty where none was given.
  bool has_terms = false;       ///< Anything but `cursor`, `limit` and `facets` was given.
  bool has_limit = false;       ///< `limit` was given.
  bool has_facets = false;      ///< `facets` was given.
  std::vector<Fault> faults{};  ///< One per wrong parameter; empty where all is well.
};

/// Reads a search from query parameters, checking every rule of the search itself too (SearchQuery::make).
/// With kIgnored, unknown names and empty values (an untouched form) count as not given.
/// `place` is left as typed: finding it is the search's work. A radius without a centre is a fault.
/// @param locked a partner's terms, which will be imposed on the search: what stands there need not be given
/// for what makes sense beside it only (a radius, the order by distance or price, a limit of the price, a
/// demand on a condition). Null: nothing is locked.
SearchRequest read_search(std::span<const Parameter> parameters, const domain::Vocabulary& vocabulary,
                          UnknownNames unknown, const domain::SearchTerms* locked = nullptr);

/// Reads the same search from a JSON object whose members are the parameters' names: text, numbers, `true`,
/// and lists for what may be given several times. A fault's `where` is a JSON pointer ("/max_price").
SearchRequest read_search_json(std::string_view body, const domain::Vocabulary& vocabulary,
                               const domain::SearchTerms* locked = nullptr);

/// The search as parameters: reading them again gives the same terms. Defaults are left out; a place is
/// written as typed, never as its coordinates.
std::vector<Parameter> to_parameters(const domain::SearchTerms& terms, const domain::Vocabulary& vocabulary);

/// The parameter names that a search knows, in the order that the API guide names them.
std::vector<std::string_view> search_parameter_names();

}  // namespace stillpoint::http
