// The index against a naive evaluation of the same rules, on random directories and random queries.
// STILLPOINT_ORACLE_QUERIES asks for more queries than the few thousand of every day; a difference prints the
// seed, which STILLPOINT_ORACLE_SEED takes.
#include "search/oracle.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "search/index.h"
#include "search/order.h"
#include "search/page_difference.h"
#include "support/random_directory.h"

namespace stillpoint::search {
namespace {

using namespace domain;
using support::listing_of;
using support::RandomDirectory;

constexpr std::uint64_t kOrderKey = 0x5eed5eed5eed5eedULL;
constexpr int kQueriesPerDirectory = 25;

std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread starts
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

std::int64_t turn(PractitionerId id, Month month) {
  return turn_of(id, month, kOrderKey);
}

/// Every row by itself, as on few rows; by bitmaps throughout; bitmaps but around a place.
constexpr WaysOfSearch kWays[] = {{}, {.judged_rows_max = 0, .judged_points_max = 0}, {.judged_rows_max = 0}};

/// A directory that lives in the index and in the oracle alike.
class Twins {
 public:
  Twins(std::uint64_t seed, const WaysOfSearch& ways, int practitioners)
      : random_(seed),
        index_(random_.vocabulary(), {.order_key = kOrderKey, .merge_in_background = false, .ways = ways}),
        oracle_(random_.vocabulary(), turn) {
    std::vector<Listing> listings;
    for (int i = 0; i < practitioners; ++i) {
      ids_.push_back(random_.fresh_id());
      oracle_.put(random_.practitioner(ids_.back()));
      listings.push_back(listing_of(oracle_.directory().at(ids_.back())));
    }
    const Result<void> loaded = index_.rebuild(
        [&](const auto& visit) -> Result<std::int64_t> {
          for (const Listing& listing : listings) visit(listing);
          return std::int64_t{0};
        },
        now_);
    EXPECT_TRUE(loaded.has_value());
  }

  /// Something happens: somebody changes, joins, leaves, a merge, or time passes.
  void live() {
    for (int left = random_.number(0, 4); left > 0; --left) {
      const PractitionerId id =
          random_.once_in(3) || ids_.empty()
              ? random_.fresh_id()
              : ids_[static_cast<std::size_t>(random_.number(0, static_cast<int>(ids_.size()) - 1))];
      if (random_.once_in(3)) {
        oracle_.remove(id);
        index_.apply(id, std::nullopt, ++sequence_, now_);
      } else {
        put(id);
      }
    }
    if (random_.once_in(3)) now_ += std::chrono::minutes{random_.number(1, 60 * 24 * 12)};
    if (random_.once_in(4)) index_.merge();
  }

  void put(PractitionerId id) {
    if (oracle_.directory().count(id) == 0) ids_.push_back(id);
    oracle_.put(random_.practitioner(id));
    index_.apply(id, listing_of(oracle_.directory().at(id)), ++sequence_, now_);
  }

  /// Walks the whole result and compares every page with the oracle's.
  void compare(const SearchQuery& query) {
    SCOPED_TRACE(oracle::describe(query));
    std::optional<Position> position;
    SearchPage want;
    std::size_t seen = 0;
    for (bool first = true; first || position; first = false) {
      const Result<SearchPage> got = index_.search(query, position, now_);
      ASSERT_TRUE(got.has_value()) << got.error().message;
      ASSERT_EQ(got->as_of, now_);
      if (first) want = oracle_.answer(query, month_of(now_), now_);
      ASSERT_EQ(oracle::difference(*got, want), "");
      ASSERT_LE(got->items.size(), static_cast<std::size_t>(query.terms().limit));
      for (const SearchItem& item : got->items) {
        ASSERT_LT(seen, want.items.size());
        ASSERT_EQ(oracle::difference(item, want.items[seen]), "");
        ++seen;
      }
      ASSERT_TRUE(!got->next || !got->items.empty()) << "An empty page promises a next one.";
      position = got->next;
    }
    EXPECT_EQ(seen, want.items.size());
  }

  RandomDirectory& random() { return random_; }
  Index& index() { return index_; }
  oracle::Oracle& oracle() { return oracle_; }
  [[nodiscard]] Instant now() const { return now_; }
  void wait(std::chrono::seconds time) { now_ += time; }

