#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

#include "app/import_directory.h"
#include "base/id.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/wire.h"
#include "document/json_writer.h"
#include "document/practitioner_reader.h"
#include "intake/ndjson_reader.h"
#include "intake/nppes_reader.h"
#include "intake/rejects_writer.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::cli {
namespace {

using Reader = std::unique_ptr<domain::DocumentReader>;

Result<Reader> open_reader(std::istream& in, const ImportOptions& options, const Directory& directory,
                           const domain::PlaceFinder& places, Date today) {
  if (options.format == "ndjson") {
    return Reader(std::make_unique<intake::NdjsonReader>(
        in, directory.vocabulary(), document::ReadOptions{.trusted = options.restore, .today = today}));
  }
  auto opened = intake::NppesReader::open(
      in, {.vocabulary = directory.vocabulary(),
           .point_of_zip = [&places](std::string_view zip) -> std::optional<domain::Point> {
             const Result<domain::PlaceAnswer> found = places.find(zip);
             if (!found) return std::nullopt;
             return found->place.point;
           },
           .today = today});
  if (!opened) return std::move(opened).error();
  return Reader(std::move(*opened));
}

void print_words(const app::ImportSummary& summary, const ImportOptions& options, const std::string& rejects,
                 std::ostream& out) {
  out << (options.dry_run ? "Tried " : "Read ") << summary.read << " rows: " << summary.inserted << " new, "
      << summary.updated << " changed, " << summary.unchanged << " as they were, " << summary.withdrawn
      << " withdrawn, " << summary.skipped << " passed over, " << summary.rejected << " rejected.\n";
  if (summary.rejected > 0) out << rejects << " says which and why.\n";
  if (options.dry_run) out << "Nothing was written: this was a dry run.\n";
  const bool drafts = !options.restore && options.list_basis.empty() && summary.inserted > 0;
  if (drafts && !options.dry_run) {
    out << "The new ones are drafts, which no search finds: --list \"BASIS\" lists them and records why.\n";
  }
}

void print_json(const app::ImportSummary& summary, const ImportOptions& options, const std::string& rejects,
                double seconds, std::ostream& out) {
  std::string text;
  document::JsonWriter json(text);
  json.begin_object();
  json.member("read", summary.read);
  json.member("inserted", summary.inserted);
  json.member("updated", summary.updated);
  json.member("unchanged", summary.unchanged);
  json.member("withdrawn", summary.withdrawn);
  json.member("skipped", summary.skipped);
  json.member("rejected", summary.rejected);
  json.key("rejects");
  summary.rejected > 0 ? json.string(rejects) : json.null();
  json.member("dry_run", options.dry_run);
  constexpr int kSecondDecimals = 3;
  json.member("seconds", seconds, kSecondDecimals);
  json.end_object();
  out << text << "\n";
}

/// A dry run where there is no database yet tries everything in one that is gone afterwards.
class ScratchDatabase {
 public:
  /// Nothing where the database is there.
  static std::optional<ScratchDatabase> in_place_of(const Config& config) {
    std::error_code problem;
    if (std::filesystem::exists(config.database, problem)) return std::nullopt;
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path(problem) / ("stillpoint-dry-run-" + print_id(draw_id()));
    if (problem || !std::filesystem::create_directory(folder, problem)) return std::nullopt;
    Config scratch = config;
    scratch.database = (folder / "directory.db").string();
    return ScratchDatabase(folder, std::move(scratch));
  }
  ~ScratchDatabase() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  ScratchDatabase(ScratchDatabase&& other) noexcept
      : folder_(std::exchange(other.folder_, {})), config_(std::move(other.config_)) {}
  ScratchDatabase(const ScratchDatabase&) = delete;
  ScratchDatabase& operator=(const ScratchDatabase&) = delete;
  ScratchDatabase& operator=(ScratchDatabase&&) = delete;

  [[nodiscard]] const Config& config() const { return config_; }

 private:
  ScratchDatabase(std::filesystem::path folder, Config config)
      : folder_(std::move(folder)), config_(std::move(config)) {}
  std::filesystem::path folder_;
  Config config_;
};

Error cannot_read(const std::string& file, const std::string& why) {
  return Error{.code = ErrorCode::kUnavailable, .message = file + " cannot be read: " + why + "."};
}

}  // namespace

int import_file(const Config& config, const ImportOptions& options, const Surroundings& around) {
  std::error_code problem;
  if (std::filesystem::is_directory(options.file, problem)) {
    return report(cannot_read(options.file, "it is a folder"), around);
  }
  std::ifstream in(options.file, std::ios::binary);
  if (!in) return report(cannot_read(options.file, std::strerror(errno)), around);
  const auto size = std::filesystem::file_size(options.file, problem);
  const auto scratch = options.dry_run ? ScratchDatabase::in_place_of(config) : std::nullopt;
  const auto directory = Directory::open(scratch ? scratch->config() : config);
  if (!directory) return report(directory.error(), around);
  Directory& opened = **directory;
  const auto places = make_places(opened.vocabulary());
  if (!places) return report(places.error(), around);
  const Date today = std::chrono::floor<std::chrono::days>(opened.clock().now());
  const Result<Reader> reader = open_reader(in, options, opened, **places, today);
  if (!reader) return report(reader.error(), around);

  intake::RejectsWriter rejects(options.file + ".rejects.ndjson");
  const auto began = std::chrono::steady_clock::now();
  const app::ImportDirectory importer(
      opened.writer(), opened.reader(),
      {.links = opened.database().mailed_links(), .consents = opened.database().consents()}, opened.clock());
  Result<app::ImportSummary> summary = [&] {
    Progress progress(around.err, around.err_is_terminal, problem ? 0 : static_cast<std::int64_t>(size));
    return importer.run(
        **reader,
        {.list_basis = options.list_basis,
         .restore = options.restore,
         .dry_run = options.dry_run,
         .real_people_only = !config.demo},
        {.progress = [&](const app::ImportSummary& so_far,
                         std::int64_t bytes) { progress.show(bytes, so_far.read); },
         .reject = [&](std::int64_t line,
                       const std::vector<Fault>& faults) { return rejects.add(line, faults); }});
  }();
  if (!summary) return report(summary.error(), around);
  if (const Result<void> written = rejects.finish(); !written) return report(written.error(), around);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (options.json) {
    print_json(*summary, options, rejects.path().string(), seconds, around.out);
  } else {
    print_words(*summary, options, rejects.path().string(), around.out);
  }
  around.out << std::flush;
  return summary->rejected > 0 ? kExitRowsLeftOut : kExitDone;
}

}  // namespace stillpoint::cli
