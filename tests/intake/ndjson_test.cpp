#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "base/time_text.h"
#include "document/whole_document.h"
#include "intake/ndjson_reader.h"
#include "intake/ndjson_writer.h"
#include "intake/rejects_writer.h"
#include "support/seed_vocabulary.h"
#include "support/temporary_folder.h"

namespace stillpoint::intake {
namespace {

using support::seed_vocabulary;

std::string document_of(int number) {
  return R"({"external_ids":[{"system":"test","value":")" + std::to_string(number) +
         R"("}],"name":{"display":"Ana"}})";
}

std::vector<domain::Intake> intakes_of(const std::string& text, bool trusted = false) {
  std::istringstream in(text);
  NdjsonReader reader(in, seed_vocabulary(), {.trusted = trusted, .today = *parse_date("2026-11-22")});
  std::vector<domain::Intake> intakes;
  while (true) {
    auto next = reader.next();
    EXPECT_TRUE(next);
    if (!*next) break;
    intakes.push_back(std::move(**next));
  }
  return intakes;
}

TEST(NdjsonReader, GoodLinesLandAroundWrongOnes) {
  const auto intakes =
      intakes_of("\xEF\xBB\xBF" + document_of(1) + "\r\n" + "{\"name\":5}\n" + "\n" + document_of(4) +
                 "\n{\"a\n" + std::string(kLineBytesMax + 1, ' ') + "\n" + "\xFF\n" + document_of(8));
  ASSERT_EQ(intakes.size(), 7U);
  const struct {
    std::int64_t line;
    bool good;
  } want[] = {{1, true}, {2, false}, {4, true}, {5, false}, {6, false}, {7, false}, {8, true}};
  for (std::size_t i = 0; i < intakes.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(intakes[i].line, want[i].line);
    EXPECT_EQ(intakes[i].practitioner.has_value(), want[i].good);
    EXPECT_EQ(intakes[i].faults.empty(), want[i].good);
    EXPECT_FALSE(intakes[i].partial);
  }
}

TEST(NdjsonReader, ARejectQuotesWhatIsWrong) {
  const auto intakes = intakes_of(
      "not json\n"
      R"({"name":{"display":"Ana"},"colour":"blue"})"
      "\n");
  ASSERT_EQ(intakes.size(), 2U);
  EXPECT_EQ(intakes[0].faults.at(0).value, "not json");
  EXPECT_EQ(intakes[1].faults.at(0).where, "/colour");
  EXPECT_EQ(intakes[1].faults.at(0).value, "blue");
}

TEST(NdjsonReader, AWithdrawalInAnUntrustedFileWithdraws) {
  const std::string text =
      R"({"external_ids":[{"system":"test","value":"1"}],"listing":"withdrawn","name":{"display":"Ana"}})";
  EXPECT_TRUE(intakes_of(text).at(0).withdraw);
  EXPECT_FALSE(intakes_of(text, true).at(0).withdraw);
}

TEST(NdjsonWriter, WritesWhatTheReaderReads) {
  const std::string text = std::string(document::kWholeDocument) + "\n";
  const auto intakes = intakes_of(text, true);
  std::ostringstream out;
  NdjsonWriter writer(out, seed_vocabulary());
  ASSERT_TRUE(writer.write(*intakes.at(0).practitioner));
  ASSERT_TRUE(writer.finish());
  EXPECT_EQ(out.str(), text);
}

TEST(NdjsonWriter, SaysWhenTheDiskIsFull) {
  const auto intakes = intakes_of(std::string(document::kWholeDocument) + "\n", true);
  std::ofstream out("/dev/full", std::ios::binary);
  NdjsonWriter writer(out, seed_vocabulary());
  Result<void> done = writer.write(*intakes.at(0).practitioner);
  if (done) done = writer.finish();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kUnavailable);
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(RejectsWriter, WritesALineForEachWrongField) {
  const support::TemporaryFolder folder;
  const auto path = folder.path() / "people.ndjson.rejects.ndjson";
  RejectsWriter rejects(path);
  ASSERT_TRUE(rejects.add(3, {{.where = "/gender", .what = "Wrong.", .allowed = "female.", .value = "x\"y"},
                              {.where = "/about", .what = "Long.", .allowed = "", .value = ""}}));
  ASSERT_TRUE(rejects.finish());
  EXPECT_EQ(content_of(path),
            "{\"line\":3,\"field\":\"/"
            "gender\",\"value\":\"x\\\"y\",\"reason\":\"Wrong.\",\"allowed\":\"female.\"}\n"
            "{\"line\":3,\"field\":\"/about\",\"value\":\"\",\"reason\":\"Long.\",\"allowed\":\"\"}\n");
}

TEST(RejectsWriter, WithoutRejectsThereIsNoFile) {
  const support::TemporaryFolder folder;
  const auto path = folder.path() / "people.ndjson.rejects.ndjson";
  std::ofstream(path) << "of an earlier import\n";
  RejectsWriter rejects(path);
  ASSERT_TRUE(rejects.finish());
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace stillpoint::intake
