#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace stillpoint::hooks {

using Address4 = std::array<std::uint8_t, 4>;
using Address6 = std::array<std::uint8_t, 16>;

/// Whether an address is one of the internet at large: none of this machine, this network, a provider's inner
/// network, a group, an example, and none that stands for another address (RFC 6890 and its registries: IANA
/// IPv4 and IPv6 Special-Purpose Address Registry).
/// @{
bool is_global(const Address4& address);
bool is_global(const Address6& address);
/// @}

/// Whether an address can be a webhook's, as far as its text tells: https, a host, no name and password, no
/// fragment, and no literal address that is not global. A name is judged when it was resolved, at each
/// connection (HttpSender).
/// @param any_target the operator's switch for tests: http and addresses of this machine too.
/// @return kInvalid with one plain sentence in its fault.
Result<void> check_target(std::string_view url, bool any_target);

}  // namespace stillpoint::hooks
