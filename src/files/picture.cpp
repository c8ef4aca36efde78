#include "files/picture.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace stillpoint::files {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n"sv;

Error broken(const char* kind) {
  return {.code = ErrorCode::kInvalid, .message = std::string("This ") + kind + " is damaged."};
}

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

/// A big-endian number; the caller knows that its bytes are there.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < count; ++i) number = number << 8U | byte_at(bytes, at + i);
  return number;
}

int side_of(std::uint32_t pixels) {
  constexpr std::uint32_t kMost = 1'000'000;
  return static_cast<int>(std::min(pixels, kMost));
}

// ---- PNG

/// Chunks that change how the pixels look. All else tells something beside the picture.
bool is_of_the_picture(std::string_view type) {
  constexpr std::array<std::string_view, 12> kKept = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA",
                                                      "cHRM", "sRGB", "iCCP", "sBIT", "pHYs", "bKGD"};
  return std::find(kKept.begin(), kKept.end(), type) != kKept.end();
}

Result<BarePicture> bare_png(std::string_view content) {
  constexpr std::size_t kAround = 12;  // length, type and checksum of a chunk
  constexpr std::size_t kHeader = 13;
  BarePicture picture{.media_type = "image/png", .content = std::string(kPngSignature)};
  bool has_pixels = false;
  std::size_t at = kPngSignature.size();
  while (content.size() - at >= kAround) {
    const std::size_t length = number_at(content, at, 4);
    const std::string_view type = content.substr(at + 4, 4);
    if (length > content.size() - at - kAround) return broken("PNG file");
    const bool is_first = at == kPngSignature.size();
    if (is_first != (type == "IHDR")) return broken("PNG file");
    if (is_first) {
      if (length != kHeader) return broken("PNG file");
      picture.width = side_of(number_at(content, at + 8, 4));
      picture.height = side_of(number_at(content, at + 12, 4));
    }
    has_pixels = has_pixels || type == "IDAT";
    if (is_of_the_picture(type)) picture.content.append(content.substr(at, length + kAround));
    at += length + kAround;
    if (type != "IEND") continue;
    if (!has_pixels) return broken("PNG file");
    return picture;
  }
  return broken("PNG file");
}

// ---- JPEG

constexpr std::uint32_t kStart = 0xD8;
constexpr std::uint32_t kEnd = 0xD9;
constexpr std::uint32_t kScan = 0xDA;
constexpr std::uint32_t kExif = 0xE1;
constexpr std::uint32_t kComment = 0xFE;

/// Which side of a picture is up, by its Exif block (tag 274 of its first directory); nothing where it does
/// not say.
std::optional<std::uint32_t> orientation_in(std::string_view exif) {
  constexpr std::string_view kMark = "Exif\0\0"sv;
  constexpr std::uint32_t kTag = 0x0112;
  constexpr std::size_t kEntryBytes = 12;
  if (exif.substr(0, kMark.size()) != kMark) return std::nullopt;
  const std::string_view tiff = exif.substr(kMark.size());
  if (tiff.size() < 8) return std::nullopt;
  const bool little = tiff.substr(0, 2) == "II";
  const auto read = [&](std::size_t at, std::size_t count) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < count; ++i) {
      number |= byte_at(tiff, at + i) << 8U * static_cast<unsigned>(little ? i : count - 1 - i);
    }
    return number;
  };
  const std::size_t directory = read(4, 4);
  if (directory > tiff.size() - 2 || tiff.size() < 2) return std::nullopt;
  const std::size_t entries = read(directory, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t at = directory + 2 + i * kEntryBytes;
    if (at + kEntryBytes > tiff.size()) return std::nullopt;
    if (read(at, 2) != kTag) continue;
    const std::uint32_t value = read(at + 8, 2);
    return value >= 1 && value <= 8 ? std::optional(value) : std::nullopt;
  }
  return std::nullopt;
}

/// An Exif block that says which side is up, and nothing else.
std::string exif_with(std::uint32_t orientation) {
  std::string block =
      "\xFF\xE1\x00\x22"
      "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s;
  block.push_back(static_cast<char>(orientation));
  block.append("\0\0\0\0\0\0"sv);
  return block;
}

