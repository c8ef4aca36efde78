// Asks of one Stillpoint database: how long does the index take to load beside a plain C++ scan of the same
// columns, how much memory does a row cost, steady and while segments are merged, how soon is a commit
// visible, how fast is a profile?
//
//   store_bench --database FILE [--json FILE]      (FILE is written to: give it a copy)

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/follow_changes.h"
#include "bench_directory.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

double seconds_since(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

/// Resident bytes of this process.
std::int64_t resident_bytes() {
  std::ifstream status("/proc/self/statm");
  std::int64_t pages = 0;
  std::int64_t resident = 0;
  status >> pages >> resident;
  return resident * 4096;
}

/// What a listing is made of: the tables, and of two of them the columns.
constexpr const char* kListingQueries[] = {
    "SELECT seq, id, version, listing, listing_basis, demoted_since, name, name_folded, name_collation, "
    "post_nominals, gender, phone, website, booking_url, fees_declined, fees_valid_from, "
    "session_description, "
    "sessions_min, sessions_max, reviews_invited, edited, attested FROM practitioner",
    "SELECT practitioner, city, city_folded, jurisdiction, country, lat, lon, precision, wheelchair, "
    "home_visits, "
    "accepting FROM location",
    "SELECT * FROM held_profession",
    "SELECT * FROM licence",
    "SELECT * FROM credential",
    "SELECT * FROM credential_event",
    "SELECT * FROM verification",
    "SELECT * FROM training",
    "SELECT * FROM training_condition",
    "SELECT * FROM approach",
    "SELECT * FROM declared_condition",
    "SELECT * FROM population",
    "SELECT * FROM language",
    "SELECT * FROM fee_line",
    "SELECT * FROM review",
    "SELECT * FROM review_condition"};

/// Every column that a listing is made of, stepped through and looked at, nothing built.
double plain_scan_seconds(const std::string& database) {
  sqlite3* db = nullptr;
  if (sqlite3_open_v2(database.c_str(), &db, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) std::exit(1);
  const auto start = SteadyClock::now();
  std::uint64_t seen = 0;
  for (const char* query : kListingQueries) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db, query, -1, &statement, nullptr) != SQLITE_OK) std::exit(1);
    const int columns = sqlite3_column_count(statement);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      for (int c = 0; c < columns; ++c) {
        switch (sqlite3_column_type(statement, c)) {
          case SQLITE_INTEGER:
            seen += static_cast<std::uint64_t>(sqlite3_column_int64(statement, c));
            break;
          case SQLITE_FLOAT:
            seen += static_cast<std::uint64_t>(sqlite3_column_double(statement, c) != 0);
            break;
          case SQLITE_NULL:
            break;
          default:
            seen += static_cast<std::uint64_t>(sqlite3_column_bytes(statement, c)) +
                    (sqlite3_column_text(statement, c) != nullptr);
        }
      }
    }
    sqlite3_finalize(statement);
  }
  sqlite3_close(db);
  if (seen == 0) std::exit(1);
  return seconds_since(start);
}

struct Figures {
  std::int64_t practitioners = 0, rows = 0;
  double scan_s = 0, load_s = 0, index_bytes_per_row = 0, resident_bytes_per_row = 0,
         merge_peak_bytes_per_row = 0, merge_s = 0;
  double commit_us = 0, visible_us = 0, profile_us = 0;
  double page_first_us = 0, page_far_us = 0;
  int page_far = 0;
};

/// Changes so many people in the index that a merge has work to do, yet not enough that one begins by itself.
void write_overlay(BenchDirectory& source) {
  constexpr std::int64_t kChanges = 12'000;
  static_assert(kChanges * 2 < search::kOverlayRowsMax, "each row that comes leaves a dead one, too");
  const domain::IndexStats stats = source.index().stats();
  const std::int64_t step = std::max<std::int64_t>(stats.practitioners / kChanges + 1, 2);
  std::int64_t seen = 0;
  const Result<std::int64_t> visited = source.reader().for_each_listing([&](const domain::Listing& listing) {
    if (seen++ % step == 0)
      source.index().apply(listing.practitioner.id, listing, stats.sequence, source.now());
  });
  const auto query = domain::SearchQuery::make({}, source.vocabulary());
  if (!visited || !source.index().search(*query, std::nullopt, source.now())) std::exit(1);
  if (source.index().stats().overlay_rows == 0)  // so few rows that they were joined at once
    std::fprintf(stderr, "store_bench: too few rows for a merge\n");
}

