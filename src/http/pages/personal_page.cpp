#include "http/pages/personal_page.h"

#include <utility>

#include "http/pages/assets.h"
#include "http/pages/reading_pages.h"
#include "http/problem.h"

namespace stillpoint::http::pages {

PersonalSite::PersonalSite(const domain::Vocabulary& vocabulary, const Links& links, bool is_demo)
    : assets_(program_assets()),
      site_{vocabulary, assets_, {.base_path = links.path(""), .demo = is_demo, .tile_url = {}}} {}

std::string personal_page(const Site& site, std::string title, const HtmlWriter& content) {
  return layout(site,
                {.title = std::move(title),
                 .description = {},
                 .section = Section::kNone,
                 .keep_out_of_search_engines = true,
                 .scripts = {}},
                content);
}

Response personal_answer(int status, std::string body) {
  return Response{.status = status,
                  .content_type = "text/html; charset=utf-8",
                  .body = std::move(body),
                  .headers = {{"Cache-Control", "no-store"},
                              {"Referrer-Policy", "no-referrer"},
                              {"X-Robots-Tag", "noindex, nofollow"}}};
}

Response personal_error(const Error& error, const Request& request, const Site& site) {
  const int status = status_of(error.code);
  return personal_answer(status, error_page({.status = status,
                                             .message = error.message,
                                             .faults = error.faults,
                                             .request_id = request.request_id},
                                            site));
}

}  // namespace stillpoint::http::pages
