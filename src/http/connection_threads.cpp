#include "http/connection_threads.h"

#include <chrono>
#include <system_error>
#include <utility>

namespace stillpoint::http {
namespace {

/// A thread above the minimum waits so long for another connection before it ends.
constexpr std::chrono::seconds kSpareThreadLife{10};

}  // namespace

ConnectionThreads::ConnectionThreads(std::size_t min, std::size_t max) : min_(min), max_(max) {}

ConnectionThreads::~ConnectionThreads() {
  shutdown();
}

bool ConnectionThreads::run(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    join_finished();
    const bool needs_thread = jobs_.size() >= idle_;
    if (stopping_ || (needs_thread && threads_.size() >= max_)) return false;
    if (needs_thread) {
      const auto place = threads_.emplace(threads_.end());
      try {
        *place = std::thread([this, place] { work(place); });
      } catch (const std::system_error&) {  // the system gives no more threads
        threads_.erase(place);
        return false;
      }
    }
    jobs_.push_back(std::move(job));
  }
  job_came_.notify_one();
  return true;
}

void ConnectionThreads::work(std::list<std::thread>::iterator self) {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_;
    const bool woken =
        job_came_.wait_for(lock, kSpareThreadLife, [this] { return stopping_ || !jobs_.empty(); });
    --idle_;
    if (jobs_.empty()) {
      if (!stopping_ && (woken || threads_.size() <= min_)) continue;
      finished_.splice(finished_.end(), threads_, self);
      if (stopping_) job_came_.notify_all();
      return;
    }
    std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    job = nullptr;
    lock.lock();
  }
}

void ConnectionThreads::join_finished() {
  for (std::thread& thread : finished_) thread.join();
  finished_.clear();
}

void ConnectionThreads::shutdown() {
  std::unique_lock lock(mutex_);
  stopping_ = true;
  job_came_.notify_all();
  job_came_.wait(lock, [this] { return threads_.empty(); });
  std::list<std::thread> finished = std::move(finished_);
  finished_.clear();
  lock.unlock();
  for (std::thread& thread : finished) thread.join();
}

}  // namespace stillpoint::http
