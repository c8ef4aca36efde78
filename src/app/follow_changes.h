#pragma once

#include <mutex>

#include "base/clock.h"
#include "base/result.h"
#include "domain/ports.h"

namespace stillpoint::app {

/// Keeps the index at the store's state, whoever wrote there: this process or an import beside it.
/// Thread-safe: callers take turns.
class FollowChanges {
 public:
  FollowChanges(const domain::DirectoryReader& directory, domain::DirectoryIndex& index, const Clock& clock);

  /// Loads the whole directory. @return kUnavailable where the store cannot answer.
  [[nodiscard]] Result<void> load();

  /// Takes in what was committed since. Costs microseconds where nothing was. Call it after each write of
  /// this process (then the write is visible to the very next search) and every so often for others' writes.
  [[nodiscard]] Result<void> catch_up();

 private:
  const domain::DirectoryReader& directory_;
  domain::DirectoryIndex& index_;
  const Clock& clock_;
  std::mutex mutex_;
  std::int64_t seen_version_ = 0;
  std::int64_t sequence_ = 0;  ///< The last change that was taken in.
};

}  // namespace stillpoint::app
