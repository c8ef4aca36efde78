#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <thread>

#include "cli/output_file.h"
#include "cli/progress.h"
#include "support/temporary_folder.h"

namespace stillpoint::cli {
namespace {

std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(OutputFile, StandsThereWholeOrNotAtAll) {
  const support::TemporaryFolder folder;
  const std::string path = folder.file("people.ndjson");
  std::ofstream(path) << "before";
  std::ostringstream standard;
  {
    Result<OutputFile> output = OutputFile::open(path, standard);
    ASSERT_TRUE(output);
    output->stream() << "half";
  }
  EXPECT_EQ(content(path), "before") << "what was not finished is gone";
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
  {
    Result<OutputFile> output = OutputFile::open(path, standard);
    ASSERT_TRUE(output);
    output->stream() << "whole";
    EXPECT_TRUE(output->finish());
  }
  EXPECT_EQ(content(path), "whole");
  EXPECT_EQ(standard.str(), "");
}

TEST(OutputFile, IsStandardOutputWhereNoneIsNamed) {
  std::ostringstream standard;
  Result<OutputFile> output = OutputFile::open("", standard);
  ASSERT_TRUE(output);
  output->stream() << "line";
  EXPECT_TRUE(output->finish());
  EXPECT_EQ(standard.str(), "line");
}

TEST(OutputFile, SaysWhyItCannotBe) {
  std::ostringstream standard;
  const Result<OutputFile> output = OutputFile::open("/nowhere/at/all", standard);
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().message, "/nowhere/at/all cannot be written: No such file or directory.");
}

TEST(Progress, IsABarOnATerminalThatGoesAway) {
  std::ostringstream out;
  {
    Progress progress(out, true, 200);
    progress.show(10, 1);
    EXPECT_EQ(out.str(), "") << "not before it is worth it";
    std::this_thread::sleep_for(std::chrono::milliseconds(120));
    progress.show(100, 7);
    EXPECT_NE(out.str().find("50 %  7 rows"), std::string::npos) << out.str();
    EXPECT_EQ(out.str().find('\n'), std::string::npos);
  }
  EXPECT_EQ(out.str().substr(out.str().size() - 4), "\r\033[K");
}

TEST(Progress, SaysNothingOfAShortReadingInALog) {
  std::ostringstream out;
  {
    Progress progress(out, false, 200);
    progress.show(200, 7);
  }
  EXPECT_EQ(out.str(), "");
}

}  // namespace
}  // namespace stillpoint::cli
