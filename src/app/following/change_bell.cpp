#include "app/following/change_bell.h"

#include <algorithm>

namespace stillpoint::app {

void ChangeBell::ring(const domain::ChangeMark& latest) {
  {
    const std::lock_guard lock(mutex_);
    if (latest == latest_) return;
    latest_ = latest;
  }
  rang_.notify_all();
}

domain::ChangeMark ChangeBell::latest() const {
  const std::lock_guard lock(mutex_);
  return latest_;
}

std::size_t ChangeBell::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_;
}

std::size_t ChangeBell::partner_max() const {
  return std::max<std::size_t>(waiters_max_ / kWaitersShare, 1);
}

ChangeBell::Waited ChangeBell::wait_beyond(std::int64_t sequence, std::chrono::milliseconds patience,
                                           const Waiter& waiter) {
  std::unique_lock lock(mutex_);
  if (latest_.sequence > sequence) return Waited::kRang;
  if (ended_) return Waited::kEnded;
  if (waiting_ >= waiters_max_) return Waited::kFull;
  std::size_t& of_partner = waiting_of_[waiter.partner];  // a map's nodes stay where they are
  if (of_partner >= partner_max()) return Waited::kFull;
  ++waiting_;
  ++of_partner;
  const auto until = std::chrono::steady_clock::now() + patience;
  bool has_left = false;
  const auto is_over = [&] { return ended_ || latest_.sequence > sequence; };
  while (!is_over() && !has_left && std::chrono::steady_clock::now() < until) {
    rang_.wait_until(lock, std::min(until, std::chrono::steady_clock::now() + kLookForClientEvery), is_over);
    has_left = !is_over() && waiter.has_left && waiter.has_left();
  }
  --waiting_;
  if (--of_partner == 0) waiting_of_.erase(waiter.partner);
  if (latest_.sequence > sequence) return Waited::kRang;
  if (ended_) return Waited::kEnded;
  return has_left ? Waited::kLeft : Waited::kTimedOut;
}

void ChangeBell::end() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  rang_.notify_all();
}

}  // namespace stillpoint::app
