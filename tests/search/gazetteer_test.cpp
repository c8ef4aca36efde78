#include "search/gazetteer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "support/seed_vocabulary.h"

// Against the places that the program carries.

namespace stillpoint::search {
namespace {

using domain::Place;
using domain::PlaceAnswer;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string read(const char* name) {
  std::ifstream in(std::string(STILLPOINT_SOURCE_DIR) + "/seed/places/" + name);
  return {std::istreambuf_iterator<char>(in), {}};
}

const Gazetteer& gazetteer() {
  static const std::string cities = read("cities.tsv");
  static const std::string zips = read("zips.tsv");
  static const std::string second_names = read("second_names.tsv");
  static const std::string region_codes = read("region_codes.tsv");
  static const Gazetteer made = [] {
    Result<Gazetteer> result = Gazetteer::make(
        {.cities = cities, .zips = zips, .second_names = second_names, .region_codes = region_codes},
        stillpoint::support::seed_vocabulary());
    EXPECT_TRUE(result.has_value()) << result.error().detail;
    return std::move(result).value();
  }();
  return made;
}

PlaceAnswer found(std::string_view text) {
  Result<PlaceAnswer> answer = gazetteer().find(text);
  if (answer) return std::move(answer).value();
  ADD_FAILURE() << text << ": " << answer.error().message;
  return {};
}

TEST(Place, IsFoundByCityRegionAndCountry) {
  const struct {
    const char* text;
    const char* name;
  } cases[] = {
      {"zurich", "Zürich, CH"},
      {"Zürich", "Zürich, CH"},
      {"Zuerich", "Zürich, CH"},
      {"ZURICH, ch", "Zürich, CH"},
      {"Zürich, Switzerland", "Zürich, CH"},
      {"Zürich, Schweiz", "Zürich, CH"},
      {"Columbus", "Columbus, OH"},
      {"Columbus, OH", "Columbus, OH"},
      {" columbus ,ohio ", "Columbus, OH"},
      {"Columbus, Ohio, USA", "Columbus, OH"},
      {"columbus ohio", "Columbus, OH"},
      {"Columbus, US-GA", "Columbus, GA"},
      {"Columbus, Georgia", "Columbus, GA"},
      {"Munich", "Munich, DE"},
      {"München", "Munich, DE"},
      {"muenchen", "Munich, DE"},
      {"Geneva", "Genève, CH"},
      {"Genève", "Genève, CH"},
      {"geneva, switzerland", "Genève, CH"},
      {"Geneva, NY", "Geneva, NY"},
      {"Paris", "Paris, FR"},
      {"Paris, TX", "Paris, TX"},
      {"paris texas", "Paris, TX"},
      {"London", "London, GB"},
      {"London, UK", "London, GB"},
      {"London, England", "London, GB"},
      {"London, Ontario", "London, ON"},
      {"London, Canada", "London, ON"},
      {"NYC", "New York, NY"},
      {"new york city", "New York, NY"},
      {"St. Louis, MO", "St. Louis, MO"},
      {"saint louis, missouri", "St. Louis, MO"},
      {"東京", "Tokyo, JP"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const PlaceAnswer answer = found(c.text);
    EXPECT_EQ(answer.place.name, c.name);
    EXPECT_EQ(answer.note, "");
  }
}

TEST(Place, IsTheMostPopulousOfItsNamesakesAndNamesTheOthers) {
  const PlaceAnswer columbus = found("Columbus");
  EXPECT_NEAR(columbus.place.point.lat, 39.96, 0.01);
  EXPECT_NEAR(columbus.place.point.lon, -83.0, 0.01);
  EXPECT_EQ(columbus.place.country, "US");
  EXPECT_GT(columbus.place.population, 800'000);
  EXPECT_THAT(columbus.alternatives,
              ElementsAre("Columbus, GA", "Columbus, IN", "Columbus, MS", "Columbus, NE"));
  EXPECT_THAT(found("Geneva").alternatives, Contains("Geneva, IL"));
  EXPECT_THAT(found("Columbus, OH").alternatives, IsEmpty());
  EXPECT_LE(found("San José").alternatives.size(), 8U);
}

TEST(Place, AlternativesFindTheirPlacesAgain) {
  for (const char* text : {"Columbus", "Springfield", "Paris", "London", "Geneva", "San José", "Santa Cruz",
                           "Newcastle", "Halle", "Victoria"}) {
    std::set<std::pair<double, double>> points;
    const PlaceAnswer answer = found(text);
    EXPECT_EQ(found(answer.place.name).place.name, answer.place.name) << text;
    for (const std::string& name : answer.alternatives) {
      const PlaceAnswer other = found(name);
      EXPECT_EQ(other.place.name, name) << text;
      EXPECT_TRUE(points.emplace(other.place.point.lat, other.place.point.lon).second) << name;
    }
  }
}

TEST(Place, OfFiveDigitsIsAUsZip) {
  for (const char* text : {"43085", " 43085 ", "43085-1234"}) {
    SCOPED_TRACE(text);
    const PlaceAnswer answer = found(text);
    EXPECT_EQ(answer.place.name, "43085 (Worthington, OH)");
    EXPECT_EQ(answer.place.country, "US");
    EXPECT_EQ(answer.place.population, 0);
    EXPECT_NEAR(answer.place.point.lat, 40.1, 0.01);
    EXPECT_EQ(answer.note, "Five digits are read as a US ZIP code.");
  }
  EXPECT_EQ(found("Columbus, OH 43215").place.name, "43215 (Columbus, OH)");
}

TEST(Place, ThatIsNotKnownIsRefusedWithWhatIsAllowed) {
  const struct {
    const char* text;
    const char* what;
    const char* allowed;
  } cases[] = {
      {"", "empty", "Columbus, OH"},
      {"   ", "empty", "Columbus, OH"},
      {"Brigadoon", "No place of this name", "city, country"},
      {"Columbus, Switzerland", "No place of this name", "city, region"},
      {"?!", "no name", "a city"},
      {"8001", "only US ZIP codes", "the city's name"},
      {"8001 Zürich", "only US ZIP codes", "the city's name"},
      {"SW1A 1AA", "only US ZIP codes", "the city's name"},
      {"K1A 0B1", "only US ZIP codes", "the city's name"},
      {"123456", "only US ZIP codes", "the city's name"},
      {"00000", "no US ZIP code area", "another ZIP"},
      {"Ohio", "a region or a country", "jurisdiction=US-OH"},
      {"Switzerland", "a region or a country", "jurisdiction=CH"},
      {"caf\xC3", "no name", "a city"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<PlaceAnswer> answer = gazetteer().find(c.text);
    ASSERT_FALSE(answer.has_value()) << answer->place.name;
    EXPECT_EQ(answer.error().code, ErrorCode::kInvalid);
    ASSERT_THAT(answer.error().faults, SizeIs(1));
    const Fault& fault = answer.error().faults[0];
    EXPECT_EQ(fault.where, "place");
    EXPECT_THAT(fault.what, HasSubstr(c.what));
    EXPECT_THAT(fault.allowed, HasSubstr(c.allowed));
  }
  EXPECT_FALSE(gazetteer().find(std::string(121, 'x')).has_value());
}

std::vector<std::string> completions(std::string_view prefix, std::size_t count) {
  std::vector<std::string> names;
  for (const Place& place : gazetteer().complete(prefix, count)) names.push_back(place.name);
  return names;
}

TEST(PlaceCompletion, OffersTheMostPopulousFirst) {
  EXPECT_THAT(completions("colum", 3), ElementsAre("Columbus, OH", "Columbus, GA", "Columbia, SC"));
  EXPECT_THAT(completions("zür", 1), ElementsAre("Zürich, CH"));
  EXPECT_THAT(completions("münch", 1), ElementsAre("Munich, DE"));
  EXPECT_THAT(completions("Columbus, ", 2), ElementsAre("Columbus, OH", "Columbus, GA"));
  EXPECT_THAT(completions("Columbus, g", 2), ElementsAre("Columbus, GA"));
  EXPECT_THAT(completions("columbus, united", 1), ElementsAre("Columbus, OH"));
  EXPECT_THAT(completions("4308", 2), ElementsAre("43080 (Mount Vernon, OH)", "43081 (Westerville, OH)"));
  EXPECT_THAT(completions("s", 5), SizeIs(5));
  EXPECT_THAT(completions("", 5), IsEmpty());
  EXPECT_THAT(completions("qqqq", 5), IsEmpty());
  EXPECT_THAT(completions("430851", 5), IsEmpty());
  EXPECT_THAT(completions("colum", 0), IsEmpty());
}

TEST(PlaceCompletion, NamesEachPlaceOnce) {
  for (const char* prefix : {"gen", "mun", "s", "springfield", "new y"}) {
    const std::vector<std::string> names = completions(prefix, 50);
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size()) << prefix;
    for (const std::string& name : names) EXPECT_TRUE(gazetteer().find(name).has_value()) << name;
  }
}

TEST(Gazetteer, RefusesARowThatCannotBeRead) {
  const struct {
    PlaceTexts texts;
    const char* detail;
  } cases[] = {
      {{.cities = "# a comment\nBern\tCH\tCH-BE\t46.9\tnorth\t121631\n"}, "cities.tsv, line 2"},
      {{.cities = "Bern\tCH\tCH-BE\t46.9\n"}, "cities.tsv, line 1"},
      {{.zips = "43085\t40.1\t-83.0\tX\tUS-OH\n43084\t40.1\t-83.0\tX\tUS-OH\n"}, "zips.tsv, line 2"},
      {{.second_names = "Berne\tBern\tCH\n"}, "second_names.tsv, line 1"},
      {{.region_codes = "CH\tBE\n"}, "region_codes.tsv, line 1"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.detail);
    const Result<Gazetteer> made = Gazetteer::make(c.texts, stillpoint::support::seed_vocabulary());
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().detail, c.detail);
  }
}

}  // namespace
}  // namespace stillpoint::search
