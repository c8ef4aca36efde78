#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "support/temporary_folder.h"

namespace stillpoint::e2e {
namespace {

TEST(Commands, AWrongUseIsOneSentenceAndStatusTwo) {
  const struct {
    std::vector<std::string> arguments;
    const char* named;  ///< What the sentence must name.
  } cases[] = {
      {{"swim"}, "swim"},
      {{"serve", "--colour", "blue"}, "--colour"},
      {{"serve", "--port"}, "--port"},
      {{"serve", "--port", "99999"}, "99999"},
      {{"serve", "--host", "0.0.0.0"}, "--public-url"},
      {{"serve", "--log-level", "loud"}, "loud"},
      {{"serve", "extra"}, "extra"},
      {{"import"}, "file"},
      {{"import", "x", "--format", "xml"}, "--format"},
      {{"generate"}, "--count"},
      {{"generate", "--count", "-1"}, "'-1' is no whole number from 0 to 10000000"},
      {{"generate", "--count", "1.5"}, "'1.5'"},
      {{"import", "x", "--list", ""}, "on what basis"},
      {{"generate", "--count", "many"}, "--count"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.arguments.back());
    const Finished finished = run(c.arguments);
    EXPECT_EQ(finished.status, 2);
    EXPECT_EQ(finished.out, "");
    EXPECT_EQ(std::count(finished.err.begin(), finished.err.end(), '\n'), 1) << finished.err;
    EXPECT_NE(finished.err.find(c.named), std::string::npos) << finished.err;
  }
}

TEST(Commands, AFileThatIsNotThereIsOneSentenceAndStatusOne) {
  const support::TemporaryFolder folder;
  const Finished finished = run({"import", folder.file("none.ndjson"), "--database", folder.file("a.db")});
  EXPECT_EQ(finished.status, 1);
  EXPECT_EQ(finished.err,
            "stillpoint: " + folder.file("none.ndjson") + " cannot be read: No such file or directory.\n");
}

TEST(Commands, AFolderThatSomebodyNamesMustBeThereAndTheUsersOwnIsMade) {
  const support::TemporaryFolder folder;
  const Finished missing = run({"serve", "--database", folder.file("slip/of/the/pen.db")});
  EXPECT_EQ(missing.status, 1);
  EXPECT_NE(missing.err.find("slip/of/the"), std::string::npos) << missing.err;
  EXPECT_FALSE(std::filesystem::exists(folder.file("slip")));
  const RunningServer server({"serve"}, {"HOME=" + folder.file("home"), "XDG_DATA_HOME="});
  EXPECT_TRUE(std::filesystem::exists(folder.file("home/.local/share/stillpoint/stillpoint.db")));
}

TEST(Commands, LookingMakesNoDatabase) {
  const support::TemporaryFolder folder;
  const Finished exported = run({"export", "--database", folder.file("none.db")});
  EXPECT_EQ(exported.status, 1);
  EXPECT_NE(exported.err.find("There is no database " + folder.file("none.db")), std::string::npos);
  const std::string file = folder.file("people.ndjson");
  std::ofstream(file)
      << R"({"external_ids": [{"system": "club", "value": "7"}], "name": {"display": "Ada Lumen"}})"
      << "\n";
  const Finished tried = run({"import", file, "--dry-run", "--database", folder.file("none.db")});
  EXPECT_EQ(tried.status, 0) << tried.err;
  EXPECT_NE(tried.out.find("1 new"), std::string::npos) << tried.out;
  EXPECT_FALSE(std::filesystem::exists(folder.file("none.db")));
}

TEST(Commands, AMisspeltVariableIsNamed) {
  const Finished finished = run({"config"}, {"STILLPOINT_PROT=8081", "HOME=/nowhere"});
  EXPECT_EQ(finished.status, 0);
  EXPECT_NE(finished.err.find("STILLPOINT_PROT is no setting"), std::string::npos) << finished.err;
}

TEST(Commands, ConfigNamesWhereEachValueCameFrom) {
  const Finished finished =
      run({"config", "--port", "9000"}, {"STILLPOINT_LOG_LEVEL=error", "HOME=/nowhere"});
  EXPECT_EQ(finished.status, 0);
  EXPECT_NE(finished.out.find("(--port)"), std::string::npos);
  EXPECT_NE(finished.out.find("(STILLPOINT_LOG_LEVEL)"), std::string::npos);
  EXPECT_NE(finished.out.find("/nowhere/.local/share/stillpoint/stillpoint.db"), std::string::npos);
  const Finished wrong = run({"config"}, {"STILLPOINT_PORT=eighty"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_NE(wrong.err.find("STILLPOINT_PORT"), std::string::npos);
}

TEST(Commands, VersionNamesWhatTheProgramIsBuiltOn) {
  const Finished finished = run({"--version"});
  EXPECT_EQ(finished.status, 0);
  for (const char* const part : {"stillpoint 0.", "schema ", "sqlite 3.", "cpp-httplib 0."}) {
    EXPECT_NE(finished.out.find(part), std::string::npos) << part;
  }
}

TEST(Commands, HealthAsksTheRunningServer) {
  const support::TemporaryFolder folder;
  std::string port;
  {
    const RunningServer server({"serve", "--database", folder.file("a.db")});
    port = std::to_string(server.port());
    const Finished healthy = run({"health", "--port", port});
    EXPECT_EQ(healthy.status, 0);
    EXPECT_EQ(healthy.out, "ready\n");
  }
  const Finished gone = run({"health", "--port", port});
  EXPECT_EQ(gone.status, 1);
  EXPECT_EQ(gone.err, "stillpoint: No server answers at 127.0.0.1:" + port + ".\n");
}

TEST(Commands, AnEmptyDirectorySaysWhatToDoNext) {
  const support::TemporaryFolder folder;
  RunningServer server({"serve", "--database", folder.file("a.db")});
  EXPECT_NE(server.program().output().find("stillpoint import"), std::string::npos);
  EXPECT_EQ(get(server.port(), "/v1/practitioners").status, 200);
}

}  // namespace
}  // namespace stillpoint::e2e
