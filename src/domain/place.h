#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "domain/practitioner.h"

namespace stillpoint::domain {

/// A place that a person can be near.
struct Place {
  std::string name{};     ///< "Columbus, OH", "Zürich, CH", "43085 (Columbus, OH)".
  std::string country{};  ///< ISO 3166-1 alpha-2.
  Point point{};
  std::int64_t population = 0;  ///< 0 for a ZIP area.
};

/// What a place text was taken for, and what else it may mean.
struct PlaceAnswer {
  Place place{};                            ///< The most populous of its namesakes.
  std::vector<std::string> alternatives{};  ///< Names that would find the others, the most populous first.
  std::string note{};  ///< "Five digits are read as a US ZIP code." where that was done; else empty.
};

/// Finds places by name. Immutable after loading, so thread-safe.
class PlaceFinder {
 public:
  virtual ~PlaceFinder() = default;
  /// ZIP, "city", "city, region", "city, country"; accents and case fold; well-known second names are known.
  /// @return kInvalid, with a fault on `place`, for an unknown place or another country's postcode.
  [[nodiscard]] virtual Result<PlaceAnswer> find(std::string_view text) const = 0;
  /// Places whose name begins with the prefix, the most populous first.
  [[nodiscard]] virtual std::vector<Place> complete(std::string_view prefix, std::size_t count) const = 0;
};

}  // namespace stillpoint::domain
