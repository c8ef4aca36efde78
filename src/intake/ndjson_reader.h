#pragma once

#include <istream>

#include "document/practitioner_reader.h"
#include "domain/ports.h"
#include "intake/line_reader.h"

namespace stillpoint::intake {

/// Reads practitioner documents, one a line. Empty lines are passed over; a line that is no such document is
/// an intake with its faults. Memory stays flat. Not thread-safe.
class NdjsonReader final : public domain::DocumentReader {
 public:
  /// All of them outlive the reader; `in` is opened in binary mode.
  NdjsonReader(std::istream& in, const domain::Vocabulary& vocabulary, const document::ReadOptions& options)
      : lines_(in), vocabulary_(vocabulary), options_(options) {}

  [[nodiscard]] Result<std::optional<domain::Intake>> next() override;
  [[nodiscard]] std::int64_t bytes_read() const override { return lines_.bytes_read(); }

 private:
  LineReader lines_;
  const domain::Vocabulary& vocabulary_;
  document::ReadOptions options_;
};

}  // namespace stillpoint::intake
