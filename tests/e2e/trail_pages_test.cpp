#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "e2e/signed_in.h"
#include "support/temporary_folder.h"

namespace stillpoint::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

class TrailPages : public testing::Test {
 protected:
  void SetUp() override {
    const std::string people = folder_.file("people.ndjson");
    write_people(people, 3);
    ASSERT_EQ(run({"import", people, "--list", "asked", "--database", database_}).status, 0);
    const std::string exported = run({"export", "--database", database_}).out;
    id_ = exported.substr(exported.find("\"id\":\"") + 6, 12);
    // Something about a practitioner in the trail.
    ASSERT_EQ(run({"person", "export", id_, "--database", database_}).status, 0);
    make_account(database_, "auditor@example.org", "auditor");
    make_account(database_, "registrar@example.org", "registrar");
  }
  support::TemporaryFolder folder_;
  std::string database_ = folder_.file("d.db");
  std::string id_;
};

TEST_F(TrailPages, ShowTheTrailToWhoMayReadItByRecordAndPerson) {
  RunningServer server({"serve", "--insecure-cookies", "true", "--database", database_});
  const int port = server.port();
  EXPECT_EQ(get(port, "/admin/audit").status, 303) << "nobody is signed in";
  EXPECT_EQ(get(port, "/v1/admin/audit").status, 401);
  std::string registrar;
  ASSERT_EQ(sign_in(port, "registrar@example.org", registrar).status, 303);
  EXPECT_EQ(get(port, "/admin/audit", registrar).status, 403);
  EXPECT_EQ(get(port, "/admin/audit.csv", registrar).status, 403);
  std::string auditor;
  ASSERT_EQ(sign_in(port, "auditor@example.org", auditor).status, 303);

  const Answer all = get(port, "/admin/audit", auditor);
  EXPECT_EQ(all.status, 200);
  EXPECT_THAT(all.body, HasSubstr("practitioner.export"));
  EXPECT_THAT(all.body, HasSubstr("the operator of the machine"));
  EXPECT_THAT(all.body, HasSubstr("/admin/audit?kind=practitioner&amp;id=" + id_));
  const Answer one = get(port, "/admin/audit?kind=practitioner&id=" + id_, auditor);
  EXPECT_THAT(one.body, HasSubstr("practitioner.export"));
  EXPECT_THAT(one.body, Not(HasSubstr("· account.")));
  EXPECT_THAT(get(port, "/admin/audit?kind=school", auditor).body, HasSubstr("There is no such entry."));
  const Answer wrong = get(port, "/admin/audit?account=nobody&id=5", auditor);
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.body, HasSubstr("That is no account."));

  EXPECT_THAT(get(port, "/admin/audit/proof", auditor).body, HasSubstr("The trail holds"));
  const Answer csv = get(port, "/admin/audit.csv?kind=practitioner", auditor);
  EXPECT_THAT(csv.headers.at("content-disposition"), HasSubstr("trail.csv"));
  EXPECT_THAT(csv.body, HasSubstr("\"entry\",\"at\""));
  EXPECT_THAT(csv.body, HasSubstr("\"practitioner.export\",\"practitioner\",\"" + id_));
  const Answer lines = get(port, "/admin/audit.ndjson?kind=practitioner", auditor);
  EXPECT_THAT(lines.body, HasSubstr("\"action\":\"practitioner.export\""));
  const Answer json = get(port, "/v1/admin/audit?kind=practitioner&id=" + id_, auditor);
  EXPECT_EQ(json.status, 200);
  EXPECT_THAT(json.body, HasSubstr("\"next\":null"));
}

}  // namespace
}  // namespace stillpoint::e2e
