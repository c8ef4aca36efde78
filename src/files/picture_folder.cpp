#include "files/picture_folder.h"

#include "files/picture.h"

namespace stillpoint::files {
namespace {

Error refused(const std::string& what) {
  const std::string side_min = std::to_string(domain::kPhotoSideMin);
  return {
      .code = ErrorCode::kInvalid,
      .message = what,
      .faults = {{.where = "photo",
                  .what = what,
                  .allowed = "a PNG or JPEG picture of at most " +
                             std::to_string(domain::kPhotoBytesMax / 1024 / 1024) + " MiB, from " + side_min +
                             " × " + side_min + " to " + std::to_string(domain::kPhotoSideMax) + " × " +
                             std::to_string(domain::kPhotoSideMax) + " pixels",
                  .value = {}}}};
}

}  // namespace

Result<domain::Picture> PictureFolder::keep(std::string_view content) {
  if (content.empty()) return refused("No picture was chosen.");
  if (content.size() > domain::kPhotoBytesMax) return refused("This picture is too large.");
  const Result<BarePicture> bare = bare_picture(content);
  if (!bare) return refused(bare.error().message);
  const auto fits = [](int side) { return side >= domain::kPhotoSideMin && side <= domain::kPhotoSideMax; };
  if (!fits(bare->width) || !fits(bare->height)) {
    return refused("This picture has " + std::to_string(bare->width) + " × " + std::to_string(bare->height) +
                   " pixels.");
  }
  Result<domain::EvidenceRecord> kept = folder_.keep(bare->content);
  if (!kept) return std::move(kept).error();
  return domain::Picture{.sha256 = std::move(kept->sha256),
                         .media_type = std::string(bare->media_type),
                         .bytes = kept->bytes,
                         .width = bare->width,
                         .height = bare->height};
}

Result<std::string> PictureFolder::read(const std::string& sha256) const {
  return folder_.read(sha256);
}

}  // namespace stillpoint::files
