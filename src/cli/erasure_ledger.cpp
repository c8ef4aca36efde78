#include "cli/erasure_ledger.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>
#include <utility>

#include "base/id.h"
#include "base/time_text.h"

namespace stillpoint::cli {
namespace {

Error cannot(const std::string& path, const char* what, int why) {
  return Error{.code = ErrorCode::kUnavailable,
               .message = "The ledger of erasures " + path + " cannot be " + what + ": " +
                          std::generic_category().message(why) + "."};
}

std::string line_of(const domain::Erasure& erasure) {
  return print_id(erasure.practitioner.value) + " " + print_instant(erasure.at) + "\n";
}

/// Appends and waits for the disk. @return 0, or why not.
int append_safely(const std::string& path, const std::string& lines) {
  const int file = open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return errno;
  const ssize_t written = write(file, lines.data(), lines.size());
  int why = written == static_cast<ssize_t>(lines.size()) ? 0 : (written < 0 ? errno : ENOSPC);
  if (why == 0 && fsync(file) != 0) why = errno;
  close(file);
  return why;
}

}  // namespace

Result<std::vector<domain::Erasure>> ErasureFile::read() const {
  std::vector<domain::Erasure> erasures;
  std::error_code ignored;
  if (!std::filesystem::exists(path_, ignored)) return erasures;
  std::ifstream file(path_, std::ios::binary);
  if (!file) return cannot(path_, "read", errno);
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    const std::size_t space = line.find(' ');
    const auto id = parse_id(std::string_view(line).substr(0, space));
    const auto at =
        space == std::string::npos ? std::nullopt : parse_instant(std::string_view(line).substr(space + 1));
    if (!id || !at) {
      return Error{
          .code = ErrorCode::kInvalid,
          .message = path_ + ", line " + std::to_string(number) +
                     ": an id and an instant belong here, such as \"3v8k0q7m2x1c 2026-11-22T10:00:00Z\"."};
    }
    erasures.push_back({.practitioner = {*id}, .at = *at});
  }
  return erasures;
}

Result<void> ErasureFile::keep(const std::vector<domain::Erasure>& erasures) {
  const Result<std::vector<domain::Erasure>> held = read();
  if (!held) return held.error();
  std::set<domain::PractitionerId> known;
  for (const domain::Erasure& erasure : *held) known.insert(erasure.practitioner);
  std::string lines;
  for (const domain::Erasure& erasure : erasures) {
    if (known.insert(erasure.practitioner).second) lines += line_of(erasure);
  }
  if (lines.empty()) return {};
  const int why = append_safely(path_, lines);
  if (why != 0) return cannot(path_, "written", why);
  return {};
}

std::string erasure_file_of(const std::string& database) {
  return database + ".erasures";
}

}  // namespace stillpoint::cli
