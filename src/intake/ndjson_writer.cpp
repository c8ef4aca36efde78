#include "intake/ndjson_writer.h"

#include "document/practitioner_writer.h"

namespace stillpoint::intake {

Result<void> NdjsonWriter::state() {
  if (out_.good()) return {};
  return Error{.code = ErrorCode::kUnavailable,
               .message = "The export could not be written after " + std::to_string(lines_) +
                          " records: is there room on the disk?"};
}

Result<void> NdjsonWriter::write(const domain::Practitioner& practitioner) {
  line_.clear();
  document::append_practitioner(line_, practitioner, vocabulary_, {.audience = document::Audience::kExport});
  line_ += '\n';
  out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
  Result<void> done = state();
  if (done) ++lines_;
  return done;
}

Result<void> NdjsonWriter::finish() {
  out_.flush();
  return state();
}

}  // namespace stillpoint::intake
