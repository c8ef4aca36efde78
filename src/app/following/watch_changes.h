#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "app/following/change_bell.h"
#include "base/result.h"
#include "domain/following.h"
#include "domain/ports.h"

namespace stillpoint::app {

/// How often it is looked whether anybody committed something: a look costs microseconds, and what follows
/// from a change (a waiting partner's answer, a webhook) begins within this time.
constexpr std::chrono::milliseconds kLookForChangesEvery{100};
/// How often WatchSettings::tidy is called.
constexpr std::chrono::seconds kTidyCopiesEvery{60};

struct WatchSettings {
  /// Called behind each ring, and once at the beginning; may be empty.
  std::function<Result<void>()> changed{};
  /// Called every kTidyCopiesEvery: lets go of copies that are kept too long; may be empty.
  std::function<void()> tidy{};
  /// Told of what an operator should know, once and not with every attempt; may be empty.
  std::function<void(const std::string&)> complain{};
};

/// Looks for public changes, whichever process made them, and rings the bell. One thread.
class WatchChanges {
 public:
  /// Everything outlives it.
  WatchChanges(const domain::DirectoryReader& directory, const domain::PublicChanges& log, ChangeBell& bell)
      : directory_(directory), log_(log), bell_(bell) {}

  /// Looks once. @return kUnavailable where the store cannot answer: the next look tries again.
  [[nodiscard]] Result<void> look(const WatchSettings& settings);
  /// Looks until it is stopped.
  void run_until(const std::stop_token& stopped, const WatchSettings& settings);

 private:
  const domain::DirectoryReader& directory_;
  const domain::PublicChanges& log_;
  ChangeBell& bell_;
  std::int64_t seen_version_ = 0;
  domain::ChangeMark told_{};  ///< The last place that WatchSettings::changed took well.
};

}  // namespace stillpoint::app
