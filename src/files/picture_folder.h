#pragma once

#include <string>
#include <utility>

#include "domain/photos.h"
#include "files/evidence_folder.h"

namespace stillpoint::files {

/// Pictures of people, in the folder where evidence is kept: one copy of the folder has both. Thread-safe.
class PictureFolder final : public domain::PictureFiles {
 public:
  /// @param path made when the first file is kept.
  explicit PictureFolder(std::string path) : folder_(std::move(path)) {}

  [[nodiscard]] Result<domain::Picture> keep(std::string_view content) override;
  [[nodiscard]] Result<std::string> read(const std::string& sha256) const override;

 private:
  EvidenceFolder folder_;
};

}  // namespace stillpoint::files
