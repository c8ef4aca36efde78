#include "cli/output_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <ostream>
#include <system_error>
#include <utility>

namespace stillpoint::cli {
namespace {

Error cannot_write(const std::string& path, const std::string& why) {
  return Error{.code = ErrorCode::kUnavailable, .message = path + " cannot be written: " + why + "."};
}

}  // namespace

Result<OutputFile> OutputFile::open(const std::string& path, std::ostream& standard) {
  OutputFile output(standard);
  if (path.empty()) return output;
  output.path_ = path;
  output.unfinished_path_ = path + ".unfinished";
  output.file_.open(output.unfinished_path_, std::ios::binary | std::ios::trunc);
  if (!output.file_) {
    const std::string why = std::strerror(errno);
    output.unfinished_path_.clear();
    return cannot_write(path, why);
  }
  return output;
}

OutputFile::~OutputFile() {
  if (unfinished_path_.empty()) return;
  file_.close();
  std::error_code ignored;
  std::filesystem::remove(unfinished_path_, ignored);
}

std::ostream& OutputFile::stream() {
  return path_.empty() ? *standard_ : file_;
}

Result<void> OutputFile::finish() {
  stream().flush();
  if (!stream()) return cannot_write(path_.empty() ? "Standard output" : path_, std::strerror(errno));
  if (path_.empty()) return {};
  file_.close();
  std::error_code problem;
  std::filesystem::rename(unfinished_path_, path_, problem);
  if (problem) return cannot_write(path_, problem.message());
  unfinished_path_.clear();
  return {};
}

}  // namespace stillpoint::cli
