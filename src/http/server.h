#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "http/client_address.h"
#include "http/front.h"
#include "http/limits.h"
#include "http/log.h"
#include "http/metrics.h"

namespace stillpoint::http {

struct ServerSettings {
  std::string host = "127.0.0.1";
  int port = 8080;  ///< 0 lets the system choose.
  TrustedProxies trusted_proxies{};
  int connections_per_address = kConnectionsPerAddressDefault;
};

/// Takes connections and answers their requests through the front. Over cpp-httplib, with what it lacks:
/// deadlines for heads and bodies, a cap per address, strict heads, and an orderly end.
class Server {
 public:
  /// @param log outlives the server.
  Server(const Log& log, ServerSettings settings);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Takes the port; connections wait from now on. @return the port, or kUnavailable with one sentence: in
  /// use, not allowed, no such host.
  [[nodiscard]] Result<int> bind();
  /// Serves until stop(), then until the requests under way are answered or kDrainDeadline has passed. Once
  /// only, after bind(). The front and the metrics outlive the call.
  void serve(const Front& front, Metrics& metrics);
  /// Takes no more connections and ends those that wait. Thread-safe; returns at once.
  void stop();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

/// The version of the server library in use, as "0.41.0".
std::string server_library_version();

}  // namespace stillpoint::http
