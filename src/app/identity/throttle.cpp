#include "app/identity/throttle.h"

#include <algorithm>

namespace stillpoint::app {

Result<void> Throttle::begin_try(const std::string& key, Instant now, int free_tries) {
  const std::lock_guard lock(mutex_);
  if (tries_.size() >= kTriersMax && tries_.find(key) == tries_.end()) make_room(now);
  Tries& tries = tries_[key];
  if (tries.next_allowed > now) {
    const auto wait = (tries.next_allowed - now).count();
    return Error{.code = ErrorCode::kLimited,
                 .message = "Too many wrong tries from here. Try again in " + std::to_string(wait) +
                            (wait == 1 ? " second." : " seconds.")};
  }
  if (now - tries.last > kTriesRemembered) tries = {};
  ++tries.wrong;
  tries.last = now;
  const int beyond = tries.wrong - free_tries;
  if (beyond < 0) return {};
  constexpr int kDoublingsMax = 8;  // more would pass the longest wait
  tries.next_allowed = now + std::min(kLongestWait, kFirstWait * (1 << std::min(beyond, kDoublingsMax)));
  return {};
}

void Throttle::forgive(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = tries_.find(key);
  if (found == tries_.end()) return;
  found->second.next_allowed = {};
  if (--found->second.wrong <= 0) tries_.erase(found);
}

void Throttle::forget(const std::string& key) {
  const std::lock_guard lock(mutex_);
  tries_.erase(key);
}

void Throttle::make_room(Instant now) {
  for (auto it = tries_.begin(); it != tries_.end();) {
    it = now - it->second.last > kTriesRemembered ? tries_.erase(it) : std::next(it);
  }
  if (tries_.size() < kTriersMax) return;
  const auto oldest = std::min_element(tries_.begin(), tries_.end(), [](const auto& a, const auto& b) {
    return a.second.last < b.second.last;
  });
  tries_.erase(oldest);
}

}  // namespace stillpoint::app
