#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "support/temporary_folder.h"

namespace stillpoint::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A directory of a few invented people, and the first of them.
class Keeping : public testing::Test {
 protected:
  void SetUp() override { import_people(30); }
  void import_people(int count) {
    const std::string people = folder_.file("people.ndjson");
    write_people(people, count);
    const Finished imported = run({"import", people, "--list", "asked", "--database", database_});
    ASSERT_EQ(imported.status, 0) << imported.err;
  }
  Finished command(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--database", database_});
    return run(arguments);
  }
  /// The id and the name of somebody who is listed.
  void choose_somebody() {
    const Finished exported = command({"export"});
    id_ = after(exported.out, "\"id\":\"");
    name_ = after(exported.out, "\"display\":\"");
    ASSERT_EQ(id_.size(), 12U) << exported.err;
  }
  static std::string after(const std::string& text, const std::string& sign) {
    const std::size_t at = text.find(sign);
    if (at == std::string::npos) return {};
    return text.substr(at + sign.size(), text.find('"', at + sign.size()) - at - sign.size());
  }

  support::TemporaryFolder folder_;
  std::string database_ = folder_.file("d.db");
  std::string backup_ = folder_.file("backup.db");
  std::string id_, name_;
};

TEST_F(Keeping, ASoundDatabaseChecksSound) {
  RunningServer server({"serve", "--database", database_});
  const Finished checked = command({"check"});
  EXPECT_EQ(checked.status, 0) << checked.err;
  EXPECT_THAT(checked.out, HasSubstr("sound   The file"));
  EXPECT_THAT(checked.out, HasSubstr("sound   The trail"));
  EXPECT_THAT(checked.out, HasSubstr("sound   Copies of records: 30 records"));
  EXPECT_THAT(checked.out, HasSubstr("sound   The index: 30 practitioners found of 30 listed"));
}

TEST_F(Keeping, WhatIsNotThereIsNeitherMadeNorProven) {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"check"},
                                                    {"audit", "verify"},
                                                    {"audit", "export"},
                                                    {"backup", backup_},
                                                    {"person", "export", "000000000001"}}) {
    SCOPED_TRACE(arguments[0]);
    std::vector<std::string> all = arguments;
    all.insert(all.end(), {"--database", folder_.file("none.db")});
    const Finished finished = run(all);
    EXPECT_EQ(finished.status, 1);
    EXPECT_THAT(finished.err, HasSubstr("There is no"));
    EXPECT_FALSE(std::filesystem::exists(folder_.file("none.db")));
  }
}

