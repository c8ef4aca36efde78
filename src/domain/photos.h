#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/keys.h"

namespace stillpoint::domain {

/// A portrait of 800 by 800 pixels has a tenth of this; twenty of them stand on a page of a search.
constexpr std::size_t kPhotoBytesMax = std::size_t{2} * 1024 * 1024;
/// Of each side. Smaller is no portrait; a larger one would cost a telephone's memory.
constexpr int kPhotoSideMin = 64;
constexpr int kPhotoSideMax = 6000;

/// A picture as it is kept: without what a camera wrote beside it, the place for one.
struct Picture {
  std::string sha256{};      ///< Lower-case hex of its content.
  std::string media_type{};  ///< By its content: "image/png" or "image/jpeg".
  std::int64_t bytes = 0;
  int width = 0;   ///< In pixels.
  int height = 0;  ///< Likewise.
};

/// A practitioner's picture.
struct Photo {
  PractitionerId practitioner{};
  Picture picture{};
  Instant stored{};
  std::string actor{};  ///< Who brought it: their consent is what it rests on.
};

/// Keeps pictures by their digest. Thread-safe; may block on I/O.
class PictureFiles {
 public:
  virtual ~PictureFiles() = default;
  /// Keeps the picture, stripped of everything but the picture, safe on disk when it returns.
  /// @return kInvalid with a fault at "photo": empty, too large, no PNG or JPEG, broken, sides out of bounds;
  /// kUnavailable where the disk does not take it.
  [[nodiscard]] virtual Result<Picture> keep(std::string_view content) = 0;
  /// @return kNotFound; kUnavailable for one that no longer has its digest.
  [[nodiscard]] virtual Result<std::string> read(const std::string& sha256) const = 0;
};

/// Whose picture is which. Reads are thread-safe; writes join the running transaction.
class PhotoStore {
 public:
  virtual ~PhotoStore() = default;
  /// Puts a person's picture in the place of the one before.
  [[nodiscard]] virtual Result<void> put(const Photo& photo) = 0;
  /// @return kNotFound where the person has none.
  [[nodiscard]] virtual Result<void> remove(PractitionerId practitioner) = 0;
  [[nodiscard]] virtual Result<std::optional<Photo>> find(PractitionerId practitioner) const = 0;
  /// Those of these people who have one; in no order.
  [[nodiscard]] virtual Result<std::vector<Photo>> of(const std::vector<PractitionerId>& people) const = 0;
  /// The picture of this digest, where somebody who is listed has it.
  [[nodiscard]] virtual Result<std::optional<Picture>> shown(const std::string& sha256) const = 0;
  /// Whether anybody's picture, or evidence, has this digest: then its file stays.
  [[nodiscard]] virtual Result<bool> in_use(const std::string& sha256) const = 0;
};

}  // namespace stillpoint::domain
