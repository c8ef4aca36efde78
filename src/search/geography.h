#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "domain/practitioner.h"
#include "search/bitmap.h"

namespace stillpoint::search {

/// Mean radius of the Earth (IUGG).
constexpr double kEarthRadiusKm = 6371.0088;

/// Distance on a sphere of that radius, by the haversine formula (R. W. Sinnott 1984).
double distance_km(const domain::Point& a, const domain::Point& b);

/// The points no farther from another than a radius.
struct Circle {
  domain::Point centre;
  double radius_km = 0;
};

/// Which points lie near another: points in the order of cells of a quarter of a degree, behind them those
/// that are nowhere. The place of a point in this order is its spot. Immutable, thread-safe.
class Grid {
 public:
  /// Spots [first, last).
  struct Run {
    std::size_t first = 0, last = 0;
  };

  Grid() = default;
  /// @param lat, lon degrees of each point; a NaN latitude is a point that is nowhere. @param owners whose
  /// point it is.
  Grid(std::span<const double> lat, std::span<const double> lon, std::span<const std::uint32_t> owners);

  /// All points, those that are nowhere too.
  [[nodiscard]] std::size_t spots() const { return numbers_.size(); }
  /// Which point a spot is, and whose.
  [[nodiscard]] std::uint32_t point_at(std::size_t spot) const { return numbers_[spot]; }
  [[nodiscard]] std::uint32_t owner_at(std::size_t spot) const { return owners_[spot]; }
  /// The points that are nowhere, in the order that they were given.
  [[nodiscard]] Run nowhere() const { return {somewhere_, numbers_.size()}; }

  /// The spots in the cells that the circle touches: all within the circle, and some around it.
  [[nodiscard]] std::vector<Run> runs(const Circle& circle) const;
  /// How many these are.
  [[nodiscard]] std::size_t count_around(const Circle& circle) const;
  /// Of the run's spots those within the circle, as bits from spot `run.first / 64 * 64` on.
  /// @param exact tells whether point i lies within: asked only about points that lie within metres of the
  /// edge.
  template <class Exact>
  [[nodiscard]] Bitmap within(const Circle& circle, const Run& run, Exact exact) const;
  /// Calls `visit(owner, point)` for each point within the circle.
  template <class Visit, class Exact>
  void for_each_inside(const Circle& circle, Visit visit, Exact exact) const;

  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Band {
    std::int32_t first_cell, last_cell;  ///< Both included.
  };
  /// The ranges of cells that the circle touches, one or two per band of latitude.
  [[nodiscard]] static std::vector<Band> bands(const Circle& circle);
  [[nodiscard]] Run run_of(const Band& band) const;
  /// Clears `within` of what is outside the run. @return who lies at the edge.
  [[nodiscard]] Bitmap measure(const Circle& circle, const Run& run, Bitmap& within) const;

  std::vector<std::int32_t> cells_;              ///< Cells that hold points, ascending.
  std::vector<std::uint32_t> begins_;            ///< The first spot of each; one more at the end.
  std::vector<float> x_, y_, z_;                 ///< By spot: on the unit sphere; a float tells metres apart.
  std::vector<std::uint32_t> owners_, numbers_;  ///< By spot.
  std::size_t somewhere_ = 0;                    ///< Spots that are somewhere.
};

template <class Exact>
Bitmap Grid::within(const Circle& circle, const Run& run, Exact exact) const {
  Bitmap within;
  const std::size_t begin = run.first / 64 * 64;
  measure(circle, run, within).for_each([&](std::uint32_t bit) {
    if (exact(numbers_[begin + bit])) within.set(bit);
  });
  return within;
}

template <class Visit, class Exact>
void Grid::for_each_inside(const Circle& circle, Visit visit, Exact exact) const {
  for (const Run& run : runs(circle)) {
    const std::size_t begin = run.first / 64 * 64;
    within(circle, run, exact).for_each([&](std::uint32_t bit) {
      visit(owners_[begin + bit], numbers_[begin + bit]);
    });
  }
}

}  // namespace stillpoint::search
