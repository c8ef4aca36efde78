#include "files/evidence_folder.h"

#include <fcntl.h>
#include <openssl/sha.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "base/id.h"
#include "files/media_type.h"

namespace stillpoint::files {
namespace {

constexpr std::size_t kDigestDigits = 64;
constexpr mode_t kOwnerOnly = 0600;

std::string sha256_of(std::string_view content) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(), digest.data());
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(kDigestDigits);
  for (const unsigned char byte : digest) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

bool is_digest(const std::string& text) {
  return text.size() == kDigestDigits && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

Error not_kept(const std::string& what, int code) {
  return {.code = ErrorCode::kUnavailable,
          .message = "The evidence could not be kept: " + std::generic_category().message(code) + ".",
          .detail = what};
}

/// An open file, closed when it goes out of scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

Result<void> write_whole(const std::string& path, std::string_view content) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly));
  if (file.number() < 0) return not_kept(path, errno);
  while (!content.empty()) {
    const ssize_t written = write(file.number(), content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return not_kept(path, written < 0 ? errno : ENOSPC);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  if (fsync(file.number()) != 0) return not_kept(path, errno);
  return {};
}

/// The folder's entry for the file must be on the disk too.
Result<void> force_folder(const std::string& path) {
  const Descriptor folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() < 0 || fsync(folder.number()) != 0) return not_kept(path, errno);
  return {};
}

Error invalid(std::string what, std::string allowed) {
  Error error{.code = ErrorCode::kInvalid, .message = what};
  error.faults.push_back(
      {.where = "evidence", .what = std::move(what), .allowed = std::move(allowed), .value = {}});
  return error;
}

}  // namespace

std::string EvidenceFolder::file_of(const std::string& sha256) const {
  return path_ + "/" + sha256.substr(0, 2) + "/" + sha256;
}

Result<domain::EvidenceRecord> EvidenceFolder::keep(std::string_view content) {
  if (content.empty()) return invalid("This file is empty.", "a file with content");
  if (content.size() > domain::kEvidenceBytesMax) {
    return invalid("This file is too large.",
                   "at most " + std::to_string(domain::kEvidenceBytesMax / 1024 / 1024) + " MiB");
  }
  const std::string_view type = media_type_of(content);
  if (type.empty()) {
    return invalid("A file of this kind is not kept as evidence.", "PDF, PNG, JPEG or plain text");
  }
  domain::EvidenceRecord evidence{.sha256 = sha256_of(content),
                                  .media_type = std::string(type),
                                  .bytes = static_cast<std::int64_t>(content.size())};
  const std::string file = file_of(evidence.sha256);
  std::error_code failed;
  if (std::filesystem::exists(file, failed)) return evidence;
  const std::string folder = path_ + "/" + evidence.sha256.substr(0, 2);
  std::filesystem::create_directories(folder, failed);
  if (failed) return not_kept(folder, failed.value());
  std::filesystem::permissions(path_, std::filesystem::perms::owner_all, failed);
  const std::string unfinished = file + ".unfinished-" + print_id(draw_id());
  Result<void> done = write_whole(unfinished, content);
  if (done && rename(unfinished.c_str(), file.c_str()) != 0) done = not_kept(file, errno);
  if (done) done = force_folder(folder);
  if (!done) {
    unlink(unfinished.c_str());
    return std::move(done).error();
  }
  return evidence;
}

Result<std::string> EvidenceFolder::read(const std::string& sha256) const {
  const Error missing{.code = ErrorCode::kNotFound, .message = "No evidence has this digest."};
  if (!is_digest(sha256)) return missing;
  std::ifstream file(file_of(sha256), std::ios::binary);
  if (!file) return missing;
  std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (sha256_of(content) != sha256) {
    return Error{.code = ErrorCode::kUnavailable,
                 .message = "This evidence is damaged: its content no longer has its digest.",
                 .detail = sha256};
  }
  return content;
}

}  // namespace stillpoint::files
