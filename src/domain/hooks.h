#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"
#include "domain/following.h"
#include "domain/keys.h"
#include "domain/partner.h"

namespace stillpoint::domain {

using HookEndpointId = Id<struct HookEndpointTag>;

/// What partners are told of without asking: what a page that shows an old answer would be wrong about.
enum class HookEvent : std::uint8_t {
  kCredentialSuspended,
  kCredentialRevoked,
  kCredentialReinstated,  ///< Reinstated, or what stood against it was corrected.
  kListingWithdrawn,      ///< Withdrawn, unlisted, merged or erased.
};
inline constexpr std::array<std::string_view, 4> kHookEventNames = {
    "credential.suspended", "credential.revoked", "credential.reinstated", "listing.withdrawn"};

/// Where a partner wants to be told.
struct HookEndpoint {
  HookEndpointId id{};
  PartnerId partner{};
  std::string url{};
  std::string secret{};                     ///< "whsec_…", which signs what is sent.
  std::string previous_secret{};            ///< Signs too, while its successor is being put in place.
  std::optional<Instant> previous_until{};  ///< Until before this.
  Instant created{};
  std::optional<Instant> last_sent{};  ///< When it last took something.
  std::optional<Instant> stopped{};    ///< Since when nothing is sent there.
  std::string stopped_because{};
};

/// Something that is to be told to one endpoint.
struct HookDelivery {
  std::int64_t id = 0;
  HookEndpointId endpoint{};
  std::string message{};  ///< "msg_…": the same in every attempt, so that a receiver takes it once.
  HookEvent event = HookEvent::kListingWithdrawn;
  PractitionerId practitioner{};
  std::string body{};
  Instant queued{};
  Instant next_attempt{};
  int attempts = 0;
  std::string last_error{};
  bool given_up = false;
};

/// Endpoints, and what waits to be told to them: queued in one transaction with the place in the log of
/// changes up to which it was queued, so that nothing is left out. Thread-safe.
class HookStore {
 public:
  virtual ~HookStore() = default;
  /// By partner, then by when they were made.
  [[nodiscard]] virtual Result<std::vector<HookEndpoint>> endpoints() const = 0;
  /// @return kNotFound.
  [[nodiscard]] virtual Result<HookEndpoint> find(HookEndpointId id) const = 0;
  /// Stores it; draws an id where it has none. @return its id.
  [[nodiscard]] virtual Result<HookEndpointId> put(const HookEndpoint& endpoint) = 0;
  /// Nothing is sent there from `now` on; all else of it stays as it is on record by then. One that is
  /// stopped already, or not there any more, is left alone.
  [[nodiscard]] virtual Result<void> stop(HookEndpointId id, Instant now, const std::string& why) = 0;
  /// With everything that waits for it. @return kNotFound.
  [[nodiscard]] virtual Result<void> remove(HookEndpointId id) = 0;

  /// The place up to which deliveries were queued.
  [[nodiscard]] virtual Result<ChangeMark> position() const = 0;
  /// Moves it, within the running transaction.
  [[nodiscard]] virtual Result<void> set_position(const ChangeMark& mark) = 0;
  /// Queues within the running transaction; `id` is drawn.
  [[nodiscard]] virtual Result<void> queue(const HookDelivery& delivery) = 0;
  /// The first that is due at each endpoint that is not stopped and whose partner is not suspended.
  [[nodiscard]] virtual Result<std::vector<HookDelivery>> due(Instant now) const = 0;
  /// It was taken: nothing is kept of it but the time.
  [[nodiscard]] virtual Result<void> sent(const HookDelivery& delivery, Instant now) = 0;
  /// @param next_attempt nothing: given up.
  [[nodiscard]] virtual Result<void> failed(std::int64_t id, const std::string& why,
                                            std::optional<Instant> next_attempt) = 0;
  /// What was given up or failed, those given up first; then what waits. At most `count`.
  [[nodiscard]] virtual Result<std::vector<HookDelivery>> troubled(std::size_t count) const = 0;
  /// It is due again, as if it had just been queued. @return kNotFound where it is not there.
  [[nodiscard]] virtual Result<void> retry(std::int64_t id, Instant now) = 0;
};

/// One attempt, as it travels (Standard Webhooks 1.0).
struct HookCall {
  std::string url{};
  std::string message{};    ///< The header webhook-id.
  Instant at{};             ///< webhook-timestamp.
  std::string signature{};  ///< webhook-signature: one per secret, with spaces.
  std::string body{};       ///< JSON.
};

/// What an attempt came to.
struct HookAnswer {
  int status = 0;
};

/// Carries one call out of the house.
class HookTransport {
 public:
  virtual ~HookTransport() = default;
  /// Blocks until there is an answer, of whatever status; follows no redirect. Thread-safe.
  /// @return kUnavailable where there is no answer; kForbidden where the target is one that nothing is sent
  /// to.
  [[nodiscard]] virtual Result<HookAnswer> post(const HookCall& call) = 0;
  /// Whether an address can be an endpoint's, as far as its text tells.
  /// @return kInvalid, in one plain sentence.
  [[nodiscard]] virtual Result<void> check(const std::string& url) const = 0;
};

}  // namespace stillpoint::domain