TEST_F(Keeping, ABackupBesideTheServerIsRestoredAsItWas) {
  const std::string before = command({"export"}).out;
  {
    RunningServer server({"serve", "--database", database_});
    const Finished copied = command({"backup", backup_});
    ASSERT_EQ(copied.status, 0) << copied.err;
    const Finished twice = command({"backup", backup_});
    EXPECT_EQ(twice.status, 1);
    EXPECT_THAT(twice.err, HasSubstr("exists already"));
    const Finished in_use = command({"restore", backup_, "--force"});
    EXPECT_EQ(in_use.status, 1);
    EXPECT_THAT(in_use.err, HasSubstr("stop the server first"));
    EXPECT_EQ(get(server.port(), "/readyz").status, 200);
  }
  import_people(40);
  EXPECT_NE(command({"export"}).out, before);
  const Finished unforced = command({"restore", backup_});
  EXPECT_EQ(unforced.status, 2);
  EXPECT_THAT(unforced.err, HasSubstr("--force"));
  const Finished restored = command({"restore", backup_, "--force"});
  ASSERT_EQ(restored.status, 0) << restored.err;
  EXPECT_EQ(command({"export"}).out, before);
  EXPECT_EQ(command({"check"}).status, 0);
  EXPECT_THAT(command({"audit", "export"}).out, HasSubstr("directory.restore"));
  const Finished aside = run({"export", "--database", database_ + ".before-restore"});
  EXPECT_NE(aside.out, before) << "what was replaced is kept";
  EXPECT_FALSE(std::filesystem::exists(database_ + ".restoring"));
  EXPECT_EQ(std::filesystem::status(backup_).permissions() & std::filesystem::perms::all,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Keeping, EvidenceTravelsWithABackup) {
  std::filesystem::create_directories(database_ + ".evidence/ab");
  std::ofstream(database_ + ".evidence/ab/abcd") << "scan";
  ASSERT_EQ(command({"backup", backup_}).status, 0);
  EXPECT_EQ(read_file(backup_ + ".evidence/ab/abcd"), "scan");
  const std::string elsewhere = folder_.file("elsewhere.db");
  const Finished restored = run({"restore", backup_, "--database", elsewhere});
  EXPECT_EQ(restored.status, 0) << restored.err;
  EXPECT_EQ(read_file(elsewhere + ".evidence/ab/abcd"), "scan");
}

TEST_F(Keeping, ADamagedBackupIsRefusedBeforeAnythingIsTouched) {
  ASSERT_EQ(command({"backup", backup_}).status, 0);
  const std::string before = command({"export"}).out;
  {
    std::fstream file(backup_, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(backup_) / 2));
    file << std::string(20'000, 'x');
  }
  const Finished refused = command({"restore", backup_, "--force"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("is not sound"));
  EXPECT_EQ(command({"export"}).out, before);
  std::ofstream(folder_.file("notes.txt")) << std::string(5000, 'x');
  EXPECT_EQ(command({"restore", folder_.file("notes.txt"), "--force"}).status, 2);
  EXPECT_EQ(command({"export"}).out, before);
}

TEST_F(Keeping, AnExportOfAPersonHoldsTheirRecordAndItsTrail) {
  choose_somebody();
  const Finished exported = command({"person", "export", id_});
  ASSERT_EQ(exported.status, 0) << exported.err;
  EXPECT_THAT(exported.out, HasSubstr("\"display\":\"" + name_));
  EXPECT_THAT(exported.out, HasSubstr("\"action\":\"practitioner.export\""));
  EXPECT_THAT(exported.out, HasSubstr("\"in\":\"change\""));
  EXPECT_EQ(command({"person", "export", "zzzzzzzzzzzz"}).status, 1);
  const Finished wrong = command({"person", "export", "nobody"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, HasSubstr("is no id"));
}

TEST_F(Keeping, AnErasedPersonIsGoneAndNeitherAnImportNorABackupBringsThemBack) {
  choose_somebody();
  ASSERT_EQ(command({"backup", backup_}).status, 0);
  RunningServer server({"serve", "--database", database_});
  EXPECT_EQ(get(server.port(), "/v1/practitioners/" + id_).status, 200);
  const Finished erased = command({"person", "erase", id_, "--reason", "Their letter of 2 November."});
  ASSERT_EQ(erased.status, 0) << erased.err;
  EXPECT_EQ(get(server.port(), "/v1/practitioners/" + id_).status, 410);
  EXPECT_THAT(command({"export"}).out, Not(HasSubstr(id_)));
  EXPECT_EQ(command({"audit", "verify"}).status, 0);
  EXPECT_EQ(command({"check"}).status, 0);
  EXPECT_EQ(command({"person", "erase", id_, "--reason", "Again."}).status, 1) << "once";
  EXPECT_THAT(read_file(database_ + ".erasures"), HasSubstr(id_));
  server.program().signal(SIGTERM);
  ASSERT_TRUE(server.program().ends_within(std::chrono::seconds(10)));
  EXPECT_THAT(read_file(database_), Not(HasSubstr(name_))) << "not even in the free space of the file";

  import_people(30);
  EXPECT_THAT(command({"export"}).out, Not(HasSubstr(name_))) << "the same file brings them not back";

  const Finished restored = command({"restore", backup_, "--force"});
  ASSERT_EQ(restored.status, 0) << restored.err;
  EXPECT_THAT(restored.out, HasSubstr("1 people who were erased since the backup were erased again"));
  EXPECT_THAT(command({"export"}).out, Not(HasSubstr(id_)));
  EXPECT_THAT(read_file(database_), Not(HasSubstr(name_)));
  EXPECT_EQ(command({"audit", "verify"}).status, 0);

  // The same on another machine, where only the ledger came along.
  const std::string elsewhere = folder_.file("elsewhere.db");
  ASSERT_EQ(run({"restore", backup_, "--erasures", database_ + ".erasures", "--database", elsewhere}).status,
            0);
  EXPECT_THAT(run({"export", "--database", elsewhere}).out, Not(HasSubstr(id_)));
}

TEST_F(Keeping, ACertificateOfAnErasedPersonAnswersAsBeforeWithoutTheName) {
  const std::string document = folder_.file("one.ndjson");
  std::ofstream(document)
      << R"({"id":"3v8k0q7m2x1c","name":{"display":"Quirina Testperson"},"listing":"listed","credentials":[{"type":"bcta_na:rcst:1",)"
         R"("number":"Q-17","events":[{"kind":"registered","effective":"2024-01-01T00:00:00Z","recorded":)"
         R"("2024-01-01T00:00:00Z"},{"kind":"revoked","effective":"2026-01-01T00:00:00Z","recorded":)"
         R"("2026-01-01T00:00:00Z","reason":"Misconduct."}]}]})"
      << "\n";
  database_ = folder_.file("one.db");
  const Finished imported = command({"import", document, "--restore"});
  ASSERT_EQ(imported.status, 0) << imported.err << read_file(document + ".rejects.ndjson");
  choose_somebody();
  RunningServer server({"serve", "--database", database_});
  const std::string asked = "/v1/verify?issuer=bcta_na&number=Q-17";
  EXPECT_THAT(get(server.port(), asked).body, HasSubstr("\"status\":\"revoked\""));
  EXPECT_THAT(get(server.port(), asked).body, HasSubstr("Quirina"));
  ASSERT_EQ(command({"person", "erase", id_, "--reason", "They asked."}).status, 0);
  const std::string after = get(server.port(), asked).body;
  EXPECT_THAT(after, HasSubstr("\"status\":\"revoked\"")) << "leaving must not hide a revocation";
  EXPECT_THAT(after, HasSubstr("Misconduct."));
  EXPECT_THAT(after, Not(HasSubstr("Quirina")));
}

TEST_F(Keeping, WhoLeftLongAgoIsErasedWhereThatIsSet) {
  const Finished unset = command({"retention"});
  EXPECT_EQ(unset.status, 0);
  EXPECT_THAT(unset.out, HasSubstr("when they ask"));
  const Finished nobody = command({"retention", "--retain-withdrawn-days", "1"});
  EXPECT_EQ(nobody.status, 0) << nobody.err;
  EXPECT_THAT(nobody.out, HasSubstr("0 people were erased"));
}

TEST_F(Keeping, AnErasureWithoutAReasonIsRefused) {
  choose_somebody();
  EXPECT_EQ(command({"person", "erase", id_}).status, 2);
  EXPECT_EQ(command({"person", "erase", id_, "--reason", ""}).status, 2);
  EXPECT_THAT(command({"export"}).out, HasSubstr(id_));
}

}  // namespace
}  // namespace stillpoint::e2e
