#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "domain/practitioner.h"

namespace stillpoint::search {

/// Mean radius of the Earth (IUGG).
constexpr double kEarthRadiusKm = 6371.0088;

/// Distance on a sphere of that radius, by the haversine formula (R. W. Sinnott 1984).
double distance_km(const domain::Point& a, const domain::Point& b);

/// Which points lie near another: points in the order of cells of a quarter of a degree. Immutable,
/// thread-safe.
class Grid {
 public:
  Grid() = default;
  /// @param lat, lon degrees of each point; a NaN latitude is a point that is nowhere. @param owners whose
  /// point it is.
  Grid(std::span<const double> lat, std::span<const double> lon, std::span<const std::uint32_t> owners);

  /// Calls `visit(owner, point)` for each point within the radius.
  /// @param exact tells whether point i lies within: asked only about points that lie within metres of the
  /// edge.
  template <class Visit, class Exact>
  void for_each_inside(const domain::Point& centre, double radius_km, Visit visit, Exact exact) const;

  /// How many points lie in the cells that the circle touches: no fewer than lie in the circle.
  [[nodiscard]] std::size_t count_around(const domain::Point& centre, double radius_km) const;
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Band {
    std::int32_t first_cell, last_cell;  ///< Both included.
  };
  /// A point on the unit sphere; a float tells metres apart.
  struct Spot {
    float x, y, z;
    std::uint32_t owner;
  };
  struct Ring {
    Spot centre;
    float inside,
        outside;  ///< Squares of chords: nearer than the first is within, farther than the second not.
  };
  /// The ranges of cells that the circle touches, one or two per band of latitude.
  [[nodiscard]] static std::vector<Band> bands(const domain::Point& centre, double radius_km);
  [[nodiscard]] static Spot spot(const domain::Point& point, std::uint32_t owner);
  [[nodiscard]] static Ring ring(const domain::Point& centre, double radius_km);
  /// The points of a band, as positions in `spots_`.
  [[nodiscard]] std::pair<std::size_t, std::size_t> run(const Band& band) const;

  std::vector<std::int32_t> cells_;    ///< Cells that hold points, ascending.
  std::vector<std::uint32_t> begins_;  ///< Of each cell in `spots_`; one more at the end.
  std::vector<Spot> spots_;
  std::vector<std::uint32_t> numbers_;  ///< Which point each spot is.
};

template <class Visit, class Exact>
void Grid::for_each_inside(const domain::Point& centre, double radius_km, Visit visit, Exact exact) const {
  const Ring around = ring(centre, radius_km);
  for (const Band& band : bands(centre, radius_km)) {
    const auto [first, last] = run(band);
    for (std::size_t i = first; i < last; ++i) {
      const float x = spots_[i].x - around.centre.x;
      const float y = spots_[i].y - around.centre.y;
      const float z = spots_[i].z - around.centre.z;
      const float square = x * x + y * y + z * z;
      if (square > around.outside) continue;
      if (square < around.inside || exact(numbers_[i])) visit(spots_[i].owner, numbers_[i]);
    }
  }
}

}  // namespace stillpoint::search
