#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/hooks.h"

namespace stillpoint::app {

/// Waits between one attempt and the next; the last one repeats. As Standard Webhooks proposes, and shorter
/// at first: what is told is that something no longer holds.
constexpr std::array<std::chrono::seconds, 7> kHookRetryAfter = {
    std::chrono::seconds{5}, std::chrono::seconds{30}, std::chrono::minutes{5}, std::chrono::minutes{30},
    std::chrono::hours{2},   std::chrono::hours{5},    std::chrono::hours{10}};
/// Then a message is given up, and an administrator is shown it.
constexpr std::chrono::hours kHookGiveUpAfter{24 * 3};
/// Behind a failure the other messages of the same endpoint wait so long at least: one attempt tells enough
/// of an endpoint that is down.
constexpr std::chrono::seconds kHookRestMax{60};
/// How often it is looked what is due.
constexpr std::chrono::milliseconds kLookForHooksEvery{250};
/// Endpoints that are spoken to at one time: a silent one holds one of these for as long as it is waited for.
constexpr std::size_t kHooksAtOnce = 8;

/// When a message that was not taken now is tried again, for the last time when it is to be given up;
/// nothing: it is given up.
/// @param attempts made so far, this one included.
std::optional<Instant> next_hook_attempt(Instant queued, int attempts, Instant now);

/// Carries what is due to the partners' endpoints, signed, at least once; the messages of one endpoint one
/// after another, several endpoints beside each other.
class DeliverHooks {
 public:
  /// @param complain is told of what an operator should know. Everything outlives it.
  DeliverHooks(domain::HookStore& hooks, domain::HookTransport& transport, const Clock& clock,
               std::function<void(const std::string&)> complain);

  /// Tries what is due, endpoint by endpoint, until nothing is or each one that is left has failed.
  /// @return how many attempts were made; kUnavailable where the store cannot be read or written.
  [[nodiscard]] Result<std::size_t> run();
  /// Delivers until it is stopped; attempts under way are finished.
  void run_until(const std::stop_token& stopped);

 private:
  /// Takes the next delivery whose endpoint neither rests nor is spoken to.
  [[nodiscard]] Result<std::optional<domain::HookDelivery>> take();
  [[nodiscard]] Result<void> attempt(const domain::HookDelivery& delivery);
  [[nodiscard]] Result<void> note_failure(const domain::HookDelivery& delivery, const std::string& why,
                                          Instant now);
  [[nodiscard]] Result<void> stop_endpoint(domain::HookEndpointId endpoint, Instant now);
  void give_back(domain::HookEndpointId endpoint);
  void work(const std::stop_token& stopped);

  domain::HookStore& hooks_;
  domain::HookTransport& transport_;
  const Clock& clock_;
  std::function<void(const std::string&)> complain_;
  std::mutex mutex_;
  std::set<domain::HookEndpointId> busy_;
  std::map<domain::HookEndpointId, Instant> resting_;  ///< Until when.
  std::string trouble_;
};

/// The header webhook-signature: one signature per secret that is good at `now`.
std::string hook_signatures(const domain::HookEndpoint& endpoint, const domain::HookDelivery& delivery,
                            Instant now);

}  // namespace stillpoint::app
