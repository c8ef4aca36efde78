#include "app/following/deliver_hooks.h"

#include <algorithm>
#include <condition_variable>
#include <thread>
#include <utility>

#include "app/following/hook_signature.h"

namespace stillpoint::app {
namespace {

constexpr int kTakenFrom = 200;
constexpr int kTakenEnd = 300;
/// "Send me no more" (Standard Webhooks, "Response status codes").
constexpr int kGone = 410;

std::chrono::seconds wait_after(int attempts) {
  const std::size_t at = static_cast<std::size_t>(std::max(attempts, 1)) - 1;
  return kHookRetryAfter.at(std::min(at, kHookRetryAfter.size() - 1));
}

}  // namespace

std::optional<Instant> next_hook_attempt(Instant queued, int attempts, Instant now) {
  const Instant last = queued + kHookGiveUpAfter;
  if (now >= last) return std::nullopt;
  return std::min(now + wait_after(attempts), last);
}

std::string hook_signatures(const domain::HookEndpoint& endpoint, const domain::HookDelivery& delivery,
                            Instant now) {
  const HookContent content{.message = delivery.message, .at = now, .body = delivery.body};
  std::string header = hook_signature(endpoint.secret, content);
  if (!endpoint.previous_secret.empty() && endpoint.previous_until && now < *endpoint.previous_until) {
    header += " " + hook_signature(endpoint.previous_secret, content);
  }
  return header;
}

DeliverHooks::DeliverHooks(domain::HookStore& hooks, domain::HookTransport& transport, const Clock& clock,
                           std::function<void(const std::string&)> complain)
    : hooks_(hooks), transport_(transport), clock_(clock), complain_(std::move(complain)) {}

Result<std::optional<domain::HookDelivery>> DeliverHooks::take() {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  Result<std::vector<domain::HookDelivery>> due = hooks_.due(now);
  if (!due) return std::move(due).error();
  for (domain::HookDelivery& delivery : *due) {
    const auto rests = resting_.find(delivery.endpoint);
    if (rests != resting_.end() && now < rests->second) continue;
    if (!busy_.insert(delivery.endpoint).second) continue;
    return std::optional<domain::HookDelivery>(std::move(delivery));
  }
  return std::optional<domain::HookDelivery>();
}

void DeliverHooks::give_back(domain::HookEndpointId endpoint) {
  const std::lock_guard lock(mutex_);
  busy_.erase(endpoint);
}

Result<void> DeliverHooks::attempt(const domain::HookDelivery& delivery) {
  Result<domain::HookEndpoint> endpoint = hooks_.find(delivery.endpoint);
  if (!endpoint && endpoint.error().code == ErrorCode::kNotFound) return {};  // taken away meanwhile
  if (!endpoint) return std::move(endpoint).error();
  const Instant now = clock_.now();
  const Result<domain::HookAnswer> answer =
      transport_.post({.url = endpoint->url,
                       .message = delivery.message,
                       .at = now,
                       .signature = hook_signatures(*endpoint, delivery, now),
                       .body = delivery.body});
  if (!answer) return note_failure(delivery, answer.error().message, clock_.now());
  if (answer->status >= kTakenFrom && answer->status < kTakenEnd) {
    {
      const std::lock_guard lock(mutex_);
      resting_.erase(delivery.endpoint);
    }
    return hooks_.sent(delivery, clock_.now());
  }
  Result<void> noted =
      note_failure(delivery, "The endpoint answered " + std::to_string(answer->status) + ".", clock_.now());
  if (noted && answer->status == kGone) noted = stop_endpoint(endpoint->id, clock_.now());
  return noted;
}

Result<void> DeliverHooks::note_failure(const domain::HookDelivery& delivery, const std::string& why,
                                        Instant now) {
  const int attempts = delivery.attempts + 1;
  {
    const std::lock_guard lock(mutex_);
    resting_[delivery.endpoint] = now + std::min(wait_after(attempts), kHookRestMax);
  }
  const std::optional<Instant> next = next_hook_attempt(delivery.queued, attempts, now);
  // No address: it may hold a secret, and logs are read by more people than the list of webhooks.
  if (!next) complain_("A webhook's message was given up after three days: " + why);
  return hooks_.failed(delivery.id, why, next);
}

Result<void> DeliverHooks::stop_endpoint(domain::HookEndpointId endpoint, Instant now) {
  complain_("A webhook was stopped: it answered 410.");
  return hooks_.stop(endpoint, now, "It answered 410: send me no more.");
}

Result<std::size_t> DeliverHooks::run() {
  std::size_t tried = 0;
  for (;;) {
    const Result<std::optional<domain::HookDelivery>> next = take();
    if (!next) return next.error();
    if (!*next) return tried;
    const Result<void> done = attempt(**next);
    give_back((*next)->endpoint);
    if (!done) return done.error();
    ++tried;
  }
}

void DeliverHooks::work(const std::stop_token& stopped) {
  std::mutex mutex;
  std::condition_variable_any stop_came;
  std::unique_lock lock(mutex);
  do {
    while (!stopped.stop_requested()) {
      const Result<std::optional<domain::HookDelivery>> next = take();
      Result<void> done = next ? Result<void>() : Result<void>(next.error());
      const bool has_one = next && next->has_value();
      if (has_one) {
        done = attempt(**next);
        give_back((*next)->endpoint);
      }
      const std::string trouble = done ? std::string() : "Webhooks cannot be sent: " + done.error().message;
      const bool is_new = [&] {
        const std::lock_guard guard(mutex_);
        return std::exchange(trouble_, trouble) != trouble && !trouble.empty();
      }();
      if (is_new) complain_(trouble);
      if (!has_one || !done) break;
    }
  } while (!stop_came.wait_for(lock, stopped, kLookForHooksEvery, [&] { return stopped.stop_requested(); }));
}

void DeliverHooks::run_until(const std::stop_token& stopped) {
  std::vector<std::jthread> workers;
  for (std::size_t i = 0; i < kHooksAtOnce; ++i) {
    workers.emplace_back([this, &stopped] { work(stopped); });
  }
  for (std::jthread& worker : workers) worker.join();
}

}  // namespace stillpoint::app
