#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace stillpoint::cli {

/// Keeps SIGINT and SIGTERM from ending the process at once. Call it before any thread is made: they inherit
/// it.
void hold_stop_signals();

/// Waits for SIGINT or SIGTERM on a thread of its own and calls back once; a second signal ends the process.
class StopSignals {
 public:
  explicit StopSignals(std::function<void()> on_stop);
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

 private:
  std::function<void()> on_stop_;
  std::atomic<bool> done_{false};
  std::thread thread_;
};

}  // namespace stillpoint::cli
