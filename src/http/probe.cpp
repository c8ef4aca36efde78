#include "http/probe.h"

#include <httplib.h>

namespace stillpoint::http {
namespace {

/// A server that needs longer for a line of text is not healthy.
constexpr std::chrono::seconds kPatience{3};

}  // namespace

Result<int> probe(const std::string& host, int port, const std::string& path) {
  httplib::Client client(host, port);
  client.set_connection_timeout(kPatience);
  client.set_read_timeout(kPatience);
  const httplib::Result answer = client.Get(path);
  if (answer) return answer->status;
  return Error{.code = ErrorCode::kUnavailable,
               .message = "No server answers at " + host + ":" + std::to_string(port) + "."};
}

}  // namespace stillpoint::http
