#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stillpoint::app {

/// How much anyone may ask for.
struct BucketSettings {
  double capacity = 60;   ///< Tokens of somebody who has not asked for a while.
  double per_second = 1;  ///< How fast spent tokens come back.
  std::size_t keys_max =
      10000;  ///< So many are remembered; the one that asked longest ago is forgotten first.
};

/// A bucket of tokens for each key (an address): an allowance in bursts, and so much a second in the long
/// run. In memory only, and bounded. Thread-safe; O(1).
class TokenBuckets {
 public:
  using Time = std::chrono::steady_clock::time_point;
  explicit TokenBuckets(const BucketSettings& settings) : settings_(settings) {}

  /// Takes a token. @return false where none is left; then nothing is taken.
  [[nodiscard]] bool take(std::string_view key, Time now);
  /// Takes more for what turned out to be dear, into debt if need be: the next take() waits until it is paid.
  void charge(std::string_view key, double tokens, Time now);
  /// Keys remembered.
  [[nodiscard]] std::size_t size() const;

 private:
  struct Bucket {
    std::string key;
    double tokens = 0;
    Time filled{};
  };
  /// The key's bucket, filled up to now, as the one used last.
  Bucket& bucket(std::string_view key, Time now);

  BucketSettings settings_;
  mutable std::mutex mutex_;
  std::list<Bucket> buckets_;                                                 ///< The one used last first.
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key_;  ///< Views into `buckets_`.
};

}  // namespace stillpoint::app
