#include "http/json_search.h"

#include <gtest/gtest.h>

#include <string>

#include "support/seed_vocabulary.h"

namespace stillpoint::http {
namespace {

using namespace std::chrono_literals;
using domain::ChecklistItem;

Instant at(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)} +
         10h;
}

domain::SearchItem item() {
  domain::SearchItem item;
  item.id = {.value = 77};
  item.name = "Amara \"Mo\" Lindqvist";
  item.professions = {{"massage_therapist"}};
  item.location = domain::SearchLocation{.city = "Columbus",
                                         .jurisdiction = {"US-OH"},
                                         .country = "US",
                                         .point = domain::Point{.lat = 39.96, .lon = -83.0},
                                         .precision = domain::Precision::kArea};
  item.distance_km = 3.249;
  item.training_hours = 700;
  item.lowest_price = domain::LowestPrice{
      .price = {.minor = 11000, .currency = {"USD"}}, .minutes = 75, .per_hour_minor = 8800};
  item.review_count = 9;
  item.review_positive = 0.8888;
  item.review_low = 0.5701;
  item.review_high = 0.98;
  item.edited = at(2026, 11, 1);
  item.verified = at(2026, 10, 2);
  for (std::size_t i = 0; i < domain::kChecklistItems; ++i) {
    item.checklist[i].item = static_cast<ChecklistItem>(i);
  }
  item.checklist[0].state = domain::ChecklistState::kMet;
  item.checklist[0].basis = domain::Basis::kChecked;
  item.checklist[0].code = domain::Reason::kAccredited;
  item.checklist[0].reason = "Asked the issuer.";
  item.checklist[0].as_of = std::chrono::floor<std::chrono::days>(at(2026, 10, 2));
  item.checklist[0].evidence = {{.kind = "verification", .id = "v1", .url = "/practitioners/x#v1"},
                                {.kind = "credential", .id = "c1", .url = "https://example.org/c1"}};
  item.checklist[1].state = domain::ChecklistState::kNotAsked;
  item.checklist[1].code = domain::Reason::kNotAsked;
  return item;
}

TEST(SearchPageJson, IsWhatTheApiGuideShows) {
  domain::SearchPage page;
  page.total = 12;
  page.as_of = at(2026, 11, 22);
  page.where = domain::PlaceAnswer{.place = {.name = "Columbus, OH",
                                             .country = "US",
                                             .point = {.lat = 39.96, .lon = -83.0},
                                             .population = 1},
                                   .alternatives = {"Columbus, GA"},
                                   .note = ""};
  page.unknown_excluded = {{.filter = domain::Filter::kMaxPrice, .count = 3}};
  page.condition_notes = {{.condition = {"migraine"},
                           .text = "Little is known.",
                           .sources = {{.title = "A trial", .url = "https://example.org/t", .year = 2019}}}};
  page.items = {item()};
  page.facets = {
      {.facet = domain::Facet::kProfession,
       .counts = {{.value = "massage_therapist", .count = 10}, {.value = "chiropractor", .count = 2}}}};
  const Links links("https://example.org/find");
  const std::string json =
      search_page_json({.page = page, .terms = {}, .next = "/find/v1/practitioners?cursor=abc"},
                       support::seed_vocabulary(), links);
  const std::string unknown_item_tail =
      R"(,"basis":"none","code":"none_on_record","reason":"","as_of":null,"evidence":[]})";
  EXPECT_EQ(
      json,
      R"({"total":12,"as_of":"2026-11-22T10:00:00Z","where":{"name":"Columbus, OH","lat":39.96,"lon":-83,"alternatives":["Columbus, GA"]},)"
      R"("unknown_excluded":{"max_price":3},"safety":null,)"
      R"("condition_notes":[{"condition":"migraine","text":"Little is known.","sources":["A trial (2019), https://example.org/t"]}],)"
      R"("items":[{"id":"00000000002d","name":"Amara \"Mo\" Lindqvist","url":"/find/practitioners/00000000002d","professions":["massage_therapist"],)"
      R"("location":{"city":"Columbus","region":"US-OH","country":"US","lat":39.96,"lon":-83,"precision":"area"},)"
      R"("distance_km":3.2,"training_hours":700,"lowest_price":{"amount":"110.00","currency":"USD","minutes":75,"per_hour":"88.00"},)"
      R"("reviews":{"count":9,"positive":0.89,"low":0.57,"high":0.98},)"
      R"("dates":{"edited":"2026-11-01T10:00:00Z","attested":null,"verified":"2026-10-02T10:00:00Z"},)"
      R"("checklist":{"met":1,"asked":4,"items":[)"
      R"({"item":"accredited_certification","state":"met","basis":"checked","code":"accredited","reason":"Asked the issuer.","as_of":"2026-10-02",)"
      R"("evidence":[{"kind":"verification","id":"v1","url":"/find/practitioners/x#v1"},{"kind":"credential","id":"c1","url":"https://example.org/c1"}]},)"
      R"({"item":"condition_experience","state":"not_asked","basis":"none","code":"not_asked","reason":"","as_of":null,"evidence":[]},)"
      R"({"item":"client_reviews","state":"unknown")" +
          unknown_item_tail + R"(,{"item":"scope_of_practice","state":"unknown")" + unknown_item_tail +
          R"(,{"item":"transparent_fees","state":"unknown")" + unknown_item_tail +
          R"(]}}],"facets":{"profession":{"massage_therapist":10,"chiropractor":2}},)"
          R"("next":"/find/v1/practitioners?cursor=abc","relax":[]})");
}

