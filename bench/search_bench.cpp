// How fast does the index answer, and how much memory does it take? Needs no database: it invents its own
// directory (STILLPOINT_BENCH_ROWS, 1,000,000 when not set).
//   cmake --preset bench && cmake --build --preset bench --target search_bench &&
//   build/bench/bench/search_bench
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "invented_million.h"
#include "search/index.h"

namespace stillpoint::bench {
namespace {

using namespace domain;

std::int64_t rows_wanted() {
  const char* text = std::getenv("STILLPOINT_BENCH_ROWS");
  return text == nullptr ? 1'000'000 : std::strtoll(text, nullptr, 10);
}

double resident_mb() {
  long pages = 0;
  long resident = 0;
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr) return 0;
  const int read = std::fscanf(file, "%ld %ld", &pages, &resident);
  std::fclose(file);
  return read == 2 ? static_cast<double>(resident) * 4096 / 1e6 : 0;
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1e3;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct Loaded {
  InventedMillion directory;
  search::Index index{directory.vocabulary(), {.order_key = 1, .merge_in_background = false}};
  Instant now = InventedMillion::now();
  Loaded() {
    const double before = resident_mb();
    const auto start = std::chrono::steady_clock::now();
    const Result<void> loaded = index.rebuild(
        [&](const auto& visit) -> Result<std::int64_t> {
          for (std::int64_t i = 0; i < rows_wanted(); ++i) visit(directory.listing(i));
          return std::int64_t{0};
        },
        now);
    const IndexStats stats = index.stats();
    const auto people = static_cast<double>(stats.practitioners);
    std::printf(
        "loaded %lld practitioners, %lld rows in %.1f s%s; by its own account %.0f B each; resident %.0f MB "
        "(%.0f B each), peak %.0f MB\n",
        static_cast<long long>(stats.practitioners), static_cast<long long>(stats.rows), seconds_since(start),
        loaded ? "" : " (failed)", static_cast<double>(stats.bytes) / people, resident_mb(),
        (resident_mb() - before) * 1e6 / people, peak_mb());
  }
};

Loaded& loaded() {
  static Loaded directory;
  return directory;
}

std::vector<Facet> all_facets() {
  std::vector<Facet> facets;
  for (std::size_t i = 0; i < kFacets; ++i) facets.push_back(static_cast<Facet>(i));
  return facets;
}

SearchQuery query_of(SearchTerms terms) {
  return SearchQuery::make(std::move(terms), loaded().directory.vocabulary()).value();
}

void answer(benchmark::State& state, const std::vector<SearchQuery>& queries,
            const std::optional<Position>& after = std::nullopt) {
  std::size_t next = 0;
  std::int64_t total = 0;
  for (auto _ : state) {
    const Result<SearchPage> page =
        loaded().index.search(queries[next++ % queries.size()], after, loaded().now);
    total += page->total;
    benchmark::DoNotOptimize(page);
  }
  state.counters["total"] = static_cast<double>(total) / static_cast<double>(state.iterations());
}

void narrow(benchmark::State& state) {
  std::vector<SearchQuery> queries;
  for (std::size_t city = 3; city < 200; city += 7) {
    queries.push_back(query_of({.near = Near{.point = InventedMillion::city(city), .radius_km = 40},
                                .accepting = true,
                                .professions = {{"profession0"}},
                                .languages = {{"aa"}},
                                .certified = true,
                                .facets = all_facets()}));
  }
  answer(state, queries);
}
BENCHMARK(narrow)->Unit(benchmark::kMicrosecond);

void narrow_largest_city(benchmark::State& state) {
  answer(state, {query_of({.near = Near{.point = InventedMillion::city(0), .radius_km = 40},
                           .accepting = true,
                           .professions = {{"profession0"}},
                           .languages = {{"aa"}},
                           .certified = true,
                           .facets = all_facets()})});
}
BENCHMARK(narrow_largest_city)->Unit(benchmark::kMicrosecond);

SearchTerms broad_terms(std::vector<Facet> facets) {
  return {.professions = {{"profession0"}},
          .languages = {{"aa"}},
          .requires_items = {{.item = ChecklistItem::kTransparentFees, .partly_suffices = true}},
          .facets = std::move(facets)};
}

void broad(benchmark::State& state) {
  answer(state, {query_of(broad_terms(all_facets()))});
}
BENCHMARK(broad)->Unit(benchmark::kMicrosecond);

void broad_without_facets(benchmark::State& state) {
  answer(state, {query_of(broad_terms({}))});
}
BENCHMARK(broad_without_facets)->Unit(benchmark::kMicrosecond);

void everybody(benchmark::State& state) {
  answer(state, {query_of({.facets = all_facets()})});
}
BENCHMARK(everybody)->Unit(benchmark::kMicrosecond);

void broad_with_a_location_filter(benchmark::State& state) {
  SearchTerms terms = broad_terms(all_facets());
  terms.accepting = true;
  terms.conditions = {{"condition0"}};
  answer(state, {query_of(terms)});
}
BENCHMARK(broad_with_a_location_filter)->Unit(benchmark::kMicrosecond);

void broad_with_a_price(benchmark::State& state) {
  SearchTerms terms = broad_terms(all_facets());
  terms.currency = CurrencyKey{"USD"};
  terms.max_price = PriceLimit{9000};
  answer(state, {query_of(terms)});
}
BENCHMARK(broad_with_a_price)->Unit(benchmark::kMicrosecond);

void wide_circle(benchmark::State& state) {
  answer(state, {query_of({.near = Near{.point = InventedMillion::city(0), .radius_km = 500},
                           .professions = {{"profession0"}},
                           .facets = all_facets()})});
}
BENCHMARK(wide_circle)->Unit(benchmark::kMicrosecond);

void near_alone(benchmark::State& state) {
  std::vector<SearchQuery> queries;
  for (std::size_t city = 3; city < 200; city += 7) {
    queries.push_back(query_of(
        {.near = Near{.point = InventedMillion::city(city), .radius_km = 40}, .facets = all_facets()}));
  }
  answer(state, queries);
}
BENCHMARK(near_alone)->Unit(benchmark::kMicrosecond);

void a_condition_everywhere(benchmark::State& state) {
  answer(state, {query_of({.approaches = {{"approach0"}}, .conditions = {{"condition0"}}})});
}
BENCHMARK(a_condition_everywhere)->Unit(benchmark::kMicrosecond);

void words_of_a_name(benchmark::State& state) {
  std::vector<SearchQuery> queries;
  for (std::int64_t i = 0; i < 50; ++i) {
    const std::string name = loaded().directory.listing(i * 1000).name_folded;
    queries.push_back(query_of({.words = name.substr(0, name.size() - 2)}));
  }
  answer(state, queries);
}
BENCHMARK(words_of_a_name)->Unit(benchmark::kMicrosecond);

void words_misspelt(benchmark::State& state) {
  std::vector<SearchQuery> queries;
  for (std::int64_t i = 0; i < 50; ++i) {
    std::string name = loaded().directory.listing(i * 1000).name_folded;
    std::swap(name[name.size() - 2], name[name.size() - 3]);
    queries.push_back(query_of({.words = name}));
  }
  answer(state, queries);
}
BENCHMARK(words_misspelt)->Unit(benchmark::kMicrosecond);

void words_of_one_letter(benchmark::State& state) {
  answer(state, {query_of({.words = "b"})});
}
BENCHMARK(words_of_one_letter)->Unit(benchmark::kMicrosecond);

void by(benchmark::State& state, Sort sort) {
  answer(state, {query_of({.professions = {{"profession0"}}, .currency = CurrencyKey{"USD"}, .sort = sort})});
}
BENCHMARK_CAPTURE(by, price, Sort::kPrice)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(by, rating, Sort::kRating)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(by, hours, Sort::kHours)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(by, name, Sort::kName)->Unit(benchmark::kMicrosecond);

void page_1000(benchmark::State& state, Sort sort) {
  const SearchQuery query =
      query_of({.professions = {{"profession0"}}, .currency = CurrencyKey{"USD"}, .sort = sort});
  std::optional<Position> position;
  for (int page = 1; page < 1000; ++page) {
    position = loaded().index.search(query, position, loaded().now)->next;
    if (!position) break;
  }
  answer(state, {query}, position);
}
BENCHMARK_CAPTURE(page_1000, best, Sort::kBest)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(page_1000, price, Sort::kPrice)->Unit(benchmark::kMicrosecond);

void nothing_matches(benchmark::State& state) {
  answer(state, {query_of({.near = Near{.point = {.lat = -75, .lon = 0}, .radius_km = 20},
                           .professions = {{"profession0"}},
                           .languages = {{"aa"}},
                           .facets = all_facets()})});
}
BENCHMARK(nothing_matches)->Unit(benchmark::kMicrosecond);

/// From a committed change to its being found, everything included.
void change_and_search(benchmark::State& state) {
  const SearchQuery query = query_of({.professions = {{"profession0"}}, .limit = 1});
  std::int64_t number = 0;
  for (auto _ : state) {
    const Listing listing = loaded().directory.listing(number++ % 100'000);
    loaded().index.apply(listing.practitioner.id, listing, number, loaded().now);
    benchmark::DoNotOptimize(loaded().index.search(query, {}, loaded().now));
  }
}
BENCHMARK(change_and_search)->Unit(benchmark::kMicrosecond);

void merge(benchmark::State& state) {
  std::int64_t number = 0;
  for (auto _ : state) {
    state.PauseTiming();
    for (int i = 0; i < 5000; ++i) {
      const Listing listing = loaded().directory.listing(number++);
      loaded().index.apply(listing.practitioner.id, listing, number, loaded().now);
    }
    state.ResumeTiming();
    loaded().index.merge();
  }
  state.counters["peak_MB"] = peak_mb();
  state.counters["resident_MB"] = resident_mb();
}
BENCHMARK(merge)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stillpoint::bench

BENCHMARK_MAIN();
