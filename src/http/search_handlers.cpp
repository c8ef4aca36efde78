#include "http/search_handlers.h"

#include <utility>

#include "http/cursor.h"
#include "http/json_search.h"
#include "http/partners/partner_gate.h"
#include "http/problem.h"
#include "http/url.h"

namespace stillpoint::http {
namespace {

using domain::SearchTerms;

/// What of a search may change between two pages of a walk.
SearchTerms without_view(SearchTerms terms) {
  terms.limit = domain::kPageRowsDefault;
  terms.facets.clear();
  return terms;
}

Error other_key() {
  return invalid_search({{.where = "cursor",
                          .what = "This cursor was given to another key, or to nobody's.",
                          .allowed = "the cursor with the key that it came for",
                          .value = {}}});
}

Error other_search() {
  return invalid_search({{.where = "cursor",
                          .what = "This cursor belongs to another search than the one beside it.",
                          .allowed = "the cursor alone, or with the search that it came from",
                          .value = {}}});
}

/// A fault of a JSON body is named by its pointer; the empty one is the whole body (RFC 6901).
void point_into_body(Error& error) {
  for (Fault& fault : error.faults) {
    if (!fault.where.empty() && fault.where.front() != '/') fault.where.insert(0, 1, '/');
  }
}

bool is_json(std::string_view content_type) {
  constexpr std::string_view kType = "application/json";
  const std::string_view rest =
      content_type.substr(0, kType.size()) == kType ? content_type.substr(kType.size()) : "?";
  return rest.empty() || rest.front() == ';' || rest.front() == ' ';
}

Response page_response(std::string body) {
  return Response{.content_type = "application/json", .body = std::move(body)};
}

}  // namespace

Result<SearchHandlers::Walk> SearchHandlers::walk_of(SearchRequest asked, const app::Caller& caller) const {
  if (!asked.faults.empty()) {
    services_.search.add_place_faults(asked.faults, asked.terms.place);
    return invalid_search(std::move(asked.faults));
  }
  if (asked.cursor.empty()) return Walk{.terms = std::move(asked.terms), .after = std::nullopt};
  Result<Cursor> cursor = open_cursor(asked.cursor, services_.sealer, services_.clock.now());
  if (!cursor) return std::move(cursor).error();
  if (cursor->partner != caller.partner()) return other_key();
  SearchRequest begun = read_search(cursor->search, services_.vocabulary, UnknownNames::kRefused);
  if (!begun.faults.empty()) {
    return Error{.code = ErrorCode::kGone,
                 .message = "The words of this search have changed since it began. Search again."};
  }
  if (asked.has_terms) {
    if (caller.locked() != nullptr) domain::impose(*caller.locked(), asked.terms);
    const auto given = print_query(to_parameters(without_view(asked.terms), services_.vocabulary));
    const auto sealed = print_query(to_parameters(without_view(begun.terms), services_.vocabulary));
    if (given != sealed) return other_search();
  }
  if (asked.has_limit) begun.terms.limit = asked.terms.limit;
  if (asked.has_facets) begun.terms.facets = std::move(asked.terms.facets);
  return Walk{.terms = std::move(begun.terms), .after = std::move(cursor->position)};
}

Result<app::SearchDirectory::Answer> SearchHandlers::run(SearchRequest asked,
                                                         const app::Caller& caller) const {
  if (Result<void> may = caller.may_search(); !may) return std::move(may).error();
  Result<Walk> walk = walk_of(std::move(asked), caller);
  if (!walk) return std::move(walk).error();
  return services_.search.run(std::move(walk->terms), walk->after, caller.locked());
}

std::string SearchHandlers::cursor_of(const app::SearchDirectory::Answer& answer,
                                      const app::Caller& caller) const {
  if (!answer.page.next) return {};
  return seal_cursor({.search = to_parameters(answer.query.terms(), services_.vocabulary),
                      .position = *answer.page.next,
                      .issued = answer.page.as_of,
                      .partner = caller.partner()},
                     services_.sealer);
}

Response SearchHandlers::answer_with(const app::SearchDirectory::Answer& answer, const app::Caller& caller,
                                     std::string_view next) const {
  AnsweredSearch answered{.page = answer.page, .terms = answer.query.terms(), .next = next};
  if (caller.locked() != nullptr) {
    answered.locked = &caller.known->partner.locked;
    answered.overridden = &answer.locked.overridden;
  }
  return page_response(search_page_json(answered, services_.vocabulary, services_.links));
}

Response SearchHandlers::get(const Request& request, const app::Caller& caller) const {
  SearchRequest asked =
      read_search(request.parameters, services_.vocabulary, UnknownNames::kRefused, caller.locked());
  const bool by_cursor_alone = !asked.cursor.empty() && !asked.has_terms;
  const Result<app::SearchDirectory::Answer> answer = run(std::move(asked), caller);
  if (!answer) return problem(answer.error());
  std::string next = cursor_of(*answer, caller);
  if (!next.empty()) {
    std::vector<Parameter> parameters;
    // Who left the search out of the address keeps it out.
    if (!by_cursor_alone) parameters = to_parameters(answer->query.terms(), services_.vocabulary);
    if (!caller.key_in_address.empty()) {
      parameters.push_back({.name = std::string(partners::kKeyParameter), .value = caller.key_in_address});
    }
    parameters.push_back({.name = "cursor", .value = std::move(next)});
    next = services_.links.path("/v1/practitioners?" + print_query(parameters));
  }
  return answer_with(*answer, caller, next);
}

Response SearchHandlers::post(const Request& request, const app::Caller& caller) const {
  if (!is_json(request.header("Content-Type"))) {
    return problem(415, "A search is sent as application/json.");
  }
  Result<app::SearchDirectory::Answer> answer =
      run(read_search_json(request.body, services_.vocabulary, caller.locked()), caller);
  if (!answer) {
    Error error = std::move(answer).error();
    point_into_body(error);
    return problem(error);
  }
  return answer_with(*answer, caller, cursor_of(*answer, caller));
}

}  // namespace stillpoint::http
