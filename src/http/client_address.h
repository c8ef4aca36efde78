#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace stillpoint::http {

/// The proxies whose word about the client's address is taken. Immutable, so thread-safe.
class TrustedProxies {
 public:
  /// @param proxies addresses ("10.0.0.5", "::1") or networks ("10.0.0.0/8").
  /// @return kInvalid, naming the first that is neither.
  static Result<TrustedProxies> make(const std::vector<std::string>& proxies);

  [[nodiscard]] bool trusts(std::string_view address) const;

  /// The address that counts as the client's: the peer's own, or behind a trusted peer the last one of
  /// X-Forwarded-For that is not itself trusted (earlier ones are the client's say-so).
  [[nodiscard]] std::string client_of(std::string_view peer, std::string_view forwarded_for) const;

 private:
  struct Network {
    std::string bytes;  ///< 16, IPv4 as IPv4-mapped IPv6.
    int bits = 128;
  };
  std::vector<Network> networks_;
};

/// The address at the other end of a connected socket; an IPv4-mapped one as IPv4. Empty where there is none.
std::string peer_address(int socket);

/// What counts as one address for a limit: an IPv4 address, or the /64 network that an IPv6 address is in
/// (one subscriber holds a whole one). The text itself where it is no address.
std::string address_key(std::string_view address);

}  // namespace stillpoint::http
