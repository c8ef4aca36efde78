#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stillpoint::http {

/// One decoded parameter, in the order given. Names may repeat.
struct Parameter {
  std::string name;
  std::string value;
};

/// A request, free of the server library, so that handlers are tested without a socket.
struct Request {
  std::string method{};
  std::string path{};                   ///< Decoded.
  std::vector<Parameter> parameters{};  ///< Of the query string.
  std::string body{};
  std::string path_id{};         ///< What the route's placeholder matched; empty where it has none.
  std::string client_address{};  ///< The forwarded one behind a trusted proxy.
  std::string request_id{};
  /// Value of a header; empty where absent.
  std::function<std::string(std::string_view name)> header = [](std::string_view) { return std::string(); };
};

struct Response {
  int status = 200;
  std::string content_type{};
  std::string body{};
  std::vector<std::pair<std::string, std::string>> headers{};
};

using Handler = std::function<Response(const Request&)>;

}  // namespace stillpoint::http
