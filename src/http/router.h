#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "http/limits.h"
#include "http/message.h"

namespace stillpoint::http {

/// What every answer of a route says that will go (RFC 9745, RFC 8594). docs/api.md says how long in advance.
struct Deprecation {
  Instant since{};                  ///< From when on it should no longer be built on; may lie ahead.
  std::optional<Instant> sunset{};  ///< When it ends; nothing while that is not decided.
  std::string successor{};          ///< Path that takes its place; empty: none does.
};

/// One line of the URL list.
struct Route {
  std::string method;  ///< "GET" (which answers HEAD too), "POST", "PUT", "PATCH", "DELETE" or "OPTIONS".
  /// Begins with a slash. A segment may be a placeholder: "{id}", or any other word in braces, stands for one
  /// segment that is not empty; "{path}", only at the end, for all that follows. What they stood for arrives
  /// as Request::path_ids, the first as path_id too. Where several patterns fit, the one that is fixed
  /// further to the left goes first.
  std::string pattern;
  Handler handler;
  bool needs_directory = true;  ///< False: answered while the directory is still being loaded, too.
  std::size_t body_bytes_max = kBodyBytesMax;  ///< Of its body; at most kUploadBytesMax.
  /// Asked before a body above kBodyBytesMax is taken in, with the head alone: whoever may not send one is
  /// answered at once. Empty: everybody may.
  std::function<std::optional<Response>(const Request& head)> refuse_before_body{};
  std::optional<Deprecation> deprecation{};  ///< Nothing: it stays.
};

/// Whether an address is of the interface that schema/openapi describes, and answers mistakes with problems;
/// everything else is pages. A path that could not be decoded is empty: no person typed it.
bool is_of_the_interface(std::string_view path);

/// Adds the fields Deprecation, Sunset and Link to an answer.
void announce(const Deprecation& deprecation, Response& response);

/// Finds the route of a request. Immutable, so thread-safe.
class Router {
 public:
  explicit Router(std::vector<Route> routes);

  /// What a request's method and path lead to.
  struct Match {
    const Route* route = nullptr;              ///< Null where the path or its method is unknown.
    std::size_t index = 0;                     ///< Of the route in routes().
    std::vector<std::string_view> path_ids{};  ///< Parts of the path asked for.
    std::string allow{};  ///< Methods of the path, "GET, HEAD, OPTIONS"; empty for an unknown path.
  };
  /// @param path decoded, without the query.
  [[nodiscard]] Match find(std::string_view method, std::string_view path) const;

  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

}  // namespace stillpoint::http
