#include "e2e/raw_http.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <fstream>

namespace stillpoint::e2e {

using std::chrono::steady_clock;

namespace {

const char* record_folder() {
  static const char* const folder = std::getenv("STILLPOINT_RECORD");
  return folder;
}

/// Whatever bytes they are, a line of JSON can hold their digits.
std::string hex(const std::string& bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string digits;
  digits.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    digits.push_back(kDigits[byte >> 4U]);
    digits.push_back(kDigits[byte & 15U]);
  }
  return digits;
}

}  // namespace

RawConnection::RawConnection(int port) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    ::close(socket_);
    socket_ = -1;
  }
}

RawConnection::~RawConnection() {
  if (socket_ >= 0) ::close(socket_);
}

void RawConnection::send(const std::string& bytes) const {
  if (record_folder() != nullptr) sent_.append(bytes);
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t count = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return;
    sent += static_cast<std::size_t>(count);
  }
}

bool RawConnection::fill(steady_clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - steady_clock::now());
  pollfd watched{.fd = socket_, .events = POLLIN, .revents = 0};
  if (::poll(&watched, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0))) <= 0) return false;
  std::array<char, 16384> chunk{};
  const ssize_t got = ::recv(socket_, chunk.data(), chunk.size(), 0);
  if (got <= 0) {
    ended_ = true;
    return false;
  }
  buffer_.append(chunk.data(), static_cast<std::size_t>(got));
  return true;
}

Answer RawConnection::receive(std::chrono::milliseconds patience, bool has_body) {
  Answer answer = take_answer(patience, has_body);
  if (record_folder() != nullptr) record(answer);
  return answer;
}

void RawConnection::record(const Answer& answer) const {
  const testing::TestInfo* const test = testing::UnitTest::GetInstance()->current_test_info();
  std::string line = "{\"test\":\"";
  if (test != nullptr) line.append(test->test_suite_name()).append(".").append(test->name());
  line.append("\",\"sent\":\"").append(hex(sent_));
  line.append("\",\"status\":").append(std::to_string(answer.status)).append(",\"headers\":{");
  const char* separator = "";
  for (const auto& [name, value] : answer.headers) {
    line.append(separator).append("\"").append(hex(name)).append("\":\"").append(hex(value)).append("\"");
    separator = ",";
  }
  line.append("},\"body\":\"").append(hex(answer.body)).append("\"}\n");
  sent_.clear();
  const std::string file = std::string(record_folder()) + "/" + std::to_string(getpid()) + ".ndjson";
  std::ofstream(file, std::ios::app | std::ios::binary) << line;
}

Answer RawConnection::take_answer(std::chrono::milliseconds patience, bool has_body) {
  const auto deadline = steady_clock::now() + patience;
  Answer answer;
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill(deadline)) return answer;
  }
  std::string head = buffer_.substr(0, end + 2);
  buffer_.erase(0, end + 4);
  answer.status = std::stoi(head.substr(head.find(' ') + 1));
  for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
    const std::size_t line_end = head.find("\r\n", at);
    const std::size_t colon = head.find(':', at);
    std::string name = head.substr(at, colon - at);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (name == "set-cookie") answer.cookies.push_back(head.substr(colon + 2, line_end - colon - 2));
    std::string& value = answer.headers[name];
    value += (value.empty() ? "" : "\n") + head.substr(colon + 2, line_end - colon - 2);
    at = line_end + 2;
  }
  if (has_body && answer.headers.contains("transfer-encoding")) {
    answer.body = take_chunks(deadline);
    return answer;
  }
  const auto length = answer.headers.find("content-length");
  const std::size_t bytes =
      has_body && length != answer.headers.end() ? std::stoul(length->second) : std::size_t{0};
  while (buffer_.size() < bytes) {
    if (!fill(deadline)) break;
  }
  answer.body = buffer_.substr(0, bytes);
  buffer_.erase(0, bytes);
  return answer;
}

std::string RawConnection::take_chunks(std::chrono::steady_clock::time_point deadline) {
  std::string body;
  while (true) {
    std::size_t line_end = 0;
    while ((line_end = buffer_.find("\r\n")) == std::string::npos) {
      if (!fill(deadline)) return body;
    }
    const std::size_t bytes = std::stoul(buffer_.substr(0, line_end), nullptr, 16);
    while (buffer_.size() < line_end + 2 + bytes + 2) {
      if (!fill(deadline)) return body;
    }
    body += buffer_.substr(line_end + 2, bytes);
    buffer_.erase(0, line_end + 2 + bytes + 2);
    if (bytes == 0) return body;
  }
}

bool RawConnection::closes_within(std::chrono::milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  while (!ended_ && steady_clock::now() < deadline) fill(deadline);
  return ended_;
}

Answer exchange(int port, const std::string& bytes) {
  RawConnection connection(port);
  if (!connection.is_open()) return {};
  connection.send(bytes);
  return connection.receive();
}

Answer get(int port, const std::string& target, const std::string& headers) {
  return e2e::exchange(
      port, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
}

Answer post_json(int port, const std::string& target, const std::string& body, const std::string& headers) {
  return e2e::exchange(
      port, "POST " + target +
                " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                "Content-Length: " +
                std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body);
}

}  // namespace stillpoint::e2e
