#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stillpoint::support {

/// A number of so many bytes, the highest first.
inline std::string big_endian(std::uint32_t number, int bytes) {
  std::string text;
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
    text.push_back(static_cast<char>(number >> static_cast<unsigned>(shift) & 0xFFU));
  }
  return text;
}

/// A chunk of a PNG file. Nobody here looks at its checksum.
inline std::string png_chunk(std::string_view type, std::string_view data) {
  return big_endian(static_cast<std::uint32_t>(data.size()), 4).append(type).append(data) + "CRC!";
}

/// A file with the structure of a PNG. @param more chunks before the pixels.
inline std::string png_of(std::uint32_t width, std::uint32_t height, const std::string& more) {
  const std::string header = big_endian(width, 4) + big_endian(height, 4) + std::string("\x08\x02\0\0\0", 5);
  return std::string("\x89PNG\r\n\x1a\n", 8) + png_chunk("IHDR", header) + more +
         png_chunk("IDAT", "pixels") + png_chunk("IEND", "");
}

/// A file with the structure of a JPEG. @param more segments before the frame.
inline std::string jpeg_of(std::uint32_t width, std::uint32_t height, const std::string& more) {
  const std::string frame = big_endian(8, 1) + big_endian(height, 2) + big_endian(width, 2) + '\x01';
  const auto segment = [](char marker, const std::string& body) {
    return std::string("\xFF") + marker + big_endian(static_cast<std::uint32_t>(body.size() + 2), 2) + body;
  };
  return std::string("\xFF\xD8", 2) + segment('\xE0', std::string("JFIF\0\x01\x02", 7)) + more +
         segment('\xC0', frame) + segment('\xDA', std::string("\x01\x01\0", 3)) +
         std::string("pix\xFF\0els\xFF\xD3more", 14) + std::string("\xFF\xD9", 2);
}

}  // namespace stillpoint::support
