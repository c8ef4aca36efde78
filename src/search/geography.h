#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "domain/practitioner.h"

namespace stillpoint::search {

/// Mean radius of the Earth (IUGG).
constexpr double kEarthRadiusKm = 6371.0088;

/// Distance on a sphere of that radius, by the haversine formula (R. W. Sinnott 1984).
double distance_km(const domain::Point& a, const domain::Point& b);

/// Which points lie near another: their numbers, ordered by cells of a quarter of a degree.
/// Immutable, thread-safe.
class Grid {
 public:
  Grid() = default;
  /// @param lat, lon degrees; a NaN latitude is a point that is nowhere. Numbers are positions in the spans.
  Grid(std::span<const double> lat, std::span<const double> lon);

  /// Calls `visit(first, last)` with runs of numbers: together at least all points within the radius.
  template <class Visit>
  void for_each_run(const domain::Point& centre, double radius_km, Visit visit) const;

  /// The points in order of their cells.
  [[nodiscard]] std::span<const std::uint32_t> numbers() const { return numbers_; }
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Band {
    std::int32_t first_cell, last_cell;  ///< Both included.
  };
  /// The ranges of cells that the circle touches, one or two per band of latitude.
  [[nodiscard]] static std::vector<Band> bands(const domain::Point& centre, double radius_km);

  std::vector<std::int32_t> cells_;    ///< Cells that hold points, ascending.
  std::vector<std::uint32_t> begins_;  ///< Of each cell in `numbers_`; one more at the end.
  std::vector<std::uint32_t> numbers_;

  [[nodiscard]] std::size_t first_at_or_after(std::int32_t cell) const;
};

template <class Visit>
void Grid::for_each_run(const domain::Point& centre, double radius_km, Visit visit) const {
  for (const Band& band : bands(centre, radius_km)) {
    const std::size_t first = first_at_or_after(band.first_cell);
    const std::size_t last = first_at_or_after(band.last_cell + 1);
    if (first < last) visit(begins_[first], begins_[last]);
  }
}

}  // namespace stillpoint::search
