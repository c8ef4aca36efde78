#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace stillpoint::http {

/// One decoded parameter, in the order given. Names may repeat.
struct Parameter {
  std::string name;
  std::string value;
};

/// One part of a form sent as multipart/form-data (RFC 7578).
struct Part {
  std::string name{};
  std::string
      filename{};      ///< As the browser names it: for showing, never for a path. Empty for a plain field.
  std::string type{};  ///< As the client claims; what the content is, the content says.
  std::string content{};
};

/// A request, free of the server library, so that handlers are tested without a socket.
struct Request {
  std::string method{};
  std::string path{};                   ///< Decoded.
  std::vector<Parameter> parameters{};  ///< Of the query string.
  std::string body{};
  std::vector<Part> parts{};  ///< Of a multipart/form-data body; then `body` is empty.
  std::string path_id{};      ///< What the route's first placeholder matched; empty where it has none.
  std::vector<std::string> path_ids{};  ///< What each of the route's placeholders matched, in their order.
  std::string client_address{};         ///< The forwarded one behind a trusted proxy.
  std::string request_id{};
  /// Value of a header; empty where absent.
  std::function<std::string(std::string_view name)> header = [](std::string_view) { return std::string(); };
  /// Whether the client has closed its connection, so that nobody will read the answer: for handlers that
  /// wait. Costs a system call.
  std::function<bool()> has_left = [] { return false; };
};

struct Response {
  int status = 200;
  std::string content_type{};
  std::string body{};
  std::vector<std::pair<std::string, std::string>> headers{};
  /// Makes the body while it is sent, in place of `body`: called on the connection's thread for one piece
  /// after another, until one is empty. An error breaks the connection off, so that nobody takes a part for
  /// the whole. Sent as chunks and not encoded further; not called for HEAD. What it works with must outlive
  /// the handler.
  std::function<Result<std::string>()> next_piece{};
  /// How many bytes the pieces will be together, where that is known: announced then, and not sent as chunks.
  std::optional<std::uint64_t> pieces_bytes{};
};

using Handler = std::function<Response(const Request&)>;

}  // namespace stillpoint::http
