#include "hooks/receiver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace stillpoint::hooks {

Receiver::Receiver(std::string answer) : answer_(std::move(answer)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  auto* const any = reinterpret_cast<sockaddr*>(&address);  // NOLINT: the sockets' own interface
  if (::bind(listener_, any, length) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, any, &length) != 0) {
    throw std::runtime_error("no port for a receiver");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

Receiver::~Receiver() {
  stopping_ = true;
  thread_.join();
  ::close(listener_);
}

void Receiver::answer(std::string answer) {
  const std::lock_guard lock(mutex_);
  answer_ = std::move(answer);
}

std::vector<std::string> Receiver::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

bool Receiver::wait_for(std::size_t count, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  return came_.wait_for(lock, patience, [&] { return requests_.size() >= count; });
}

void Receiver::serve() {
  while (!stopping_) {
    pollfd ready{.fd = listener_, .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, 20) <= 0) continue;
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) continue;
    take(connection);
    ::close(connection);
  }
}

void Receiver::take(int connection) {
  std::string request;
  std::array<char, 4096> piece{};
  for (;;) {
    const std::size_t head = request.find("\r\n\r\n");
    if (head != std::string::npos) {
      const std::size_t length = std::strtoul(header_of(request, "Content-Length").c_str(), nullptr, 10);
      if (request.size() >= head + 4 + length) break;
    }
    const ssize_t got = ::recv(connection, piece.data(), piece.size(), 0);
    if (got <= 0) return;
    request.append(piece.data(), static_cast<std::size_t>(got));
  }
  std::string answer;
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    answer = answer_;
  }
  came_.notify_all();
  answer += "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  static_cast<void>(::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL));
}

std::string header_of(const std::string& request, const std::string& name) {
  const std::size_t at = request.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + name.size() + 4;
  return request.substr(begin, request.find("\r\n", begin) - begin);
}

std::string body_of(const std::string& request) {
  return request.substr(request.find("\r\n\r\n") + 4);
}

}  // namespace stillpoint::hooks
