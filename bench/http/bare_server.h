#pragma once

#include <sys/types.h>

#include <cstddef>

namespace stillpoint::bench {

/// A cpp-httplib server and nothing else, in a process of its own on loopback: every GET answers `bytes`
/// bytes of JSON type. It ends with this object, and by itself if its parent dies.
class BareServer {
 public:
  explicit BareServer(std::size_t bytes);
  ~BareServer();
  BareServer(const BareServer&) = delete;
  BareServer& operator=(const BareServer&) = delete;
  [[nodiscard]] int port() const { return port_; }

 private:
  pid_t process_ = -1;
  int port_ = 0;
};

}  // namespace stillpoint::bench
