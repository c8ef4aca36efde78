#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/pages/fault_words.h"
#include "http/pages/search_address.h"
#include "http/pages/search_view.h"
#include "http/pages_sample.h"
#include "http/parameters.h"

namespace stillpoint::http::pages {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

domain::SearchTerms around_columbus() {
  domain::SearchTerms terms;
  terms.place = "Columbus, OH";
  terms.near = domain::Near{.point = {39.96, -83.0}, .radius_km = 80};
  return terms;
}

std::string shown(const domain::SearchTerms& terms, const domain::SearchPage& page) {
  SearchView view;
  view.terms = terms;
  view.given = to_parameters(terms, sample_vocabulary());
  view.page = &page;
  return search_page(view, sample_site(), sample_sealer());
}

TEST(SearchPath, StaysReadableUntilItTellsOfHealth) {
  const struct {
    std::vector<Parameter> parameters;
    bool sealed;
  } cases[] = {
      {{{"place", "Columbus, OH"}, {"accepting", "true"}}, false},
      {{{"place", "Columbus, OH"}, {"condition", "migraine"}}, true},
      {{{"q", "migraine"}}, true},
      {{{"screening", "aneurysm"}}, true},
  };
  for (const auto& c : cases) {
    const std::string path = search_path(c.parameters, sample_sealer());
    EXPECT_EQ(path.rfind("/?s=", 0) == 0, c.sealed) << path;
    if (!c.sealed) continue;
    EXPECT_THAT(path, Not(HasSubstr("migraine")));
    EXPECT_THAT(path, Not(HasSubstr("Columbus")));
  }
}

TEST(SearchChips, TakeOneValueAwayAndKeepTheRest) {
  domain::SearchTerms terms = around_columbus();
  terms.languages = {{"en"}, {"es"}};
  terms.sort = domain::Sort::kDistance;
  const std::vector<Chip> chips = chips_of(terms, sample_vocabulary(), "Columbus, OH");
  ASSERT_EQ(chips.size(), 3U);
  EXPECT_EQ(chips[0].label, "Within 80 km / 50 mi of Columbus, OH");
  EXPECT_FALSE(chips[0].without.near.has_value());
  EXPECT_EQ(chips[0].without.sort, domain::Sort::kBest) << "an order by distance needs a place";
  EXPECT_EQ(chips[1].label, "English");
  ASSERT_EQ(chips[1].without.languages.size(), 1U);
  EXPECT_EQ(chips[1].without.languages[0].value, "es");
  EXPECT_EQ(chips[1].without.place, "Columbus, OH");
}

TEST(SearchChips, TakeTheDemandOnExperienceAwayWithTheLastCondition) {
  domain::SearchTerms terms;
  terms.conditions = {{"migraine"}};
  terms.requires_items = {{domain::ChecklistItem::kConditionExperience, true}};
  const std::vector<Chip> chips = chips_of(terms, sample_vocabulary(), "");
  ASSERT_EQ(chips.size(), 2U);
  EXPECT_TRUE(chips[0].without.requires_items.empty());
}

TEST(SearchPage, TellsSafetyAndEvidenceBeforeAnyResult) {
  domain::SearchTerms terms = around_columbus();
  terms.conditions = {{"migraine"}, {"post_concussion"}};
  const std::string html = shown(terms, sample_page(terms.conditions));
  const std::size_t safety = html.find("Ask a clinician first</h2>");
  const std::size_t evidence = html.find("What is known about migraine");
  const std::size_t card = html.find("class=\"card\"");
  ASSERT_NE(safety, std::string::npos);
  ASSERT_NE(evidence, std::string::npos);
  ASSERT_NE(card, std::string::npos);
  EXPECT_LT(safety, card);
  EXPECT_LT(evidence, card);
  EXPECT_THAT(html, HasSubstr("href=\"https://pmc.ncbi.nlm.nih.gov/articles/PMC10970181\""));
}

TEST(SearchPage, TellsSafetyWhereNobodyMatches) {
  domain::SearchTerms terms = around_columbus();
  terms.conditions = {{"post_concussion"}};
  domain::SearchPage page = sample_page(terms.conditions);
  page.total = 0;
  page.items.clear();
  page.relax = {.without = {{domain::Filter::kPlace, 4}}, .radius_km = 160, .radius_count = 6};
  const std::string html = shown(terms, page);
  EXPECT_THAT(html, HasSubstr("Ask a clinician first</h2>"));
  EXPECT_THAT(html, HasSubstr("Within 160 km / 99 mi</a>: 6"));
  EXPECT_THAT(html, HasSubstr("Without the place</a>: 4"));
}

TEST(SearchPage, WritesWhatPeopleTypedAsTextAndNeverAsMarkup) {
  domain::SearchTerms terms;
  terms.words = "\"><script>alert(1)</script>";
  const std::string html = shown(terms, sample_page({}));
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)"));
  EXPECT_THAT(html, Not(HasSubstr("javascript:"))) << "a website that is a script is no link";
  EXPECT_THAT(html, Not(HasSubstr("<Næturgöngudóttir>")));
}

