#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "e2e/program.h"
#include "e2e/raw_http.h"
#include "support/shared_data.h"
#include "support/temporary_folder.h"

// The public registry's real rows, from the file to a search beside their own postal code.

namespace stillpoint::e2e {
namespace {

rapidjson::Document parsed(const std::string& text) {
  rapidjson::Document document;
  document.Parse(text.c_str());
  EXPECT_TRUE(document.IsObject()) << text.substr(0, 200);
  return document;
}

/// Whether a search near a postal code finds somebody.
bool is_found_near(int port, const std::string& id, const std::string& zip) {
  const auto page = parsed(get(port, "/v1/practitioners?limit=100&place=" + zip).body);
  const auto& items = page["items"].GetArray();
  return std::any_of(items.begin(), items.end(),
                     [&](const auto& item) { return id == item["id"].GetString(); });
}

TEST(Registry, TheRealRowsOfOurProfessionsAreFoundNearTheirPostalCode) {
  const auto rows = support::shared_data("nppes/npidata_2018_layout_first200.csv");
  if (!rows) GTEST_SKIP() << "the shared data is not here";
  const support::TemporaryFolder folder;
  const std::string file = folder.file("npidata.csv");
  std::filesystem::copy_file(*rows, file);  // what an import rejects is written beside its file
  const std::string database = folder.file("directory.db");
  const Finished imported = run({"import", file, "--format", "nppes", "--list", "Public registry, clause 3",
                                 "--json", "--database", database});
  ASSERT_EQ(imported.status, 0) << imported.err << imported.out;
  ASSERT_NE(imported.out.find("\"inserted\":12"), std::string::npos) << imported.out;
  const RunningServer server({"serve", "--database", database});
  std::istringstream lines(run({"export", "--database", database}).out);
  int people = 0;
  for (std::string line; std::getline(lines, line); ++people) {
    const auto person = parsed(line);
    ASSERT_GT(person["locations"].Size(), 0U) << line;
    const std::string zip = std::string(person["locations"][0]["postal_code"].GetString()).substr(0, 5);
    EXPECT_TRUE(is_found_near(server.port(), person["id"].GetString(), zip)) << zip;
    const auto profile =
        parsed(get(server.port(), std::string("/v1/practitioners/") + person["id"].GetString()).body);
    EXPECT_FALSE(profile.HasMember("mailing_address")) << "the mailing address is nobody's business";
  }
  EXPECT_EQ(people, 12);
}

}  // namespace
}  // namespace stillpoint::e2e
