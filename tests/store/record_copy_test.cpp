#include "store/sqlite/record_copy.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "contract/records.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::store {
namespace {

using contract::describe;
using domain::Practitioner;

TEST(RecordCopy, GivesBackAnEqualRecord) {
  for (const Practitioner& record : {contract::full_record(), contract::small_record("A"), Practitioner{}}) {
    const std::optional<Practitioner> read = decode_record(encode_record(record));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, record) << describe(*read);
  }
}

TEST(RecordCopy, IsNothingWhereBytesAreMissingTooManyOrOfAnotherForm) {
  const std::string bytes = encode_record(contract::full_record());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(decode_record(bytes.substr(0, length))) << length;
  }
  EXPECT_FALSE(decode_record(bytes + '\0'));
  std::string other_form = bytes;
  other_form[0] = 99;
  EXPECT_FALSE(decode_record(other_form));
}

TEST(RecordCopy, SurvivesNoise) {
  constexpr unsigned kSeed = 20261122;
  std::mt19937 random(kSeed);
  SCOPED_TRACE(kSeed);
  const std::string bytes = encode_record(contract::full_record());
  int read = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string noisy = bytes;
    for (int k = 0; k < 3; ++k) noisy[random() % noisy.size()] = static_cast<char>(random() & 0xff);
    if (decode_record(noisy)) ++read;
  }
  EXPECT_GT(read, 0) << "noise within texts goes unnoticed";
  EXPECT_LT(read, 20'000) << "noise in lengths does not";
}

class CopiedRecord : public testing::Test {
 protected:
  void SetUp() override {
    database_ = *SqliteDatabase::open({.path = path_});
    ASSERT_TRUE(database_->writer().put(record_));
    raw_ = *Connection::open(path_, Access::kReadWrite);
  }
  Practitioner find() { return *database_->directory().find(record_.id); }

  support::TemporaryFolder folder_;
  std::string path_ = folder_.file("d.db");
  Practitioner record_ = contract::full_record();
  std::unique_ptr<SqliteDatabase> database_;
  Connection raw_;
};

TEST_F(CopiedRecord, IsTheSameWithAndWithoutItsCopy) {
  const Practitioner with_copy = find();
  ASSERT_TRUE(raw_.execute("DELETE FROM record_copy"));
  EXPECT_EQ(describe(find()), describe(with_copy));
  record_.about = "Changed.";
  ASSERT_TRUE(database_->writer().put(record_));
  EXPECT_EQ(*raw_.query_integer("SELECT count(*) FROM record_copy"), 1);
  const Practitioner changed = find();
  EXPECT_EQ(changed.about, "Changed.");
  ASSERT_TRUE(raw_.execute("DELETE FROM record_copy"));
  EXPECT_EQ(describe(find()), describe(changed));
}

TEST_F(CopiedRecord, IsReadFromTheTablesWhereTheyAreNewerThanTheCopy) {
  ASSERT_TRUE(raw_.execute("UPDATE practitioner SET about = 'By another way.', version = version + 1"));
  EXPECT_EQ(find().about, "By another way.");
  EXPECT_EQ(find().version, 2);
}

TEST_F(CopiedRecord, UnitesHistoriesInItsCopyToo) {
  record_.credentials[0].events.pop_back();
  ASSERT_TRUE(database_->writer().put(record_));
  const Practitioner with_copy = find();
  EXPECT_EQ(with_copy.credentials[0].events.size(), 2U);
  ASSERT_TRUE(raw_.execute("DELETE FROM record_copy"));
  EXPECT_EQ(describe(find()), describe(with_copy));
}

}  // namespace
}  // namespace stillpoint::store
