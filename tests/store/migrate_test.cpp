#include "store/sqlite/migrate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::store {
namespace {

using testing::HasSubstr;

constexpr EmbeddedFile kFirst{"0001_pots.sql",
                              "CREATE TABLE pot (name TEXT) STRICT; INSERT INTO pot VALUES ('a');"};
constexpr EmbeddedFile kSecond{"0002_lids.sql", "CREATE TABLE lid (name TEXT) STRICT; DELETE FROM pot;"};
constexpr EmbeddedFile kHalfFailing{
    "0002_lids.sql", "CREATE TABLE lid (name TEXT) STRICT; DELETE FROM pot; INSERT INTO nowhere VALUES (1);"};

class Migrations : public testing::Test {
 protected:
  Result<void> run(const std::vector<EmbeddedFile>& files) {
    Result<Connection> connection = Connection::open(path_, Access::kReadWrite);
    if (!connection) return connection.error();
    return migrate(*connection, path_, files);
  }
  static std::int64_t number(const std::string& path, const char* sql) {
    Result<Connection> connection = Connection::open(path, Access::kReadOnly);
    EXPECT_TRUE(connection);
    const Result<std::int64_t> value = connection->query_integer(sql);
    EXPECT_TRUE(value) << value.error().detail;
    return value ? *value : -1;
  }

  support::TemporaryFolder folder_;
  std::string path_ = folder_.file("pots.db");
};

TEST_F(Migrations, MakeAFreshDatabaseWithoutACopy) {
  ASSERT_TRUE(run({kFirst, kSecond}));
  EXPECT_EQ(number(path_, "PRAGMA user_version"), 2);
  EXPECT_EQ(number(path_, "PRAGMA application_id"), kApplicationId);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);
}

TEST_F(Migrations, KeepACopyOfWhatWasThereBefore) {
  ASSERT_TRUE(run({kFirst}));
  ASSERT_TRUE(run({kFirst, kSecond}));
  EXPECT_EQ(number(path_, "SELECT count(*) FROM pot"), 0);
  const std::string copy = path_ + ".before-0002";
  EXPECT_EQ(number(copy, "SELECT count(*) FROM pot"), 1);
  EXPECT_EQ(number(copy, "PRAGMA user_version"), 1);
  EXPECT_EQ(number(copy, "PRAGMA application_id"), kApplicationId);
}

TEST_F(Migrations, RunOnce) {
  ASSERT_TRUE(run({kFirst, kSecond}));
  ASSERT_TRUE(run({kFirst, kSecond}));
  EXPECT_EQ(number(path_, "SELECT count(*) FROM pot"), 0);
  EXPECT_FALSE(std::filesystem::exists(path_ + ".before-0002"));
}

TEST_F(Migrations, LeaveTheOldSchemaIntactWhereOneFailsHalfWay) {
  ASSERT_TRUE(run({kFirst}));
  EXPECT_FALSE(run({kFirst, kHalfFailing}));
  EXPECT_EQ(number(path_, "SELECT count(*) FROM pot"), 1);
  EXPECT_EQ(number(path_, "SELECT count(*) FROM sqlite_schema WHERE name = 'lid'"), 0);
  EXPECT_EQ(number(path_, "PRAGMA user_version"), 1);
  EXPECT_EQ(number(path_ + ".before-0002", "SELECT count(*) FROM pot"), 1);
  ASSERT_TRUE(run({kFirst, kSecond})) << "the mended program goes on from there";
  EXPECT_EQ(number(path_, "PRAGMA user_version"), 2);
}

TEST_F(Migrations, RefuseASchemaNewerThanTheProgram) {
  ASSERT_TRUE(run({kFirst, kSecond}));
  const Result<void> refused = run({kFirst});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("newer version of Stillpoint"));
  EXPECT_EQ(number(path_, "PRAGMA user_version"), 2);
}

TEST_F(Migrations, RefuseAnotherProgramsDatabase) {
  {
    Result<Connection> other = Connection::open(path_, Access::kReadWrite);
    ASSERT_TRUE(other->execute("CREATE TABLE bookmarks (url TEXT)"));
  }
  const Result<void> refused = run({kFirst});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("another program's database"));
  EXPECT_EQ(number(path_, "SELECT count(*) FROM sqlite_schema"), 1);
}

