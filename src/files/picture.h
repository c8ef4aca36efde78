#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace stillpoint::files {

/// A picture without anything beside it.
struct BarePicture {
  std::string_view media_type{};  ///< "image/png" or "image/jpeg".
  int width = 0;                  ///< In pixels.
  int height = 0;                 ///< Likewise.
  std::string content{};
};

/// Takes a PNG (ISO 15948) or JPEG (ITU-T T.81) file apart and puts it together again with what makes the
/// picture alone: no place where it was taken, no camera, comments, thumbnails, nor whatever hangs behind its
/// end. Colours and the way up stay. What the pixels hold is not looked at. Pure; O(bytes).
/// @return kInvalid with one plain sentence for anything else.
Result<BarePicture> bare_picture(std::string_view content);

}  // namespace stillpoint::files
