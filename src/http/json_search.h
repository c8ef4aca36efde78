#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/json_writer.h"
#include "domain/partner.h"
#include "domain/search_page.h"
#include "domain/vocabulary.h"
#include "http/links.h"

namespace stillpoint::http {

/// What a search was answered.
struct AnsweredSearch {
  const domain::SearchPage& page;
  const domain::SearchTerms& terms;  ///< What was asked: a filter is named as it was given.
  /// Filters that stand for the partner who asks, and the names of those given beside them that did not
  /// count; null where nothing is locked. @{
  const std::vector<domain::LockedFilter>* locked = nullptr;
  const std::vector<std::string>* overridden = nullptr;
  /// @}
  std::string_view next{};  ///< Where the walk goes on: a path for GET, a cursor for POST; empty at its end.
};
/// A search's answer as JSON, in the order of the API guide.
std::string search_page_json(const AnsweredSearch& answer, const domain::Vocabulary& vocabulary,
                             const Links& links);

/// The five answers with how many are met of those asked: {"met", "asked", "items": [...]}.
void write_checklist(document::JsonWriter& json, const domain::Checklist& checklist, const Links& links);

}  // namespace stillpoint::http
