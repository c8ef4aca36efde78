#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "domain/following.h"
#include "domain/hooks.h"

namespace stillpoint::app {

/// How often the log is cut to the days that are kept.
constexpr std::chrono::minutes kCutChangesEvery{60};
/// Rows that one transaction forgets: saves wait for a few milliseconds, not for a month's rows.
constexpr std::size_t kChangesCutAtOnce = 1000;
/// A snapshot or a backup that kept the wiping from being done is over by then, or soon.
constexpr std::chrono::seconds kWipeAgainAfter{60};
/// Between two such transactions: whoever saves has their turn.
constexpr std::chrono::milliseconds kBetweenCuts{50};

/// Keeps the log of public changes as long as is told, whether or not anybody follows it. One thread.
class CutChanges {
 public:
  struct Ports {
    domain::PublicChanges& log;
    /// Whose place in the log stays while there are webhooks; null where nobody is told (partners are
    /// switched off): a log that nobody reads must not grow.
    const domain::HookStore* hooks = nullptr;
    const Clock& clock;
    std::chrono::hours kept{24 * 30};
    std::function<void(const std::string&)> complain{};
    /// Wipes from the disk what is deleted; may be empty. Tried again in kWipeAgainAfter where it fails,
    /// since somebody reads for long.
    std::function<Result<void>()> wipe{};
  };
  /// What the ports refer to outlives it.
  explicit CutChanges(Ports ports) : ports_(std::move(ports)) {}

  /// Forgets one portion. @return how many rows; kChangesCutAtOnce: there may be more.
  [[nodiscard]] Result<std::int64_t> cut();
  /// Cuts until it is stopped.
  void run_until(const std::stop_token& stopped);

 private:
  const Ports ports_;
};

}  // namespace stillpoint::app
