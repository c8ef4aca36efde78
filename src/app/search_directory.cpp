#include "app/search_directory.h"

#include <algorithm>
#include <utility>

#include "domain/condition_words.h"
#include "domain/safety.h"

namespace stillpoint::app {

using domain::SearchPage;
using domain::SearchQuery;
using domain::SearchTerms;

namespace {

/// The conditions chosen, and those of `more` that are not among them.
std::vector<domain::ConditionKey> joined(std::vector<domain::ConditionKey> chosen,
                                         const std::vector<domain::ConditionKey>& more) {
  for (const domain::ConditionKey& key : more) {
    if (std::find(chosen.begin(), chosen.end(), key) == chosen.end()) chosen.push_back(key);
  }
  return chosen;
}

}  // namespace

SearchDirectory::SearchDirectory(const domain::DirectoryIndex& index, const domain::PlaceFinder& places,
                                 const domain::Vocabulary& vocabulary, const Clock& clock)
    : index_(index), places_(places), vocabulary_(vocabulary), clock_(clock) {}

void SearchDirectory::add_place_faults(std::vector<Fault>& faults, const std::string& place) const {
  const bool named = std::any_of(faults.begin(), faults.end(), [](const Fault& fault) {
    return fault.where == "place" || fault.where == "/place";  // as a JSON body's pointer
  });
  if (place.empty() || named) return;
  const Result<domain::PlaceAnswer> found = places_.find(place);
  if (!found) faults.insert(faults.end(), found.error().faults.begin(), found.error().faults.end());
}

Result<SearchDirectory::Answer> SearchDirectory::run(SearchTerms terms,
                                                     const std::optional<domain::Position>& after,
                                                     const domain::SearchTerms* locked) const {
  domain::LockedOutcome outcome;
  if (locked != nullptr) outcome = domain::impose(*locked, terms);
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
  if (locked != nullptr) domain::keep_inside(*locked, *page);
  const SearchTerms& asked = query->terms();
  page->where = std::move(where);
  const domain::ConditionWords said = domain::condition_words(asked.words, vocabulary_);
  page->safety = domain::safety_notice(asked.screening, asked.populations,
                                       joined(asked.conditions, said.cautioned), vocabulary_);
  for (const domain::ConditionKey& key : joined(asked.conditions, said.named)) {
    if (const domain::Condition* condition = vocabulary_.find(key)) {
      page->condition_notes.push_back(
          {.condition = key, .text = condition->evidence, .sources = condition->sources});
    }
  }
  return Answer{
      .query = std::move(query).value(), .page = std::move(page).value(), .locked = std::move(outcome)};
}

}  // namespace stillpoint::app
