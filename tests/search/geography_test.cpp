#include "search/geography.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>
#include <vector>

namespace stillpoint::search {
namespace {

using domain::Point;

TEST(Distance, IsThatOfTheSphere) {
  const struct {
    const char* why;
    Point a, b;
    double km;
  } cases[] = {
      {"a point and itself", {47.37, 8.54}, {47.37, 8.54}, 0.0},
      {"a degree of the equator", {0, 0}, {0, 1}, kEarthRadiusKm * M_PI / 180},
      {"across the date line", {0, 179.5}, {0, -179.5}, kEarthRadiusKm * M_PI / 180},
      {"pole to pole", {90, 0}, {-90, 50}, kEarthRadiusKm * M_PI},
      {"across a pole", {89.5, 10}, {89.5, -170}, kEarthRadiusKm * M_PI / 180},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_NEAR(distance_km(c.a, c.b), c.km, 1e-6);
    EXPECT_NEAR(distance_km(c.b, c.a), c.km, 1e-6);
  }
}

TEST(Grid, FindsWhateverLiesWithinTheRadiusAtPolesAndTheDateLineToo) {
  constexpr std::uint64_t kSeed = 20261122;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  std::uniform_real_distribution<double> small(-4, 4);
  const Point centres[] = {{47.4, 8.5}, {0, 0},   {-18.1, 179.9}, {10, -180},
                           {89.9, 20},  {-90, 0}, {78.2, 15.6}};
  for (const Point& centre : centres) {
    std::vector<double> lat;
    std::vector<double> lon;
    std::vector<std::uint32_t> owners;
    for (std::uint32_t i = 0; i < 3000; ++i) {
      double longitude = centre.lon + small(random) * (std::abs(centre.lat) > 70 ? 40 : 1);
      if (longitude > 180) longitude -= 360;
      if (longitude < -180) longitude += 360;
      lat.push_back(i % 50 == 0 ? std::nan("") : std::max(-90.0, std::min(90.0, centre.lat + small(random))));
      lon.push_back(longitude);
      owners.push_back(i / 2);
    }
    const Grid grid(lat, lon, owners);
    const auto is_nowhere = [&](std::uint32_t i) { return std::isnan(lat[i]); };
    EXPECT_EQ(grid.spots(), lat.size());
    for (std::size_t spot = 0; spot < grid.spots(); ++spot)
      EXPECT_EQ(is_nowhere(grid.point_at(spot)), spot >= grid.nowhere().first);
    for (const double radius_km : {1.0, 20.0, 40.0, 160.0, 500.0}) {
      SCOPED_TRACE(testing::Message() << centre.lat << "," << centre.lon << " within " << radius_km);
      const auto inside = [&](std::uint32_t i) {
        return !std::isnan(lat[i]) && distance_km(centre, {lat[i], lon[i]}) <= radius_km;
      };
      std::multiset<std::uint32_t> want;
      for (std::uint32_t i = 0; i < lat.size(); ++i) {
        if (inside(i)) want.insert(i);
      }
      std::multiset<std::uint32_t> got;
      const Circle circle{.centre = centre, .radius_km = radius_km};
      grid.for_each_inside(
          circle,
          [&](std::uint32_t owner, std::uint32_t point) {
            EXPECT_EQ(owner, owners[point]);
            got.insert(point);
          },
          inside);
      EXPECT_EQ(got, want);
      EXPECT_GE(grid.count_around(circle), want.size());
    }
  }
}

}  // namespace
}  // namespace stillpoint::search
