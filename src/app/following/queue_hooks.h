#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/following.h"
#include "domain/hooks.h"
#include "domain/unit_of_work.h"

namespace stillpoint::app {

/// Queues for every partner's webhooks what the log of public changes says. Whoever wrote it, in this process
/// or another, nothing is left out: what is queued and how far the log was read are one transaction. One
/// thread.
class QueueHooks {
 public:
  struct Ports {
    const domain::PublicChanges& log;
    domain::HookStore& hooks;
    domain::UnitOfWork& work;
    const Clock& clock;
    /// Whether this partner is told at all: not while they are suspended.
    std::function<Result<bool>(domain::PartnerId)> is_told{};
    /// "https://directory.example/practitioners/…" of a path.
    std::function<std::string(std::string_view path)> full_url{};
    std::function<void(const std::string&)> complain{};
  };
  /// What the ports refer to outlives it.
  explicit QueueHooks(Ports ports) : ports_(std::move(ports)) {}

  /// Queues what was committed since. @return kUnavailable: nothing is lost, call it again.
  [[nodiscard]] Result<void> run();

 private:
  /// Stopped ones too: what comes up meanwhile waits there until they are sent to again.
  [[nodiscard]] Result<std::vector<domain::HookEndpoint>> told_of(
      const std::vector<domain::HookEndpoint>& endpoints) const;
  [[nodiscard]] Result<void> queue(const std::vector<domain::PublicChange>& changes,
                                   const std::vector<domain::HookEndpoint>& endpoints,
                                   const domain::ChangeMark& position) const;
  [[nodiscard]] std::string body_of(const domain::PublicChange& change, domain::HookEvent event) const;

  const Ports ports_;
};

}  // namespace stillpoint::app
