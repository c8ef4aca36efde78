#include "store/sqlite/backup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "contract/records.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::store {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

mode_t mode_of(const std::string& path) {
  struct stat info {};
  EXPECT_EQ(stat(path.c_str(), &info), 0) << path;
  return info.st_mode & 0777U;
}

class Backup : public testing::Test {
 protected:
  void SetUp() override { database_ = *SqliteDatabase::open({.path = path_}); }
  void write_one() {
    ASSERT_TRUE(database_->unit_of_work().in_transaction([&]() -> Result<void> {
      const auto id = database_->writer().put(contract::small_record("A"));
      if (!id) return id.error();
      return database_->audit().append({.action = "practitioner.register"});
    }));
  }

  support::TemporaryFolder folder_;
  std::string path_ = folder_.file("d.db");
  std::string copy_ = folder_.file("copy.db");
  std::unique_ptr<SqliteDatabase> database_;
};

TEST_F(Backup, FilesAreForTheirUserAlone) {
  write_one();
  ASSERT_TRUE(back_up(path_, copy_));
  for (const std::string& path : {path_, path_ + "-wal", path_ + "-shm", copy_}) {
    SCOPED_TRACE(path);
    EXPECT_EQ(mode_of(path), 0600U);
  }
}

TEST_F(Backup, IsOneMomentWhileOthersWrite) {
  std::atomic<bool> stop = false;
  std::jthread writer([&] {
    while (!stop) write_one();
  });
  for (int i = 0; i < 5; ++i) {
    const std::string copy = folder_.file("copy" + std::to_string(i));
    const Result<void> done = back_up(path_, copy);
    ASSERT_TRUE(done) << done.error().message << " " << done.error().detail;
    const Result<FileReport> report = inspect(copy);
    ASSERT_TRUE(report);
    EXPECT_THAT(report->faults, IsEmpty());
    EXPECT_EQ(report->schema, newest_schema());
    Result<Connection> read = Connection::open(copy, Access::kReadOnly);
    EXPECT_EQ(
        *read->query_integer("SELECT (SELECT count(*) FROM practitioner) - (SELECT count(*) FROM audit)"), 0)
        << "a record and its trace are in it together or not at all";
    auto opened = SqliteDatabase::open({.path = copy});
    ASSERT_TRUE(opened);
    EXPECT_FALSE((*opened)->audit().verify()->has_value());
  }
  stop = true;
}

TEST_F(Backup, HoldsNothingThatWasErased) {
  ASSERT_TRUE(
      database_->audit().append({.subject = {.kind = "practitioner", .id = "p"}, .reason = "Old Secret"}));
  ASSERT_TRUE(database_->audit().erase({.kind = "practitioner", .id = "p"}));
  ASSERT_TRUE(back_up(path_, copy_));
  std::ifstream file(copy_, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(bytes.find("Old Secret"), std::string::npos);
}

TEST_F(Backup, RefusesWhatIsThereAndWhatIsNoDatabase) {
  std::ofstream(copy_) << "mine";
  const Result<void> taken = back_up(path_, copy_);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, ErrorCode::kConflict);
  EXPECT_THAT(taken.error().message, HasSubstr("exists already"));
  EXPECT_EQ(std::filesystem::file_size(copy_), 4U);
  const Result<void> nothing = back_up(folder_.file("nowhere.db"), folder_.file("x"));
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, ErrorCode::kNotFound);
  const Result<void> unwritable = back_up(path_, folder_.file("no-folder/x"));
  ASSERT_FALSE(unwritable);
  EXPECT_THAT(unwritable.error().message, HasSubstr("cannot be written"));
}

TEST_F(Backup, TellsDamageOfAFile) {
  for (int i = 0; i < 200; ++i) write_one();
  ASSERT_TRUE(back_up(path_, copy_));
  {
    std::fstream file(copy_, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(copy_) / 2));
    file << std::string(12'288, 'x');
  }
  const Result<FileReport> report = inspect(copy_);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(report->faults, testing::Not(IsEmpty()));
}

TEST_F(Backup, TellsARowWhoseParentIsGone) {
  write_one();
  database_.reset();
  {
    Result<Connection> raw = Connection::open(path_, Access::kReadWrite);
    ASSERT_TRUE(raw->execute("PRAGMA foreign_keys = OFF; INSERT INTO language VALUES (99, 0, 'en')"));
  }
  const Result<FileReport> report = inspect(path_);
  ASSERT_TRUE(report);
  EXPECT_THAT(report->faults, testing::ElementsAre(HasSubstr("A row of the table language")));
}

TEST_F(Backup, ReplacesADatabaseThatNobodyHasOpen) {
  write_one();
  ASSERT_TRUE(back_up(path_, copy_));
  write_one();
  const std::string aside = folder_.file("aside.db");
  const Result<void> refused = replace_database(path_, copy_, aside);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("stop the server first"));
  EXPECT_EQ(database_->directory().counts()->listed, 2) << "and it goes on as before";
  write_one();
  database_.reset();
  ASSERT_TRUE(replace_database(path_, copy_, aside));
  EXPECT_EQ((*SqliteDatabase::open({.path = path_}))->directory().counts()->listed, 1);
  EXPECT_EQ((*SqliteDatabase::open({.path = aside}))->directory().counts()->listed, 3);
}

TEST_F(Backup, ReplacesADatabaseThatIsDamaged) {
  for (int i = 0; i < 50; ++i) write_one();
  ASSERT_TRUE(back_up(path_, copy_));
  database_.reset();
  std::ofstream(path_, std::ios::binary | std::ios::in) << std::string(9000, 'x');
  ASSERT_FALSE(SqliteDatabase::open({.path = path_}));
  const Result<void> replaced = replace_database(path_, copy_, folder_.file("aside.db"));
  ASSERT_TRUE(replaced) << replaced.error().message;
  EXPECT_EQ((*SqliteDatabase::open({.path = path_}))->directory().counts()->listed, 50);
  EXPECT_TRUE(std::filesystem::exists(folder_.file("aside.db"))) << "it may still be of use to somebody";
}

}  // namespace
}  // namespace stillpoint::store
