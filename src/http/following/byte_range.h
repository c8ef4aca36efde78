#pragma once

#include <cstdint>
#include <string_view>

namespace stillpoint::http::following {

/// The part of a file that a request's `Range` asks for (RFC 9110 14.1.2).
struct ByteRange {
  enum class Kind : std::uint8_t {
    kWhole,          ///< None, several, or not readable: the whole is sent (RFC 9110 14.2 allows that).
    kPart,           ///< `first` to `last`.
    kUnsatisfiable,  ///< Beyond the end: 416.
  };
  Kind kind = Kind::kWhole;
  std::uint64_t first = 0;
  std::uint64_t last = 0;  ///< Included.
};

/// @param bytes of the file; at least 1.
ByteRange read_range(std::string_view header, std::uint64_t bytes);

}  // namespace stillpoint::http::following