/// Whether the marker begins a frame, whose header tells the sides.
bool begins_frame(std::uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// Whether a segment before the pixels belongs to the picture: tables and frames, the colour profile, what
/// says how colours are coded.
bool is_of_the_picture(std::uint32_t marker, std::string_view body) {
  if (marker == kComment) return false;
  if (marker < 0xE0 || marker > 0xEF) return true;
  const auto begins = [&](std::string_view mark) { return body.substr(0, mark.size()) == mark; };
  return (marker == 0xE0 && begins("JFIF\0"sv)) || (marker == 0xE2 && begins("ICC_PROFILE\0"sv)) ||
         (marker == 0xEE && begins("Adobe"sv));
}

class JpegReader {
 public:
  explicit JpegReader(std::string_view content) : content_(content) {}

  Result<BarePicture> read() {
    picture_.media_type = "image/jpeg";
    picture_.content.assign(content_.substr(0, 2));
    bool has_pixels = false;
    while (const std::optional<std::uint32_t> marker = next_marker()) {
      if (*marker == kEnd) {
        picture_.content.append("\xFF\xD9"sv);
        if (!has_pixels || picture_.width == 0) return broken("JPEG file");
        return std::move(picture_);
      }
      if (!take_segment(*marker)) return broken("JPEG file");
      if (*marker != kScan) continue;
      has_pixels = true;
      take_pixels();
    }
    return broken("JPEG file");
  }

 private:
  /// The marker that stands next, past the bytes that may fill up before it.
  std::optional<std::uint32_t> next_marker() {
    if (at_ + 1 >= content_.size() || byte_at(content_, at_) != 0xFF) return std::nullopt;
    while (at_ + 1 < content_.size() && byte_at(content_, at_ + 1) == 0xFF) ++at_;
    if (at_ + 1 >= content_.size()) return std::nullopt;
    const std::uint32_t marker = byte_at(content_, at_ + 1);
    at_ += 2;
    return marker == 0 || marker == kStart ? std::nullopt : std::optional(marker);
  }

  bool take_segment(std::uint32_t marker) {
    if (content_.size() - at_ < 2) return false;
    const std::size_t length = number_at(content_, at_, 2);
    if (length < 2 || length > content_.size() - at_) return false;
    const std::string_view body = content_.substr(at_ + 2, length - 2);
    if (begins_frame(marker)) {
      if (body.size() < 5) return false;
      picture_.height = side_of(number_at(body, 1, 2));
      picture_.width = side_of(number_at(body, 3, 2));
    }
    if (is_of_the_picture(marker, body)) {
      picture_.content.push_back('\xFF');
      picture_.content.push_back(static_cast<char>(marker));
      picture_.content.append(content_.substr(at_, length));
    } else if (marker == kExif) {
      if (const auto up = orientation_in(body)) picture_.content.append(exif_with(*up));
    }
    at_ += length;
    return true;
  }

  /// Coded pixels go on until a marker that is neither a stuffed zero nor a restart.
  void take_pixels() {
    const std::size_t begin = at_;
    for (; at_ + 1 < content_.size(); ++at_) {
      if (byte_at(content_, at_) != 0xFF) continue;
      const std::uint32_t next = byte_at(content_, at_ + 1);
      const bool goes_on = next == 0 || (next >= 0xD0 && next <= 0xD7);
      if (!goes_on) break;
    }
    picture_.content.append(content_.substr(begin, at_ - begin));
  }

  std::string_view content_;
  std::size_t at_ = 2;
  BarePicture picture_;
};

}  // namespace

Result<BarePicture> bare_picture(std::string_view content) {
  if (content.substr(0, kPngSignature.size()) == kPngSignature) return bare_png(content);
  if (content.substr(0, 3) == "\xFF\xD8\xFF"sv) return JpegReader(content).read();
  return Error{.code = ErrorCode::kInvalid, .message = "This is neither a PNG nor a JPEG picture."};
}

}  // namespace stillpoint::files
