#include "hooks/target.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace stillpoint::hooks {
namespace {

/// A longer address is a mistake.
constexpr std::size_t kUrlBytesMax = 2000;
constexpr int kPortMax = 65535;

template <std::size_t kBytes>
struct Block {
  std::array<std::uint8_t, kBytes> prefix;
  unsigned bits;
};

template <std::size_t kBytes>
bool is_within(const std::array<std::uint8_t, kBytes>& address, const Block<kBytes>& block) {
  for (unsigned bit = 0; bit < block.bits; ++bit) {
    const unsigned mask = 0x80U >> (bit % 8);
    if ((address.at(bit / 8) & mask) != (block.prefix.at(bit / 8) & mask)) return false;
  }
  return true;
}

constexpr std::array<Block<4>, 16> kNotGlobal4 = {{
    {{0, 0, 0, 0}, 8},        // this network
    {{10, 0, 0, 0}, 8},       // private use
    {{100, 64, 0, 0}, 10},    // behind a carrier's translation
    {{127, 0, 0, 0}, 8},      // this machine
    {{169, 254, 0, 0}, 16},   // this link; clouds tell secrets here
    {{172, 16, 0, 0}, 12},    // private use
    {{192, 0, 0, 0}, 24},     // protocol assignments
    {{192, 0, 2, 0}, 24},     // examples
    {{192, 31, 196, 0}, 24},  // AS112
    {{192, 52, 193, 0}, 24},  // AMT
    {{192, 88, 99, 0}, 24},   // 6to4 relays
    {{192, 168, 0, 0}, 16},   // private use
    {{198, 18, 0, 0}, 15},    // benchmarks
    {{198, 51, 100, 0}, 24},  // examples
    {{203, 0, 113, 0}, 24},   // examples
    {{224, 0, 0, 0}, 3},      // groups and what is reserved
}};

/// The only addresses given out so far.
constexpr Block<16> kUnicast6 = {{0x20}, 3};
/// And of these: assignments of protocols (with Teredo, which holds another address), examples, 6to4 (which
/// holds one too), AS112, examples again.
constexpr std::array<Block<16>, 5> kNotGlobal6 = {{
    {{0x20, 0x01, 0x00, 0x00}, 23},
    {{0x20, 0x01, 0x0d, 0xb8}, 32},
    {{0x20, 0x02}, 16},
    {{0x26, 0x20, 0x00, 0x4f, 0x80, 0x00}, 48},
    {{0x3f, 0xff, 0x00}, 20},
}};

Error refusal(std::string why) {
  return {.code = ErrorCode::kInvalid,
          .message = "This address cannot be a webhook's.",
          .faults = {{.where = "url",
                      .what = std::move(why),
                      .allowed = "https://HOST/PATH of a server on the internet",
                      .value = {}}}};
}

/// The host and port of what stands behind "://"; an IPv6 address without its brackets.
struct Authority {
  std::string host{};
  std::string_view port{};
  bool is_well_formed = true;
};

Authority authority_of(std::string_view rest) {
  std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
  Authority parts;
  if (!authority.empty() && authority.front() == '[') {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return {.is_well_formed = false};
    parts.host = authority.substr(1, end - 1);
    authority.remove_prefix(end + 1);
    if (!authority.empty() && authority.front() != ':') parts.is_well_formed = false;
  } else {
    const std::size_t colon = std::min(authority.find(':'), authority.size());
    parts.host = authority.substr(0, colon);
    authority.remove_prefix(colon);
  }
  if (!authority.empty()) parts.port = authority.substr(1);
  if (authority.size() == 1) parts.is_well_formed = false;
  return parts;
}

bool is_port(std::string_view text) {
  int port = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
  return problem == std::errc() && end == text.data() + text.size() && port > 0 && port <= kPortMax;
}

/// A host that is an address and not a name is judged at once, so that the form can say so.
bool is_inner_literal(const std::string& host) {
  Address4 four{};
  if (inet_pton(AF_INET, host.c_str(), four.data()) == 1) return !is_global(four);
  Address6 six{};
  if (inet_pton(AF_INET6, host.c_str(), six.data()) == 1) return !is_global(six);
  return host == "localhost";
}

}  // namespace

bool is_global(const Address4& address) {
  return std::none_of(kNotGlobal4.begin(), kNotGlobal4.end(),
                      [&](const auto& block) { return is_within(address, block); });
}

bool is_global(const Address6& address) {
  return is_within(address, kUnicast6) &&
         std::none_of(kNotGlobal6.begin(), kNotGlobal6.end(),
                      [&](const auto& block) { return is_within(address, block); });
}

Result<void> check_target(std::string_view url, bool any_target) {
  if (url.size() > kUrlBytesMax) return refusal("It is too long.");
  const bool is_secure = url.substr(0, 8) == "https://";
  if (!is_secure && !(any_target && url.substr(0, 7) == "http://")) {
    return refusal("It does not begin with https://, so what is told could be read on the way.");
  }
  const auto is_odd = [](char c) { return c <= ' ' || c == '\x7f' || c == '\\' || c == '"' || c == '<'; };
  if (std::any_of(url.begin(), url.end(), is_odd)) return refusal("It has a character that no address has.");
  if (url.find('#') != std::string_view::npos) return refusal("It has a fragment, which is never sent.");
  const std::string_view rest = url.substr(is_secure ? 8 : 7);
  if (rest.substr(0, rest.find_first_of("/?")).find('@') != std::string_view::npos) {
    return refusal("It holds a user or a password.");
  }
  const Authority authority = authority_of(rest);
  if (!authority.is_well_formed || authority.host.empty() ||
      (!authority.port.empty() && !is_port(authority.port))) {
    return refusal("Its host or port cannot be read.");
  }
  if (!any_target && is_inner_literal(authority.host)) {
    return refusal("It is an address of this machine or of an inner network.");
  }
  return {};
}

}  // namespace stillpoint::hooks
