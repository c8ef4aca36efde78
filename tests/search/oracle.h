#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/practitioner.h"
#include "domain/search_page.h"
#include "domain/search_query.h"
#include "domain/vocabulary.h"

namespace stillpoint::oracle {

/// Answers searches the slow and plain way: from whole practitioners, one by one, straight from the rules of
/// the design. It shares no code with the index, and selects, counts and ranks by its own writing of the
/// checklist's tables (naive_checklist.h); only the findings' sentences are the program's. The secret turn of
/// the month is handed in.
class Oracle {
 public:
  using Turn = std::function<std::int64_t(domain::PractitionerId, domain::Month)>;
  Oracle(const domain::Vocabulary& vocabulary, Turn turn) : vocabulary_(vocabulary), turn_(std::move(turn)) {}

  void put(const domain::Practitioner& practitioner) { directory_[practitioner.id] = practitioner; }
  void remove(domain::PractitionerId id) { directory_.erase(id); }
  [[nodiscard]] const std::map<domain::PractitionerId, domain::Practitioner>& directory() const {
    return directory_;
  }

  /// Everything of the page but `next` and `safety`; `items` holds every match, whatever the limit.
  [[nodiscard]] domain::SearchPage answer(const domain::SearchQuery& query, domain::Month month,
                                          Instant now) const;

 private:
  const domain::Vocabulary& vocabulary_;
  Turn turn_;
  std::map<domain::PractitionerId, domain::Practitioner> directory_;
};

}  // namespace stillpoint::oracle
