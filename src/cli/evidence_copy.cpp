#include "cli/evidence_copy.h"

#include <filesystem>
#include <system_error>

namespace stillpoint::cli {

namespace fs = std::filesystem;

std::string evidence_folder_of(const std::string& database) {
  return database + ".evidence";
}

namespace {

/// Under another name first, so that a file that is there is whole.
std::error_code copy_whole(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  const fs::path unfinished = to.string() + ".unfinished";
  fs::create_directories(to.parent_path(), failed);
  if (!failed) fs::copy_file(from, unfinished, fs::copy_options::overwrite_existing, failed);
  if (!failed) fs::permissions(unfinished, fs::perms::owner_read | fs::perms::owner_write, failed);
  if (!failed) fs::rename(unfinished, to, failed);
  return failed;
}

}  // namespace

Result<int> copy_evidence(const std::string& from, const std::string& to) {
  std::error_code failed;
  if (!fs::is_directory(from, failed)) return 0;
  int count = 0;
  fs::recursive_directory_iterator files(from, failed);
  for (const fs::recursive_directory_iterator end; !failed && files != end; files.increment(failed)) {
    if (!files->is_regular_file(failed)) continue;
    const fs::path target = fs::path(to) / fs::relative(files->path(), from, failed);
    if (!failed && !fs::exists(target, failed)) failed = copy_whole(files->path(), target);
    if (failed) break;
    ++count;
  }
  if (!failed) return count;
  return Error{
      .code = ErrorCode::kUnavailable,
      .message = "The evidence in " + from + " cannot be copied to " + to + ": " + failed.message() + "."};
}

Result<void> EvidenceOfPeople::remove(const std::string& sha256) {
  // A digest comes from the database: nothing but hexadecimal digits may become a path.
  const bool digest =
      sha256.size() == 64 && sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!digest) return {};
  std::error_code failed;
  const fs::path file = fs::path(folder_) / sha256.substr(0, 2) / sha256;
  fs::remove(file, failed);
  if (!failed) return {};
  return Error{.code = ErrorCode::kUnavailable,
               .message = "The evidence " + file.string() + " cannot be removed: " + failed.message() +
                          ". Remove it by hand."};
}

}  // namespace stillpoint::cli
