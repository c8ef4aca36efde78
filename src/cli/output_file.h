#pragma once

#include <fstream>
#include <iosfwd>
#include <string>

#include "base/result.h"

namespace stillpoint::cli {

/// Where a command writes its records: standard output, or a file that stands there whole or not at all.
class OutputFile {
 public:
  /// @param path empty: `standard`, which outlives it.
  static Result<OutputFile> open(const std::string& path, std::ostream& standard);
  OutputFile(OutputFile&&) = default;
  OutputFile& operator=(OutputFile&&) = default;
  /// Removes what was not finished.
  ~OutputFile();

  [[nodiscard]] std::ostream& stream();
  /// Puts the file in its place. @return kUnavailable where that cannot be done.
  [[nodiscard]] Result<void> finish();

 private:
  explicit OutputFile(std::ostream& standard) : standard_(&standard) {}

  std::ostream* standard_;
  std::string path_;
  std::string unfinished_path_;
  std::ofstream file_;
};

}  // namespace stillpoint::cli
