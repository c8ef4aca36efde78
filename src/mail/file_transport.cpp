#include "mail/file_transport.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/id.h"
#include "base/time_text.h"
#include "mail/message.h"

namespace stillpoint::mail {
namespace {

constexpr mode_t kOwnerOnlyFolder = 0700;
constexpr mode_t kOwnerOnlyFile = 0600;

Error cannot_write(const std::string& folder, const std::string& why) {
  return Error{.code = ErrorCode::kUnavailable,
               .message = "The mail could not be written into the folder " + folder + ".",
               .detail = why};
}

Result<void> write_whole(const std::string& path, std::string_view bytes) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnlyFile);
  std::error_code problem(file < 0 ? errno : 0, std::generic_category());
  while (!problem && !bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0) {
      problem = std::error_code(errno, std::generic_category());
    } else {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  if (!problem && fsync(file) != 0) problem = std::error_code(errno, std::generic_category());
  if (file >= 0) close(file);
  if (problem) return cannot_write(std::filesystem::path(path).parent_path().string(), problem.message());
  return {};
}

}  // namespace

FileTransport::FileTransport(std::string folder, std::string from)
    : folder_(std::move(folder)), from_(std::move(from)) {}

Result<void> FileTransport::send(const domain::Mail& mail, Instant now) {
  const std::string id = print_id(draw_id());
  const Result<std::string> message = compose(mail, from_, id, now);
  if (!message) return message.error();
  std::error_code problem;
  if (std::filesystem::create_directories(folder_, problem)) chmod(folder_.c_str(), kOwnerOnlyFolder);
  if (problem) return cannot_write(folder_, problem.message());
  // "2026-11-22T10-00-00Z-3v8k0q7m2x1c.eml": in order of time where they are listed by name.
  std::string name = print_instant(now) + "-" + id;
  std::replace(name.begin(), name.end(), ':', '-');
  const std::string path = folder_ + "/" + name;
  Result<void> written = write_whole(path + ".unfinished", *message);
  if (!written) {
    unlink((path + ".unfinished").c_str());
    return written;
  }
  std::filesystem::rename(path + ".unfinished", path + ".eml", problem);
  if (problem) return cannot_write(folder_, problem.message());
  return {};
}

std::string FileTransport::describe() const {
  return "files in " + folder_;
}

}  // namespace stillpoint::mail
