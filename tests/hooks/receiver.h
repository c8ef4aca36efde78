#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace stillpoint::hooks {

/// A partner's endpoint on this machine: takes what is posted, one connection after another, and answers as
/// it is told. Thread-safe.
class Receiver {
 public:
  /// @param answer the whole answer's head, without the empty line: "HTTP/1.1 204 No Content".
  explicit Receiver(std::string answer = "HTTP/1.1 204 No Content");
  ~Receiver();
  Receiver(const Receiver&) = delete;
  Receiver& operator=(const Receiver&) = delete;

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string url(const std::string& host = "127.0.0.1") const {
    return "http://" + host + ":" + std::to_string(port_) + "/hook";
  }
  void answer(std::string answer);
  /// Everything that came, head and body, in order.
  [[nodiscard]] std::vector<std::string> requests() const;
  /// Waits until so many have come. @return whether they have.
  bool wait_for(std::size_t count, std::chrono::milliseconds patience);

 private:
  void serve();
  void take(int connection);

  int listener_ = -1;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable came_;
  std::string answer_;
  std::vector<std::string> requests_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

/// The value of a header of a request as it came; empty where there is none.
std::string header_of(const std::string& request, const std::string& name);
std::string body_of(const std::string& request);

}  // namespace stillpoint::hooks
