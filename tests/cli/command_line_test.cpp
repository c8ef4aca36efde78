#include "cli/command_line.h"

#include <gtest/gtest.h>

namespace stillpoint::cli {
namespace {

TEST(CommandLine, IsReadIntoWhatIsAskedFor) {
  const auto import =
      read_command_line({"import", "people.ndjson", "--list", "They asked", "--json", "--port=9000"});
  ASSERT_TRUE(import) << import.error().message;
  EXPECT_EQ(import->command, Command::kImport);
  EXPECT_EQ(import->import.file, "people.ndjson");
  EXPECT_EQ(import->import.format, "ndjson");
  EXPECT_EQ(import->import.list_basis, "They asked");
  EXPECT_TRUE(import->import.json);
  EXPECT_FALSE(import->import.restore || import->import.dry_run);
  EXPECT_EQ(import->settings.size(), 1U) << "only what was given";
  EXPECT_EQ(import->settings.at("port"), "9000");

  const auto generate = read_command_line({"generate", "--count", "12", "--seed", "5"});
  ASSERT_TRUE(generate);
  EXPECT_EQ(generate->generate.count, 12);
  EXPECT_EQ(generate->generate.seed, 5U);

  EXPECT_EQ(read_command_line({"demo"})->settings.at("demo"), "true");
  EXPECT_EQ(read_command_line({"--version"})->command, Command::kVersion);
}

TEST(CommandLine, HelpsOnEachCommand) {
  EXPECT_NE(read_command_line({"--help"})->text.find("import"), std::string::npos);
  const std::string help = read_command_line({"import", "--help"})->text;
  for (const char* const part :
       {"--restore", "--list", "--dry-run", "--database", "Exit status", "rejects"}) {
    EXPECT_NE(help.find(part), std::string::npos) << part;
  }
}

TEST(CommandLine, NamesTheWholeCommandInItsHelpAndInItsErrors) {
  EXPECT_NE(read_command_line({"admin", "create-user", "--help"})->text.find("stillpoint admin create-user"),
            std::string::npos);

  const auto no_subcommand = read_command_line({"admin"});
  ASSERT_FALSE(no_subcommand);
  EXPECT_NE(no_subcommand.error().message.find("`stillpoint admin --help`"), std::string::npos)
      << no_subcommand.error().message;
  const auto misspelt = read_command_line({"serve", "--prt", "1"});
  ASSERT_FALSE(misspelt);
  EXPECT_NE(misspelt.error().message.find("`stillpoint serve --help`"), std::string::npos)
      << misspelt.error().message;
}

}  // namespace
}  // namespace stillpoint::cli
