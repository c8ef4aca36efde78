// Searches beside a writer and merges: nobody waits for long, nobody sees half a change.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "search/index.h"
#include "search/oracle.h"
#include "search/order.h"
#include "search/page_difference.h"
#include "support/random_directory.h"

namespace stillpoint::search {
namespace {

using namespace domain;
using support::listing_of;
using support::RandomDirectory;

constexpr std::uint64_t kOrderKey = 42;
constexpr int kSettled = 150;  ///< Practitioners that nobody touches.
constexpr int kWrites = 120;

TEST(SearchThreads, SeeWholeChangesWhileAWriterAppliesAndMergesRun) {
  RandomDirectory random(7);
  Index index(random.vocabulary(), {.order_key = kOrderKey, .overlay_rows_max = 40});
  oracle::Oracle oracle(random.vocabulary(),
                        [](PractitionerId id, Month month) { return turn_of(id, month, kOrderKey); });
  const Instant start = RandomDirectory::epoch();
  const auto put = [&](PractitionerId id, std::int64_t sequence, Instant now) {
    oracle.put(random.practitioner(id));
    index.apply(id, listing_of(oracle.directory().at(id)), sequence, now);
  };
  for (int i = 0; i < kSettled; ++i) put(random.fresh_id(), i + 1, start);
  std::vector<SearchQuery> queries;
  queries.reserve(40);
  for (int i = 0; i < 40; ++i) queries.push_back(random.query());
  const SearchQuery everybody = SearchQuery::make({.limit = kPageRowsMax}, random.vocabulary()).value();

  std::atomic<bool> done{false};
  std::atomic<std::int64_t> seconds{0};
  std::atomic<int> wrong{0};
  std::atomic<int> searches{0};
  const auto searcher = [&](std::size_t offset) {
    for (std::size_t i = offset; !done.load(); ++i) {
      const Instant now = start + std::chrono::seconds{seconds.load()};
      const Result<SearchPage> page = index.search(queries[i % queries.size()], {}, now);
      const Result<SearchPage> all = index.search(everybody, {}, now);
      // The writer holds one practitioner at most beside the settled ones.
      if (!page || !all || all->total < kSettled || all->total > kSettled + 1) wrong.fetch_add(1);
      searches.fetch_add(1);
    }
  };
  {
    std::vector<std::jthread> threads;
    threads.emplace_back(searcher, 0);
    threads.emplace_back(searcher, 17);
    threads.emplace_back([&] {
      while (!done.load()) index.merge();
    });
    PractitionerId guest{};
    for (int i = 0; i < kWrites; ++i) {
      seconds.fetch_add(random.number(0, 3600));
      const Instant now = start + std::chrono::seconds{seconds.load()};
      if (guest) {
        oracle.remove(guest);
        index.apply(guest, std::nullopt, kSettled + 2 * i, now);
      }
      guest = random.fresh_id();
      put(guest, kSettled + 2 * i + 1, now);
      // What was applied is there for the very next search.
      const Result<SearchPage> page = index.search(everybody, {}, now);
      ASSERT_TRUE(page.has_value());
      ASSERT_EQ(page->total, kSettled + 1);
    }
    done.store(true);
  }
  EXPECT_EQ(wrong.load(), 0);
  EXPECT_GT(searches.load(), 0);
  const Instant now = start + std::chrono::seconds{seconds.load()};
  for (const SearchQuery& query : queries) {
    const Result<SearchPage> page = index.search(query, {}, now);
    ASSERT_TRUE(page.has_value());
    const SearchPage want = oracle.answer(query, month_of(now), now);
    EXPECT_EQ(oracle::difference(*page, want), "") << oracle::describe(query);
    for (std::size_t i = 0; i < page->items.size(); ++i)
      EXPECT_EQ(oracle::difference(page->items[i], want.items[i]), "");
  }
}

}  // namespace
}  // namespace stillpoint::search
