#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace stillpoint::http {

/// One line of the URL list.
struct Route {
  std::string method;  ///< "GET" (which answers HEAD too) or "POST".
  /// Begins with a slash. The last segment may be a placeholder: "{id}" stands for one segment, "{path}" for
  /// all that follows; what it stood for arrives as Request::path_id. A fixed path goes before a placeholder.
  std::string pattern;
  Handler handler;
  bool needs_directory = true;  ///< False: answered while the directory is still being loaded, too.
};

/// Finds the route of a request. Immutable, so thread-safe.
class Router {
 public:
  explicit Router(std::vector<Route> routes);

  /// What a request's method and path lead to.
  struct Match {
    const Route* route = nullptr;  ///< Null where the path or its method is unknown.
    std::size_t index = 0;         ///< Of the route in routes().
    std::string_view path_id{};    ///< A part of the path asked for.
    std::string allow{};           ///< Methods of the path, "GET, HEAD, OPTIONS"; empty for an unknown path.
  };
  /// @param path decoded, without the query.
  [[nodiscard]] Match find(std::string_view method, std::string_view path) const;

  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

}  // namespace stillpoint::http