/// Merges all segments while another thread watches the resident memory.
void measure_merge(BenchDirectory& source, std::int64_t before, Figures& figures) {
  write_overlay(source);
  std::atomic<bool> done = false;
  std::int64_t peak = 0;
  std::thread watch([&] {
    while (!done) {
      peak = std::max(peak, resident_bytes());
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  });
  const auto start = SteadyClock::now();
  source.index().merge();
  figures.merge_s = seconds_since(start);
  done = true;
  watch.join();
  figures.merge_peak_bytes_per_row = static_cast<double>(peak - before) / static_cast<double>(figures.rows);
}

/// Commits a change of one practitioner after another; each is searched for by the name it was given.
void measure_visibility(const std::string& database, BenchDirectory& source, Figures& figures) {
  auto store = store::SqliteDatabase::open({.path = database});
  if (!store) std::exit(1);
  const SystemClock clock;
  app::FollowChanges follow((*store)->directory(), source.index(), clock);
  std::vector<domain::PractitionerId> ids;
  Result<std::int64_t> visited =
      (*store)->directory().for_each_listing([&ids](const domain::Listing& listing) {
        if (ids.size() < 50) ids.push_back(listing.practitioner.id);
      });
  // Loaded anew, so that it follows from where the records stand and not from the first change of all.
  if (!visited || !follow.load()) std::exit(1);
  std::vector<double> commits;
  std::vector<double> visible;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    Result<domain::Practitioner> record = (*store)->directory().find(ids[i]);
    if (!record) std::exit(1);
    record->name.display = "Zzyxqw" + std::string(1, static_cast<char>('a' + i / 26)) +
                           std::string(1, static_cast<char>('a' + i % 26));
    const auto start = SteadyClock::now();
    const Result<void> put = (*store)->writer().in_transaction([&]() -> Result<void> {
      const Result<domain::PractitionerId> id = (*store)->writer().put(*record);
      if (!id) return id.error();
      return {};
    });
    if (!put) std::exit(1);
    const auto committed = SteadyClock::now();
    if (!follow.catch_up()) std::exit(1);
    const auto query = domain::SearchQuery::make({.words = record->name.display}, source.vocabulary());
    const auto page = source.index().search(*query, std::nullopt, clock.now());
    if (!page || page->total < 1) {
      std::fprintf(stderr, "store_bench: a committed change was not found\n");
      std::exit(1);
    }
    commits.push_back(std::chrono::duration<double, std::micro>(committed - start).count());
    visible.push_back(std::chrono::duration<double, std::micro>(SteadyClock::now() - committed).count());
  }
  figures.commit_us = median(commits);
  figures.visible_us = median(visible);
}

double profile_us(const BenchDirectory& source) {
  std::vector<domain::PractitionerId> ids;
  if (!source.reader().for_each_listing(
          [&ids](const domain::Listing& l) { ids.push_back(l.practitioner.id); }))
    std::exit(1);
  std::vector<double> times;
  for (std::size_t i = 0; i < 1000; ++i) {
    const domain::PractitionerId id = ids[(i * 7919) % ids.size()];
    const auto start = SteadyClock::now();
    if (!source.reader().find(id)) std::exit(1);
    times.push_back(std::chrono::duration<double, std::micro>(SteadyClock::now() - start).count());
  }
  return median(times);
}

