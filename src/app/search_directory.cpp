#include "app/search_directory.h"

#include <utility>

#include "domain/safety.h"

namespace stillpoint::app {

using domain::SearchPage;
using domain::SearchQuery;
using domain::SearchTerms;

SearchDirectory::SearchDirectory(const domain::DirectoryIndex& index, const domain::PlaceFinder& places,
                                 const domain::Vocabulary& vocabulary, const Clock& clock)
    : index_(index), places_(places), vocabulary_(vocabulary), clock_(clock) {}

Result<SearchDirectory::Answer> SearchDirectory::run(SearchTerms terms,
                                                     const std::optional<domain::Position>& after) const {
  std::optional<domain::PlaceAnswer> where;
  std::vector<Fault> faults;
  const int radius_km = terms.near ? terms.near->radius_km : domain::kRadiusKmDefault;
  if (!terms.place.empty()) {
    Result<domain::PlaceAnswer> found = places_.find(terms.place);
    if (found) {
      where = std::move(found).value();
      terms.near = domain::Near{.point = where->place.point, .radius_km = radius_km};
    } else {
      faults = found.error().faults;
      terms.near.reset();
    }
  }
  Result<SearchQuery> query = SearchQuery::make(std::move(terms), vocabulary_);
  if (!query) {
    for (const Fault& fault : query.error().faults) {
      // The finder knows better what is wrong with a place than the query that lacks it.
      if (fault.where != "place" || faults.empty()) faults.push_back(fault);
    }
  }
  if (!faults.empty()) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The search has a value that cannot be used.",
                 .faults = faults};
  }

  Result<SearchPage> page = index_.search(*query, after, clock_.now());
  if (!page) return std::move(page).error();
  const SearchTerms& asked = query->terms();
  page->where = std::move(where);
  page->safety = domain::safety_notice(asked.screening, asked.populations, asked.conditions, vocabulary_);
  for (const domain::ConditionKey& key : asked.conditions) {
    if (const domain::Condition* condition = vocabulary_.find(key)) {
      page->condition_notes.push_back(
          {.condition = key, .text = condition->evidence, .sources = condition->sources});
    }
  }
  return Answer{.query = std::move(query).value(), .page = std::move(page).value()};
}

}  // namespace stillpoint::app
