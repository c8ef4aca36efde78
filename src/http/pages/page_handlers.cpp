#include "http/pages/page_handlers.h"

#include <algorithm>
#include <utility>

#include "app/consent/photos.h"
#include "http/cursor.h"
#include "http/encoding.h"
#include "http/limits.h"
#include "http/pages/fault_words.h"
#include "http/pages/portrait.h"
#include "http/pages/profile_view.h"
#include "http/pages/reading_pages.h"
#include "http/parameters.h"
#include "http/problem.h"
#include "http/url.h"

namespace stillpoint::http::pages {
namespace {

constexpr std::string_view kHtml = "text/html; charset=utf-8";

Response html(int status, std::string body) {
  return Response{.status = status, .content_type = std::string(kHtml), .body = std::move(body)};
}

/// A page that changes seldom: kept, but asked for again each time.
Response tagged(std::string body) {
  Response response = html(200, std::move(body));
  response.headers.emplace_back("ETag", tag_of(response.body));
  response.headers.emplace_back("Cache-Control", "no-cache");
  return response;
}

}  // namespace

PageHandlers::PageHandlers(const Services& services)
    : services_(services),
      assets_(program_assets()),
      site_{services.vocabulary,
            assets_,
            {.base_path = services.links.path(""),
             .demo = services.is_demo,
             .tile_url = services.tile_url,
             .tile_attribution = services.tile_attribution,
             .operator_name = services.operator_name,
             .operator_contact = services.operator_contact,
             .public_url = services.links.full(""),
             .offers_oembed = services.partners != nullptr}} {}

Response PageHandlers::search(const Request& request) const {
  std::optional<std::vector<Parameter>> given = opened_search(request.parameters, services_.sealer);
  if (!given) {
    return error(Error{.code = ErrorCode::kInvalid,
                       .message = "This link is damaged, or it was made by another server."},
                 request);
  }
  return search_with(std::move(*given), request);
}

Response PageHandlers::wrong_search(SearchView view) const {
  view.terms = accepted_terms(view.given, view.faults, services_.vocabulary);
  return html(400, search_page(view, site_, services_.sealer));
}

Response PageHandlers::search_with(std::vector<Parameter> given, const Request& request) const {
  SearchRequest asked = read_search(given, services_.vocabulary, UnknownNames::kIgnored);
  std::optional<domain::Position> after;
  SearchView view{.given = std::move(given)};
  if (!asked.cursor.empty()) {
    Result<Cursor> cursor = open_cursor(asked.cursor, services_.sealer, services_.clock.now());
    if (!cursor) return error(cursor.error(), request);
    asked = read_search(cursor->search, services_.vocabulary, UnknownNames::kIgnored);
    after = std::move(cursor->position);
    view.continued = true;
  } else {
    view.start = !asked.has_terms && asked.faults.empty();
  }
  view.faults = asked.faults;
  if (!view.faults.empty()) {
    services_.search.add_place_faults(view.faults, asked.terms.place);
    return wrong_search(std::move(view));
  }

  asked.terms.facets = page_facets();
  Result<app::SearchDirectory::Answer> answer = services_.search.run(std::move(asked.terms), after);
  if (!answer) {
    if (answer.error().code != ErrorCode::kInvalid) return error(answer.error(), request);
    view.faults = answer.error().faults;
    return wrong_search(std::move(view));
  }
  view.terms = answer->query.terms();
  view.terms.facets.clear();
  const std::vector<Parameter> parameters = to_parameters(view.terms, services_.vocabulary);
  if (!view.terms.conditions.empty()) {
    view.sealed = services_.sealer.seal(Sealer::Purpose::kSearch, print_query(parameters));
  }
  view.given = parameters;
  view.page = &answer->page;
  if (answer->page.next) {
    view.next_cursor =
        seal_cursor({.search = parameters, .position = *answer->page.next, .issued = answer->page.as_of},
                    services_.sealer);
  }
  view.photos = photos_of(answer->page);
  return html(200, search_page(view, site_, services_.sealer));
}

std::vector<domain::Photo> PageHandlers::photos_of(const domain::SearchPage& page) const {
  if (services_.photos == nullptr) return {};
  std::vector<domain::PractitionerId> people;
  people.reserve(page.items.size());
  for (const domain::SearchItem& item : page.items) people.push_back(item.id);
  Result<std::vector<domain::Photo>> photos = services_.photos->of(people);
  // A search without pictures is a search all the same.
  return photos ? *std::move(photos) : std::vector<domain::Photo>();
}

Response PageHandlers::ask(const Request& request) const {
  std::optional<std::vector<Parameter>> fields = parse_query(request.body);
  if (!fields || fields->size() > kParametersMax) {
    return error(Error{.code = ErrorCode::kInvalid, .message = "The form could not be read."}, request);
  }
  const std::string path =
      services_.links.path(search_path(asked_by_form(std::move(*fields)), services_.sealer)) +
      std::string(kFoundAnchor);
  if (path.size() > kTargetBytesMax) {
    return error(Error{.code = ErrorCode::kInvalid,
                       .message = "This search is too long for an address: take some of its words away."},
                 request);
  }
  return Response{.status = 303, .content_type = {}, .body = {}, .headers = {{"Location", path}}};
}

/// What the search that led here asked about; its token goes into `sealed`. A damaged one costs the question
/// about a condition, not the page.
std::vector<domain::ConditionKey> PageHandlers::asked_about(const Request& request,
                                                            std::string& sealed) const {
  const std::string_view token = first_value(request.parameters, "s");
  if (token.empty()) return {};
  const auto given = opened_search(request.parameters, services_.sealer);
  if (!given) return {};
  sealed = percent_encode(token);
  return read_search(*given, services_.vocabulary, UnknownNames::kIgnored).terms.conditions;
}

Response PageHandlers::profile(const Request& request) const {
  const std::optional<std::int64_t> id = parse_id(request.path_id);
  if (!id) {
    return error(Error{.code = ErrorCode::kNotFound, .message = "No listed therapist has this address."},
                 request);
  }
  ProfileView view;
  view.conditions = asked_about(request, view.sealed);
  const Result<app::Profile> profile = services_.view.run(domain::PractitionerId{*id}, view.conditions);
  if (!profile) return error(profile.error(), request);
  if (services_.photos != nullptr) {
    const Result<std::vector<domain::Photo>> photos = services_.photos->of({profile->practitioner.id});
    if (photos && !photos->empty()) view.photo = photo_path(photos->front().picture);
  }
  view.open_reviews = services_.takes_open_reviews && services_.takes_open_reviews();
  return tagged(profile_page(*profile, view, site_));
}

Response PageHandlers::compare(const Request& request) const {
  std::vector<app::Profile> profiles;
  std::vector<std::int64_t> seen;
  CompareView view;
  const std::vector<domain::ConditionKey> conditions = asked_about(request, view.sealed);
  for (const Parameter& parameter : request.parameters) {
    if (parameter.name != "id") continue;
    const std::optional<std::int64_t> id = parse_id(parameter.value);
    if (id && std::find(seen.begin(), seen.end(), *id) != seen.end()) continue;
    if (id) seen.push_back(*id);
    if (profiles.size() == kCompareMax) {
      ++view.surplus;
      continue;
    }
    Result<app::Profile> profile =
        id ? services_.view.run(domain::PractitionerId{*id}, conditions)
           : Result<app::Profile>(Error{.code = ErrorCode::kNotFound, .message = {}});
    if (profile) {
      profiles.push_back(std::move(profile).value());
    } else if (profile.error().code == ErrorCode::kNotFound || profile.error().code == ErrorCode::kGone) {
      ++view.missing;
    } else {
      return error(profile.error(), request);
    }
  }
  return html(200, compare_page(profiles, view, site_));
}

Response PageHandlers::how_we_check(const Request&) const {
  return tagged(how_we_check_page(site_));
}

Response PageHandlers::what_to_expect(const Request&) const {
  return tagged(what_to_expect_page(site_));
}

Response PageHandlers::privacy(const Request&) const {
  return tagged(privacy_page(site_));
}

Response PageHandlers::asset(const Request& request) const {
  const Assets::Asset* asset = assets_.find(request.path_id);
  if (asset == nullptr) return error(404, request);
  Response response{.content_type = std::string(asset->content_type), .body = std::string(asset->content)};
  response.headers.emplace_back("ETag", tag_of(response.body));
  // The name holds a digest of the content, so another content has another name.
  response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

Response PageHandlers::error(const Error& error, const Request& request) const {
  const int status = status_of(error.code);
  return html(status, error_page({.status = status,
                                  .message = error.message,
                                  .faults = error.faults,
                                  .request_id = request.request_id},
                                 site_));
}

Response PageHandlers::error(int status, const Request& request) const {
  return html(status, error_page({.status = status, .request_id = request.request_id}, site_));
}

}  // namespace stillpoint::http::pages
