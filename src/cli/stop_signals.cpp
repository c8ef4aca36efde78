#include "cli/stop_signals.h"

#include <pthread.h>

#include <csignal>
#include <ctime>
#include <utility>

namespace stillpoint::cli {
namespace {

sigset_t stop_set() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

void hold_stop_signals() {
  const sigset_t set = stop_set();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

StopSignals::StopSignals(std::function<void()> on_stop)
    : on_stop_(std::move(on_stop)), thread_([this] {
        const sigset_t set = stop_set();
        // Looks up now and then, so that the object can go without a signal.
        const timespec patience{.tv_sec = 0, .tv_nsec = 100'000'000};
        while (!done_) {
          if (sigtimedwait(&set, nullptr, &patience) <= 0) continue;
          on_stop_();
          // From now on a signal does what it does by itself: ends the process.
          pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
          return;
        }
      }) {}

StopSignals::~StopSignals() {
  done_ = true;
  thread_.join();
}

}  // namespace stillpoint::cli
