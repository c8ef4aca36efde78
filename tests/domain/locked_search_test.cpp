#include "domain/locked_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <set>

namespace stillpoint::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SearchTerms migraine_in_ohio() {
  SearchTerms locked;
  locked.conditions = {{"migraine"}};
  locked.jurisdictions = {{"US-OH"}};
  locked.requires_items = {{.item = ChecklistItem::kConditionExperience, .partly_suffices = true}};
  return locked;
}

TEST(LockedSearch, StandsWhateverIsAskedAndSaysWhatDidNotCount) {
  const struct {
    const char* why;
    std::function<void(SearchTerms& locked)> lock;
    std::function<void(SearchTerms& asked)> ask;
    std::function<void(SearchTerms& want)> want;
    std::vector<std::string> overridden;
  } cases[] = {
      {"nothing asked",
       [](auto& t) {
         t.professions = {{"a"}, {"b"}};
       },
       [](auto&) {},
       [](auto& t) {
         t.professions = {{"a"}, {"b"}};
       },
       {}},
      {"another value",
       [](auto& t) { t.professions = {{"a"}}; },
       [](auto& t) { t.professions = {{"b"}}; },
       [](auto& t) { t.professions = {{"a"}}; },
       {"profession"}},
      {"one inside, one outside",
       [](auto& t) {
         t.professions = {{"a"}, {"b"}};
       },
       [](auto& t) {
         t.professions = {{"b"}, {"c"}};
       },
       [](auto& t) { t.professions = {{"b"}}; },
       {"profession"}},
      {"narrower",
       [](auto& t) { t.jurisdictions = {{"US"}}; },
       [](auto& t) { t.jurisdictions = {{"US-OH"}}; },
       [](auto& t) { t.jurisdictions = {{"US-OH"}}; },
       {}},
      {"wider",
       [](auto& t) { t.jurisdictions = {{"US-OH"}}; },
       [](auto& t) { t.jurisdictions = {{"US"}}; },
       [](auto& t) { t.jurisdictions = {{"US-OH"}}; },
       {"jurisdiction"}},
      {"same beginning",
       [](auto& t) { t.jurisdictions = {{"US-O"}}; },
       [](auto& t) { t.jurisdictions = {{"US-OH"}}; },
       [](auto& t) { t.jurisdictions = {{"US-O"}}; },
       {"jurisdiction"}},
      {"a dialect",
       [](auto& t) { t.languages = {{"pt"}}; },
       [](auto& t) { t.languages = {{"pt-BR"}}; },
       [](auto& t) { t.languages = {{"pt-BR"}}; },
       {}},
      {"another question beside",
       [](auto& t) { t.conditions = {{"migraine"}}; },
       [](auto& t) {
         t.conditions = {{"migraine"}, {"tmj"}};
       },
       [](auto& t) { t.conditions = {{"migraine"}}; },
       {"condition"}},
      {"fewer questions",
       [](auto& t) {
         t.conditions = {{"migraine"}, {"tmj"}};
       },
       [](auto& t) { t.conditions = {{"tmj"}}; },
       [](auto& t) {
         t.conditions = {{"migraine"}, {"tmj"}};
       },
       {}},
      {"milder",
       [](auto& t) { t.requires_items = {{.item = ChecklistItem::kClientReviews}}; },
       [](auto& t) {
         t.requires_items = {{.item = ChecklistItem::kClientReviews, .partly_suffices = true},
                             {.item = ChecklistItem::kTransparentFees}};
       },
       [](auto& t) {
         t.requires_items = {{.item = ChecklistItem::kTransparentFees},
                             {.item = ChecklistItem::kClientReviews}};
       },
       {"require"}},
      {"stricter",
       [](auto& t) { t.requires_items = {{.item = ChecklistItem::kClientReviews, .partly_suffices = true}}; },
       [](auto& t) { t.requires_items = {{.item = ChecklistItem::kClientReviews}}; },
       [](auto& t) { t.requires_items = {{.item = ChecklistItem::kClientReviews}}; },
       {}},
      {"numbers lower",
       [](auto& t) { t.min_training_hours = 700, t.min_session_minutes = 50; },
       [](auto& t) { t.min_training_hours = 100, t.min_session_minutes = 60; },
       [](auto& t) { t.min_training_hours = 700, t.min_session_minutes = 60; },
       {"min_training_hours"}},
      {"dearer",
       [](auto& t) { t.currency = {"USD"}, t.max_price = PriceLimit{10000}; },
       [](auto& t) { t.currency = {"USD"}, t.max_price = PriceLimit{20000}; },
       [](auto& t) { t.currency = {"USD"}, t.max_price = PriceLimit{10000}; },
       {"max_price"}},
      {"cheaper",
       [](auto& t) { t.currency = {"USD"}, t.max_price = PriceLimit{10000}; },
       [](auto& t) { t.currency = {"USD"}, t.max_price = PriceLimit{5000}; },
       [](auto& t) { t.currency = {"USD"}, t.max_price = PriceLimit{5000}; },
       {}},
      {"another currency",
       [](auto& t) { t.currency = {"USD"}, t.max_price = PriceLimit{10000}; },
       [](auto& t) { t.currency = {"JPY"}, t.max_price = PriceLimit{5000}; },
       [](auto& t) { t.currency = {"USD"}, t.max_price = PriceLimit{10000}; },
       {"currency"}},
      {"another place",
       [](auto& t) { t.place = "Columbus, OH", t.near = Near{.radius_km = 30}; },
       [](auto& t) { t.place = "Denver", t.near = Near{.radius_km = 500}; },
       [](auto& t) { t.place = "Columbus, OH", t.near = Near{.radius_km = 30}; },
       {"place"}},
      {"a point instead",
       [](auto& t) { t.place = "Columbus, OH"; },
       [](auto& t) { t.near = Near{.point = {.lat = 1, .lon = 2}, .radius_km = 10}; },
       [](auto& t) { t.place = "Columbus, OH", t.near = Near{.radius_km = 10}; },
       {"near"}},
      {"words and order",
       [](auto& t) { t.certified = true; },
       [](auto& t) { t.words = "anna", t.sort = Sort::kName, t.limit = 3; },
       [](auto& t) { t.words = "anna", t.sort = Sort::kName, t.limit = 3, t.certified = true; },
       {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    SearchTerms locked, asked, want;
    c.lock(locked);
    c.ask(asked);
    c.want(want);
    for (const bool again : {false, true}) {
      const LockedOutcome outcome = impose(locked, asked);
      EXPECT_EQ(outcome.overridden, again ? std::vector<std::string>{} : c.overridden);
      EXPECT_EQ(asked.professions, want.professions);
      EXPECT_EQ(asked.jurisdictions, want.jurisdictions);
      EXPECT_EQ(asked.languages, want.languages);
      EXPECT_EQ(asked.conditions, want.conditions);
      EXPECT_EQ(asked.requires_items, want.requires_items);
      EXPECT_EQ(asked.min_training_hours, want.min_training_hours);
      EXPECT_EQ(asked.min_session_minutes, want.min_session_minutes);
      EXPECT_EQ(asked.currency, want.currency);
      EXPECT_EQ(asked.max_price.has_value(), want.max_price.has_value());
      EXPECT_EQ(asked.max_price.value_or(PriceLimit{}).minor, want.max_price.value_or(PriceLimit{}).minor);
      EXPECT_EQ(asked.place, want.place);
      EXPECT_EQ(asked.near.has_value(), want.near.has_value());
      EXPECT_EQ(asked.near.value_or(Near{}).radius_km, want.near.value_or(Near{}).radius_km);
      EXPECT_EQ(asked.certified, want.certified);
      EXPECT_EQ(asked.words, want.words);
      EXPECT_EQ(asked.limit, want.limit);
    }
  }
}

/// Values drawn for a filter: none, one or a few of five.
std::vector<JurisdictionKey> some(std::mt19937& random) {
  static const std::vector<std::string> kAll = {"US", "US-OH", "US-KY", "CH", "CH-ZH"};
  std::vector<JurisdictionKey> drawn;
  for (const std::string& one : kAll) {
    if (random() % 3 == 0) drawn.push_back({one});
  }
  return drawn;
}

TEST(LockedSearch, IsNeverWiderThanWhatIsLocked) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const auto reaches = [](const std::vector<JurisdictionKey>& terms) {
    std::set<std::string> places;
    for (const char* place : {"US-OH", "US-KY", "US-CO", "CH-ZH", "CH-BE"}) {
      for (const JurisdictionKey& one : terms) {
        if (std::string_view(place).starts_with(one.value)) places.insert(place);
      }
    }
    return places;
  };
  for (int i = 0; i < 2000; ++i) {
    SearchTerms locked, asked;
    locked.jurisdictions = some(random);
    asked.jurisdictions = some(random);
    impose(locked, asked);
    if (locked.jurisdictions.empty()) continue;
    ASSERT_FALSE(asked.jurisdictions.empty());
    const std::set<std::string> inside = reaches(locked.jurisdictions);
    for (const std::string& place : reaches(asked.jurisdictions))
      ASSERT_TRUE(inside.contains(place)) << place;
  }
}

TEST(LockedSearch, OffersNothingThatCannotBeChosen) {
  SearchPage page;
  page.facets = {{.facet = Facet::kJurisdiction, .counts = {{"US-OH", 4}, {"US-CO", 9}}},
                 {.facet = Facet::kProfession, .counts = {{"other", 4}}},
                 {.facet = Facet::kClientReviews, .counts = {{"met", 1}}}};
  page.relax = {
      .without = {{Filter::kJurisdiction, 80}, {Filter::kRequireCondition, 9}, {Filter::kCertified, 3}}};
  keep_inside(migraine_in_ohio(), page);
  ASSERT_EQ(page.facets[0].counts.size(), 1U);
  EXPECT_EQ(page.facets[0].counts[0].value, "US-OH");
  EXPECT_EQ(page.facets[1].counts.size(), 1U);
  EXPECT_EQ(page.facets[2].counts.size(), 1U);
  ASSERT_EQ(page.relax.without.size(), 1U);
  EXPECT_EQ(page.relax.without[0].filter, Filter::kCertified);

  SearchTerms near;
  near.near = Near{.radius_km = 30};
  for (const int radius : {20, 80}) {
    SearchPage answer;
    answer.relax = {.radius_km = radius, .radius_count = 5};
    keep_inside(near, answer);
    EXPECT_EQ(answer.relax.radius_km.has_value(), radius <= 30);
  }
}

}  // namespace
}  // namespace stillpoint::domain
