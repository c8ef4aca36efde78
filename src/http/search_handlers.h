#pragma once

#include "app/partners/partner_access.h"
#include "http/message.h"
#include "http/parameters.h"
#include "http/services.h"

namespace stillpoint::http {

/// The search of the API: one walk, asked for in two ways. Thread-safe.
class SearchHandlers {
 public:
  explicit SearchHandlers(const Services& services) : services_(services) {}

  /// GET /v1/practitioners: the query in the address; `next` is an address.
  [[nodiscard]] Response get(const Request& request, const app::Caller& caller) const;
  /// POST /v1/practitioners/search: the same query as JSON, so that health matters stay out of addresses;
  /// `next` is a cursor.
  [[nodiscard]] Response post(const Request& request, const app::Caller& caller) const;

 private:
  /// A search to run, and where it goes on.
  struct Walk {
    domain::SearchTerms terms;
    std::optional<domain::Position> after;
  };
  [[nodiscard]] Result<Walk> walk_of(SearchRequest asked, const app::Caller& caller) const;
  [[nodiscard]] Result<app::SearchDirectory::Answer> run(SearchRequest asked,
                                                         const app::Caller& caller) const;
  [[nodiscard]] std::string cursor_of(const app::SearchDirectory::Answer& answer,
                                      const app::Caller& caller) const;
  [[nodiscard]] Response answer_with(const app::SearchDirectory::Answer& answer, const app::Caller& caller,
                                     std::string_view next) const;

  const Services& services_;
};

}  // namespace stillpoint::http
