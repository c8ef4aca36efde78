#include "architecture/include_rules.h"

#include <gtest/gtest.h>

namespace stillpoint::architecture {
namespace {

struct Row {
  const char* file;
  const char* include;
};

Include parsed(const char* include) {
  const auto found = includes_of(std::string("#include ") + include + "\n");
  EXPECT_EQ(found.size(), 1U) << include;
  return found.at(0);
}

TEST(IncludeRules, AllowWhatTheTableAllows) {
  const Row rows[] = {
      {"base/text.cpp", "<unicode/unistr.h>"},
      {"base/text.h", "<string>"},
      {"domain/checklist.h", "\"base/result.h\""},
      {"domain/checklist.cpp", "\"domain/checklist.h\""},
      {"document/reader.cpp", "\"domain/practitioner.h\""},
      {"document/reader.cpp", "<rapidjson/document.h>"},
      {"search/index.cpp", "\"domain/search_query.h\""},
      {"search/index.cpp", "<thread>"},
      {"store/sqlite/connection.cpp", "<sqlite3.h>"},
      {"store/sqlite/connection.cpp", "\"store/sqlite/connection.h\""},
      {"intake/nppes.cpp", "\"document/reader.h\""},
      {"app/search_directory.h", "\"search/index.h\""},
      {"app/register/edit.cpp", "\"document/differences.h\""},
      {"http/server.cpp", "<httplib.h>"},
      {"http/routes.cpp", "\"app/search_directory.h\""},
      {"cli/wire.cpp", "\"store/sqlite/connection.h\""},
      {"cli/main.cpp", "<CLI/CLI.hpp>"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(include_violation(row.file, parsed(row.include)), std::nullopt)
        << row.file << " " << row.include;
  }
}

TEST(IncludeRules, RefuseWhatTheTableDoesNotAllow) {
  const Row rows[] = {
      // Upwards or sideways.
      {"base/text.cpp", "\"domain/practitioner.h\""},
      {"domain/checklist.cpp", "\"document/reader.h\""},
      {"domain/ports.h", "\"store/sqlite/connection.h\""},
      {"document/reader.cpp", "\"app/search_directory.h\""},
      {"search/index.cpp", "\"verify/verdict.h\""},
      {"search/index.cpp", "\"store/sqlite/connection.h\""},
      {"verify/verdict.cpp", "\"search/index.h\""},
      {"store/sqlite/practitioners.cpp", "\"document/reader.h\""},
      {"store/sqlite/practitioners.cpp", "\"search/index.h\""},
      {"intake/nppes.cpp", "\"store/sqlite/connection.h\""},
      {"mail/outbox.cpp", "\"files/evidence.h\""},
      {"files/evidence.cpp", "\"mail/outbox.h\""},
      {"app/import.cpp", "\"store/sqlite/connection.h\""},
      {"app/import.cpp", "\"intake/nppes.h\""},
      {"http/routes.cpp", "\"search/index.h\""},
      {"http/routes.cpp", "\"store/sqlite/connection.h\""},
      {"http/routes.cpp", "\"cli/config.h\""},
      // The same in angle brackets.
      {"http/routes.cpp", "<search/index.h>"},
      // Engines of the store.
      {"store/postgres/connection.cpp", "\"store/sqlite/connection.h\""},
      // Not by the full path.
      {"http/routes.cpp", "\"server.h\""},
      {"http/routes.cpp", "\"../app/search_directory.h\""},
      {"http/routes.cpp", "\"app/../search/index.h\""},
      // Libraries outside their folder, or in a header.
      {"cli/main.cpp", "<httplib.h>"},
      {"cli/main.cpp", "\"httplib.h\""},
      {"http/server.h", "<httplib.h>"},
      {"base/text.h", "<unicode/unistr.h>"},
      {"search/text.cpp", "<unicode/unistr.h>"},
      {"cli/wire.cpp", "<sqlite3.h>"},
      {"store/sqlite/connection.h", "<sqlite3.h>"},
      {"domain/practitioner.cpp", "<rapidjson/document.h>"},
      {"document/reader.h", "<rapidjson/document.h>"},
      {"http/routes.cpp", "<CLI/CLI.hpp>"},
      {"http/log.h", "<spdlog/spdlog.h>"},
      {"document/reader.cpp", "<nlohmann/json.hpp>"},
      {"base/text.cpp", "<boost/json.hpp>"},
      {"domain/checklist.cpp", "<gtest/gtest.h>"},
      // Input and output in pure folders.
      {"domain/checklist.cpp", "<fstream>"},
      {"verify/verdict.cpp", "<sys/socket.h>"},
      // Folders that nobody has thought about.
      {"util/strings.cpp", "<string>"},
      {"http/routes.cpp", "\"util/strings.h\""},
  };
  for (const auto& row : rows) {
    EXPECT_NE(include_violation(row.file, parsed(row.include)), std::nullopt)
        << row.file << " " << row.include;
  }
}

TEST(IncludeRules, ReadEveryShapeOfAnIncludeLine) {
  const auto includes = includes_of(
      "#pragma once\n"
      "#include <string>\n"
      "  #  include \"base/text.h\"  // why\n"
      "#include<vector>\r\n"
      "// #include <map>\n"
      "const char* kText = \"#include <set>\";\n");
  ASSERT_EQ(includes.size(), 3U);
  EXPECT_EQ(includes[0].path, "string");
  EXPECT_FALSE(includes[0].quoted);
  EXPECT_EQ(includes[0].line, 2);
  EXPECT_EQ(includes[1].path, "base/text.h");
  EXPECT_TRUE(includes[1].quoted);
  EXPECT_EQ(includes[2].path, "vector");
}

}  // namespace
}  // namespace stillpoint::architecture
