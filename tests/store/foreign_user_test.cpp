#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::store {
namespace {

/// An ordinary user on every Debian machine: nobody.
constexpr uid_t kNobody = 65534;

/// What opening says to a user who is not an administrator: those may write everything. Done in a child
/// process, which gives its rights away.
std::string open_as_ordinary_user(const std::string& path) {
  int ends[2] = {-1, -1};
  if (pipe(ends) != 0) return "no pipe";
  const pid_t child = fork();
  if (child == 0) {
    std::string says = "could not become another user";
    if (geteuid() != 0 || setuid(kNobody) == 0) {
      const auto opened = SqliteDatabase::open({.path = path});
      says = opened ? "opened" : opened.error().message;
    }
    const ssize_t written = write(ends[1], says.data(), says.size());
    _exit(written == static_cast<ssize_t>(says.size()) ? 0 : 1);
  }
  close(ends[1]);
  std::string says(4096, '\0');
  const ssize_t count = read(ends[0], says.data(), says.size());
  close(ends[0]);
  says.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  int status = 0;
  waitpid(child, &status, 0);
  return says;
}

TEST(ReadOnlyFile, IsRefusedInOneSentence) {
  const support::TemporaryFolder folder;
  const std::string path = folder.file("d.db");
  ASSERT_TRUE(SqliteDatabase::open({.path = path}));
  ASSERT_EQ(chmod(path.c_str(), 0444), 0);
  ASSERT_EQ(chmod(folder.path().c_str(), 0555), 0);
  EXPECT_THAT(open_as_ordinary_user(path), testing::HasSubstr("can only be read"));
  ASSERT_EQ(chmod(folder.path().c_str(), 0755), 0);
}

TEST(UnreadableFile, IsRefusedInOneSentence) {
  const support::TemporaryFolder folder;
  const std::string path = folder.file("d.db");
  ASSERT_TRUE(SqliteDatabase::open({.path = path}));
  ASSERT_EQ(chmod(path.c_str(), 0), 0);
  ASSERT_EQ(chmod(folder.path().c_str(), 0755), 0);
  EXPECT_THAT(open_as_ordinary_user(path), testing::HasSubstr("could not be opened"));
}

TEST(UnwritableFolder, IsRefusedInOneSentence) {
  const support::TemporaryFolder folder;
  ASSERT_EQ(chmod(folder.path().c_str(), 0555), 0);
  EXPECT_THAT(open_as_ordinary_user(folder.file("new.db")), testing::HasSubstr("could not be opened"));
  ASSERT_EQ(chmod(folder.path().c_str(), 0755), 0);
}

}  // namespace
}  // namespace stillpoint::store