TEST(SearchPageJson, SaysWhatWouldBringSomething) {
  domain::SearchPage page;
  page.relax = {.without = {{.filter = domain::Filter::kRequireReviews, .count = 4}},
                .radius_km = 80,
                .radius_count = 6};
  page.safety = domain::SafetyNotice{.reasons = {{"recent_concussion"}}, .text = "Ask first."};
  domain::SearchTerms terms;
  terms.requires_items = {{.item = ChecklistItem::kClientReviews}};
  std::string json =
      search_page_json({.page = page, .terms = terms}, support::seed_vocabulary(), Links("http://localhost"));
  EXPECT_NE(
      json.find(R"("relax":[{"without":"require=client_reviews","total":4},{"radius_km":80,"total":6}])"),
      std::string::npos)
      << json;
  EXPECT_NE(json.find(R"("safety":{"reasons":["recent_concussion"],"text":"Ask first."})"),
            std::string::npos);
  EXPECT_NE(json.find(R"("next":null)"), std::string::npos);
  EXPECT_NE(json.find(R"("where":null)"), std::string::npos);

  page.unknown_excluded = {{.filter = domain::Filter::kRequireReviews, .count = 3}};
  terms.requires_items[0].partly_suffices = true;
  json =
      search_page_json({.page = page, .terms = terms}, support::seed_vocabulary(), Links("http://localhost"));
  EXPECT_NE(json.find(R"("unknown_excluded":{"require=client_reviews:partly":3})"), std::string::npos)
      << "a filter is named as it was given: " << json;
  EXPECT_NE(json.find(R"({"without":"require=client_reviews:partly","total":4})"), std::string::npos);
}

TEST(SearchPageJson, LeavesUnknownNumbersNull) {
  domain::SearchPage page;
  domain::SearchItem unknown = item();
  unknown.review_count = 0;
  unknown.location.reset();
  unknown.distance_km.reset();
  unknown.lowest_price.reset();
  page.items = {unknown};
  const std::string json =
      search_page_json({.page = page, .terms = {}}, support::seed_vocabulary(), Links("http://localhost"));
  EXPECT_NE(json.find(R"("location":null,"distance_km":null,"training_hours":700,"lowest_price":null,)"
                      R"("reviews":{"count":0,"positive":null,"low":null,"high":null})"),
            std::string::npos)
      << json;
}

}  // namespace
}  // namespace stillpoint::http