/// Walks a search that everybody matches, page by page to the thousandth (or the last), five times.
void measure_walk(BenchDirectory& source, Figures& figures) {
  const auto query = domain::SearchQuery::make({}, source.vocabulary());
  std::vector<double> first;
  std::vector<double> far;
  for (int round = 0; round < 5; ++round) {
    std::optional<domain::Position> after;
    std::vector<double> times;
    do {
      const auto start = SteadyClock::now();
      auto page = source.index().search(*query, after, source.now());
      if (!page) std::exit(1);
      times.push_back(std::chrono::duration<double, std::micro>(SteadyClock::now() - start).count());
      after = std::move(page->next);
    } while (after && times.size() < 1000);
    figures.page_far = static_cast<int>(times.size());
    first.insert(first.end(), times.begin(), times.begin() + std::min<std::ptrdiff_t>(5, std::ssize(times)));
    far.insert(far.end(), times.end() - std::min<std::ptrdiff_t>(5, std::ssize(times)), times.end());
  }
  figures.page_first_us = median(first);
  figures.page_far_us = median(far);
}

int run(const std::string& database, const std::string& json) {
  Figures figures;
  plain_scan_seconds(database);  // warms the page cache for both
  figures.scan_s = plain_scan_seconds(database);
  BenchDirectory source(database);
  const std::int64_t before = resident_bytes();
  const auto start = SteadyClock::now();
  const domain::IndexStats stats = source.index().stats();
  figures.load_s = seconds_since(start);
  figures.practitioners = stats.practitioners;
  figures.rows = std::max<std::int64_t>(stats.rows, 1);
  figures.index_bytes_per_row = static_cast<double>(stats.bytes) / static_cast<double>(figures.rows);
  figures.resident_bytes_per_row =
      static_cast<double>(resident_bytes() - before) / static_cast<double>(figures.rows);
  measure_walk(source, figures);
  measure_merge(source, before, figures);
  measure_visibility(database, source, figures);
  figures.profile_us = profile_us(source);
  std::printf("%lld practitioners, %lld rows\n", static_cast<long long>(figures.practitioners),
              static_cast<long long>(figures.rows));
  std::printf("load %.2f s, plain scan %.2f s, ratio %.2f\n", figures.load_s, figures.scan_s,
              figures.load_s / figures.scan_s);
  std::printf(
      "memory a row: %.0f bytes by its own account, %.0f resident, %.0f at the peak of a merge of %.2f s\n",
      figures.index_bytes_per_row, figures.resident_bytes_per_row, figures.merge_peak_bytes_per_row,
      figures.merge_s);
  std::printf("commit %.0f us, then visible to a search after %.0f us\n", figures.commit_us,
              figures.visible_us);
  std::printf("profile from the store: %.0f us\n", figures.profile_us);
  std::printf("walk: pages 1 to 5 %.0f us, pages up to %d %.0f us\n", figures.page_first_us, figures.page_far,
              figures.page_far_us);
  if (!json.empty()) {
    std::ofstream(json) << "{\"practitioners\":" << figures.practitioners << ",\"rows\":" << figures.rows
                        << ",\"load_s\":" << figures.load_s << ",\"scan_s\":" << figures.scan_s
                        << ",\"index_bytes_per_row\":" << figures.index_bytes_per_row
                        << ",\"resident_bytes_per_row\":" << figures.resident_bytes_per_row
                        << ",\"merge_peak_bytes_per_row\":" << figures.merge_peak_bytes_per_row
                        << ",\"merge_s\":" << figures.merge_s << ",\"commit_us\":" << figures.commit_us
                        << ",\"visible_us\":" << figures.visible_us
                        << ",\"profile_us\":" << figures.profile_us
                        << ",\"page_first_us\":" << figures.page_first_us
                        << ",\"page_far\":" << figures.page_far << ",\"page_far_us\":" << figures.page_far_us
                        << "}\n";
  }
  return 0;
}

}  // namespace
}  // namespace stillpoint::bench

int main(int argc, char** argv) {
  std::string database;
  std::string json;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--database") database = argv[i + 1];
    if (name == "--json") json = argv[i + 1];
  }
  if (database.empty()) {
    std::fprintf(stderr, "usage: store_bench --database FILE [--json FILE]\n");
    return 2;
  }
  return stillpoint::bench::run(database, json);
}
