#include "app/following/cut_changes.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace stillpoint::app {
namespace {

/// Where webhooks go on; nothing where there are none, whose place nobody moves.
Result<std::optional<std::int64_t>> place_of(const domain::HookStore& hooks) {
  const auto endpoints = hooks.endpoints();
  if (!endpoints) return endpoints.error();
  if (endpoints->empty()) return std::optional<std::int64_t>();
  const Result<domain::ChangeMark> position = hooks.position();
  if (!position) return position.error();
  return std::optional<std::int64_t>(position->sequence);
}

}  // namespace

Result<std::int64_t> CutChanges::cut() {
  domain::ChangeCut cut{.before = ports_.clock.now() - ports_.kept, .count = kChangesCutAtOnce};
  if (ports_.hooks != nullptr) {
    const Result<std::optional<std::int64_t>> place = place_of(*ports_.hooks);
    if (!place) return place.error();
    cut.but_from = *place;
  }
  return ports_.log.forget(cut);
}

void CutChanges::run_until(const std::stop_token& stopped) {
  std::mutex mutex;
  std::condition_variable_any stop_came;
  std::unique_lock lock(mutex);
  const auto pause = [&](std::chrono::milliseconds time) {
    return stop_came.wait_for(lock, stopped, time, [&] { return stopped.stop_requested(); });
  };
  bool ends = false;
  while (!ends) {
    const Result<std::int64_t> forgotten = cut();
    if (!forgotten) ports_.complain("Old changes cannot be forgotten: " + forgotten.error().message);
    const bool has_more = forgotten && *forgotten == static_cast<std::int64_t>(kChangesCutAtOnce);
    std::chrono::milliseconds rest = kCutChangesEvery;
    if (has_more) rest = kBetweenCuts;
    if (!has_more && ports_.wipe && !ports_.wipe()) rest = kWipeAgainAfter;
    ends = pause(rest);
  }
}

}  // namespace stillpoint::app
