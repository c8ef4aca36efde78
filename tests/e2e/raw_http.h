#pragma once

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace stillpoint::e2e {

/// An answer, taken apart. Header names in lower case; values of one that comes twice stand on a line each.
struct Answer {
  int status = 0;  ///< 0 where there was none.
  std::map<std::string, std::string> headers;
  std::vector<std::string> cookies{};  ///< Every Set-Cookie: there may be several.
  std::string body;
};

/// A connection to a server on this machine, byte by byte: no library tidies what is sent. Where the
/// environment names a folder in STILLPOINT_RECORD, each answer is written there with the bytes that asked
/// for it, as a line of JSON: tests/contract-http holds them against the description of the interface.
class RawConnection {
 public:
  explicit RawConnection(int port);
  ~RawConnection();
  RawConnection(RawConnection&& other) noexcept : socket_(other.socket_), sent_(std::move(other.sent_)) {
    other.socket_ = -1;
  }
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  [[nodiscard]] bool is_open() const { return socket_ >= 0; }
  void send(const std::string& bytes) const;
  /// Reads one answer, by its Content-Length or its chunks. @param patience how long it may take.
  Answer receive(std::chrono::milliseconds patience = std::chrono::seconds(10), bool has_body = true);
  /// Whether the server closes within the time.
  bool closes_within(std::chrono::milliseconds patience);

 private:
  bool fill(std::chrono::steady_clock::time_point deadline);
  /// Takes chunks until the last one. @return what they held so far where the connection ends before it.
  std::string take_chunks(std::chrono::steady_clock::time_point deadline);
  Answer take_answer(std::chrono::milliseconds patience, bool has_body);
  void record(const Answer& answer) const;

  int socket_ = -1;
  mutable std::string sent_{};  ///< Since the last recorded answer; kept only where answers are recorded.
  std::string buffer_;
  bool ended_ = false;
};

/// Sends bytes on a connection of their own and reads the answer.
Answer exchange(int port, const std::string& bytes);
/// A plain GET. @param headers whole lines, each with its CR LF.
Answer get(int port, const std::string& target, const std::string& headers = "");
Answer post_json(int port, const std::string& target, const std::string& body,
                 const std::string& headers = "");

}  // namespace stillpoint::e2e
