#include <chrono>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "app/export_directory.h"
#include "cli/commands.h"
#include "cli/output_file.h"
#include "cli/wire.h"
#include "intake/generator.h"
#include "intake/ndjson_writer.h"
#include "intake/places_table.h"

// The commands that write records.

namespace stillpoint::cli {

int export_directory(const Config& config, const std::string& output, const Surroundings& around) {
  std::error_code problem;
  if (!std::filesystem::exists(config.database, problem)) {
    return report({.code = ErrorCode::kUnavailable,
                   .message = "There is no database " + config.database +
                              " to export: name the one you mean with --database."},
                  around);
  }
  const auto directory = Directory::open(config);
  if (!directory) return report(directory.error(), around);
  Result<OutputFile> file = OutputFile::open(output, around.out);
  if (!file) return report(file.error(), around);
  intake::NdjsonWriter writer(file->stream(), (*directory)->vocabulary());
  const Result<std::int64_t> count =
      app::ExportDirectory((*directory)->reader()).run([&](const domain::Practitioner& practitioner) {
        return writer.write(practitioner);
      });
  if (!count) return report(count.error(), around);
  if (const Result<void> written = writer.finish(); !written) return report(written.error(), around);
  if (const Result<void> finished = file->finish(); !finished) return report(finished.error(), around);
  return kExitDone;
}

int generate_people(const GenerateOptions& options, const std::string& output, const Surroundings& around) {
  Result<domain::VocabularyRows> rows = seed_rows(false);
  if (!rows) return report(rows.error(), around);
  const Result<domain::Vocabulary> vocabulary = domain::Vocabulary::make(std::move(*rows));
  if (!vocabulary) return report(vocabulary.error(), around);
  const Result<intake::PlacesTable> places = intake::PlacesTable::read(seed_text("places/cities.tsv"));
  if (!places) return report(places.error(), around);
  Result<OutputFile> file = OutputFile::open(output, around.out);
  if (!file) return report(file.error(), around);
  intake::NdjsonWriter writer(file->stream(), *vocabulary);
  Result<void> written;
  intake::generate({.count = options.count,
                    .seed = options.seed,
                    .today = std::chrono::floor<std::chrono::days>(SystemClock().now()),
                    .vocabulary = *vocabulary,
                    .places = *places},
                   [&](const domain::Practitioner& practitioner) {
                     if (written) written = writer.write(practitioner);
                   });
  if (written) written = writer.finish();
  if (written) written = file->finish();
  return written ? kExitDone : report(written.error(), around);
}

}  // namespace stillpoint::cli
