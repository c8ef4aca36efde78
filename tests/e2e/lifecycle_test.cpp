#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <string>
#include <thread>

#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "support/temporary_folder.h"

namespace stillpoint::e2e {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

std::string total_at(int port) {
  const std::string body = get(port, "/v1/practitioners?limit=1").body;
  return body.substr(0, body.find(','));
}

class Lifecycle : public ::testing::Test {
 protected:
  std::string database() const { return folder_.file("directory.db"); }
  /// Invented people as a file; returns its path.
  std::string people(int count) const {
    std::string file = folder_.file("people-" + std::to_string(count) + ".ndjson");
    write_people(file, count);
    return file;
  }
  support::TemporaryFolder folder_;
};

TEST_F(Lifecycle, AStopFinishesWhatIsUnderWayAndTakesNothingNew) {
  RunningServer server({"serve", "--database", database()});
  RawConnection idle(server.port());
  idle.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(idle.receive().status, 200);
  RawConnection busy(server.port());
  busy.send(
      "POST /v1/practitioners/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
      "Content-Length: 11\r\n\r\n{\"limit\"");
  std::this_thread::sleep_for(200ms);  // for the server to have read the head
  server.program().signal(SIGTERM);
  EXPECT_TRUE(idle.closes_within(5s)) << "who waits is let go";
  EXPECT_FALSE(server.program().ends_within(200ms)) << "who is served is finished";
  EXPECT_FALSE(RawConnection(server.port()).is_open()) << "who comes now is not taken";
  busy.send(":5}");
  const Answer answer = busy.receive();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.at("connection"), "close");
  EXPECT_TRUE(server.program().ends_within(8s));
  EXPECT_EQ(server.program().finish().status, 0);
}

TEST_F(Lifecycle, AnImportBesideARunningServerIsSeenAsItLands) {
  const std::string file = people(300);
  RunningServer server({"serve", "--database", database()});
  EXPECT_EQ(total_at(server.port()), "{\"total\":0");
  const Finished imported = run({"import", file, "--restore", "--json", "--database", database()});
  EXPECT_EQ(imported.status, 0) << imported.err;
  EXPECT_NE(imported.out.find("\"inserted\":300"), std::string::npos) << imported.out;
  const auto deadline = steady_clock::now() + 10s;
  while (total_at(server.port()) == "{\"total\":0" && steady_clock::now() < deadline)
    std::this_thread::sleep_for(50ms);
  std::this_thread::sleep_for(500ms);  // a portion more
  EXPECT_EQ(total_at(server.port()), "{\"total\":300");
  const std::string metrics = get(server.port(), "/metrics").body;
  EXPECT_NE(metrics.find("\nstillpoint_changes_applied_total 300\n"), std::string::npos) << metrics;
}

TEST_F(Lifecycle, ADirectoryThatLetsOthersInAsksWhoRunsIt) {
  const auto asks = [&](const std::vector<std::string>& settings) {
    std::vector<std::string> arguments = {"serve", "--port", "0", "--database", database()};
    arguments.insert(arguments.end(), settings.begin(), settings.end());
    Program program(arguments);
    const auto deadline = steady_clock::now() + 30s;
    while (program.output().find("is empty. Next:") == std::string::npos && steady_clock::now() < deadline)
      std::this_thread::sleep_for(20ms);
    program.signal(SIGTERM);
    return program.finish().err.find("--operator-name and --operator-contact") != std::string::npos;
  };
  EXPECT_TRUE(asks({"--public-url", "https://example.org"}));
  EXPECT_FALSE(asks({})) << "who serves their own machine knows";
  EXPECT_FALSE(asks({"--public-url", "https://example.org", "--operator-name", "Somatic Register",
                     "--operator-contact", "privacy@example.org"}));
}

TEST_F(Lifecycle, ARestartKeepsWhatIsThere) {
  ASSERT_EQ(run({"import", people(50), "--restore", "--database", database()}).status, 0);
  std::string before;
  {
    RunningServer server({"serve", "--database", database()});
    before = get(server.port(), "/v1/practitioners?sort=name&limit=100").body;
    server.program().signal(SIGKILL);
  }
  RunningServer again({"serve", "--database", database()});
  const std::string after = get(again.port(), "/v1/practitioners?sort=name&limit=100").body;
  ASSERT_NE(before.find("\"items\":[{"), std::string::npos);
  EXPECT_EQ(before.substr(before.find("\"items\"")), after.substr(after.find("\"items\"")));
}

