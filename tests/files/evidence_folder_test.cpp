#include "files/evidence_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "files/media_type.h"
#include "support/temporary_folder.h"

namespace stillpoint::files {
namespace {

using namespace std::string_literals;

class EvidenceFolderTest : public ::testing::Test {
 protected:
  support::TemporaryFolder folder_;
  EvidenceFolder files_{folder_.file("evidence")};
};

TEST_F(EvidenceFolderTest, KeepsAFileByItsDigestAndGivesItBack) {
  const auto kept = files_.keep("hello");
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->sha256, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
  EXPECT_EQ(kept->media_type, "text/plain");
  EXPECT_EQ(kept->bytes, 5);
  EXPECT_EQ(*files_.read(kept->sha256), "hello");
  ASSERT_TRUE(files_.keep("hello")) << "the same once more";
  int count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.file("evidence"))) {
    count += entry.is_regular_file() ? 1 : 0;
  }
  EXPECT_EQ(count, 1);
}

TEST_F(EvidenceFolderTest, IsForThisUserAlone) {
  const auto kept = files_.keep("hello");
  ASSERT_TRUE(kept);
  struct stat status {};
  ASSERT_EQ(stat((folder_.file("evidence") + "/2c/" + kept->sha256).c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_EQ(stat(folder_.file("evidence").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0077U, 0U);
}

TEST_F(EvidenceFolderTest, RefusesWhatIsNoEvidence) {
  EXPECT_EQ(files_.keep("").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(files_.keep("MZ\x90\x00\x03"s).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(files_.keep(std::string(domain::kEvidenceBytesMax + 1, 'a')).error().code, ErrorCode::kInvalid);
  EXPECT_TRUE(files_.keep(std::string(domain::kEvidenceBytesMax, 'a')));
}

TEST_F(EvidenceFolderTest, FindsNothingByAPathAndTellsOfDamage) {
  EXPECT_EQ(files_.read("../../etc/passwd").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(files_.read(std::string(64, 'a')).error().code, ErrorCode::kNotFound);
  const auto kept = files_.keep("hello");
  ASSERT_TRUE(kept);
  std::ofstream(folder_.file("evidence") + "/2c/" + kept->sha256) << "hallo";
  EXPECT_EQ(files_.read(kept->sha256).error().code, ErrorCode::kUnavailable);
}

TEST_F(EvidenceFolderTest, SaysWhenTheDiskTakesNothing) {
  std::ofstream(folder_.file("a file")) << "x";
  EvidenceFolder nowhere(folder_.file("a file") + "/below");
  const auto kept = nowhere.keep("hello");
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().code, ErrorCode::kUnavailable);
}

TEST(MediaType, IsToldByTheContentAlone) {
  EXPECT_EQ(media_type_of("%PDF-1.7\n..."), "application/pdf");
  EXPECT_EQ(media_type_of("\x89PNG\r\n\x1a\n\x00"s), "image/png");
  EXPECT_EQ(media_type_of("\xff\xd8\xff\xe0"), "image/jpeg");
  EXPECT_EQ(media_type_of("number;name\r\n1;Zürich"), "text/plain");
  EXPECT_EQ(media_type_of("<html><script>"), "text/plain") << "and is downloaded as such, never shown";
  EXPECT_EQ(media_type_of("PK\x03\x04"), "");
  EXPECT_EQ(media_type_of("\x7f"
                          "ELF"),
            "");
}

}  // namespace
}  // namespace stillpoint::files
