#include "app/following/watch_changes.h"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace stillpoint::app {

Result<void> WatchChanges::look(const WatchSettings& settings) {
  // The version is read first: a commit meanwhile is then seen as new, never missed.
  const Result<std::int64_t> version = directory_.data_version();
  if (!version) return version.error();
  if (*version == seen_version_) return {};
  const Result<domain::ChangeMark> latest = log_.latest();
  if (!latest) return latest.error();
  bell_.ring(*latest);
  if (*latest != told_ && settings.changed) {
    if (Result<void> done = settings.changed(); !done) return done;
  }
  told_ = *latest;
  seen_version_ = *version;
  return {};
}

void WatchChanges::run_until(const std::stop_token& stopped, const WatchSettings& settings) {
  std::mutex mutex;
  std::condition_variable_any stop_came;
  std::unique_lock lock(mutex);
  std::string trouble;
  auto tidy_at = std::chrono::steady_clock::now();
  do {
    const Result<void> done = look(settings);
    if (settings.tidy && std::chrono::steady_clock::now() >= tidy_at) {
      settings.tidy();
      tidy_at = std::chrono::steady_clock::now() + kTidyCopiesEvery;
    }
    std::string now_said = done ? std::string() : "Changes cannot be followed: " + done.error().message;
    if (now_said != trouble && settings.complain) {
      settings.complain(now_said.empty() ? "Changes are followed again." : now_said);
    }
    trouble = std::move(now_said);
  } while (
      !stop_came.wait_for(lock, stopped, kLookForChangesEvery, [&] { return stopped.stop_requested(); }));
}

}  // namespace stillpoint::app
