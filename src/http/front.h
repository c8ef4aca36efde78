#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "http/router.h"

namespace stillpoint::http {

struct FrontSettings {
  std::string tile_origin{};  ///< Scheme and host of the map's tiles, for the content policy; may be empty.
  bool public_is_https = false;      ///< Browsers are told to come back by HTTPS only.
  std::function<bool()> is_ready{};  ///< Whether the directory is loaded; none: always.
  /// What must stay while a request is answered: held from its beginning to its end; may be empty.
  std::function<std::shared_ptr<const void>()> hold{};
  /// Where what stood at a path went; asked for paths that lead to nothing any more. May be empty.
  std::function<std::optional<std::string>(std::string_view path)> moved{};
  bool is_demo = false;  ///< Search engines are told to list nothing.
  /// Makes the page for an error outside the API, in place of the problem; may be empty.
  std::function<Response(const Request&, const Response& problem)> error_page{};
};

/// Everything between the server and the handlers: finds the route, answers what has none, and finishes each
/// answer with the same headers, validators and encoding. Thread-safe.
class Front {
 public:
  Front(Router router, FrontSettings settings);

  struct Answer {
    Response response;
    std::size_t route;  ///< Index of the router's route; Metrics::kNoRoute where there is none.
  };
  [[nodiscard]] Answer answer(Request request) const;

  /// Finishes an answer that was made elsewhere: a problem of the server itself.
  [[nodiscard]] Response finish(const Request& request, Response response) const;

  [[nodiscard]] const Router& router() const { return router_; }

 private:
  [[nodiscard]] Response respond(Request& request, const Router::Match& match) const;
  [[nodiscard]] Response lead_on(const Request& request, Response response) const;
  void add_headers(Response& response) const;

  Router router_;
  FrontSettings settings_;
  std::string content_policy_;
};

}  // namespace stillpoint::http