TEST_F(Migrations, RunInTheOrderOfTheirNumbersWhichAreGivenOutOnce) {
  EXPECT_FALSE(run({kSecond, kFirst}));
  EXPECT_FALSE(run({kFirst, {"0001_knobs.sql", ""}}));
  EXPECT_FALSE(run({{"knobs.sql", ""}}));
  ASSERT_TRUE(run({kFirst, {"0003_knobs.sql", "CREATE TABLE knob (name TEXT) STRICT"}}));
  EXPECT_EQ(number(path_, "PRAGMA user_version"), 3);
}

TEST_F(Migrations, TakeTheResultOfAnotherProgramThatCameFirst) {
  Result<Connection> ours = Connection::open(path_, Access::kReadWrite);
  ASSERT_TRUE(ours);
  ASSERT_TRUE(ours->query_integer("PRAGMA user_version"));
  ASSERT_TRUE(run({kFirst, kSecond}));
  ASSERT_TRUE(migrate(*ours, path_, std::vector<EmbeddedFile>{kFirst, kSecond}));
  EXPECT_EQ(number(path_, "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"), 2);
}

TEST(OpenedDatabase, SaysInOneSentenceWhyItCannotBe) {
  const support::TemporaryFolder folder;
  std::ofstream(folder.file("notes.txt")) << std::string(4096, 'x');
  std::ofstream(folder.file("short.txt")) << "x";
  std::filesystem::create_directory(folder.file("folder"));
  const struct {
    const char* why;
    std::string path;
    const char* says;
  } cases[] = {{"no such folder", folder.file("nowhere/x.db"), "does not exist"},
               {"a folder", folder.file("folder"), "is a folder"},
               {"a text", folder.file("notes.txt"), "is not a Stillpoint database"},
               {"a short text", folder.file("short.txt"), "is not a Stillpoint database"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto opened = SqliteDatabase::open({.path = c.path});
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message, HasSubstr(c.says));
    EXPECT_THAT(opened.error().message, HasSubstr(c.path.substr(0, c.path.rfind('/'))));
  }
}

TEST(OpenedDatabase, IsSafeOnDiskAtEachCommit) {
  const support::TemporaryFolder folder;
  ASSERT_TRUE(SqliteDatabase::open({.path = folder.file("d.db")}));
  Result<Connection> connection = Connection::open(folder.file("d.db"), Access::kReadWrite);
  ASSERT_TRUE(connection);
  EXPECT_EQ(*connection->query_integer("PRAGMA synchronous"), 2) << "FULL";
  EXPECT_EQ(*connection->query_integer("PRAGMA foreign_keys"), 1);
  Result<Statement> journal = connection->prepare("PRAGMA journal_mode");
  ASSERT_EQ(journal->step(), Step::kRow);
  EXPECT_EQ(journal->text(0), "wal");
}

TEST(OpenedDatabase, RefusesToRewriteACredentialsHistory) {
  const support::TemporaryFolder folder;
  ASSERT_TRUE(SqliteDatabase::open({.path = folder.file("d.db")}));
  Result<Connection> connection = Connection::open(folder.file("d.db"), Access::kReadWrite);
  ASSERT_TRUE(
      connection->execute("INSERT INTO practitioner VALUES (1, 1, 1, 'listed', '', NULL, 'A', 'a', x'00', "
                          "'', NULL, '', '', '', 0, NULL, "
                          "'', NULL, NULL, 0, 0, NULL, '', '', '', '', '');"
                          "INSERT INTO credential VALUES (1, 5, 0, 'i', 'i:a:1', 'n', NULL, NULL, 0);"
                          "INSERT INTO credential_event VALUES (1, 5, 0, 'revoked', 0, 0, '', 0);"));
  for (const char* sql : {"UPDATE credential_event SET kind = 'verified'", "DELETE FROM credential_event",
                          "DELETE FROM credential", "DELETE FROM practitioner"}) {
    SCOPED_TRACE(sql);
    const Result<void> done = connection->execute(sql);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::kConflict);
  }
}

}  // namespace
}  // namespace stillpoint::store
