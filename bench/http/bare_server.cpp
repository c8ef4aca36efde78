#include "http/bare_server.h"

#include <httplib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

namespace stillpoint::bench {

BareServer::BareServer(std::size_t bytes) {
  int channel[2] = {-1, -1};
  if (::pipe(channel) != 0) return;
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    httplib::Server server;
    server.set_tcp_nodelay(true);
    server.set_keep_alive_max_count(1'000'000'000);
    const std::string body(bytes, 'x');
    server.Get(".*", [&body](const httplib::Request&, httplib::Response& response) {
      response.set_content(body, "application/json");
    });
    const int port = server.bind_to_any_port("127.0.0.1");
    if (::write(channel[1], &port, sizeof port) == sizeof port) server.listen_after_bind();
    ::_exit(0);
  }
  if (::read(channel[0], &port_, sizeof port_) != sizeof port_) port_ = 0;
  ::close(channel[0]);
  ::close(channel[1]);
}

BareServer::~BareServer() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

}  // namespace stillpoint::bench
