#include "intake/ndjson_reader.h"

#include <utility>

#include "base/text.h"

namespace stillpoint::intake {
namespace {

/// Of a line that is no document at all: enough to find it again.
constexpr std::size_t kQuotedLineBytes = 80;

}  // namespace

Result<std::optional<domain::Intake>> NdjsonReader::next() {
  std::optional<TextLine> line;
  do {
    Result<std::optional<TextLine>> read = lines_.next();
    if (!read) return std::move(read).error();
    line = *read;
    if (!line) return std::optional<domain::Intake>();
  } while (!line->too_long && line->text.find_first_not_of(" \t") == std::string_view::npos);
  domain::Intake intake{.line = line->number};
  if (line->too_long) {
    intake.faults.push_back({.where = "",
                             .what = "The line has more than " + std::to_string(kLineBytesMax) + " bytes.",
                             .allowed = "At most " + std::to_string(kLineBytesMax) + " bytes a line.",
                             .value = ""});
    return std::optional<domain::Intake>(std::move(intake));
  }
  Result<domain::Practitioner> read = document::read_practitioner(line->text, vocabulary_, options_);
  if (read) {
    intake.withdraw = !options_.trusted && read->listing == domain::ListingState::kWithdrawn;
    intake.practitioner = std::move(read).value();
  } else {
    intake.faults = std::move(read).error().faults;
    for (Fault& fault : intake.faults) {
      if (fault.where.empty() && fault.value.empty() && is_utf8(line->text))
        fault.value = shorten(line->text, kQuotedLineBytes);
    }
  }
  return std::optional<domain::Intake>(std::move(intake));
}

}  // namespace stillpoint::intake
