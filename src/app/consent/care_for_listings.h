#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "app/consent/consent_writes.h"

namespace stillpoint::app {

/// How often what has come due is looked for. Each step is taken once, so oftener does nothing more.
constexpr std::chrono::hours kCareEvery{1};

/// So many people are cared for at each step in one go; the rest an hour later.
constexpr std::size_t kCareAtOnce = 2000;

/// A used or expired link is remembered so long, so that whoever opens it reads what became of it.
constexpr std::chrono::days kLinksForgottenAfter{30};

/// What one round of care did.
struct CareSummary {
  int asked = 0;
  int sunk = 0;
  int unlisted = 0;
  int reminded = 0;   ///< People, not things that expire.
  int unreached = 0;  ///< Not taken a step further: mail to them has not arrived.
};

/// Takes the steps that the dates bring: asks again, lets the silent sink and then leave, reminds of what
/// expires; each with its mail, its trace and its line in the registrars' digest in one transaction. One
/// thread.
class CareForListings {
 public:
  /// @param ports outlives it.
  /// @param notices lets notices run out that moderators gave; says how many listings were demoted. May be
  /// empty.
  explicit CareForListings(const ConsentPorts& ports, std::function<Result<int>()> notices = {})
      : ports_(ports), notices_(std::move(notices)) {}

  /// One round. A stop ends it behind the person under way.
  [[nodiscard]] Result<CareSummary> run(const std::stop_token& stopped);
  /// A round now and every hour, until it is stopped.
  void run_until(const std::stop_token& stopped);

 private:
  [[nodiscard]] Result<void> ask_again(const std::stop_token& stopped);
  [[nodiscard]] Result<void> move_on(domain::ConsentStep step, const std::stop_token& stopped);
  [[nodiscard]] Result<void> move_one(const domain::Consent& consent);
  [[nodiscard]] Result<void> remind(const std::stop_token& stopped);
  [[nodiscard]] Result<void> remind_one(const std::vector<domain::Expiring>& items, Date today);
  [[nodiscard]] Result<void> tell_registrars();
  [[nodiscard]] Result<void> note(const domain::Practitioner& person, std::string_view what) const;

  const ConsentPorts& ports_;
  std::function<Result<int>()> notices_;
  CareSummary summary_;
  std::vector<std::string> unreached_;  ///< Addresses to which mail waits or was given up.
};

}  // namespace stillpoint::app
