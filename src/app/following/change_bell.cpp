#include "app/following/change_bell.h"

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

ChangeBell::Waited ChangeBell::wait_beyond(std::int64_t sequence, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  if (latest_.sequence > sequence) return Waited::kRang;
  if (ended_) return Waited::kEnded;
  if (waiting_ >= waiters_max_) return Waited::kFull;
  ++waiting_;
  rang_.wait_for(lock, patience, [&] { return ended_ || latest_.sequence > sequence; });
  --waiting_;
  if (latest_.sequence > sequence) return Waited::kRang;
  return ended_ ? Waited::kEnded : Waited::kTimedOut;
}

void ChangeBell::end() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  rang_.notify_all();
}

}  // namespace stillpoint::app
