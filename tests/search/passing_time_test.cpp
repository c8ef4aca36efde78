// States that change because time passes, without a write and without a restart.
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "base/time_text.h"
#include "search/index.h"
#include "support/random_directory.h"

namespace stillpoint::search {
namespace {

using namespace domain;
using support::listing_of;
using support::RandomDirectory;

Instant at(const char* text) {
  return *parse_instant(text);
}

/// Certified by a Swiss body whose days end in Zürich, checked, until the last day of November.
Practitioner certified_until_the_end_of_november() {
  Practitioner p;
  p.id = {7};
  p.listing = ListingState::kListed;
  p.name.display = "Amara Lindqvist";
  Credential credential;
  credential.id = {8};
  credential.type = {"swiss:RCST:1"};
  credential.issued = *parse_date("2024-01-01");
  credential.expires = *parse_date("2026-11-30");
  Verification check;
  check.id = {9};
  check.result = VerificationResult::kMatched;
  check.checked_at = at("2026-11-01T09:00:00Z");
  credential.verifications = {check};
  p.credentials = {credential};
  return p;
}

SearchQuery query_for(const Vocabulary& vocabulary, SearchTerms terms = {}) {
  return SearchQuery::make(std::move(terms), vocabulary).value();
}

class PassingTime : public testing::Test {
 protected:
  SearchPage search(const SearchQuery& query, Instant now) { return index_.search(query, {}, now).value(); }
  const Vocabulary& vocabulary() { return random_.vocabulary(); }

  RandomDirectory random_{1};
  Index index_{random_.vocabulary(), {.order_key = 1, .merge_in_background = false}};
};

TEST_F(PassingTime, ACredentialThatLapsesAtMidnightInZurichStopsBeingMetThen) {
  index_.apply({7}, listing_of(certified_until_the_end_of_november()), 1, at("2026-11-22T10:00:00Z"));
  const SearchQuery everybody = query_for(vocabulary(), {.facets = {Facet::kAccreditedCertification}});
  const SearchQuery certified =
      query_for(vocabulary(), {.requires_items = {{.item = ChecklistItem::kAccreditedCertification}}});
  // Zürich is an hour ahead of UTC in November.
  const struct {
    const char* why;
    const char* now;
    std::int64_t want_certified;
    ChecklistState want;
  } cases[] = {
      {"days before", "2026-11-22T10:00:00Z", 1, ChecklistState::kMet},
      {"the last second of the day", "2026-11-30T22:59:59Z", 1, ChecklistState::kMet},
      {"midnight in Zürich", "2026-11-30T23:00:00Z", 0, ChecklistState::kNotMet},
      {"the next morning", "2026-12-01T08:00:00Z", 0, ChecklistState::kNotMet},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(search(certified, at(c.now)).total, c.want_certified);
    const SearchPage page = search(everybody, at(c.now));
    ASSERT_EQ(page.items.size(), 1U);
    EXPECT_EQ(page.items[0].checklist[0].state, c.want);
    ASSERT_EQ(page.facets[0].counts.size(), 1U);
    EXPECT_EQ(page.facets[0].counts[0].value, name_of(c.want));
    EXPECT_EQ(page.as_of, at(c.now));
  }
}

TEST_F(PassingTime, AClockSetBackIsAnsweredWithWhatIsKnownAlready) {
  index_.apply({7}, listing_of(certified_until_the_end_of_november()), 1, at("2026-11-22T10:00:00Z"));
  const SearchQuery certified =
      query_for(vocabulary(), {.requires_items = {{.item = ChecklistItem::kAccreditedCertification}}});
  EXPECT_EQ(search(certified, at("2026-12-01T00:00:00Z")).total, 0);
  const SearchPage back = search(certified, at("2026-11-22T10:00:00Z"));
  EXPECT_EQ(back.total, 0);
  EXPECT_EQ(back.as_of, at("2026-12-01T00:00:00Z"));
}

TEST_F(PassingTime, AWalkThatOutlastsItsMonthKeepsItsOrder) {
  const Instant november = at("2026-11-30T23:59:00Z");
  const Instant december = at("2026-12-01T00:01:00Z");
  for (std::int64_t i = 1; i <= 200; ++i) {
    Practitioner p;
    p.id = {i};
    p.listing = ListingState::kListed;
    p.name.display = "Somebody";
    index_.apply(p.id, listing_of(p), i, november);
  }
  const auto walk = [&](Instant first, Instant rest) {
    const SearchQuery query = query_for(vocabulary(), {.limit = 30});
    std::vector<std::int64_t> ids;
    Result<SearchPage> page = index_.search(query, {}, first);
    for (;;) {
      for (const SearchItem& item : page->items) ids.push_back(item.id.value);
      if (!page->next) return ids;
      page = index_.search(query, page->next, rest);
    }
  };
  const auto in_november = walk(november, november);
  EXPECT_EQ(in_november.size(), 200U);
  EXPECT_EQ(walk(november, december), in_november);
  const auto in_december = walk(december, december);
  EXPECT_EQ(in_december.size(), 200U);
  EXPECT_NE(in_december, in_november);
  index_.merge();
  EXPECT_EQ(walk(december, december), in_december);
}

}  // namespace
}  // namespace stillpoint::search
