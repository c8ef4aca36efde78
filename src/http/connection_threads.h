#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace stillpoint::http {

/// Threads that serve connections: some always wait, more come as connections do, up to a limit. A connection
/// holds its thread while it is open, so one must never wait behind another: the server library's own pool
/// starts a thread only when it counts none idle, and it counts those as idle that were just woken.
/// Thread-safe.
class ConnectionThreads {
 public:
  ConnectionThreads(std::size_t min, std::size_t max);
  ~ConnectionThreads();
  ConnectionThreads(const ConnectionThreads&) = delete;
  ConnectionThreads& operator=(const ConnectionThreads&) = delete;

  /// Runs the job on a thread of its own. @return false where the limit is reached, or after shutdown().
  bool run(std::function<void()> job);
  /// Waits for every job that was taken.
  void shutdown();

 private:
  void work(std::list<std::thread>::iterator self);
  void join_finished();

  const std::size_t min_;
  const std::size_t max_;
  std::mutex mutex_;
  std::condition_variable job_came_;
  std::deque<std::function<void()>> jobs_;
  std::list<std::thread> threads_;
  std::list<std::thread> finished_;  ///< Ended, to be joined.
  std::size_t idle_ = 0;
  bool stopping_ = false;
};

}  // namespace stillpoint::http
