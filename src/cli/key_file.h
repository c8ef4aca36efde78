#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace stillpoint::cli {

/// The file with the key that lies outside the database: a line for each key in base64url, the newest first;
/// lines that begin with '#' say nothing. For this user alone, and whole or not there.
class KeyFile {
 public:
  explicit KeyFile(std::string path) : path_(std::move(path)) {}

  [[nodiscard]] bool is_there() const;
  /// @return the keys, of app::kVaultKeyBytes each; kUnavailable where it cannot be read, kInvalid where it
  /// holds none or something else.
  [[nodiscard]] Result<std::vector<std::string>> read() const;
  /// Makes the file with a key that is drawn. Where another program was quicker, its key is taken.
  [[nodiscard]] Result<std::vector<std::string>> draw() const;
  /// Puts these keys into the place of those that it holds.
  [[nodiscard]] Result<void> replace(const std::vector<std::string>& keys) const;
  /// Whether other users of this machine may read it.
  [[nodiscard]] bool is_open_to_others() const;

 private:
  enum class Placing { kNew, kInstead };
  [[nodiscard]] Result<void> write(const std::vector<std::string>& keys, Placing placing) const;

  std::string path_;
};

}  // namespace stillpoint::cli
