#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "store/sqlite/connection.h"
#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::store {
namespace {

using domain::Practitioner;
using testing::HasSubstr;

Practitioner person(const std::string& name) {
  Practitioner p;
  p.listing = domain::ListingState::kListed;
  p.name.display = name;
  p.languages = {{"en"}, {"de"}};
  p.locations = {{.city = "Columbus", .country = "US"}};
  return p;
}

/// Writes transactions of `kChunk` records until it is killed; tells each one that is acknowledged.
constexpr std::int64_t kChunk = 7;

[[noreturn]] void write_without_end(const std::string& path, int acknowledged) {
  auto database = SqliteDatabase::open({.path = path});
  while (database) {
    const Result<void> done = (*database)->writer().in_transaction([&]() -> Result<void> {
      for (std::int64_t i = 0; i < kChunk; ++i) {
        if (Result<domain::PractitionerId> id = (*database)->writer().put(person("A")); !id)
          return id.error();
      }
      return {};
    });
    if (!done || write(acknowledged, "+", 1) != 1) break;
  }
  _exit(1);
}

TEST(KilledWriter, LeavesWholeTransactionsAndNothingAcknowledgedIsLost) {
  const support::TemporaryFolder folder;
  const std::string path = folder.file("d.db");
  ASSERT_TRUE(SqliteDatabase::open({.path = path}));
  std::int64_t acknowledged = 0;
  for (int round = 0; round < 8; ++round) {
    SCOPED_TRACE(round);
    int ends[2] = {-1, -1};
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) write_without_end(path, ends[1]);
    close(ends[1]);
    // Killed somewhere within the transaction that follows the n-th acknowledged one.
    char sign = 0;
    for (int n = 0; n <= round; ++n) ASSERT_EQ(read(ends[0], &sign, 1), 1);
    usleep(static_cast<useconds_t>(round * 300));
    kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    acknowledged += round + 1;
    while (read(ends[0], &sign, 1) == 1) ++acknowledged;
    close(ends[0]);

    auto database = SqliteDatabase::open({.path = path});
    ASSERT_TRUE(database);
    const auto counts = (*database)->directory().counts();
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->listed % kChunk, 0);
    EXPECT_GE(counts->listed, acknowledged * kChunk);
    std::int64_t whole = 0;
    const Result<std::int64_t> sequence =
        (*database)->directory().for_each_listing([&](const domain::Listing& listing) {
          whole += listing.practitioner.languages.size() == 2 && listing.practitioner.locations.size() == 1;
        });
    EXPECT_EQ(whole, counts->listed);
    EXPECT_EQ(*sequence, counts->listed);
    acknowledged = counts->listed / kChunk;  // the last one may have landed unacknowledged
  }
}

TEST(LockedDatabase, AnswersUnavailableToWritersAndStillReads) {
  const support::TemporaryFolder folder;
  const std::string path = folder.file("d.db");
  auto database = SqliteDatabase::open({.path = path, .busy_timeout = std::chrono::milliseconds(20)});
  ASSERT_TRUE(database);
  const Result<domain::PractitionerId> id = (*database)->writer().put(person("A"));
  ASSERT_TRUE(id);
  Result<Connection> other = Connection::open(path, Access::kReadWrite);
  ASSERT_TRUE(other->execute("BEGIN IMMEDIATE"));
  const Result<domain::PractitionerId> refused = (*database)->writer().put(person("B"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("another program"));
  EXPECT_EQ((*database)->directory().find(*id)->name.display, "A");
  ASSERT_TRUE(other->execute("ROLLBACK"));
  EXPECT_TRUE((*database)->writer().put(person("B")));
  EXPECT_EQ((*database)->directory().counts()->listed, 2);
}

TEST(FullDisk, IsToldInASentenceAndLeavesTheDatabaseAsItWas) {
  const support::TemporaryFolder folder;
  Result<Connection> connection = Connection::open(folder.file("d.db"), Access::kReadWrite);
  // A limit on the file's pages is answered like a disk without room.
  ASSERT_TRUE(connection->execute("PRAGMA max_page_count = 10; CREATE TABLE pot (name TEXT) STRICT"));
  const Result<void> full = connection->execute("INSERT INTO pot VALUES (hex(zeroblob(1000000)))");
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(full.error().message, HasSubstr("full"));
  EXPECT_EQ(*connection->query_integer("SELECT count(*) FROM pot"), 0);
  EXPECT_TRUE(connection->execute("INSERT INTO pot VALUES ('a')"));
}

TEST(DamagedFile, IsToldInASentence) {
  const support::TemporaryFolder folder;
  const std::string path = folder.file("d.db");
  {
    auto database = SqliteDatabase::open({.path = path});
    ASSERT_TRUE((*database)->writer().put(person("A")));
  }
  std::filesystem::resize_file(path, 3 * 4096);
  const auto opened = SqliteDatabase::open({.path = path});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kInternal);
  EXPECT_THAT(opened.error().message, HasSubstr("damaged"));
}

TEST(ClosedDatabase, LeavesOneFile) {
  const support::TemporaryFolder folder;
  {
    auto database = SqliteDatabase::open({.path = folder.file("d.db")});
    const Result<domain::PractitionerId> id = (*database)->writer().put(person("A"));
    ASSERT_TRUE((*database)->directory().find(*id));
    EXPECT_TRUE(std::filesystem::exists(folder.file("d.db-wal")));
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(Purpose, IsWrittenOnce) {
  const support::TemporaryFolder folder;
  {
    auto database = SqliteDatabase::open({.path = folder.file("d.db")});
    EXPECT_EQ(*(*database)->claim("demo"), "demo");
  }
  auto database = SqliteDatabase::open({.path = folder.file("d.db")});
  EXPECT_EQ(*(*database)->claim("real"), "demo");
}

}  // namespace
}  // namespace stillpoint::store
