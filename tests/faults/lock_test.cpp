#include <gtest/gtest.h>

#include <string>

#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "store/sqlite/connection.h"
#include "support/temporary_folder.h"

namespace stillpoint::faults {
namespace {

using e2e::Finished;
using e2e::run;

TEST(LockedByAnotherProgram, ACommandSaysSoAndTheServerStillAnswers) {
  const support::TemporaryFolder folder;
  const std::string database = folder.file("d.db");
  const std::string people = folder.file("people.ndjson");
  e2e::write_people(people, 20);
  ASSERT_EQ(run({"import", people, "--list", "asked", "--database", database}).status, 0);
  e2e::RunningServer server({"serve", "--database", database});
  const std::string before = e2e::get(server.port(), "/v1/practitioners?limit=1").body;
  auto other = store::Connection::open(database, store::Access::kReadWrite);
  ASSERT_TRUE(other->execute("BEGIN IMMEDIATE"));
  e2e::write_people(people, 25);
  const Finished refused = run({"import", people, "--list", "asked", "--database", database});
  EXPECT_EQ(refused.status, 1);
  EXPECT_NE(refused.err.find("written to by another program"), std::string::npos) << refused.err;
  EXPECT_EQ(e2e::get(server.port(), "/readyz").status, 200);
  EXPECT_EQ(e2e::get(server.port(), "/v1/practitioners?limit=1").body.substr(0, 11), before.substr(0, 11));
  ASSERT_TRUE(other->execute("ROLLBACK"));
  const Finished taken = run({"import", people, "--list", "asked", "--database", database});
  EXPECT_EQ(taken.status, 0) << taken.err;
  EXPECT_NE(taken.out.find("5 new"), std::string::npos) << taken.out;
}

}  // namespace
}  // namespace stillpoint::faults
