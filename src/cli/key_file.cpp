#include "cli/key_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "app/identity/random_token.h"
#include "app/identity/vault.h"
#include "store/sqlite/backup.h"

namespace stillpoint::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHead =
    "# Stillpoint's key. Without it nobody's second factor can be checked.\n"
    "# Keep a copy of this file, apart from the backups of the database.\n";

Error unusable(const std::string& path, const std::string& why) {
  return Error{.code = ErrorCode::kUnavailable,
               .message = "The key file " + path + " cannot be used: " + why + "."};
}

/// Writes all bytes and waits for the disk. @return errno; 0 where all went well.
int write_out(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(file) == 0 ? 0 : errno;
}

}  // namespace

bool KeyFile::is_there() const {
  std::error_code ignored;
  return fs::exists(path_, ignored);
}

bool KeyFile::is_open_to_others() const {
  std::error_code failed;
  const fs::perms given = fs::status(path_, failed).permissions();
  return !failed && (given & (fs::perms::group_read | fs::perms::others_read)) != fs::perms::none;
}

Result<std::vector<std::string>> KeyFile::read() const {
  std::ifstream in(path_, std::ios::binary);
  if (!in) return unusable(path_, std::generic_category().message(errno));
  std::vector<std::string> keys;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::optional<std::string> key = app::parse_base64url(line);
    if (!key || key->size() != app::kVaultKeyBytes) {
      return Error{.code = ErrorCode::kInvalid,
                   .message = "The key file " + path_ +
                              " holds a line that is no key: put the file back as Stillpoint wrote it."};
    }
    keys.push_back(*std::move(key));
  }
  if (!keys.empty()) return keys;
  return Error{.code = ErrorCode::kInvalid,
               .message = "The key file " + path_ + " holds no key: put it back as Stillpoint wrote it."};
}

Result<void> KeyFile::write(const std::vector<std::string>& keys, Placing placing) const {
  std::string text = kHead;
  for (const std::string& key : keys) text.append(app::base64url(key)).append("\n");
  std::string unfinished = path_ + ".XXXXXX";
  const int file = ::mkstemp(unfinished.data());  // mode 0600
  if (file < 0) return unusable(path_, std::generic_category().message(errno));
  int problem = write_out(file, text);
  ::close(file);
  // link() takes no name that is there already, and rename() takes any.
  if (problem == 0 && placing == Placing::kNew && ::link(unfinished.c_str(), path_.c_str()) != 0 &&
      errno != EEXIST) {
    problem = errno;
  }
  if (problem == 0 && placing == Placing::kInstead && ::rename(unfinished.c_str(), path_.c_str()) != 0) {
    problem = errno;
  }
  std::error_code ignored;
  fs::remove(unfinished, ignored);
  if (problem != 0) return unusable(path_, std::generic_category().message(problem));
  const std::string folder = fs::path(path_).parent_path().string();
  return store::sync_to_disk(folder.empty() ? "." : folder);
}

Result<std::vector<std::string>> KeyFile::draw() const {
  Result<void> written = write({app::draw_bytes(app::kVaultKeyBytes)}, Placing::kNew);
  if (!written) return std::move(written).error();
  return read();
}

Result<void> KeyFile::replace(const std::vector<std::string>& keys) const {
  return write(keys, Placing::kInstead);
}

}  // namespace stillpoint::cli
