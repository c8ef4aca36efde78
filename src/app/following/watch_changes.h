#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "app/following/change_bell.h"
#include "base/clock.h"
#include "base/result.h"
#include "domain/following.h"
#include "domain/ports.h"

namespace stillpoint::app {

/// How often it is looked whether anybody committed something: a look costs microseconds, and what follows
/// from a change (a waiting partner's answer, a webhook) begins within this time.
constexpr std::chrono::milliseconds kLookForChangesEvery{100};
/// How often the log is cut to the days that are kept.
constexpr std::chrono::minutes kForgetChangesEvery{60};

struct WatchSettings {
  std::chrono::hours kept{24 * 30};  ///< What is older is forgotten.
  /// Called behind each ring, and once at the beginning; may be empty.
  std::function<Result<void>()> changed{};
  /// Told of what an operator should know, once and not with every attempt; may be empty.
  std::function<void(const std::string&)> complain{};
};

/// Looks for public changes, whichever process made them, and rings the bell. One thread.
class WatchChanges {
 public:
  /// Everything outlives it.
  WatchChanges(const domain::DirectoryReader& directory, domain::PublicChanges& log, ChangeBell& bell,
               const Clock& clock)
      : directory_(directory), log_(log), bell_(bell), clock_(clock) {}

  /// Looks once. @return kUnavailable where the store cannot answer: the next look tries again.
  [[nodiscard]] Result<void> look(const WatchSettings& settings);
  /// Looks until it is stopped.
  void run_until(const std::stop_token& stopped, const WatchSettings& settings);

 private:
  const domain::DirectoryReader& directory_;
  domain::PublicChanges& log_;
  ChangeBell& bell_;
  const Clock& clock_;
  std::int64_t seen_version_ = 0;
  domain::ChangeMark told_{};  ///< The last place that WatchSettings::changed took well.
};

}  // namespace stillpoint::app
