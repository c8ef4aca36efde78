#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/following.h"
#include "domain/hooks.h"
#include "domain/unit_of_work.h"

namespace stillpoint::app {

/// A secret that was replaced signs beside its successor for so long: the receiver puts the new one in place
/// meanwhile, and no message is refused.
constexpr std::chrono::hours kHookSecretOverlap{24};
/// Webhooks of one partner at most: one per service of theirs.
constexpr std::size_t kHooksPerPartner = 10;

/// An owner looks after partners' webhooks. Each change is traced; secrets and addresses stand in no trail,
/// for an address may hold a secret too. Thread-safe.
class EditHooks {
 public:
  struct Ports {
    domain::UnitOfWork& work;
    domain::AuditLog& trail;
    domain::HookStore& hooks;
    const domain::HookTransport& transport;
    const domain::PublicChanges& log;
    const Clock& clock;
  };
  /// What the ports refer to outlives it.
  explicit EditHooks(const Ports& ports) : ports_(ports) {}

  /// @return the endpoint with its secret, which is to be shown once; kInvalid for an address that is none.
  [[nodiscard]] Result<domain::HookEndpoint> add(const domain::Actor& actor, domain::PartnerId partner,
                                                 const std::string& url) const;
  /// Draws a new secret; the one before signs too for kHookSecretOverlap. @return as add(); kNotFound.
  [[nodiscard]] Result<domain::HookEndpoint> rotate(const domain::Actor& actor,
                                                    domain::HookEndpointId id) const;
  /// Sends there again, or no more. @return kNotFound.
  [[nodiscard]] Result<void> set_stopped(const domain::Actor& actor, domain::HookEndpointId id,
                                         bool stopped) const;
  /// With everything that waits for it. @return kNotFound.
  [[nodiscard]] Result<void> remove(const domain::Actor& actor, domain::HookEndpointId id) const;
  /// A message that failed or was given up is due again. @return kNotFound where it was taken meanwhile.
  [[nodiscard]] Result<void> replay(const domain::Actor& actor, std::int64_t delivery) const;

 private:
  [[nodiscard]] Result<void> trace(const domain::Actor& actor, const std::string& action,
                                   const std::string& subject) const;
  [[nodiscard]] Result<void> follow_from_now() const;

  const Ports ports_;
};

}  // namespace stillpoint::app
