// The key that lies outside the database: who has a copy of one without the other gets nowhere.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "e2e/program.h"
#include "e2e/signed_in.h"
#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

const std::string kSecret = "twenty secret bytes!";

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Key : public testing::Test {
 protected:
  void SetUp() override { make_account(database_, "zoe@example.org", "verifier"); }
  [[nodiscard]] Finished command(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--database", database_});
    return run(arguments);
  }
  /// As a version left it that kept second factors in the open.
  void keep_in_the_open() const {
    auto database = store::SqliteDatabase::open({.path = database_});
    ASSERT_TRUE(database) << database.error().message;
    domain::AccountStore& accounts = (*database)->accounts();
    domain::Account zoe = *accounts.find_by_mail("zoe@example.org");
    zoe.totp_secret = kSecret;
    zoe.totp_confirmed = true;
    ASSERT_TRUE(accounts.put(zoe));
  }
  [[nodiscard]] bool has_factor() const {
    return command({"admin", "list-users"}).out.find("no second factor") == std::string::npos;
  }

  support::TemporaryFolder folder_;
  std::string database_ = folder_.file("d.db");
  std::string key_ = database_ + ".key";
  std::string backup_ = folder_.file("backup.db");
};

TEST_F(Key, IsDrawnOnceAndForThisUserAlone) {
  const std::string drawn = read_file(key_);
  EXPECT_THAT(drawn, HasSubstr("# "));
  EXPECT_EQ(fs::status(key_).permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write);
  ASSERT_EQ(command({"admin", "list-users"}).status, 0);
  EXPECT_EQ(read_file(key_), drawn);
  EXPECT_THAT(command({"check"}).out, HasSubstr("sound   The key"));
  fs::permissions(key_, fs::perms::others_read, fs::perm_options::add);
  const Finished checked = command({"check"});
  EXPECT_EQ(checked.status, 1);
  EXPECT_THAT(checked.out, HasSubstr("chmod 600"));
}

TEST_F(Key, CanLieElsewhere) {
  const std::string elsewhere = folder_.file("elsewhere.key");
  ASSERT_EQ(
      run({"admin", "list-users", "--database", database_}, {"STILLPOINT_KEY_FILE=" + elsewhere}).status, 0);
  EXPECT_THAT(read_file(elsewhere), HasSubstr("# "));
}

TEST_F(Key, SealsWhatWasKeptInTheOpenAndLeavesNoneOfIt) {
  keep_in_the_open();
  EXPECT_THAT(command({"check"}).out, HasSubstr("those of 1 are sealed when the server next starts"));
  EXPECT_THAT(read_file(database_), HasSubstr(kSecret));
  ASSERT_EQ(command({"admin", "list-users"}).status, 0);
  EXPECT_THAT(read_file(database_), Not(HasSubstr(kSecret)));
  EXPECT_THAT(read_file(database_ + "-wal"), Not(HasSubstr(kSecret)));
  EXPECT_THAT(command({"check"}).out, HasSubstr("opens the second factors of 1 people"));
  EXPECT_TRUE(has_factor());
  EXPECT_THAT(command({"audit", "export"}).out, HasSubstr("account.second_factor_sealed"));
  EXPECT_EQ(command({"audit", "verify"}).status, 0);
}

TEST_F(Key, IsMissedBeforeAnybodyFindsTheirCodesRefused) {
  keep_in_the_open();
  ASSERT_EQ(command({"admin", "list-users"}).status, 0);
  const std::string kept = folder_.file("kept.key");
  fs::rename(key_, kept);
  const Finished served = command({"serve", "--port", "0"});
  EXPECT_EQ(served.status, 1);
  EXPECT_THAT(served.err, HasSubstr("key file " + key_ + " is missing"));
  EXPECT_THAT(served.err, HasSubstr("admin new-key"));
  EXPECT_FALSE(fs::exists(key_)) << "a fresh one would hide that the right one is lost";
  const Finished checked = command({"check"});
  EXPECT_EQ(checked.status, 1);
  EXPECT_THAT(checked.out, HasSubstr("FAULTY  The key"));
  {
    RunningServer without_admin({"serve", "--database", database_, "--admin", "off"});
    EXPECT_EQ(get(without_admin.port(), "/v1/practitioners").status, 200) << "clients need no key";
  }
  std::ofstream(key_) << "nonsense\n";
  EXPECT_THAT(command({"admin", "list-users"}).err, HasSubstr("no key"));
  fs::rename(kept, key_);
  EXPECT_EQ(command({"check"}).status, 0);
  EXPECT_TRUE(has_factor());
}

TEST_F(Key, IsNoPartOfABackupAndARestoreSaysSo) {
  keep_in_the_open();
  ASSERT_EQ(command({"admin", "list-users"}).status, 0);
  const Finished copied = command({"backup", backup_});
  ASSERT_EQ(copied.status, 0) << copied.err;
  EXPECT_THAT(copied.out, HasSubstr("is not part of the copy"));
  EXPECT_THAT(read_file(backup_), Not(HasSubstr(kSecret)));
  EXPECT_FALSE(fs::exists(backup_ + ".key"));
  const std::string elsewhere = folder_.file("elsewhere.db");
  const Finished bare = run({"restore", backup_, "--database", elsewhere});
  EXPECT_EQ(bare.status, 0) << bare.err;
  EXPECT_THAT(bare.out, HasSubstr("is missing"));
  fs::copy_file(key_, elsewhere + ".key");
  const Finished whole = run({"restore", backup_, "--force", "--database", elsewhere});
  EXPECT_EQ(whole.status, 0) << whole.err;
  EXPECT_THAT(whole.out, Not(HasSubstr("is missing")));
  EXPECT_EQ(run({"check", "--database", elsewhere}).status, 0);
}

TEST_F(Key, OfASessionThatEndedIsNoneAgainAfterARestore) {
  make_account(database_, "max@example.org", "registrar");
  std::string cookies;
  {
    RunningServer server({"serve", "--database", database_, "--insecure-cookies", "true"});
    ASSERT_EQ(sign_in(server.port(), "max@example.org", cookies).status, 303);
    ASSERT_EQ(get(server.port(), "/admin", cookies).status, 200);
    ASSERT_EQ(command({"backup", backup_}).status, 0);
  }
  const Finished restored = command({"restore", backup_, "--force"});
  ASSERT_EQ(restored.status, 0) << restored.err;
  EXPECT_THAT(restored.out, HasSubstr("Everybody is signed out"));
  RunningServer server({"serve", "--database", database_, "--insecure-cookies", "true"});
  EXPECT_EQ(get(server.port(), "/admin", cookies).status, 303);
}

TEST_F(Key, ThatWasSeenIsReplacedAndOneThatIsLostTakesTheFactorsAlong) {
  keep_in_the_open();
  const std::string first = read_file(key_);
  const Finished renewed = command({"admin", "new-key"});
  ASSERT_EQ(renewed.status, 0) << renewed.err;
  EXPECT_NE(read_file(key_), first);
  EXPECT_THAT(renewed.out, HasSubstr("second factors of 1 people"));
  EXPECT_TRUE(has_factor());
  fs::remove(key_);
  const Finished drawn = command({"admin", "new-key"});
  ASSERT_EQ(drawn.status, 0) << drawn.err;
  EXPECT_THAT(drawn.out, HasSubstr("Those of 1 people could not be opened"));
  EXPECT_FALSE(has_factor());
  EXPECT_EQ(command({"check"}).status, 0);
  EXPECT_EQ(command({"audit", "verify"}).status, 0);
}

}  // namespace
}  // namespace stillpoint::e2e