TEST_F(Lifecycle, ABusyPortIsOneSentence) {
  RunningServer server({"serve", "--database", database()});
  const Finished second =
      run({"serve", "--database", folder_.file("other.db"), "--port", std::to_string(server.port())});
  EXPECT_EQ(second.status, 1);
  EXPECT_EQ(second.err, "stillpoint: Port " + std::to_string(server.port()) +
                            " is in use by another program: choose another one with --port.\n");
}

TEST_F(Lifecycle, TheDemoAndRealPeopleNeverShareADatabase) {
  {
    RunningServer demo({"demo", "--database", database()});
    EXPECT_NE(total_at(demo.port()), "{\"total\":0");
    EXPECT_NE(get(demo.port(), "/").headers.at("x-robots-tag").find("noindex"), std::string::npos);
  }
  for (const char* const command : {"serve", "export"}) {
    const Finished refused = run({command, "--database", database()});
    EXPECT_EQ(refused.status, 2) << command;
    EXPECT_NE(refused.err.find("invented"), std::string::npos);
  }
  const std::string real = folder_.file("real.db");
  { const RunningServer opened({"serve", "--database", real}); }
  const Finished refused = run({"demo", "--database", real});
  EXPECT_EQ(refused.status, 2);
  EXPECT_NE(refused.err.find("real practitioners"), std::string::npos);
}

TEST_F(Lifecycle, InventedPeopleAreNotTakenIntoARealDirectoryByWayOfAnExport) {
  const std::string file = folder_.file("demo.ndjson");
  { const RunningServer demo({"demo", "--database", database()}); }
  ASSERT_EQ(run({"export", "--demo", "true", "--database", database(), "--output", file}).status, 0);
  const std::string real = folder_.file("real.db");
  for (const std::vector<std::string>& how :
       {std::vector<std::string>{"--restore"}, {"--list", "They asked to be listed"}}) {
    std::vector<std::string> arguments = {"import", file, "--json", "--database", real};
    arguments.insert(arguments.end(), how.begin(), how.end());
    const Finished refused = run(arguments);
    EXPECT_EQ(refused.status, 3) << refused.err;
    EXPECT_NE(refused.out.find("\"inserted\":0"), std::string::npos) << refused.out;
  }
  const Finished again = run(
      {"import", file, "--restore", "--json", "--demo", "true", "--database", folder_.file("demo-again.db")});
  EXPECT_EQ(again.status, 0) << again.err << again.out;
}

TEST_F(Lifecycle, TheDemoIsThereAgainWithTheSamePeople) {
  std::string first;
  {
    RunningServer demo({"demo", "--database", database()});
    first = total_at(demo.port());
  }
  RunningServer demo({"demo", "--database", database()});
  EXPECT_EQ(total_at(demo.port()), first);
  EXPECT_EQ(demo.program().output().find("Inventing"), std::string::npos) << "nobody is invented twice";
}

TEST_F(Lifecycle, AnImportLeavesWrongRowsOutAndSaysSo) {
  const std::string file = people(3);
  std::ofstream(file, std::ios::app) << "{\"name\": 5}\nnot json\n";
  const Finished imported =
      run({"import", file, "--list", "They asked to be listed", "--database", database()});
  EXPECT_EQ(imported.status, 3) << imported.err;
  EXPECT_NE(imported.out.find("3 new"), std::string::npos) << imported.out;
  EXPECT_NE(imported.out.find("2 rejected"), std::string::npos) << imported.out;
  std::ifstream rejects(file + ".rejects.ndjson");
  std::string line;
  ASSERT_TRUE(std::getline(rejects, line));
  EXPECT_NE(line.find("\"line\":4"), std::string::npos) << line;
}

TEST_F(Lifecycle, AnExportRestoredIsTheSameExport) {
  const std::string first = folder_.file("first.ndjson");
  const std::string second = folder_.file("second.ndjson");
  ASSERT_EQ(run({"import", people(40), "--restore", "--database", database()}).status, 0);
  ASSERT_EQ(run({"export", "--output", first, "--database", database()}).status, 0);
  ASSERT_EQ(run({"import", first, "--restore", "--database", folder_.file("copy.db")}).status, 0);
  const Finished exported = run({"export", "--database", folder_.file("copy.db")});
  std::ifstream in(first, std::ios::binary);
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  EXPECT_GT(expected.size(), 10000U);
  EXPECT_EQ(exported.out, expected);
}

}  // namespace
}  // namespace stillpoint::e2e
