#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace stillpoint::intake {

/// A city as the seed's table of cities names it.
struct City {
  std::string name;
  std::string country;                   ///< ISO 3166-1 alpha-2.
  std::string region;                    ///< ISO 3166-2, or empty.
  std::int32_t lat_ten_thousandths = 0;  ///< Degrees * 10^4, WGS 84: whole numbers print the same everywhere.
  std::int32_t lon_ten_thousandths = 0;
  std::int64_t population = 0;
};

/// The cities of the world, by country. Immutable after reading, so safe to share between threads.
class PlacesTable {
 public:
  /// Reads the text of `seed/places/cities.tsv`: name, country, region, latitude, longitude, population;
  /// lines that begin with '#' are comments. @return kInvalid, naming the first line that is not such a row.
  static Result<PlacesTable> read(std::string_view cities_tsv);

  /// The cities of a country, the most populous first; none for an unknown country.
  [[nodiscard]] std::span<const City> cities_of(std::string_view country) const;

  /// The most populous city of this exact name, in the region where one is given (ISO 3166-2); null where
  /// there is none. O(cities of the country).
  [[nodiscard]] const City* find(std::string_view name, std::string_view country,
                                 std::string_view region = {}) const;

 private:
  struct Country {
    std::string code;
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::vector<City> cities_;
  std::vector<Country> countries_;
};

}  // namespace stillpoint::intake
