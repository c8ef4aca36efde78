#include "app/token_buckets.h"

#include <algorithm>

namespace stillpoint::app {

TokenBuckets::Bucket& TokenBuckets::bucket(std::string_view key, Time now) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) {
    if (buckets_.size() >= settings_.keys_max) {
      by_key_.erase(buckets_.back().key);
      buckets_.pop_back();
    }
    buckets_.push_front({.key = std::string(key), .tokens = settings_.capacity, .filled = now});
    by_key_.emplace(buckets_.front().key, buckets_.begin());
    return buckets_.front();
  }
  buckets_.splice(buckets_.begin(), buckets_, found->second);
  Bucket& one = buckets_.front();
  const double passed = std::max(0.0, std::chrono::duration<double>(now - one.filled).count());
  one.tokens = std::min(settings_.capacity, one.tokens + passed * settings_.per_second);
  one.filled = std::max(one.filled, now);
  return one;
}

bool TokenBuckets::take(std::string_view key, Time now) {
  const std::lock_guard lock(mutex_);
  Bucket& one = bucket(key, now);
  if (one.tokens < 1) return false;
  one.tokens -= 1;
  return true;
}

void TokenBuckets::charge(std::string_view key, double tokens, Time now) {
  const std::lock_guard lock(mutex_);
  bucket(key, now).tokens -= tokens;
}

std::size_t TokenBuckets::size() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

}  // namespace stillpoint::app
