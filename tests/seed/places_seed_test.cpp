// The tables of places lead somewhere: regions to jurisdictions, second names and ZIP areas to cities.
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>
#include <string>
#include <utility>

#include "seed/seed_files.h"

namespace stillpoint::seed {
namespace {

enum CityColumn : std::size_t { kName, kCountry, kRegion, kLatitude, kLongitude, kPopulation, kCityColumns };

std::set<std::string> jurisdictions() {
  const auto document = read_seed("jurisdictions.json");
  return texts_of(rows_of(document), "code");
}

TEST(PlacesSeed, EveryCityLiesOnTheGlobeInAKnownCountryAndRegion) {
  const auto known = jurisdictions();
  // GeoNames carries these; ISO 3166 gives Kosovo no code.
  const std::set<std::string> outside_iso = {"XK"};
  for (const auto& city : read_place_table("cities.tsv", kCityColumns)) {
    SCOPED_TRACE(city[kName] + ", " + city[kCountry]);
    EXPECT_NE(city[kName], "");
    EXPECT_TRUE(known.count(city[kCountry]) == 1U || outside_iso.count(city[kCountry]) == 1U);
    if (!city[kRegion].empty() && city[kCountry] == city[kRegion].substr(0, 2)) {
      EXPECT_EQ(known.count(city[kRegion]), 1U) << city[kRegion];
    }
    EXPECT_LE(std::abs(std::strtod(city[kLatitude].c_str(), nullptr)), 90.0);
    EXPECT_LE(std::abs(std::strtod(city[kLongitude].c_str(), nullptr)), 180.0);
    EXPECT_GE(std::atol(city[kPopulation].c_str()), 5000);
  }
}

TEST(PlacesSeed, EverySecondNameLeadsToACity) {
  std::set<std::pair<std::string, std::string>> cities;
  for (const auto& city : read_place_table("cities.tsv", kCityColumns))
    cities.emplace(city[kName], city[kCountry]);
  for (const auto& row : read_place_table("second_names.tsv", 3)) {
    EXPECT_EQ(cities.count({row[1], row[2]}), 1U) << row[0] << " for " << row[1] << ", " << row[2];
  }
}

TEST(PlacesSeed, EveryZipAreaIsNamedAfterACityOfItsRegion) {
  std::set<std::pair<std::string, std::string>> cities;
  for (const auto& city : read_place_table("cities.tsv", kCityColumns))
    cities.emplace(city[kName], city[kRegion]);
  std::string last;
  for (const auto& row : read_place_table("zips.tsv", 5)) {
    EXPECT_EQ(row[0].size(), 5U) << row[0];
    EXPECT_LT(last, row[0]);  // sorted, so that a reader may search it by halves
    last = row[0];
    EXPECT_EQ(cities.count({row[3], row[4]}), 1U) << row[0] << ": " << row[3] << ", " << row[4];
  }
}

TEST(PlacesSeed, RegionCodesMeanKnownJurisdictions) {
  const auto known = jurisdictions();
  for (const auto& row : read_place_table("region_codes.tsv", 5)) {
    EXPECT_EQ(known.count(row[2]), 1U) << row[2];
    EXPECT_NE(row[3], "") << row[2];
  }
}

}  // namespace
}  // namespace stillpoint::seed
