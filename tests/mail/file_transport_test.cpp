#include "mail/file_transport.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/temporary_folder.h"

namespace stillpoint::mail {
namespace {

using testing::HasSubstr;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + std::chrono::hours{10}};

TEST(FileTransport, WritesEachMailIntoAFileForItsOwnerAlone) {
  const support::TemporaryFolder folder;
  const std::string mails = folder.file("deep/mail");
  FileTransport transport(mails, "directory@example.org");
  ASSERT_TRUE(transport.send({.to = "a@example.org", .subject = "One", .text = "x\n"}, kNow));
  ASSERT_TRUE(transport.send({.to = "b@example.org", .subject = "Two", .text = "y\n"}, kNow));
  std::string all;
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(mails)) {
    ++count;
    EXPECT_EQ(entry.path().extension(), ".eml");
    EXPECT_EQ(entry.path().filename().string().substr(0, 21), "2026-11-22T10-00-00Z-");
    EXPECT_EQ(std::filesystem::status(entry).permissions(), std::filesystem::perms{0600});
    std::ifstream in(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(in), {});
  }
  EXPECT_EQ(count, 2);
  EXPECT_EQ(std::filesystem::status(mails).permissions(), std::filesystem::perms{0700});
  EXPECT_THAT(all, HasSubstr("To: <a@example.org>"));
  EXPECT_THAT(all, HasSubstr("Subject: Two"));
  EXPECT_EQ(transport.describe(), "files in " + mails);
}

TEST(FileTransport, TellsAWrongMailFromAFolderThatCannotBeWritten) {
  const support::TemporaryFolder folder;
  FileTransport transport(folder.file("mail"), "directory@example.org");
  EXPECT_EQ(transport.send({.to = "nobody", .subject = "A", .text = ""}, kNow).error().code,
            ErrorCode::kInvalid);
  std::ofstream(folder.file("file")) << "in the way";
  FileTransport blocked(folder.file("file/mail"), "directory@example.org");
  EXPECT_EQ(blocked.send({.to = "a@example.org", .subject = "A", .text = ""}, kNow).error().code,
            ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace stillpoint::mail