 private:
  RandomDirectory random_;
  Index index_;
  oracle::Oracle oracle_;
  std::vector<PractitionerId> ids_;
  Instant now_ = RandomDirectory::epoch();
  std::int64_t sequence_ = 0;
};

TEST(Oracle, AgreesWithTheIndexOnEveryPageOfRandomQueriesAsPeopleChangeAndTimePasses) {
  const std::uint64_t queries = number_from_environment("STILLPOINT_ORACLE_QUERIES", 2000);
  const std::uint64_t first_seed = number_from_environment("STILLPOINT_ORACLE_SEED", 1);
  for (std::uint64_t done = 0; done < queries; done += kQueriesPerDirectory) {
    const std::uint64_t seed = first_seed + done / kQueriesPerDirectory;
    SCOPED_TRACE("STILLPOINT_ORACLE_SEED=" + std::to_string(seed) + ", way " +
                 std::to_string(seed % std::size(kWays)));
    std::mt19937_64 shape(seed);
    Twins twins(seed, kWays[seed % std::size(kWays)], static_cast<int>(shape() % 150));
    for (int i = 0; i < kQueriesPerDirectory; ++i) {
      SCOPED_TRACE("query " + std::to_string(i));
      twins.compare(twins.random().query());
      if (testing::Test::HasFatalFailure()) return;
      twins.live();
    }
  }
}

// On few rows everything is common: what is kept of rare values and how much is counted is chosen by numbers.
TEST(Oracle, AgreesWithTheIndexOnALargerDirectory) {
  Twins twins(77, {.judged_rows_max = 200}, 3000);
  for (int i = 0; i < 12; ++i) {
    SCOPED_TRACE("query " + std::to_string(i));
    twins.compare(twins.random().query());
    if (testing::Test::HasFatalFailure()) return;
    twins.live();
  }
}

TEST(Oracle, AgreesWithOverlaysThatAreStoredAndThenMerged) {
  for (std::uint64_t seed = 1000; seed < 1010; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Twins twins(seed, kWays[seed % std::size(kWays)], 200);
    for (int i = 0; i < 40; ++i) twins.put(twins.random().fresh_id());
    std::vector<SearchQuery> queries;
    for (int i = 0; i < 10; ++i) queries.push_back(twins.random().query());
    for (const SearchQuery& query : queries) twins.compare(query);
    EXPECT_GT(twins.index().stats().overlay_rows, 0);
    twins.index().merge();
    EXPECT_EQ(twins.index().stats().overlay_rows, 0);
    EXPECT_EQ(twins.index().stats().practitioners,
              static_cast<std::int64_t>(twins.oracle().directory().size()));
    for (const SearchQuery& query : queries) twins.compare(query);
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(UnknownExcluded, LeavesOutWhoDeclinesToStateFees) {
  RandomDirectory random(1);
  Index index(random.vocabulary(), {.order_key = kOrderKey, .merge_in_background = false});
  const auto put = [&](std::int64_t id, bool declined) {
    Practitioner p;
    p.id = {id};
    p.listing = ListingState::kListed;
    p.name.display = "Anna Li";
    p.fees.declined = declined;
    index.apply(p.id, listing_of(p), id, RandomDirectory::epoch());
  };
  put(1, false);
  put(2, true);
  put(3, true);
  SearchTerms terms;
  terms.currency = CurrencyKey{"USD"};
  terms.max_price = PriceLimit{10'000};
  const Result<SearchQuery> query = SearchQuery::make(std::move(terms), random.vocabulary());
  ASSERT_TRUE(query.has_value());
  const Result<SearchPage> page = index.search(*query, std::nullopt, RandomDirectory::epoch());
  ASSERT_TRUE(page.has_value());
  EXPECT_EQ(page->total, 0);
  ASSERT_EQ(page->unknown_excluded.size(), 1U);
  EXPECT_EQ(page->unknown_excluded[0].filter, Filter::kMaxPrice);
  EXPECT_EQ(page->unknown_excluded[0].count, 1);
}

}  // namespace
}  // namespace stillpoint::search
