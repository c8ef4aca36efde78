#include "domain/search_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "domain/records.h"
#include "domain/search_page.h"

namespace stillpoint::domain {
namespace {

using namespace testing;
using ::testing::ElementsAre;

const Near kColumbus{.point = {.lat = 39.96, .lon = -83.0}};

TEST(SearchQuery, RefusesWhatMakesNoSenseAndSaysWhere) {
  const struct {
    const char* why;
    const char* where;
    std::function<void(SearchTerms&)> spoil;
  } cases[] = {
      {"words too long", "q", [](SearchTerms& t) { t.words = std::string(257, 'x'); }},
      {"too many words", "q", [](SearchTerms& t) { t.words = "a b c d e f g h i"; }},
      {"no word", "q", [](SearchTerms& t) { t.words = "?!"; }},
      {"not UTF-8", "q", [](SearchTerms& t) { t.words = "caf\xC3"; }},
      {"a zero byte", "q", [](SearchTerms& t) { t.words = std::string("a\0b", 3); }},
      {"place not found", "place", [](SearchTerms& t) { t.place = "Atlantis"; }},
      {"place too long", "place",
       [](SearchTerms& t) {
         t.place = std::string(121, 'x');
         t.near = kColumbus;
       }},
      {"beyond the pole", "near", [](SearchTerms& t) { t.near = Near{.point = {.lat = 90.1, .lon = 0}}; }},
      {"beyond the date line", "near",
       [](SearchTerms& t) { t.near = Near{.point = {.lat = 0, .lon = 180.1}}; }},
      {"no number", "near",
       [](SearchTerms& t) {
         t.near = Near{.point = {.lat = std::numeric_limits<double>::quiet_NaN(), .lon = 0}};
       }},
      {"radius zero", "radius_km", [](SearchTerms& t) { t.near = Near{.point = {}, .radius_km = 0}; }},
      {"radius too wide", "radius_km", [](SearchTerms& t) { t.near = Near{.point = {}, .radius_km = 501}; }},
      {"unknown jurisdiction", "jurisdiction", [](SearchTerms& t) { t.jurisdictions = {{"US-XX"}}; }},
      {"unknown profession", "profession", [](SearchTerms& t) { t.professions = {{"astrologer"}}; }},
      {"empty profession", "profession", [](SearchTerms& t) { t.professions = {{""}}; }},
      {"unknown approach", "approach", [](SearchTerms& t) { t.approaches = {{"juggling"}}; }},
      {"unknown school", "school", [](SearchTerms& t) { t.schools = {{"hogwarts"}}; }},
      {"unknown language", "language", [](SearchTerms& t) { t.languages = {{"tlh"}}; }},
      {"empty language", "language", [](SearchTerms& t) { t.languages = {{""}}; }},
      {"unknown population", "population", [](SearchTerms& t) { t.populations = {{"cats"}}; }},
      {"unknown credential", "credential", [](SearchTerms& t) { t.credentials = {{"board:rcst:9"}}; }},
      {"unknown condition", "condition", [](SearchTerms& t) { t.conditions = {{"ennui"}}; }},
      {"unknown contraindication", "screening", [](SearchTerms& t) { t.screening = {{"boredom"}}; }},
      {"no hours", "min_training_hours", [](SearchTerms& t) { t.min_training_hours = 0; }},
      {"too many hours", "min_training_hours", [](SearchTerms& t) { t.min_training_hours = 10'001; }},
      {"no minutes", "min_session_minutes", [](SearchTerms& t) { t.min_session_minutes = 0; }},
      {"too many minutes", "min_session_minutes", [](SearchTerms& t) { t.min_session_minutes = 601; }},
      {"unknown currency", "currency", [](SearchTerms& t) { t.currency = CurrencyKey{"XXX"}; }},
      {"price without currency", "max_price",
       [](SearchTerms& t) { t.max_price = PriceLimit{.minor = 12000}; }},
      {"price below nothing", "max_price",
       [](SearchTerms& t) {
         t.currency = CurrencyKey{"USD"};
         t.max_price = PriceLimit{.minor = -1};
       }},
      {"price beyond reason", "max_price",
       [](SearchTerms& t) {
         t.currency = CurrencyKey{"USD"};
         t.max_price = PriceLimit{.minor = kMoneyMinorMax + 1};
       }},
      {"experience with nothing", "require",
       [](SearchTerms& t) {
         t.requires_items = {{ChecklistItem::kConditionExperience, true}};
       }},
      {"distance from nowhere", "sort", [](SearchTerms& t) { t.sort = Sort::kDistance; }},
      {"price in no currency", "sort", [](SearchTerms& t) { t.sort = Sort::kPrice; }},
      {"no rows", "limit", [](SearchTerms& t) { t.limit = 0; }},
      {"fewer than none", "limit", [](SearchTerms& t) { t.limit = -1; }},
      {"too many rows", "limit", [](SearchTerms& t) { t.limit = 101; }},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    SearchTerms terms;
    c.spoil(terms);
    const Result<SearchQuery> made = SearchQuery::make(terms, vocabulary());
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::kInvalid);
    ASSERT_EQ(made.error().faults.size(), 1U);
    EXPECT_EQ(made.error().faults[0].where, c.where);
    EXPECT_FALSE(made.error().faults[0].what.empty());
    EXPECT_FALSE(made.error().faults[0].allowed.empty());
  }
}

TEST(SearchQuery, NamesEveryFaultAtOnceAndWhatIsAllowed) {
  SearchTerms terms;
  terms.professions = {{"astrologer"}, {"chiropractor"}, {"juggler"}};
  terms.limit = 0;
  const Result<SearchQuery> made = SearchQuery::make(terms, vocabulary());
  ASSERT_FALSE(made.has_value());
  ASSERT_EQ(made.error().faults.size(), 3U);
  EXPECT_EQ(made.error().faults[0].value, "astrologer");
  EXPECT_EQ(made.error().faults[0].what, "There is no such profession.");
  EXPECT_EQ(made.error().faults[0].allowed, "massage_therapist, chiropractor, other");
  EXPECT_EQ(made.error().faults[2].allowed, "1 to 100");
}

TEST(SearchQuery, RefusesMoreValuesThanAnyFormOffers) {
  // Repeated values do not count, so the vocabulary must be large enough to exceed the limit.
  VocabularyRows rows = vocabulary().rows();
  SearchTerms terms;
  for (std::size_t i = 0; i <= kFilterValuesMax; ++i) {
    rows.schools.push_back({.key = {"school_" + std::to_string(i)}});
    terms.schools.push_back(rows.schools.back().key);
  }
  const Result<Vocabulary> wide = Vocabulary::make(std::move(rows));
  ASSERT_TRUE(wide.has_value());
  EXPECT_FALSE(SearchQuery::make(terms, *wide).has_value());
  terms.schools.pop_back();
  EXPECT_TRUE(SearchQuery::make(terms, *wide).has_value());
}

TEST(SearchQuery, TakesWhatMakesSense) {
  const std::pair<const char*, std::function<void(SearchTerms&)>> cases[] = {
      {"nothing at all", [](SearchTerms&) {}},
      {"white space for words", [](SearchTerms& t) { t.words = "  \t"; }},
      {"eight words", [](SearchTerms& t) { t.words = "a b c d e f g h"; }},
      {"words of another script", [](SearchTerms& t) { t.words = "краниосакральная терапия"; }},
      {"a place that was found",
       [](SearchTerms& t) {
         t.place = "Columbus, OH";
         t.near = kColumbus;
         t.sort = Sort::kDistance;
       }},
      {"the ends of the ranges",
       [](SearchTerms& t) {
         t.near = Near{.point = {.lat = -90, .lon = 180}, .radius_km = 500};
         t.limit = 100;
         t.min_training_hours = 10'000;
         t.min_session_minutes = 600;
       }},
      {"every filter",
       [](SearchTerms& t) {
         t.jurisdictions = {{"US"}, {"CH-ZH"}};
         t.professions = {{"other"}};
         t.approaches = {{"biodynamic"}};
         t.schools = {{"still_water"}};
         t.languages = {{"pt"}, {"en"}};
         t.populations = {{"infants"}};
         t.genders = {Gender::kFemale};
         t.credentials = {{"board:rcst:1"}};
         t.conditions = {{"migraine"}};
         t.screening = {{"aneurysm"}};
         t.requires_items = {{ChecklistItem::kConditionExperience, false}};
         t.currency = CurrencyKey{"USD"};
         t.max_price = PriceLimit{.minor = 0};
         t.sort = Sort::kPrice;
       }},
  };
  for (const auto& [why, fill] : cases) {
    SCOPED_TRACE(why);
    SearchTerms terms;
    fill(terms);
    const Result<SearchQuery> made = SearchQuery::make(terms, vocabulary());
    EXPECT_TRUE(made.has_value()) << made.error().faults[0].where << made.error().faults[0].what;
  }
}

TEST(SearchQuery, DropsWhatIsSaidTwice) {
  SearchTerms terms;
  terms.words = " ";
  terms.professions = {{"other"}, {"chiropractor"}, {"other"}};
  terms.facets = {Facet::kSchool, Facet::kSchool};
  terms.requires_items = {{ChecklistItem::kClientReviews, true},
                          {ChecklistItem::kScopeOfPractice, true},
                          {ChecklistItem::kClientReviews, false}};
  const Result<SearchQuery> made = SearchQuery::make(terms, vocabulary());
  ASSERT_TRUE(made.has_value());
  EXPECT_FALSE(made->has(Filter::kWords));
  EXPECT_THAT(made->terms().professions, ElementsAre(ProfessionKey{"other"}, ProfessionKey{"chiropractor"}));
  EXPECT_THAT(made->terms().facets, ElementsAre(Facet::kSchool));
  EXPECT_THAT(made->terms().requires_items, ElementsAre(Require{ChecklistItem::kClientReviews, false},
                                                        Require{ChecklistItem::kScopeOfPractice, true}));
}

/// A query in which every filter narrows.
SearchQuery full_query() {
  SearchTerms t;
  t.words = "amara";
  t.place = "Columbus, OH";
  t.near = kColumbus;
  t.jurisdictions = {{"US"}};
  t.accepting = t.home_visits = t.wheelchair = t.certified = t.sliding_scale = true;
  t.professions = {{"other"}};
  t.approaches = {{"biodynamic"}};
  t.schools = {{"still_water"}};
  t.languages = {{"en"}};
  t.populations = {{"adults"}};
  t.genders = {Gender::kFemale};
  t.credentials = {{"board:rcst:1"}};
  t.min_training_hours = 500;
  t.currency = CurrencyKey{"USD"};
  t.max_price = PriceLimit{.minor = 12000};
  t.min_session_minutes = 60;
  t.conditions = {{"migraine"}};
  for (std::size_t i = 0; i < kChecklistItems; ++i)
    t.requires_items.push_back({static_cast<ChecklistItem>(i), true});
  t.sort = Sort::kDistance;
  return SearchQuery::make(t, vocabulary()).value();
}

TEST(SearchQuery, KnowsWhichFiltersNarrowItAndDropsOneAtATime) {
  const SearchQuery full = full_query();
  const SearchQuery empty = SearchQuery::make({}, vocabulary()).value();
  for (std::size_t i = 0; i < kFilters; ++i) {
    const auto filter = static_cast<Filter>(i);
    SCOPED_TRACE(name_of(filter));
    EXPECT_TRUE(full.has(filter));
    EXPECT_FALSE(empty.has(filter));
    const SearchQuery less = full.without(filter);
    for (std::size_t j = 0; j < kFilters; ++j) {
      const auto other = static_cast<Filter>(j);
      EXPECT_EQ(less.has(other), other != filter) << name_of(other);
    }
    EXPECT_TRUE(SearchQuery::make(less.terms(), vocabulary()).has_value()) << "what is left makes sense";
  }
  EXPECT_EQ(full.without(Filter::kPlace).terms().sort, Sort::kBest);
  EXPECT_EQ(full.without(Filter::kWords).terms().sort, Sort::kDistance);
}

TEST(SearchNames, ReadBackAndDiffer) {
  for (std::size_t i = 0; i < kFacets; ++i)
    EXPECT_EQ(facet_of(name_of(static_cast<Facet>(i))), static_cast<Facet>(i));
  for (const Sort sort :
       {Sort::kBest, Sort::kDistance, Sort::kPrice, Sort::kRating, Sort::kHours, Sort::kName})
    EXPECT_EQ(sort_of(name_of(sort)), sort);
  EXPECT_FALSE(facet_of("price"));
  EXPECT_FALSE(sort_of("paid"));
  EXPECT_EQ(name_of(Filter::kRequireScope), "require=scope_of_practice");
}

TEST(MonthOfAnInstant, ChangesAtMidnightUtc) {
  EXPECT_EQ(month_of(at("2026-11-30T23:59:59Z")).value, 2026 * 12 + 10);
  EXPECT_EQ(month_of(at("2026-12-01")).value, 2026 * 12 + 11);
  EXPECT_EQ(month_of(at("2027-01-01")).value, 2027 * 12);
}

}  // namespace
}  // namespace stillpoint::domain
