#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "store/sqlite/backup.h"
#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::faults {
namespace {

using std::chrono::steady_clock;

constexpr int kKills = 200;
constexpr int kProcesses = 2;  ///< Two programs on one database, as a server and an import are.
constexpr int kThreadsPerProcess = 2;
constexpr int kDelayMicrosecondsMax = 12'000;  ///< After the first acknowledged write: several more fit in.
constexpr int kLooksEvery = 20;                ///< Kills between two readings of the whole trail.

domain::Practitioner person() {
  domain::Practitioner p;
  p.listing = domain::ListingState::kListed;
  p.name.display = "A";
  p.languages = {{"en"}, {"de"}};
  p.locations = {{.city = "Columbus", .country = "US"}, {.city = "Zürich", .country = "CH"}};
  return p;
}

/// A record and its trace in one transaction, over and over; each id is told once it is acknowledged.
void write_without_end(store::SqliteDatabase& database, int acknowledged) {
  for (;;) {
    std::int64_t id = 0;
    const Result<void> done = database.unit_of_work().in_transaction([&]() -> Result<void> {
      const Result<domain::PractitionerId> put = database.writer().put(person());
      if (!put) return put.error();
      id = put->value;
      return database.audit().append({.at = SystemClock().now(),
                                      .action = "practitioner.register",
                                      .subject = {.kind = "practitioner", .id = print_id(id)},
                                      .reason = "Because."});
    });
    // Locked out for long by the other program is no failure of the directory.
    if (!done && done.error().code == ErrorCode::kUnavailable) continue;
    if (!done || write(acknowledged, &id, sizeof(id)) != static_cast<ssize_t>(sizeof(id))) _exit(1);
  }
}

[[noreturn]] void run_writer(const std::string& path, int acknowledged) {
  auto database = store::SqliteDatabase::open({.path = path});
  if (!database) _exit(1);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreadsPerProcess; ++i) {
    threads.emplace_back([&] { write_without_end(**database, acknowledged); });
  }
  for (std::thread& thread : threads) thread.join();
  _exit(1);
}

/// Programs that write until they are killed, and what they say was acknowledged.
class Writers {
 public:
  explicit Writers(const std::string& path) {
    EXPECT_EQ(pipe(ends_), 0);
    for (pid_t& process : processes_) {
      process = fork();
      if (process == 0) run_writer(path, ends_[1]);
    }
    close(ends_[1]);
  }
  Writers(const Writers&) = delete;
  Writers& operator=(const Writers&) = delete;
  ~Writers() { close(ends_[0]); }

  bool wait_for_first(std::set<std::int64_t>& ledger) { return read_one(ledger); }

  /// Kills all at once, and reads what they still said before.
  void kill_all(std::set<std::int64_t>& ledger) {
    for (const pid_t process : processes_) kill(process, SIGKILL);
    for (const pid_t process : processes_) {
      int status = 0;
      EXPECT_EQ(waitpid(process, &status, 0), process);
      EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "a writer ended by itself";
    }
    while (read_one(ledger)) {
    }
  }

 private:
  bool read_one(std::set<std::int64_t>& ledger) {
    std::int64_t id = 0;  // a write of eight bytes into a pipe is never cut in two
    if (read(ends_[0], &id, sizeof(id)) != static_cast<ssize_t>(sizeof(id))) return false;
    return ledger.insert(id).second;
  }
  int ends_[2] = {-1, -1};
  pid_t processes_[kProcesses] = {};
};

/// What is on record must be whole, and hold everything in the ledger.
void expect_nothing_lost_or_half(store::SqliteDatabase& database, const std::set<std::int64_t>& ledger) {
  std::set<std::int64_t> stored;
  const auto read = database.directory().for_each_listing([&](const domain::Listing& listing) {
    stored.insert(listing.practitioner.id.value);
    EXPECT_EQ(listing.practitioner.languages.size(), 2U);
    EXPECT_EQ(listing.practitioner.locations.size(), 2U);
  });
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, static_cast<std::int64_t>(stored.size())) << "one change row for each record";
  for (const std::int64_t id : ledger) EXPECT_EQ(stored.count(id), 1U) << "acknowledged, and lost";
  std::set<std::int64_t> traced;
  ASSERT_TRUE(database.audit().for_each({}, [&](const domain::AuditRecord& record) -> Result<void> {
    traced.insert(*parse_id(record.entry.subject.id));
    return {};
  }));
  EXPECT_EQ(traced, stored) << "a record without its trace, or a trace without its record";
  const auto broken = database.audit().verify();
  ASSERT_TRUE(broken);
  EXPECT_FALSE(*broken) << (*broken)->what;
}

TEST(Killed, TwoHundredTimesUnderConcurrentWritesLosesNothingAcknowledgedAndLeavesNothingHalf) {
  const support::TemporaryFolder folder;
  const std::string path = folder.file("d.db");
  ASSERT_TRUE(store::SqliteDatabase::open({.path = path}));
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::set<std::int64_t> ledger;
  for (int kill = 1; kill <= kKills; ++kill) {
    SCOPED_TRACE("kill " + std::to_string(kill));
    {
      Writers writers(path);
      ASSERT_TRUE(writers.wait_for_first(ledger)) << "nobody writes after the last kill";
      std::this_thread::sleep_for(std::chrono::microseconds(random() % kDelayMicrosecondsMax));
      writers.kill_all(ledger);
    }
    if (kill % kLooksEvery != 0) continue;
    auto database = store::SqliteDatabase::open({.path = path});
    ASSERT_TRUE(database) << database.error().message;
    expect_nothing_lost_or_half(**database, ledger);
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GE(ledger.size(), static_cast<std::size_t>(kKills));
  RecordProperty("acknowledged", static_cast<int>(ledger.size()));
  const auto sound = store::inspect(path);
  ASSERT_TRUE(sound);
  EXPECT_TRUE(sound->faults.empty()) << sound->faults[0];
}

}  // namespace
}  // namespace stillpoint::faults
