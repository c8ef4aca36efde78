#include "http/reference/reference_routes.h"

#include <memory>
#include <string>
#include <utility>

#include "http/description/description.h"
#include "http/encoding.h"
#include "http/limits.h"
#include "http/problem.h"
#include "http/reference/reference_pages.h"
#include "http/url.h"

namespace stillpoint::http::reference {
namespace {

Response no_such_page() {
  return problem(404, "There is nothing at this address.");
}

class ReferenceHandlers {
 public:
  explicit ReferenceHandlers(const Services& services)
      : links_(services.links),
        interface_(description::program_description()),
        assets_(pages::program_assets()),
        site_{services.vocabulary,
              assets_,
              {.base_path = services.links.path(""), .demo = services.is_demo, .tile_url = {}}} {}

  [[nodiscard]] Response start(const Request&) const { return page(start_page(view())); }
  [[nodiscard]] Response shapes(const Request&) const { return page(shapes_page(view())); }
  [[nodiscard]] Response area(const Request& request) const {
    const Area* const area = interface_.find_area(request.path_id);
    return area == nullptr ? no_such_page() : page(area_page(view(), *area));
  }

  /// Leads to the address that the fields ask. The address is built from the description, never from the
  /// request, so that nobody is led elsewhere.
  [[nodiscard]] Response try_it(const Request& request) const {
    std::vector<Parameter> query;
    const Operation* operation = nullptr;
    for (const Parameter& given : request.parameters) {
      if (given.name == "operation") operation = interface_.find_operation(given.value);
    }
    if (operation == nullptr || operation->method != "GET") return no_such_page();
    std::string path = operation->path;
    for (const Parameter& given : request.parameters) {
      if (given.name == "operation" || given.value.empty()) continue;
      const std::string hole = "{" + given.name + "}";
      if (const std::size_t at = path.find(hole); at != std::string::npos) {
        path.replace(at, hole.size(), percent_encode(given.value));
      } else {
        query.push_back(given);
      }
    }
    if (path.find('{') != std::string::npos) return problem(400, "A part of the address is missing.");
    if (!query.empty()) path.append("?").append(print_query(query));
    if (path.size() > kTargetBytesMax) return problem(400, "This is too long for an address.");
    return Response{.status = 303, .headers = {{"Location", links_.path(path)}}};
  }

 private:
  [[nodiscard]] ReferenceView view() const { return {interface_, links_, site_}; }
  /// Kept, but asked for again each time: the next release may say otherwise.
  static Response page(std::string body) {
    Response response{.content_type = "text/html; charset=utf-8", .body = std::move(body)};
    response.headers.emplace_back("ETag", tag_of(response.body));
    response.headers.emplace_back("Cache-Control", "no-cache");
    return response;
  }

  const Links& links_;
  Interface interface_;
  pages::Assets assets_;
  pages::Site site_;
};

}  // namespace

std::vector<Route> reference_routes(const Services& services) {
  const auto handlers = std::make_shared<const ReferenceHandlers>(services);
  const auto bind = [&](Response (ReferenceHandlers::*answer)(const Request&) const) {
    return [handlers, answer](const Request& request) { return ((*handlers).*answer)(request); };
  };
  return {{"GET", "/developers", bind(&ReferenceHandlers::start), false},
          {"GET", "/developers/try", bind(&ReferenceHandlers::try_it), false},
          {"GET", "/developers/shapes", bind(&ReferenceHandlers::shapes), false},
          {"GET", "/developers/{area}", bind(&ReferenceHandlers::area), false}};
}

}  // namespace stillpoint::http::reference
