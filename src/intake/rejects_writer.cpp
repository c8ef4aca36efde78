#include "intake/rejects_writer.h"

#include <string>
#include <utility>

#include "document/json_writer.h"

namespace stillpoint::intake {

RejectsWriter::RejectsWriter(std::filesystem::path path) : path_(std::move(path)) {
  std::error_code ignored;  // what cannot be taken away is written over, or said then
  std::filesystem::remove(path_, ignored);
}

Result<void> RejectsWriter::state() {
  if (out_.good()) return {};
  return Error{.code = ErrorCode::kUnavailable,
               .message = "The file of rejects " + path_.string() + " cannot be written."};
}

Result<void> RejectsWriter::add(std::int64_t line, const std::vector<Fault>& faults) {
  if (!out_.is_open()) out_.open(path_, std::ios::binary | std::ios::trunc);
  std::string text;
  for (const Fault& fault : faults) {
    document::JsonWriter json(text);
    json.begin_object();
    json.member("line", line);
    json.member("field", fault.where);
    json.member("value", fault.value);
    json.member("reason", fault.what);
    json.member("allowed", fault.allowed);
    json.end_object();
    text += '\n';
  }
  out_.write(text.data(), static_cast<std::streamsize>(text.size()));
  return state();
}

Result<void> RejectsWriter::finish() {
  if (!out_.is_open()) return {};
  out_.flush();
  return state();
}

}  // namespace stillpoint::intake
