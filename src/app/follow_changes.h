#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>

#include "base/clock.h"
#include "base/result.h"
#include "domain/ports.h"

namespace stillpoint::app {

/// Keeps the index at the store's state, whoever wrote there: this process or an import beside it.
/// Thread-safe: callers take turns.
class FollowChanges {
 public:
  /// Takes in what was edited in the registries. @return whether anything was: everything is judged anew
  /// then.
  using RenewVocabulary = std::function<Result<bool>()>;

  /// @param renew_vocabulary may be empty: the vocabulary never changes.
  FollowChanges(const domain::DirectoryReader& directory, domain::DirectoryIndex& index, const Clock& clock,
                RenewVocabulary renew_vocabulary = {});

  /// Loads the whole directory. @return kUnavailable where the store cannot answer.
  [[nodiscard]] Result<void> load();

  /// Takes in what was committed since. Costs microseconds where nothing was. Call it after each write of
  /// this process (then the write is visible to the very next search) and every so often for others' writes.
  /// Where a registry was edited the whole directory is loaded anew, by the new edition of the vocabulary.
  [[nodiscard]] Result<void> catch_up();

  /// How many changes catch_up() took in so far, whoever made them. Never waits.
  [[nodiscard]] std::int64_t applied() const { return applied_.load(std::memory_order_relaxed); }

 private:
  [[nodiscard]] Result<void> load_now();

  const domain::DirectoryReader& directory_;
  domain::DirectoryIndex& index_;
  const Clock& clock_;
  RenewVocabulary renew_vocabulary_;
  std::mutex mutex_;
  std::int64_t seen_version_ = 0;
  std::int64_t sequence_ = 0;  ///< The last change that was taken in.
  std::atomic<std::int64_t> applied_{0};
};

}  // namespace stillpoint::app
