#pragma once

#include <string>
#include <string_view>

#include "domain/evidence.h"

namespace stillpoint::files {

/// Evidence in a folder: each file under the first two digits of its digest, named by it, readable by this
/// user alone. Thread-safe, and safe beside another process: a file is written under another name, forced to
/// the disk, then named.
class EvidenceFolder final : public domain::EvidenceFiles {
 public:
  /// @param path made, with the folders above it, when the first file is kept.
  explicit EvidenceFolder(std::string path) : path_(std::move(path)) {}

  [[nodiscard]] Result<domain::EvidenceRecord> keep(std::string_view content) override;
  [[nodiscard]] Result<std::string> read(const std::string& sha256) const override;

 private:
  [[nodiscard]] std::string file_of(const std::string& sha256) const;
  std::string path_;
};

}  // namespace stillpoint::files
