#include "search/geography.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace stillpoint::search {
namespace {

constexpr double kCellDegrees = 0.25;  ///< About 28 km north to south: a search near a city touches few.
constexpr std::int32_t kCellsAround = 1440;
constexpr std::int32_t kCellsUp = 720;
constexpr double kRadiansPerDegree = std::numbers::pi / 180.0;
/// Degrees added to every side of a circle's box, far more than rounding can lose.
constexpr double kBoxMarginDegrees = 1e-6;
/// On the unit sphere: about six metres, several times what a float can be off.
constexpr double kChordMargin = 1e-6;

std::int32_t row_of(double lat) {
  return std::clamp(static_cast<std::int32_t>(std::floor((lat + 90.0) / kCellDegrees)), 0, kCellsUp - 1);
}

std::int32_t column_of(double lon) {
  return std::clamp(static_cast<std::int32_t>(std::floor((lon + 180.0) / kCellDegrees)), 0, kCellsAround - 1);
}

/// A point on the unit sphere.
struct OnSphere {
  float x, y, z;
};

OnSphere on_sphere(const domain::Point& point) {
  const double lat = point.lat * kRadiansPerDegree;
  const double lon = point.lon * kRadiansPerDegree;
  return {.x = static_cast<float>(std::cos(lat) * std::cos(lon)),
          .y = static_cast<float>(std::cos(lat) * std::sin(lon)),
          .z = static_cast<float>(std::sin(lat))};
}

}  // namespace

double distance_km(const domain::Point& a, const domain::Point& b) {
  const double lat_a = a.lat * kRadiansPerDegree;
  const double lat_b = b.lat * kRadiansPerDegree;
  const double sin_lat = std::sin((lat_b - lat_a) / 2);
  const double sin_lon = std::sin((b.lon - a.lon) * kRadiansPerDegree / 2);
  const double h = sin_lat * sin_lat + std::cos(lat_a) * std::cos(lat_b) * sin_lon * sin_lon;
  return 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(h)));
}

Grid::Grid(std::span<const double> lat, std::span<const double> lon, std::span<const std::uint32_t> owners)
    : numbers_(lat.size()) {
  constexpr std::int32_t kNowhere = kCellsUp * kCellsAround;  // behind all cells
  std::vector<std::int32_t> cell(lat.size(), kNowhere);
  for (std::size_t i = 0; i < lat.size(); ++i) {
    if (!std::isnan(lat[i])) cell[i] = row_of(lat[i]) * kCellsAround + column_of(lon[i]);
  }
  std::iota(numbers_.begin(), numbers_.end(), 0U);
  std::sort(numbers_.begin(), numbers_.end(), [&cell](std::uint32_t a, std::uint32_t b) {
    return cell[a] != cell[b] ? cell[a] < cell[b] : a < b;
  });
  for (std::vector<float>* column : {&x_, &y_, &z_}) column->resize(lat.size());
  owners_.reserve(lat.size());
  for (const std::uint32_t number : numbers_) owners_.push_back(owners[number]);
  for (; somewhere_ < numbers_.size() && cell[numbers_[somewhere_]] != kNowhere; ++somewhere_) {
    const std::uint32_t number = numbers_[somewhere_];
    if (cells_.empty() || cells_.back() != cell[number]) {
      cells_.push_back(cell[number]);
      begins_.push_back(static_cast<std::uint32_t>(somewhere_));
    }
    const OnSphere point = on_sphere({.lat = lat[number], .lon = lon[number]});
    x_[somewhere_] = point.x;
    y_[somewhere_] = point.y;
    z_[somewhere_] = point.z;
  }
  begins_.push_back(static_cast<std::uint32_t>(somewhere_));
}

Grid::Run Grid::run_of(const Band& band) const {
  const auto first = std::lower_bound(cells_.begin(), cells_.end(), band.first_cell);
  const auto last = std::upper_bound(first, cells_.end(), band.last_cell);
  return {begins_[static_cast<std::size_t>(first - cells_.begin())],
          begins_[static_cast<std::size_t>(last - cells_.begin())]};
}

std::vector<Grid::Run> Grid::runs(const Circle& circle) const {
  std::vector<Run> found;
  for (const Band& band : bands(circle)) {
    const Run run = run_of(band);
    if (run.first < run.last) found.push_back(run);
  }
  return found;
}

std::size_t Grid::count_around(const Circle& circle) const {
  std::size_t count = 0;
  for (const Run& run : runs(circle)) count += run.last - run.first;
  return count;
}

Bitmap Grid::measure(const Circle& circle, const Run& run, Bitmap& within) const {
  const double chord = 2 * std::sin(circle.radius_km / kEarthRadiusKm / 2);
  const double inside = std::max(0.0, chord - kChordMargin);
  const double outside = chord + kChordMargin;
  const OnSphere centre = on_sphere(circle.centre);
  const std::size_t begin = run.first / 64 * 64;
  within = Bitmap(run.last - begin);
  Bitmap at_edge(run.last - begin);
  bit_kernels().around(within.words().data(), at_edge.words().data(),
                       {.x = x_.data() + begin,
                        .y = y_.data() + begin,
                        .z = z_.data() + begin,
                        .count = run.last - begin,
                        .centre_x = centre.x,
                        .centre_y = centre.y,
                        .centre_z = centre.z,
                        .inside = static_cast<float>(inside * inside),
                        .outside = static_cast<float>(outside * outside)});
  // The first word may begin in another cell.
  const std::uint64_t ours = ~std::uint64_t{0} << (run.first - begin);
  within.words().front() &= ours;
  at_edge.words().front() &= ours;
  return at_edge;
}

std::vector<Grid::Band> Grid::bands(const Circle& circle) {
  const auto& [centre, radius_km] = circle;
  std::vector<Band> bands;
  const double angle = radius_km / kEarthRadiusKm;
  const double up = angle / kRadiansPerDegree + kBoxMarginDegrees;
  const double low = centre.lat - up;
  const double high = centre.lat + up;
  // The circle's greatest difference of longitude; all the way around where it holds a pole.
  double wide = 180.0;
  if (low > -90.0 && high < 90.0) {
    const double sine = std::sin(angle) / std::cos(centre.lat * kRadiansPerDegree);
    if (sine < 1.0) wide = std::asin(sine) / kRadiansPerDegree + kBoxMarginDegrees;
  }
  const double west = centre.lon - wide;
  const double east = centre.lon + wide;
  const bool around = wide >= 179.0;  // else the two ends could meet in one cell
  for (std::int32_t row = row_of(low); row <= row_of(high); ++row) {
    const std::int32_t start = row * kCellsAround;
    if (around) {
      bands.push_back({start, start + kCellsAround - 1});
    } else if (west < -180.0) {
      bands.push_back({start, start + column_of(east)});
      bands.push_back({start + column_of(west + 360.0), start + kCellsAround - 1});
    } else if (east > 180.0) {
      bands.push_back({start, start + column_of(east - 360.0)});
      bands.push_back({start + column_of(west), start + kCellsAround - 1});
    } else {
      bands.push_back({start + column_of(west), start + column_of(east)});
    }
  }
  return bands;
}

std::size_t Grid::bytes() const {
  const auto of_vector = [](const auto& vector) { return vector.capacity() * sizeof(vector[0]); };
  return of_vector(cells_) + of_vector(begins_) + of_vector(x_) + of_vector(y_) + of_vector(z_) +
         of_vector(owners_) + of_vector(numbers_);
}

}  // namespace stillpoint::search
