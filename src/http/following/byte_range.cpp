#include "http/following/byte_range.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace stillpoint::http::following {
namespace {

/// A number of digits alone; nothing for anything else.
std::optional<std::uint64_t> whole(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

ByteRange read_range(std::string_view header, std::uint64_t bytes) {
  constexpr std::string_view kUnit = "bytes=";
  if (header.substr(0, kUnit.size()) != kUnit) return {};
  header.remove_prefix(kUnit.size());
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos || header.find(',') != std::string_view::npos) return {};
  const std::string_view from = header.substr(0, dash);
  const std::string_view to = header.substr(dash + 1);
  const std::optional<std::uint64_t> first = whole(from);
  const std::optional<std::uint64_t> last = whole(to);
  if (from.empty() && last) {  // the last so many
    if (*last == 0) return {.kind = ByteRange::Kind::kUnsatisfiable};
    return {.kind = ByteRange::Kind::kPart, .first = bytes - std::min(*last, bytes), .last = bytes - 1};
  }
  if (!first || (!to.empty() && !last) || (last && *last < *first)) return {};
  if (*first >= bytes) return {.kind = ByteRange::Kind::kUnsatisfiable};
  return {
      .kind = ByteRange::Kind::kPart, .first = *first, .last = last ? std::min(*last, bytes - 1) : bytes - 1};
}

}  // namespace stillpoint::http::following
