#include "http/client_address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <array>
#include <charconv>
#include <optional>

namespace stillpoint::http {
namespace {

constexpr std::size_t kAddressBytes = 16;
constexpr int kAddressBits = 128;
constexpr int kMappedBits = 96;  ///< In front of an IPv4 address written as IPv6.
constexpr std::string_view kMappedPrefix("\0\0\0\0\0\0\0\0\0\0\xFF\xFF", 12);

/// Sixteen bytes of an address; IPv4 as IPv4-mapped IPv6.
std::optional<std::string> parse_address(std::string_view text) {
  const std::string terminated(text);
  std::string bytes(kAddressBytes, '\0');
  if (inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1) return bytes;
  std::string four(4, '\0');
  if (inet_pton(AF_INET, terminated.c_str(), four.data()) == 1) return std::string(kMappedPrefix) + four;
  return std::nullopt;
}

bool same_bits(std::string_view a, std::string_view b, int bits) {
  for (std::size_t i = 0; bits > 0; ++i, bits -= 8) {
    const unsigned mask = bits >= 8 ? 0xFFU : (0xFFU << static_cast<unsigned>(8 - bits)) & 0xFFU;
    const auto x = static_cast<unsigned char>(a[i]);
    const auto y = static_cast<unsigned char>(b[i]);
    if (((x ^ y) & mask) != 0) return false;
  }
  return true;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

Result<TrustedProxies> TrustedProxies::make(const std::vector<std::string>& proxies) {
  TrustedProxies trusted;
  for (const std::string& proxy : proxies) {
    const std::size_t slash = proxy.find('/');
    std::optional<std::string> bytes = parse_address(std::string_view(proxy).substr(0, slash));
    const bool is_v4 = proxy.find(':') == std::string::npos;
    int bits = is_v4 ? kAddressBits - kMappedBits : kAddressBits;
    bool good = bytes.has_value();
    if (good && slash != std::string::npos) {
      const char* const end = proxy.data() + proxy.size();
      int given = 0;
      const auto read = std::from_chars(proxy.data() + slash + 1, end, given);
      good = read.ec == std::errc{} && read.ptr == end && given >= 0 && given <= bits;
      bits = given;
    }
    if (!good) {
      return Error{
          .code = ErrorCode::kInvalid,
          .message = "'" + proxy + "' is no address or network of a proxy, as 10.0.0.5 or 10.0.0.0/8."};
    }
    trusted.networks_.push_back({.bytes = std::move(*bytes), .bits = is_v4 ? bits + kMappedBits : bits});
  }
  return trusted;
}

bool TrustedProxies::trusts(std::string_view address) const {
  if (networks_.empty()) return false;
  const std::optional<std::string> bytes = parse_address(address);
  if (!bytes) return false;
  for (const Network& network : networks_) {
    if (same_bits(*bytes, network.bytes, network.bits)) return true;
  }
  return false;
}

std::string TrustedProxies::client_of(std::string_view peer, std::string_view forwarded_for) const {
  std::string client(peer);
  while (trusts(client) && !forwarded_for.empty()) {
    const std::size_t comma = forwarded_for.rfind(',');
    const bool last = comma == std::string_view::npos;
    const std::string_view address = trim(last ? forwarded_for : forwarded_for.substr(comma + 1));
    // What is no address was made up by the client: the last proxy is as far as can be told.
    if (!parse_address(address)) break;
    client = address;
    forwarded_for = last ? std::string_view{} : forwarded_for.substr(0, comma);
  }
  return client;
}

std::string peer_address(int socket) {
  sockaddr_storage peer{};
  socklen_t length = sizeof(peer);
  std::array<char, NI_MAXHOST> text{};
  auto* const address = reinterpret_cast<sockaddr*>(&peer);  // NOLINT: how the system's interface is made
  if (::getpeername(socket, address, &length) != 0 ||
      ::getnameinfo(address, length, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0) {
    return {};
  }
  constexpr std::string_view kMapped = "::ffff:";
  const std::string_view printed = text.data();
  const bool mapped =
      printed.substr(0, kMapped.size()) == kMapped && printed.find('.') != std::string_view::npos;
  return std::string(mapped ? printed.substr(kMapped.size()) : printed);
}

std::string address_key(std::string_view address) {
  std::optional<std::string> bytes = parse_address(address);
  if (!bytes) return std::string(address);
  constexpr std::size_t kSubscriberBytes = 8;
  if (bytes->substr(0, kMappedPrefix.size()) != kMappedPrefix) bytes->resize(kSubscriberBytes);
  return std::move(*bytes);
}

}  // namespace stillpoint::http
