#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace stillpoint {

/// An opaque identity. Values are drawn at random, so that ids can't be counted through; two kinds never mix.
template <class Tag>
struct Id {
  std::int64_t value = 0;  ///< In [1, 2^60) where it names something; 0 names nothing.
  auto operator<=>(const Id&) const = default;
  explicit operator bool() const { return value != 0; }
};

/// A word of a vocabulary ("massage_therapist", "migraine"). Two vocabularies never mix.
template <class Tag>
struct Key {
  std::string value;
  auto operator<=>(const Key&) const = default;
  [[nodiscard]] bool empty() const { return value.empty(); }
};

/// Ids are drawn below this bound, so that twelve base-32 digits print them.
constexpr std::int64_t kIdBound = std::int64_t{1} << 60;

/// Prints an id value as twelve characters of Crockford's base 32 in lower case ("3v8k0q7m2x1c").
std::string print_id(std::int64_t value);

/// Reads what print_id wrote; upper case is taken too. Anything else, zero included, is nothing.
std::optional<std::int64_t> parse_id(std::string_view text);

/// Draws a fresh id value from the system's random source. Thread-safe.
std::int64_t draw_id();

}  // namespace stillpoint

template <class Tag>
struct std::hash<stillpoint::Id<Tag>> {
  std::size_t operator()(const stillpoint::Id<Tag>& id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
template <class Tag>
struct std::hash<stillpoint::Key<Tag>> {
  std::size_t operator()(const stillpoint::Key<Tag>& key) const noexcept {
    return std::hash<std::string>{}(key.value);
  }
};
