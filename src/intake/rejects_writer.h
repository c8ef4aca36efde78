#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <vector>

#include "base/result.h"

namespace stillpoint::intake {

/// Writes what an import refused to a file of JSON lines, one for each wrong field:
///   {"line": 3, "field": "/fees/lines/0/amount", "value": "12,50", "reason": "...", "allowed": "..."}
/// Not thread-safe.
class RejectsWriter {
 public:
  /// Takes the file of an earlier import away; makes one when the first reject comes.
  /// @param path usually that of the imported file with ".rejects.ndjson" behind it.
  explicit RejectsWriter(std::filesystem::path path);

  /// @return kUnavailable where the file cannot be written.
  Result<void> add(std::int64_t line, const std::vector<Fault>& faults);
  /// Writes out what is buffered. @return as add.
  Result<void> finish();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  Result<void> state();

  std::filesystem::path path_;
  std::ofstream out_;
};

}  // namespace stillpoint::intake
