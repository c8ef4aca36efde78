#pragma once

#include <string_view>

namespace stillpoint {

/// A file that was put into the program when it was built.
struct EmbeddedFile {
  std::string_view name;     ///< Path below the folder it was taken from, with forward slashes.
  std::string_view content;  ///< Its bytes; lives as long as the program.
};

}  // namespace stillpoint
