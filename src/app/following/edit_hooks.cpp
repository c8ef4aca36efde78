#include "app/following/edit_hooks.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/following/hook_signature.h"
#include "app/identity/permissions.h"

namespace stillpoint::app {

Result<void> EditHooks::trace(const domain::Actor& actor, const std::string& action,
                              const std::string& subject) const {
  return ports_.trail.append({.at = ports_.clock.now(),
                              .actor = actor,
                              .action = action,
                              .subject = {.kind = "webhook", .id = subject},
                              .changes = {},
                              .reason = ""});
}

/// The first webhook is told of what happens from now on, not of what happened while nobody was told.
Result<void> EditHooks::follow_from_now() const {
  const Result<domain::ChangeMark> latest = ports_.log.latest();
  if (!latest) return latest.error();
  return ports_.hooks.set_position(*latest);
}

Result<domain::HookEndpoint> EditHooks::add(const domain::Actor& actor, domain::PartnerId partner,
                                            const std::string& url) const {
  Result<void> may = require(actor, Permission::kManagePartners);
  if (may) may = ports_.transport.check(url);
  if (!may) return std::move(may).error();
  domain::HookEndpoint endpoint{
      .partner = partner, .url = url, .secret = draw_hook_secret(), .created = ports_.clock.now()};
  Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    const Result<std::vector<domain::HookEndpoint>> all = ports_.hooks.endpoints();
    if (!all) return all.error();
    const auto own =
        std::count_if(all->begin(), all->end(), [&](const auto& one) { return one.partner == partner; });
    if (static_cast<std::size_t>(own) >= kHooksPerPartner) {
      return Error{.code = ErrorCode::kConflict,
                   .message = "This partner has " + std::to_string(own) +
                              " webhooks, which is as many as may be: remove one first."};
    }
    Result<void> began = all->empty() ? follow_from_now() : Result<void>();
    if (!began) return began;
    const Result<domain::HookEndpointId> put = ports_.hooks.put(endpoint);
    if (!put) return put.error();
    endpoint.id = *put;
    return trace(actor, "webhook.add", print_id(put->value));
  });
  if (!done) return std::move(done).error();
  return endpoint;
}

Result<domain::HookEndpoint> EditHooks::rotate(const domain::Actor& actor, domain::HookEndpointId id) const {
  if (Result<void> may = require(actor, Permission::kManagePartners); !may) return std::move(may).error();
  domain::HookEndpoint rotated;
  Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    Result<domain::HookEndpoint> found = ports_.hooks.find(id);
    if (!found) return std::move(found).error();
    rotated = *std::move(found);
    rotated.previous_secret = std::exchange(rotated.secret, draw_hook_secret());
    rotated.previous_until = ports_.clock.now() + kHookSecretOverlap;
    if (const auto put = ports_.hooks.put(rotated); !put) return put.error();
    return trace(actor, "webhook.rotate", print_id(id.value));
  });
  if (!done) return std::move(done).error();
  return rotated;
}

Result<void> EditHooks::set_stopped(const domain::Actor& actor, domain::HookEndpointId id,
                                    bool stopped) const {
  if (Result<void> may = require(actor, Permission::kManagePartners); !may) return may;
  return ports_.work.in_transaction([&]() -> Result<void> {
    Result<domain::HookEndpoint> found = ports_.hooks.find(id);
    if (!found) return std::move(found).error();
    if (found->stopped.has_value() == stopped) return {};
    found->stopped.reset();
    if (stopped) found->stopped = ports_.clock.now();
    found->stopped_because = stopped ? "Stopped by " + actor.name + "." : "";
    if (const auto put = ports_.hooks.put(*found); !put) return put.error();
    return trace(actor, stopped ? "webhook.stop" : "webhook.start", print_id(id.value));
  });
}

Result<void> EditHooks::remove(const domain::Actor& actor, domain::HookEndpointId id) const {
  if (Result<void> may = require(actor, Permission::kManagePartners); !may) return may;
  return ports_.work.in_transaction([&]() -> Result<void> {
    Result<void> removed = ports_.hooks.remove(id);
    return removed ? trace(actor, "webhook.remove", print_id(id.value)) : removed;
  });
}

Result<void> EditHooks::replay(const domain::Actor& actor, std::int64_t delivery) const {
  if (Result<void> may = require(actor, Permission::kManagePartners); !may) return may;
  return ports_.work.in_transaction([&]() -> Result<void> {
    Result<void> due = ports_.hooks.retry(delivery, ports_.clock.now());
    return due ? trace(actor, "webhook.replay", std::to_string(delivery)) : due;
  });
}

}  // namespace stillpoint::app
