#pragma once

#include <cstdint>
#include <ostream>
#include <string>

#include "base/result.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"

namespace stillpoint::intake {

/// Writes practitioner documents for an export, one a line. Not thread-safe.
class NdjsonWriter {
 public:
  /// Both outlive the writer; `out` is opened in binary mode.
  NdjsonWriter(std::ostream& out, const domain::Vocabulary& vocabulary)
      : out_(out), vocabulary_(vocabulary) {}

  /// @return kUnavailable where it cannot be written, a full disk for one.
  Result<void> write(const domain::Practitioner& practitioner);
  /// Writes out what is buffered. @return as write.
  Result<void> finish();

 private:
  Result<void> state();

  std::ostream& out_;
  const domain::Vocabulary& vocabulary_;
  std::string line_;  ///< Kept for its room.
  std::int64_t lines_ = 0;
};

}  // namespace stillpoint::intake
