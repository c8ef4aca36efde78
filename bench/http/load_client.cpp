#include "http/load_client.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <string_view>

namespace stillpoint::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

double since(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

struct Connection {
  int socket = -1;
  bool busy = false;
  double due = 0;  ///< Seconds since the start at which its request was due.
  std::string received;
  std::size_t wanted = 0;  ///< Bytes of the whole answer; 0 while its head is incomplete.
};

int connect_to(int port) {
  const int s = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (s < 0 || ::connect(s, reinterpret_cast<sockaddr*>(&address), sizeof address) !=
                   0) {  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast): the sockets API
    if (s >= 0) ::close(s);
    return -1;
  }
  const int on = 1;
  ::setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return s;
}

bool send_all(int socket, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
    if (n <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

/// Bytes of the answer whose head is complete; 0 if it is not.
std::size_t answer_bytes(const std::string& received) {
  const std::size_t head = received.find("\r\n\r\n");
  if (head == std::string::npos) return 0;
  std::size_t at = received.find("Content-Length:");
  if (at == std::string::npos || at > head) return head + 4;
  at += std::strlen("Content-Length:");
  return head + 4 + std::strtoull(received.c_str() + at, nullptr, 10);
}

/// Whether the server says in the head of an answer that it closes the connection.
bool closes(const std::string& answer) {
  const std::string_view head(answer.data(), answer.find("\r\n\r\n"));
  return head.find("\r\nConnection: close") != std::string_view::npos;
}

class Run {
 public:
  explicit Run(const Load& load)
      : load_(load), poll_(::epoll_create1(0)), connections_(static_cast<std::size_t>(load.connections)) {
    ::prctl(PR_SET_TIMERSLACK, 1);  // nanosecond: what is due is sent then, not within the usual 50 us
  }
  ~Run() {
    for (const Connection& c : connections_) {
      if (c.socket >= 0) ::close(c.socket);
    }
    ::close(poll_);
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  LoadResult run() {
    for (std::size_t i = 0; i < connections_.size(); ++i) open(i);
    start_ = SteadyClock::now();
    while (since(start_) < load_.seconds) {
      give_work();
      wait();
    }
    const double stop = since(start_) + 2;  // answers under way are waited for, two seconds at most
    while (since(start_) < stop &&
           std::any_of(connections_.begin(), connections_.end(), [](const auto& c) { return c.busy; }))
      wait();
    result_.seconds = std::min(since(start_), std::max(load_.seconds, last_));
    std::sort(result_.latency_us.begin(), result_.latency_us.end());
    return std::move(result_);
  }

 private:
  void open(std::size_t i) {
    Connection& c = connections_[i];
    c = {};
    c.socket = connect_to(load_.port);
    if (c.socket < 0) return;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, c.socket, &event);
    free_.push_back(i);
  }

  void give_work() {
    while (!free_.empty()) {
      double due = since(start_);
      if (load_.rate > 0) {
        due = static_cast<double>(sent_) / load_.rate;
        if (due > since(start_)) return;
      }
      Connection& c = connections_[free_.front()];
      free_.pop_front();
      c.busy = true;
      c.due = due;
      c.received.clear();
      c.wanted = 0;
      if (!send_all(c.socket, load_.request(sent_++))) fail(c);
    }
  }

  void fail(Connection& c) {
    ++result_.failures;
    ::close(c.socket);
    open(static_cast<std::size_t>(&c - connections_.data()));
  }

  /// Sleeps until an answer comes or the next request is due: a client that looked again and again would
  /// take a core from the server that it measures.
  void wait() {
    constexpr double kNothingDueSeconds = 0.01;
    double seconds = kNothingDueSeconds;
    if (load_.rate > 0 && !free_.empty())
      seconds = std::clamp(static_cast<double>(sent_) / load_.rate - since(start_), 0.0, seconds);
    const timespec patience{.tv_sec = 0, .tv_nsec = static_cast<long>(seconds * 1e9)};
    std::array<epoll_event, 64> events{};
    const int n = ::epoll_pwait2(poll_, events.data(), static_cast<int>(events.size()), &patience, nullptr);
    for (int e = 0; e < n; ++e) read(events[static_cast<std::size_t>(e)].data.u64);
  }

  void read(std::size_t i) {
    Connection& c = connections_[i];
    char buffer[65536];
    const ssize_t n = ::recv(c.socket, buffer, sizeof buffer, 0);
    if (n <= 0) return fail(c);
    c.received.append(buffer, static_cast<std::size_t>(n));
    if (c.wanted == 0) c.wanted = answer_bytes(c.received);
    if (c.wanted == 0 || c.received.size() < c.wanted) return;
    last_ = since(start_);
    ++result_.answers;
    if (c.received.compare(0, 12, "HTTP/1.1 200") != 0) ++result_.failures;
    result_.bytes += c.received.size();
    result_.latency_us.push_back((last_ - c.due) * 1e6);
    c.busy = false;
    if (closes(c.received)) {  // a server may end a connection after so many requests, and says so
      ::close(c.socket);
      return open(i);
    }
    free_.push_back(i);
  }

  const Load& load_;
  int poll_;
  std::vector<Connection> connections_;
  std::deque<std::size_t> free_;
  SteadyClock::time_point start_;
  std::uint64_t sent_ = 0;
  double last_ = 0;
  LoadResult result_;
};

}  // namespace

double LoadResult::quantile_us(double share) const {
  if (latency_us.empty()) return 0;
  const auto at = static_cast<std::size_t>(share * static_cast<double>(latency_us.size() - 1));
  return latency_us[at];
}

LoadResult run_load(const Load& load) {
  return Run(load).run();
}

}  // namespace stillpoint::bench