TEST(SearchPage, SaysEachMarkInWordsAndWhatItRestsOn) {
  const std::string html = shown(around_columbus(), sample_page({}));
  EXPECT_THAT(html, HasSubstr("<span class=\"state met\">Met</span>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"state unknown\">Not on record</span>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"basis checked\">checked</span>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"basis declared\">says so</span>"));
  EXPECT_THAT(html, HasSubstr("3 more have no price on record"));
  EXPECT_THAT(html, HasSubstr("3 km (2 mi)"));
  EXPECT_THAT(html, HasSubstr("href=\"tel:+16145550142\""));
  EXPECT_THAT(html, HasSubstr(">Columbus, GA</a>"));
}

TEST(SearchPage, TellsTheWordOfAListFromTheTherapistsOwn) {
  domain::SearchPage page = sample_page({});
  page.items.resize(1);
  EXPECT_THAT(shown({}, page), Not(HasSubstr("as listed")));
  page.items[0].attested.reset();
  const std::string html = shown({}, page);
  EXPECT_THAT(html, HasSubstr("<span class=\"basis listed\">as listed</span> All stated"));
  EXPECT_THAT(html, Not(HasSubstr("says so"))) << "neither on the card nor in its key";
}

TEST(SearchPage, SaysOfWhatIsUnknownWhatIsKnownOfIt) {
  domain::SearchPage page = sample_page({});
  domain::Finding& reviews = page.items[0].checklist[2];
  reviews.state = domain::ChecklistState::kUnknown;
  reviews.code = domain::Reason::kInconclusive;
  reviews.reason = "1 of 4 positive (5–70%): too few to tell.";
  domain::Finding& certificate = page.items[0].checklist[0];
  certificate.state = domain::ChecklistState::kUnknown;
  certificate.code = domain::Reason::kNotChecked;
  const std::string html = shown({}, page);
  EXPECT_THAT(html, HasSubstr("<span class=\"state unknown\">Not enough to say</span>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"state unknown\">Not checked yet</span>"));
}

TEST(SearchPage, NamesTheIssuerOfACertificateAndSetsLinksApart) {
  const std::string html = shown({}, sample_page({}));
  EXPECT_THAT(html, HasSubstr("700-hour RCST by Biodynamic Association, in force"));
  EXPECT_THAT(html, HasSubstr(">the check</a>, <a class=\"see\""));
}

TEST(SearchPage, TellsWhatIsWrongBesideItsField) {
  SearchView view;
  view.given = {{"max_price", "<cheap>"}};
  view.faults = {
      {.where = "max_price", .what = "A price needs its currency.", .allowed = "currency=USD", .value = {}}};
  const std::string html = search_page(view, sample_site(), sample_sealer());
  EXPECT_THAT(html, HasSubstr("value=\"&lt;cheap&gt;\""));
  EXPECT_THAT(html, HasSubstr("aria-invalid=\"true\" aria-describedby=\"fault-max_price\""));
  EXPECT_THAT(html,
              HasSubstr("id=\"fault-max_price\">Write the price as a number, such as 120 or 99.50.</span>"));
  EXPECT_THAT(html, HasSubstr("<li>Price up to: Write the price as a number, such as 120 or 99.50.</li>"));
  EXPECT_THAT(html, Not(HasSubstr("currency=USD"))) << "a parameter is no word of the page";
}

