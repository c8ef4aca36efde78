#include "intake/places_table.h"

#include <gtest/gtest.h>

namespace stillpoint::intake {
namespace {

TEST(PlacesTable, CitiesOfACountryComeTheMostPopulousFirst) {
  const auto table = PlacesTable::read(
      "# a comment\n"
      "Columbus\tUS\tUS-GA\t32.461\t-84.9877\t194058\n"
      "Zürich\tCH\tCH-ZH\t47.3667\t8.55\t341730\n"
      "Columbus\tUS\tUS-OH\t39.9612\t-82.9988\t850106\n");
  ASSERT_TRUE(table.has_value()) << table.error().message;
  const auto cities = table.value().cities_of("US");
  ASSERT_EQ(cities.size(), 2U);
  EXPECT_EQ(cities[0].region, "US-OH");
  EXPECT_EQ(cities[0].lat_ten_thousandths, 399612);
  EXPECT_EQ(cities[0].lon_ten_thousandths, -829988);
  EXPECT_EQ(cities[1].lat_ten_thousandths, 324610);
  EXPECT_TRUE(table.value().cities_of("XX").empty());
  ASSERT_NE(table.value().find("Columbus", "US"), nullptr);
  EXPECT_EQ(table.value().find("Columbus", "US")->region, "US-OH");
  EXPECT_EQ(table.value().find("Columbus", "CH"), nullptr);
  ASSERT_NE(table.value().find("Columbus", "US", "US-GA"), nullptr);
  EXPECT_EQ(table.value().find("Columbus", "US", "US-GA")->population, 194058);
  EXPECT_EQ(table.value().find("Columbus", "US", "US-TX"), nullptr);
}

TEST(PlacesTable, ALineThatIsNoCityIsNamed) {
  const char* bad[] = {
      "Columbus\tUS\tUS-OH\t39.9612\t-82.9988\n",     "Columbus\tUS\tUS-OH\tnorth\t-82.9988\t1\n",
      "Columbus\tUSA\tUS-OH\t39.9612\t-82.9988\t1\n", "\tUS\tUS-OH\t39.9612\t-82.9988\t1\n",
      "Columbus\tUS\tUS-OH\t39.9612\t-182.9988\t1\n", "Columbus\tUS\tUS-OH\t39.9612\t-82.9\t1\tx\n"};
  for (const char* line : bad) {
    SCOPED_TRACE(line);
    const auto table = PlacesTable::read(std::string("# head\n") + line);
    ASSERT_FALSE(table.has_value());
    EXPECT_NE(table.error().message.find("Line 2"), std::string::npos) << table.error().message;
  }
}

}  // namespace
}  // namespace stillpoint::intake
