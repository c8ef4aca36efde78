#pragma once

#include <sys/types.h>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace stillpoint::http {

/// Reads requests from a connected socket and writes answers, each step within its deadline: the server
/// library's own timeouts begin anew with every byte, so a client could hold a thread by trickling. Used by
/// one thread at a time; does not own the socket.
class SocketReader {
 public:
  explicit SocketReader(int socket) : socket_(socket) {}

  enum class Head {
    kWhole,     ///< head() holds it.
    kEnded,     ///< The client left, or stayed silent.
    kLate,      ///< Begun, but not whole in time.
    kTooLarge,  ///< Longer than kHeadBytesMax.
  };
  /// Waits for the next request and reads its head, up to and including the empty line (or, so that it can
  /// be refused, one of bare line feeds). Empty lines before it are skipped.
  /// @param idle how long the first byte may take.
  Head read_head(std::chrono::milliseconds idle);
  /// The head that was read; valid until the next read_head().
  [[nodiscard]] std::string_view head() const { return std::string_view(buffer_).substr(0, head_bytes_); }

  /// Allows for a body of so many bytes: longer ones than usual get more time. After read_head().
  void expect_body(std::size_t bytes);
  /// Waits for no more of the body: it was refused.
  void refuse_body() { body_deadline_ = {}; }
  /// Gives the head again and then the body. @return bytes read; 0 at the end; -1 on error or past the
  /// deadline.
  ssize_t read(char* to, std::size_t size);
  /// Whether read() would give bytes without waiting.
  [[nodiscard]] bool has_buffered() const { return taken_ < buffer_.size(); }
  /// Whether the client closed its connection: what it has sent is read, and no more will come. Reads
  /// nothing.
  [[nodiscard]] bool has_ended() const;
  /// Writes all of it. @return false where the client does not take it in time.
  bool write(std::string_view bytes);
  /// Says that nothing more comes, and takes in what the client still sends for up to `patience`: closing
  /// with unread bytes would destroy the answer under way.
  void linger(std::chrono::milliseconds patience);

 private:
  using Deadline = std::chrono::steady_clock::time_point;
  [[nodiscard]] bool wait(short events, Deadline deadline) const;
  ssize_t receive_more(Deadline deadline);

  int socket_;
  std::string buffer_;  ///< Received bytes: a head, and what came with it.
  std::size_t head_bytes_ = 0;
  std::size_t taken_ = 0;  ///< Of the buffer, by read().
  Deadline body_deadline_{};
};

}  // namespace stillpoint::http
