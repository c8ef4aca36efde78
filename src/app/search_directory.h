#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/locked_search.h"
#include "domain/ports.h"
#include "domain/search_page.h"
#include "domain/search_query.h"
#include "domain/vocabulary.h"

namespace stillpoint::app {

/// A client searches the directory: finds the place, asks the index, adds what is known and what to beware
/// of. Thread-safe.
class SearchDirectory {
 public:
  SearchDirectory(const domain::DirectoryIndex& index, const domain::PlaceFinder& places,
                  const domain::Vocabulary& vocabulary, const Clock& clock);

  /// What was asked, made sense of, beside its answer: pages show both.
  struct Answer {
    domain::SearchQuery query;
    domain::SearchPage page;
    domain::LockedOutcome locked{};  ///< Nothing where nothing is locked.
  };

  /// @param terms with `place` as typed; where `near` is empty the place is found here.
  /// @param after continues a walk.
  /// @param locked stands whatever the terms say: here, where terms become a query, so that no way of asking
  /// gets past it. Null: nothing is locked.
  /// @return kInvalid with one fault per wrong parameter; kGone for a walk whose order no longer exists.
  [[nodiscard]] Result<Answer> run(domain::SearchTerms terms, const std::optional<domain::Position>& after,
                                   const domain::SearchTerms* locked = nullptr) const;

  /// Adds what is wrong with the place as typed to a search's other faults, unless they name it already:
  /// people hear of everything at once.
  void add_place_faults(std::vector<Fault>& faults, const std::string& place) const;

 private:
  const domain::DirectoryIndex& index_;
  const domain::PlaceFinder& places_;
  const domain::Vocabulary& vocabulary_;
  const Clock& clock_;
};

}  // namespace stillpoint::app
