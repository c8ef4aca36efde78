#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "store/sqlite/connection.h"
#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::store {
namespace {

using testing::HasSubstr;

constexpr const char* kOpenTheLock =
    "DROP TRIGGER audit_is_never_rewritten; DROP TRIGGER audit_is_never_deleted; "
    "DROP TRIGGER audit_is_appended_at_its_end; DROP TRIGGER audit_head_is_never_set; "
    "DROP TRIGGER audit_head_is_never_deleted;";

/// Five entries, and somebody who has the file and SQLite's own tool.
class TamperedTrail : public testing::Test {
 protected:
  void SetUp() override {
    database_ = *SqliteDatabase::open({.path = path_});
    for (int i = 1; i <= 5; ++i) {
      ASSERT_TRUE(
          database_->audit().append({.at = Instant{std::chrono::seconds{1'800'000'000 + i}},
                                     .actor = {.kind = domain::ActorKind::kAccount,
                                               .account = {i},
                                               .name = "Vera",
                                               .address = "192.0.2." + std::to_string(i)},
                                     .action = "credential.revoke",
                                     .subject = {.kind = "practitioner", .id = "p" + std::to_string(i)},
                                     .reason = "reason " + std::to_string(i)}));
    }
    raw_ = *Connection::open(path_, Access::kReadWrite);
  }
  void tamper(const std::string& sql) {
    const Result<void> done = raw_.execute(kOpenTheLock + sql);
    ASSERT_TRUE(done) << done.error().detail;
  }
  void expect_broken(std::int64_t sequence, const std::string& says) {
    const auto verified = database_->audit().verify();
    ASSERT_TRUE(verified) << verified.error().detail;
    ASSERT_TRUE(verified->has_value());
    EXPECT_EQ((*verified)->sequence, sequence);
    EXPECT_THAT((*verified)->what, HasSubstr(says));
  }

  support::TemporaryFolder folder_;
  std::string path_ = folder_.file("d.db");
  std::unique_ptr<SqliteDatabase> database_;
  Connection raw_;
};

TEST_F(TamperedTrail, CannotBeChangedWhileItsLockIsThere) {
  for (const char* const sql :
       {"DELETE FROM audit", "DELETE FROM audit WHERE sequence = 5", "UPDATE audit SET actor = 'Eve'",
        "UPDATE audit SET content = '{}'", "UPDATE audit SET salt = NULL, content = NULL, at = at - 1",
        "UPDATE audit SET sequence = sequence + 10", "DELETE FROM audit_head",
        "UPDATE audit_head SET sequence = 3",
        "CREATE TEMP TABLE copy AS SELECT * FROM audit WHERE sequence = 3; REPLACE INTO audit SELECT * FROM "
        "copy",
        "UPDATE temp.copy SET sequence = 9; INSERT INTO audit SELECT * FROM temp.copy"}) {
    SCOPED_TRACE(sql);
    const Result<void> done = raw_.execute(sql);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::kConflict);
  }
  EXPECT_FALSE(database_->audit().verify()->has_value());
  EXPECT_EQ(*raw_.query_integer("SELECT count(*) FROM audit WHERE actor = 'Vera'"), 5);
}

TEST_F(TamperedTrail, NamesARowThatWasChanged) {
  tamper("UPDATE audit SET actor = 'Eve' WHERE sequence >= 3");
  expect_broken(3, "Entry 3 does not match its hash");
}

TEST_F(TamperedTrail, NamesARowWhoseContentWasChanged) {
  tamper("UPDATE audit SET content = replace(content, 'reason 4', 'reason X') WHERE sequence = 4");
  expect_broken(4, "content of entry 4");
}

TEST_F(TamperedTrail, NamesARowThatIsMissing) {
  tamper("DELETE FROM audit WHERE sequence IN (2, 3)");
  expect_broken(2, "Entry 2 is missing: entry 4 is what follows entry 1.");
}

TEST_F(TamperedTrail, NamesTheFirstOfAnEndThatWasCutOff) {
  tamper("DELETE FROM audit WHERE sequence >= 4");
  expect_broken(4, "Entry 4 is missing: the trail went on to entry 5.");
}

TEST_F(TamperedTrail, NamesTheFirstOfTwoRowsThatWereSwapped) {
  tamper(
      "UPDATE audit SET sequence = 100 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 4;"
      "UPDATE audit SET sequence = 4 WHERE sequence = 100");
  expect_broken(2, "Entry 2 does not match its hash");
}

TEST_F(TamperedTrail, NamesARowThatWasPutInsteadOfAnotherWithAHashOfItsOwn) {
  // A whole trail made anew agrees with itself, but its entries are not those that the others continue.
  const support::TemporaryFolder elsewhere;
  auto other = *SqliteDatabase::open({.path = elsewhere.file("other.db")});
  ASSERT_TRUE(other->audit().append({.action = "credential.reinstate"}));
  tamper("ATTACH '" + elsewhere.file("other.db") + "' AS other; DELETE FROM audit WHERE sequence = 1; " +
         "INSERT INTO main.audit SELECT * FROM other.audit");
  expect_broken(2, "Entry 2 does not continue entry 1");
}

TEST_F(TamperedTrail, NamesTheLastRowWhereItIsNotTheOneThatWasWritten) {
  tamper("UPDATE audit_head SET hash = zeroblob(32)");
  expect_broken(5, "not the one that the trail ended with");
}

TEST_F(TamperedTrail, StaysReadableWhereContentIsSpoilt) {
  tamper("UPDATE audit SET content = '{nonsense' WHERE sequence = 3");
  std::vector<std::string> reasons;
  ASSERT_TRUE(database_->audit().for_each({}, [&](const domain::AuditRecord& record) -> Result<void> {
    reasons.push_back(record.entry.reason);
    return {};
  }));
  EXPECT_THAT(reasons,
              testing::ElementsAre("reason 1", "reason 2", HasSubstr("tampered"), "reason 4", "reason 5"));
}

TEST_F(TamperedTrail, LeavesNothingErasedInTheFile) {
  ASSERT_EQ(*database_->audit().erase({.kind = "practitioner", .id = "p2"}), 1);
  ASSERT_TRUE(raw_.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
  std::ifstream file(path_, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(std::filesystem::file_size(path_ + "-wal"), 0U);
  EXPECT_EQ(bytes.find("reason 2"), std::string::npos);
  EXPECT_EQ(bytes.find("192.0.2.2"), std::string::npos);
  EXPECT_NE(bytes.find("reason 3"), std::string::npos);
}

}  // namespace
}  // namespace stillpoint::store
