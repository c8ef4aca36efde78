#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <sstream>
#include <string>

#include "cli/program.h"
#include "contract/records.h"
#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "e2e/signed_in.h"
#include "store/sqlite/backup.h"
#include "store/sqlite/sqlite_database.h"
#include "support/temporary_folder.h"

namespace stillpoint::faults {
namespace {

using e2e::Finished;
using e2e::run;

/// What a write says where there is no room: empty where it went through. A record and its trace, as any
/// change.
std::string write_one(store::SqliteDatabase& database) {
  const Result<void> done = database.unit_of_work().in_transaction([&]() -> Result<void> {
    const auto put = database.writer().put(contract::small_record(std::string(2000, 'A')));
    if (!put) return put.error();
    return database.audit().append({.action = "practitioner.register", .reason = std::string(2000, 'r')});
  });
  if (done) return {};
  EXPECT_EQ(done.error().code, ErrorCode::kUnavailable) << "503 to a client: " << done.error().detail;
  return done.error().message;
}

/// Writes until there is no room, makes room, goes on, and proves that nothing is half.
void fill_and_go_on(const std::string& path, const std::function<void()>& make_room) {
  auto database = store::SqliteDatabase::open({.path = path});
  ASSERT_TRUE(database) << database.error().message;
  int written = 0;
  std::string says;
  while (says.empty() && written < 100'000) {
    says = write_one(**database);
    if (says.empty()) ++written;
  }
  EXPECT_GT(written, 0);
  EXPECT_TRUE(says.find("full") != std::string::npos ||
              says.find("could not be read or written") != std::string::npos)
      << says;
  EXPECT_FALSE(write_one(**database).empty()) << "it stays full until there is room";
  EXPECT_EQ((*database)->directory().counts()->listed, written) << "and reading goes on";
  make_room();
  EXPECT_EQ(write_one(**database), "") << "with room again it goes on, without a restart";
  EXPECT_EQ((*database)->directory().counts()->listed, written + 1);
  EXPECT_FALSE(*(*database)->audit().verify());
  database->reset();
  const auto sound = store::inspect(path);
  ASSERT_TRUE(sound) << sound.error().message;
  EXPECT_TRUE(sound->faults.empty()) << sound->faults[0];
}

/// A small file system of our own, seen by a child process only. @return false where this machine allows
/// none.
bool mount_small(const std::string& folder, const char* size) {
  if (geteuid() != 0 || unshare(CLONE_NEWNS) != 0) return false;
  if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  return mount("tmpfs", folder.c_str(), "tmpfs", 0, size) == 0;
}

void limit_file_size(rlim_t bytes) {
  struct rlimit limit {};
  getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = bytes;
  setrlimit(RLIMIT_FSIZE, &limit);
}

/// Runs `body` in a child, whose expectations print what failed. @return whether all held.
bool in_child(const std::function<void()>& body) {
  const pid_t child = fork();
  if (child == 0) {
    body();
    _exit(testing::Test::HasFailure() ? 1 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(FullDisk, OfASmallFileSystemIsToldAndTheStoreGoesOnOnceThereIsRoom) {
  const support::TemporaryFolder folder;
  EXPECT_TRUE(in_child([&] {
    const std::string ballast = folder.file("ballast");
    if (mount_small(folder.path().string(), "size=3m")) {
      const int file = open(ballast.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
      ASSERT_EQ(posix_fallocate(file, 0, 1 << 20), 0);
      close(file);
      fill_and_go_on(folder.file("d.db"), [&] { std::filesystem::remove(ballast); });
      return;
    }
    // Where no file system may be mounted, a limit on the size of files is the nearest thing to a full one.
    signal(SIGXFSZ, SIG_IGN);
    limit_file_size(2 << 20);
    fill_and_go_on(folder.file("d.db"), [] { limit_file_size(RLIM_INFINITY); });
  }));
}

TEST(FullDisk, UnderALimitOnFileSizesIsToldAndTheStoreGoesOn) {
  const support::TemporaryFolder folder;
  EXPECT_TRUE(in_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    limit_file_size(2 << 20);
    fill_and_go_on(folder.file("d.db"), [] { limit_file_size(RLIM_INFINITY); });
  }));
}

TEST(FullDisk, EndsACommandWithASentenceAndLeavesTheDatabaseSound) {
  const support::TemporaryFolder folder;
  const std::string database = folder.file("d.db");
  const std::string people = folder.file("people.ndjson");
  e2e::write_people(people, 3000);
  Finished full;
  EXPECT_TRUE(in_child([&] {
    limit_file_size(3 << 20);  // the program inherits it
    full = run({"import", people, "--restore", "--database", database});
    EXPECT_EQ(full.status, 1);
    EXPECT_EQ(full.err.rfind("stillpoint: The disk that holds the database", 0), 0U) << full.err;
  }));
  const Finished checked = run({"check", "--database", database});
  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
  const Finished again = run({"import", people, "--restore", "--database", database});
  EXPECT_EQ(again.status, 0) << "it goes on where it stopped: " << again.err;
}

TEST(FullDisk, LeavesNoHalfBackup) {
  const support::TemporaryFolder folder;
  const std::string database = folder.file("d.db");
  const std::string people = folder.file("people.ndjson");
  e2e::write_people(people, 1000);
  ASSERT_EQ(run({"import", people, "--restore", "--database", database}).status, 0);
  EXPECT_TRUE(in_child([&] {
    limit_file_size(1 << 20);
    const Finished full = run({"backup", folder.file("b.db"), "--database", database});
    EXPECT_EQ(full.status, 1);
    EXPECT_NE(full.err.find("could not be written"), std::string::npos) << full.err;
  }));
  EXPECT_FALSE(std::filesystem::exists(folder.file("b.db")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("b.db.unfinished")));
}

TEST(FullDisk, IsAnsweredWith503ByAServerThatGoesOn) {
  const support::TemporaryFolder folder;
  const std::string database = folder.file("d.db");
  e2e::make_account(database, "auditor@example.org", "auditor");
  e2e::RunningServer server({"serve", "--insecure-cookies", "true", "--database", database});
  const auto allow = [&](rlim_t bytes) {
    const rlimit limit{.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
    ASSERT_EQ(prlimit(server.program().process(), RLIMIT_FSIZE, &limit, nullptr), 0);
  };
  allow(1);  // from here on nothing that it writes finds room
  std::string cookies;
  EXPECT_EQ(e2e::sign_in(server.port(), "auditor@example.org", cookies).status, 503)
      << "a session is a write";
  EXPECT_EQ(e2e::get(server.port(), "/readyz").status, 200);
  EXPECT_EQ(e2e::get(server.port(), "/v1/practitioners").status, 200) << "who only reads notices nothing";
  allow(RLIM_INFINITY);
  EXPECT_EQ(e2e::sign_in(server.port(), "auditor@example.org", cookies).status, 303) << "without a restart";
  EXPECT_EQ(e2e::get(server.port(), "/admin/audit", cookies).status, 200);
  EXPECT_EQ(run({"check", "--database", database}).status, 0);
}

/// Nobody: an ordinary user on every Debian machine.
constexpr uid_t kNobody = 65534;

TEST(ReadOnlyDatabase, IsRefusedByACommandInOneSentence) {
  const support::TemporaryFolder folder;
  const std::string database = folder.file("d.db");
  { const e2e::RunningServer made({"serve", "--database", database}); }
  ASSERT_EQ(chmod(database.c_str(), 0444), 0);
  ASSERT_EQ(chmod(folder.path().c_str(), 0555), 0);
  EXPECT_TRUE(in_child([&] {
    // An administrator may write everything, so the rights are given away first; the program's file may be in
    // a folder that others cannot enter, so it is run within this process.
    ASSERT_TRUE(geteuid() != 0 || setuid(kNobody) == 0);
    for (const char* const command : {"serve", "export"}) {
      SCOPED_TRACE(command);
      std::ostringstream out;
      std::ostringstream err;
      const int status = cli::run_program(
          {command, "--database", database},
          {.out = out, .err = err, .environment = [](const std::string&) { return std::nullopt; }});
      EXPECT_EQ(status, 1);
      EXPECT_EQ(out.str(), "");
      EXPECT_NE(err.str().find("can only be read"), std::string::npos) << err.str();
    }
  }));
  ASSERT_EQ(chmod(folder.path().c_str(), 0755), 0);
}

}  // namespace
}  // namespace stillpoint::faults
