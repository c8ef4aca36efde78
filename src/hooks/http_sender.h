#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "domain/hooks.h"

namespace stillpoint::hooks {

/// An endpoint must take the connection within this time,
constexpr std::chrono::seconds kConnectDeadline{5};
/// and answer within this. Standard Webhooks speaks of 15 to 30 seconds.
constexpr std::chrono::seconds kAnswerDeadline{15};

struct HttpSenderSettings {
  /// The operator's switch for tests: plain http, and addresses of this machine and of inner networks.
  bool any_target = false;
  /// Asked while an attempt is under way: where true, it is left and comes again later. May be empty.
  std::function<bool()> is_stopping{};
};

/// Webhooks by HTTP through libcurl. Each address that a name resolved to is judged just before it is
/// connected to, so a name that changes its mind gains nothing; redirects are not followed, no proxy and no
/// credentials of the environment are used, and what an endpoint answers is not kept. Thread-safe.
class HttpSender final : public domain::HookTransport {
 public:
  explicit HttpSender(HttpSenderSettings settings);

  [[nodiscard]] Result<domain::HookAnswer> post(const domain::HookCall& call) override;
  [[nodiscard]] Result<void> check(const std::string& url) const override;

 private:
  const HttpSenderSettings settings_;
};

}  // namespace stillpoint::hooks
