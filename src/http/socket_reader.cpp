#include "http/socket_reader.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "http/limits.h"

namespace stillpoint::http {
namespace {

using std::chrono::steady_clock;

/// Where the head ends: behind the first empty line. A bare line feed ends lines too here, so that such a
/// head is refused at once and not waited for.
std::size_t end_of_head(std::string_view text) {
  for (std::size_t feed = text.find('\n'); feed != std::string_view::npos; feed = text.find('\n', feed + 1)) {
    const std::string_view next = text.substr(feed + 1, 2);
    if (next.substr(0, 1) == "\n") return feed + 2;
    if (next == "\r\n") return feed + 3;
  }
  return std::string_view::npos;
}

}  // namespace

bool SocketReader::wait(short events, Deadline deadline) const {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_clock::now()).count();
    pollfd watched{.fd = socket_, .events = events, .revents = 0};
    const int ready = ::poll(&watched, 1, static_cast<int>(std::max<std::int64_t>(left, 0)));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

ssize_t SocketReader::receive_more(Deadline deadline) {
  std::array<char, 4096> chunk;
  for (;;) {
    const ssize_t got = ::recv(socket_, chunk.data(), chunk.size(), MSG_DONTWAIT);
    if (got > 0) buffer_.append(chunk.data(), static_cast<std::size_t>(got));
    if (got >= 0) return got;
    if (errno == EINTR) continue;
    if (errno != EAGAIN && errno != EWOULDBLOCK) return -1;
    if (!wait(POLLIN, deadline)) return -1;
  }
}

SocketReader::Head SocketReader::read_head(std::chrono::milliseconds idle) {
  buffer_.erase(0, taken_);
  taken_ = 0;
  head_bytes_ = 0;
  const Deadline idle_deadline = steady_clock::now() + idle;
  Deadline deadline = buffer_.empty() ? idle_deadline : steady_clock::now() + kHeadDeadline;
  for (;;) {
    const std::size_t blank = std::min(buffer_.find_first_not_of("\r\n"), buffer_.size());
    buffer_.erase(0, blank);
    const std::size_t end = end_of_head(buffer_);
    if (std::min(end, buffer_.size()) > kHeadBytesMax) return Head::kTooLarge;
    if (end != std::string::npos) {
      head_bytes_ = end;
      body_deadline_ = steady_clock::now() + kBodyDeadline;
      return Head::kWhole;
    }
    const bool begun = !buffer_.empty();
    const ssize_t got = receive_more(deadline);
    if (got <= 0) return begun && got < 0 && steady_clock::now() >= deadline ? Head::kLate : Head::kEnded;
    if (!begun) deadline = steady_clock::now() + kHeadDeadline;
  }
}

void SocketReader::expect_body(std::size_t bytes) {
  if (bytes > kBodyBytesMax) body_deadline_ += std::chrono::seconds(bytes / kUploadBytesPerSecondMin);
}

ssize_t SocketReader::read(char* to, std::size_t size) {
  if (!has_buffered()) {
    buffer_.clear();
    taken_ = 0;
    const ssize_t got = receive_more(body_deadline_);
    if (got <= 0) return got;
  }
  const std::size_t count = std::min(size, buffer_.size() - taken_);
  std::memcpy(to, buffer_.data() + taken_, count);
  taken_ += count;
  return static_cast<ssize_t>(count);
}

bool SocketReader::has_ended() const {
  char next = 0;
  const ssize_t got = ::recv(socket_, &next, 1, MSG_PEEK | MSG_DONTWAIT);
  return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

bool SocketReader::write(std::string_view bytes) {
  const Deadline deadline = steady_clock::now() + kWriteDeadline;
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      if (!wait(POLLOUT, deadline)) return false;
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

void SocketReader::linger(std::chrono::milliseconds patience) {
  ::shutdown(socket_, SHUT_WR);
  const Deadline deadline = steady_clock::now() + patience;
  // A client that keeps sending does not keep the thread: so many portions and no more.
  constexpr int kPortionsMax = 64;
  for (int portion = 0; portion < kPortionsMax && steady_clock::now() < deadline; ++portion) {
    buffer_.clear();
    taken_ = 0;
    if (receive_more(deadline) <= 0) return;
  }
}

}  // namespace stillpoint::http
