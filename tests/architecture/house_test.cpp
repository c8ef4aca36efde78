// Reads the whole checkout: does the house stand as its table says?
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "architecture/include_rules.h"

namespace stillpoint::architecture {
namespace {

namespace fs = std::filesystem;

fs::path checkout() {
  return STILLPOINT_SOURCE_DIR;
}

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in.good()) << path;
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The sources below a folder of the checkout, as paths relative to that folder.
std::vector<fs::path> sources_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (entry.is_regular_file() && (extension == ".h" || extension == ".cpp")) {
      files.push_back(fs::relative(entry.path(), folder));
    }
  }
  return files;
}

/// What is made and not written: never read by the tests of the text below.
bool is_made(const fs::path& name) {
  return name == "build" || name == "node_modules" || name == "data" || name == ".git";
}

TEST(House, NoFileIncludesWhatItsFolderMayNot) {
  const auto files = sources_below(checkout() / "src");
  ASSERT_FALSE(files.empty());
  for (const auto& file : files) {
    for (const auto& include : includes_of(content_of(checkout() / "src" / file))) {
      const auto violation = include_violation(file.generic_string(), include);
      EXPECT_FALSE(violation) << "src/" << file.generic_string() << ":" << include.line << ": " << *violation
                              << ".";
    }
  }
}

// What makes a header prove that it stands alone; headers without a .cpp are compiled alone (header_alone_*).
TEST(House, EverySourceIncludesItsOwnHeaderFirst) {
  for (const auto& file : sources_below(checkout() / "src")) {
    const auto header = fs::path(file).replace_extension(".h");
    if (file.extension() != ".cpp" || !fs::exists(checkout() / "src" / header)) {
      continue;
    }
    const auto includes = includes_of(content_of(checkout() / "src" / file));
    ASSERT_FALSE(includes.empty()) << file;
    EXPECT_EQ(includes.front().path, header.generic_string()) << "src/" << file.generic_string();
  }
}

TEST(House, EveryHeaderIsGuardedByPragmaOnce) {
  for (const auto& file : sources_below(checkout() / "src")) {
    if (file.extension() == ".h") {
      EXPECT_NE(content_of(checkout() / "src" / file).find("#pragma once"), std::string::npos) << file;
    }
  }
}

TEST(House, EveryFolderIsALibraryOfItsOwn) {
  for (const auto& entry : fs::directory_iterator(checkout() / "src")) {
    if (!entry.is_directory()) {
      continue;
    }
    const auto folder = entry.path().filename().string();
    EXPECT_TRUE(is_known_folder(folder)) << "src/" << folder << " has no row in the table";
    std::string recipes;
    bool has_sources = false;
    for (const auto& inside : fs::recursive_directory_iterator(entry.path())) {
      has_sources |= inside.path().extension() == ".cpp";
      if (inside.path().filename() == "CMakeLists.txt") {
        recipes += content_of(inside.path());
      }
    }
    EXPECT_TRUE(!has_sources ||
                std::regex_search(recipes, std::regex("stillpoint_library\\(\\s*" + folder + "[\\s_]")))
        << "src/" << folder << " makes no CMake library of its own";
  }
}

// A package's address belongs to the settings of the machine that installs it, and a path of one machine to
// no file.
TEST(House, NoFileNamesAPackageRegistryOrAFolderOfOneMachine) {
  // Put together here, so that this file does not name them either.
  const std::vector<std::string> hosts = {
      std::string("registry.") + "npmjs",
      std::string("registry.") + "yarnpkg",
      std::string("deb.") + "debian.org",
      std::string("ftp.") + "debian.org",
      std::string("security.") + "debian.org",
      std::string("snapshot.") + "debian.org",
      std::string("proxy.") + "golang.org",
      std::string("files.") + "pythonhosted",
      std::string("pypi.") + "org",
      std::string("pkg.") + "dev/",
  };
  const std::regex machine_path(R"((^|[\s"'=(:`])/(work|root|home)/)");
  for (auto it = fs::recursive_directory_iterator(checkout()); it != fs::recursive_directory_iterator();
       ++it) {
    if (is_made(it->path().filename())) {
      it.disable_recursion_pending();
      continue;
    }
    // Binary and long data files hold no settings.
    constexpr std::uintmax_t kBytesMax = 2U << 20U;
    if (!it->is_regular_file() || it->file_size() > kBytesMax) {
      continue;
    }
    const auto text = content_of(it->path());
    for (const auto& host : hosts) {
      EXPECT_EQ(text.find(host), std::string::npos) << it->path() << " names a package registry";
    }
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
      EXPECT_FALSE(line.size() < 2000 && std::regex_search(line, machine_path))
          << it->path() << ":" << number << " names a folder of one machine";
    }
  }
}

/// What proves a claim can be looked up: a test that was renamed or removed is missed here.
TEST(House, EveryTestThatTheSecurityPageNamesIsThere) {
  std::set<std::string> tests;
  const std::regex macro(R"(TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\))");
  for (const auto& file : sources_below(checkout() / "tests")) {
    const auto text = content_of(checkout() / "tests" / file);
    for (std::sregex_iterator it(text.begin(), text.end(), macro), end; it != end; ++it) {
      tests.insert((*it)[1].str() + "." + (*it)[2].str());
    }
  }
  const auto page = content_of(checkout() / "docs/security.md");
  const std::regex named(R"(`([A-Z]\w+\.[A-Z]\w+)`)");
  std::size_t count = 0;
  for (std::sregex_iterator it(page.begin(), page.end(), named), end; it != end; ++it, ++count) {
    EXPECT_EQ(tests.count((*it)[1].str()), 1U) << "docs/security.md names " << (*it)[1].str();
  }
  EXPECT_GT(count, 40U);
}

}  // namespace
}  // namespace stillpoint::architecture
