#include "architecture/include_rules.h"

#include <algorithm>
#include <array>
#include <regex>
#include <sstream>

namespace stillpoint::architecture {
namespace {

/// A folder of src/ and the folders that it may include besides itself.
struct FolderRule {
  std::string_view folder;
  std::vector<std::string_view> may_include;
};

const std::vector<FolderRule>& folder_rules() {
  static const std::vector<FolderRule> rules = {
      {"base", {}},
      {"domain", {"base"}},
      {"document", {"base", "domain"}},
      {"search", {"base", "domain"}},
      {"verify", {"base", "domain"}},
      {"store", {"base", "domain", "schema"}},
      {"intake", {"base", "domain", "document"}},
      {"mail", {"base", "domain"}},
      {"hooks", {"base", "domain"}},
      {"files", {"base", "domain"}},
      {"app", {"base", "domain", "document", "search", "verify"}},
      {"http", {"base", "domain", "document", "app", "schema", "web"}},
      {"cli",
       {"base", "domain", "document", "search", "verify", "store", "intake", "mail", "hooks", "files", "app",
        "http", "schema", "seed", "web"}},
  };
  return rules;
}

/// A library outside the standard one, by how its headers' paths begin, and where these may be included.
/// Never in a header of ours: one slow or leaking library would otherwise be in every file.
struct LibraryRule {
  std::string_view prefix;
  std::vector<std::string_view> folders;
};

const std::vector<LibraryRule>& library_rules() {
  static const std::vector<LibraryRule> rules = {
      {"httplib.h", {"http"}},
      {"unicode/", {"base"}},
      {"sqlite3.h", {"store"}},
      {"CLI/", {"cli"}},
      {"spdlog/", {"http", "cli"}},
      {"rapidjson/", {"document", "intake", "http", "cli"}},
      {"qrencode.h", {"http"}},
      {"sodium.h", {"verify", "app", "http", "cli", "files"}},
      {"openssl/", {"verify", "store", "app", "http", "cli", "files", "mail"}},
      {"zlib.h", {"http"}},
      {"curl/", {"mail", "hooks"}},
  };
  return rules;
}

/// Headers of the standard library and the system that do input or output or make threads, which the pure
/// folders do not do.
constexpr std::array<std::string_view, 11> kImpureHeaders = {"cstdio",  "fstream", "filesystem", "iostream",
                                                             "thread",  "future",  "unistd.h",   "fcntl.h",
                                                             "netdb.h", "stdio.h", "poll.h"};
constexpr std::array<std::string_view, 2> kPureFolders = {"domain", "verify"};

/// Libraries that no part of the program uses: one is chosen for each job.
constexpr std::array<std::string_view, 6> kForbiddenPrefixes = {"boost/", "nlohmann/", "gtest/",
                                                                "gmock/", "fmt/",      "crow"};

template <class Range>
bool contains(const Range& range, std::string_view value) {
  return std::find(range.begin(), range.end(), value) != range.end();
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool ends_with(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

std::string_view first_component(std::string_view path) {
  return path.substr(0, path.find('/'));
}

/// "store/sqlite" of "store/sqlite/migrate.cpp": an engine, of which none may know another.
std::string_view engine_of(std::string_view path) {
  const auto second = path.find('/', path.find('/') + 1);
  return second == std::string_view::npos ? first_component(path) : path.substr(0, second);
}

std::string list_of(const std::vector<std::string_view>& names) {
  std::string out;
  for (const auto name : names) {
    out.append(out.empty() ? "" : ", ").append(name);
  }
  return out.empty() ? "nothing of ours" : out;
}

const FolderRule* rule_of(std::string_view folder) {
  const auto& rules = folder_rules();
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const FolderRule& r) { return r.folder == folder; });
  return found == rules.end() ? nullptr : &*found;
}

std::optional<std::string> own_violation(std::string_view file, std::string_view path) {
  const FolderRule& rule = *rule_of(first_component(file));
  if (path.find('/') == std::string_view::npos) {
    return "our headers are included by their full path from src/";
  }
  if (path.find("..") != std::string_view::npos) {
    return "an include does not climb out of a folder with ..";
  }
  const auto target = first_component(path);
  if (target == rule.folder) {
    if (target == "store" && engine_of(path) != engine_of(file)) {
      return "a store's engines do not know one another";
    }
    return std::nullopt;
  }
  if (!contains(rule.may_include, target)) {
    return std::string(rule.folder) + " may include " + list_of(rule.may_include) + ", not " +
           std::string(target);
  }
  return std::nullopt;
}

std::optional<std::string> library_violation(std::string_view file, std::string_view path) {
  const auto folder = first_component(file);
  for (const auto forbidden : kForbiddenPrefixes) {
    if (starts_with(path, forbidden)) {
      return std::string(path) + " belongs to no part of the program";
    }
  }
  if (contains(kPureFolders, folder) && (contains(kImpureHeaders, path) || starts_with(path, "sys/"))) {
    return std::string(folder) + " is pure: no input, output or threads, so not " + std::string(path);
  }
  for (const auto& rule : library_rules()) {
    if (!starts_with(path, rule.prefix)) {
      continue;
    }
    if (!contains(rule.folders, folder)) {
      return std::string(path) + " may be included in " + list_of(rule.folders) + ", not in " +
             std::string(folder);
    }
    if (!ends_with(file, ".cpp")) {
      return std::string(path) + " may be included in .cpp files only";
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<Include> includes_of(std::string_view text) {
  static const std::regex line_shape(R"re(^\s*#\s*include\s*(["<])([^">]+)[">][\s\S]*)re");
  std::vector<Include> includes;
  std::istringstream lines{std::string(text)};
  std::string line;
  std::smatch match;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (std::regex_match(line, match, line_shape)) {
      includes.push_back({match[2].str(), match[1].str() == "\"", number});
    }
  }
  return includes;
}

std::optional<std::string> include_violation(std::string_view file, const Include& include) {
  if (!is_known_folder(first_component(file))) {
    return "the folder src/" + std::string(first_component(file)) + " has no row in the table";
  }
  if (auto library = library_violation(file, include.path)) {
    return library;
  }
  // A folder of ours in angle brackets is still ours.
  if (include.quoted || rule_of(first_component(include.path)) != nullptr) {
    return own_violation(file, include.path);
  }
  return std::nullopt;
}

bool is_known_folder(std::string_view folder) {
  return rule_of(folder) != nullptr;
}

}  // namespace stillpoint::architecture