TEST(FaultWords, SpeakOfFieldsAndNeverOfParameters) {
  const struct {
    const char* why;
    std::vector<Parameter> given;
    const char* name;
    const char* told;
  } cases[] = {
      {"a price alone", {{"max_price", "90"}}, "max_price", "Choose the currency"},
      {"no amount and no currency", {{"max_price", "cheap"}}, "max_price", "Write the price as a number"},
      {"no amount", {{"max_price", "x"}, {"currency", "USD"}}, "max_price", "Write the price as a number"},
      {"a strange currency", {{"max_price", "9"}, {"currency", "XXX"}}, "currency", "not among the choices"},
      {"distance without a place", {{"sort", "distance"}}, "sort", "fill in “Near”"},
      {"a radius alone", {{"radius_km", "40"}}, "radius_km", "fill in “Near”"},
      {"too wide", {{"radius_km", "4000"}, {"near", "1,2"}}, "radius_km", "Choose a distance"},
      {"no number", {{"min_training_hours", "many"}}, "min_training_hours", "from 1 to 10,000"},
      {"an unknown approach", {{"approach", "magic"}}, "approach", "not among the choices"},
      {"a tick that is none", {{"accepting", "1"}}, "accepting", "Tick it or leave it"},
      {"experience with nothing", {{"require", "condition_experience"}}, "require", "choose what brings you"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const SearchRequest asked = read_search(c.given, sample_vocabulary(), UnknownNames::kIgnored);
    ASSERT_EQ(asked.faults.size(), 1U);
    EXPECT_EQ(asked.faults[0].where, c.name);
    const std::string told = page_words(asked.faults[0], c.given);
    EXPECT_THAT(told, HasSubstr(c.told));
    EXPECT_THAT(told, Not(HasSubstr("=")));
    EXPECT_THAT(told, Not(HasSubstr("`")));
    EXPECT_NE(field_label(c.name), c.name);
  }
}

TEST(FaultWords, SendWhoNamesARegionToItsField) {
  const Fault region{.where = "place",
                     .what = "This is a region or a country, not a place to be near.",
                     .allowed = "a city in it, or jurisdiction=US-OH",
                     .value = "Ohio"};
  EXPECT_EQ(
      page_words(region, {}),
      "This is a region or a country, not a place to be near. Name a city in it, or tick it under “State or "
      "country”.");
}

TEST(AcceptedTerms, HoldNothingThatWasRefusedNorWhatNeedsIt) {
  const std::vector<Parameter> given = {
      {"place", "Atlantis"},      {"radius_km", "80"},   {"sort", "distance"},   {"approach", "magic"},
      {"approach", "biodynamic"}, {"accepting", "true"}, {"max_price", "cheap"}, {"currency", "USD"}};
  SearchRequest asked = read_search(given, sample_vocabulary(), UnknownNames::kIgnored);
  asked.faults.push_back({.where = "place", .what = "No such place.", .allowed = {}, .value = "Atlantis"});
  const domain::SearchTerms terms = accepted_terms(given, asked.faults, sample_vocabulary());
  const std::vector<Chip> chips = chips_of(terms, sample_vocabulary(), "");
  std::vector<std::string> labels;
  labels.reserve(chips.size());
  for (const Chip& chip : chips) labels.push_back(chip.label);
  EXPECT_EQ(labels, (std::vector<std::string>{"Biodynamic craniosacral therapy", "Takes new clients"}));
}

TEST(SearchPage, DoesNotOfferTheDistanceThatItRefused) {
  SearchView view;
  view.given = {{"place", "Columbus"}, {"radius_km", "9999"}};
  view.faults = {{.where = "radius_km", .what = "Too wide.", .allowed = "1 to 500", .value = "9999"}};
  const std::string html = search_page(view, sample_site(), sample_sealer());
  EXPECT_THAT(html, Not(HasSubstr("9999 km")));
  EXPECT_THAT(html, HasSubstr("<option value=\"40\" selected"));
}

TEST(SearchPage, AsksForReviewsAndFeesWithATickOnceEach) {
  const struct {
    const char* why;
    bool partly;
    const char* ticked;
  } cases[] = {
      {"met", false, "value=\"transparent_fees\" name=\"require\" checked"},
      {"a link that asks for less keeps asking for less", true,
       "value=\"transparent_fees:partly\" name=\"require\" checked"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    domain::SearchTerms terms = around_columbus();
    terms.requires_items = {{domain::ChecklistItem::kTransparentFees, c.partly}};
    const std::string html = shown(terms, sample_page({}));
    EXPECT_THAT(html, HasSubstr(c.ticked));
    EXPECT_THAT(html, HasSubstr("value=\"client_reviews\" name=\"require\">"));
    EXPECT_THAT(html, Not(HasSubstr("id=\"require-transparent_fees\"")))
        << "asked twice, a tick taken out would not count";
    EXPECT_THAT(html, HasSubstr("id=\"require-scope_of_practice\""));
  }
}

TEST(SearchPage, SaysWhereNothingOnRecordIsAboutThisWork) {
  domain::SearchPage page = sample_page({});
  const std::string html = shown(around_columbus(), page);
  const std::string told = "Nothing on record says that they offer craniosacral work";
  const std::size_t at = html.find(told);
  ASSERT_NE(at, std::string::npos) << "of the one of whom hardly anything is on record";
  EXPECT_EQ(html.find(told, at + 1), std::string::npos) << "and of nobody else";
}

TEST(SearchPage, CountsOnTheMapWhoIsOnThePage) {
  domain::SearchPage page = sample_page({});
  EXPECT_THAT(shown({}, page), HasSubstr("Map of 1 of the 2 shown"));
  page.items.resize(1);
  page.total = 300;
  EXPECT_THAT(shown({}, page), HasSubstr("Map of the 1 shown"));
  page.total = 1;
  EXPECT_THAT(shown({}, page), HasSubstr("Map of 1 place<"));
}

TEST(SearchPage, GivesTheDistanceInBothMeasures) {
  EXPECT_THAT(shown(around_columbus(), sample_page({})),
              HasSubstr("2 therapists within 80 km / 50 mi of Columbus, OH"));
}

TEST(SearchPage, HasNeitherInlineStyleNorInlineScript) {
  const std::string html = shown(around_columbus(), sample_page({}));
  EXPECT_THAT(html, Not(HasSubstr(" style=")));
  EXPECT_THAT(html, Not(HasSubstr(" onclick=")));
  EXPECT_THAT(html, Not(HasSubstr("<script>")));
  EXPECT_THAT(html, HasSubstr("<meta name=\"robots\" content=\"noindex\">"));
  EXPECT_THAT(html, HasSubstr("every person here is invented"));
}

}  // namespace
}  // namespace stillpoint::http::pages
