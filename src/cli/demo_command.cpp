#include <chrono>
#include <ostream>
#include <utility>
#include <vector>

#include "app/import_directory.h"
#include "cli/commands.h"
#include "cli/wire.h"
#include "cli/wire_partners.h"
#include "intake/demo_directory.h"
#include "intake/places_table.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::cli {
namespace {

/// Records that are in memory already, as an import reads them.
class RecordReader final : public domain::DocumentReader {
 public:
  explicit RecordReader(std::vector<domain::Practitioner> records) : records_(std::move(records)) {}

  [[nodiscard]] Result<std::optional<domain::Intake>> next() override {
    if (next_ == records_.size()) return std::optional<domain::Intake>{};
    const auto line = static_cast<std::int64_t>(next_ + 1);
    return std::optional(domain::Intake{.line = line, .practitioner = std::move(records_[next_++])});
  }
  [[nodiscard]] std::int64_t bytes_read() const override { return 0; }

 private:
  std::vector<domain::Practitioner> records_;
  std::size_t next_ = 0;
};

/// Fills an empty database, all or nothing: one that was cut short would look like a whole one.
Result<void> make_demo(Directory& directory) {
  const Result<intake::PlacesTable> places = intake::PlacesTable::read(seed_text("places/cities.tsv"));
  if (!places) return places.error();
  std::vector<domain::Practitioner> people;
  intake::demo_directory(directory.vocabulary(), *places,
                         std::chrono::floor<std::chrono::days>(directory.clock().now()),
                         [&](const domain::Practitioner& person) { people.push_back(person); });
  RecordReader reader(std::move(people));
  const app::ImportDirectory importer(
      directory.writer(), directory.reader(),
      {.links = directory.database().mailed_links(), .consents = directory.database().consents()},
      directory.clock());
  return directory.writer().in_transaction([&]() -> Result<void> {
    std::vector<Fault> faults;
    const Result<app::ImportSummary> summary =
        importer.run(reader, {.restore = true},
                     {.reject = [&](std::int64_t, const std::vector<Fault>& found) -> Result<void> {
                       faults.insert(faults.end(), found.begin(), found.end());
                       return {};
                     }});
    if (!summary) return summary.error();
    if (summary->rejected == 0) return {};
    return Error{.code = ErrorCode::kInternal,
                 .message = "The invented directory breaks its own rules.",
                 .faults = std::move(faults)};
  });
}

}  // namespace

int serve_demo(const Config& config, const Surroundings& around) {
  {
    const auto directory = Directory::open(config);
    if (!directory) return report(directory.error(), around);
    const Result<bool> empty = (*directory)->writer().empty();
    if (!empty) return report(empty.error(), around);
    if (*empty) {
      around.out << "Inventing the people of the demo.\n" << std::flush;
      if (const Result<void> made = make_demo(**directory); !made) return report(made.error(), around);
    }
    if (config.partners) {
      if (const Result<void> made = make_demo_partner(**directory); !made)
        return report(made.error(), around);
    }
  }
  return serve(config, around);
}

}  // namespace stillpoint::cli
