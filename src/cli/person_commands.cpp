#include <ostream>
#include <string>

#include "app/personal/apply_retention.h"
#include "app/personal/erase_person.h"
#include "app/personal/export_person.h"
#include "cli/commands.h"
#include "cli/erasure_ledger.h"
#include "cli/evidence_copy.h"
#include "cli/operator.h"
#include "cli/output_file.h"
#include "cli/wire.h"
#include "cli/wire_personal.h"
#include "store/sqlite/sqlite_database.h"

// The commands for what the law lets a listed person ask for.

namespace stillpoint::cli {
namespace {

Result<domain::PractitionerId> read_id(const std::string& text) {
  if (const auto id = parse_id(text)) return domain::PractitionerId{*id};
  return Error{.code = ErrorCode::kInvalid,
               .message = "'" + text +
                          "' is no id: it has twelve letters and digits, as in /practitioners/3v8k0q7m2x1c."};
}

app::ErasePerson make_erasing(Directory& directory, ErasureFile& ledger, EvidenceOfPeople& evidence) {
  store::SqliteDatabase& database = directory.database();
  return app::ErasePerson({.unit_of_work = database.unit_of_work(),
                           .directory = database.writer(),
                           .personal = database.personal_data(),
                           .trail = database.audit(),
                           .ledger = ledger,
                           .evidence = evidence},
                          directory.clock());
}

}  // namespace

int export_person(const Config& config, const KeepingOptions& options, const std::string& output,
                  const Surroundings& around) {
  const Result<domain::PractitionerId> id = read_id(options.person);
  if (!id) return report(id.error(), around);
  const auto directory = Directory::open_existing(config);
  if (!directory) return report(directory.error(), around);
  store::SqliteDatabase& database = (*directory)->database();
  Result<OutputFile> file = OutputFile::open(output, around.out);
  if (!file) return report(file.error(), around);
  const app::ExportPerson exporting(
      {.directory = database.writer(), .personal = database.personal_data(), .trail = database.audit()},
      (*directory)->vocabulary(), (*directory)->clock());
  const Result<std::string> exported = exporting.run(the_operator(), *id);
  if (!exported) return report(exported.error(), around);
  file->stream() << *exported << '\n';
  if (const Result<void> finished = file->finish(); !finished) return report(finished.error(), around);
  return kExitDone;
}

int erase_person(const Config& config, const KeepingOptions& options, const Surroundings& around) {
  const Result<domain::PractitionerId> id = read_id(options.person);
  if (!id) return report(id.error(), around);
  const auto directory = Directory::open_existing(config);
  if (!directory) return report(directory.error(), around);
  ErasureFile ledger(erasure_file_of(config.database));
  EvidenceOfPeople evidence(evidence_folder_of(config.database));
  const Result<app::ErasePerson::Erased> erased =
      make_erasing(**directory, ledger, evidence).run(the_operator(), *id, options.reason);
  if (!erased) return report(erased.error(), around);
  around.out << "Erased. The id answers \"gone\"; " << erased->trail_entries
             << " entries of the trail lost their content and keep the chain.\n"
                "Copies made before still hold the person: restoring one erases them again, by "
             << erasure_file_of(config.database) << ".\n";
  if (!erased->still_to_do.empty()) around.out << erased->still_to_do << "\n";
  return kExitDone;
}

int apply_retention(const Config& config, const KeepingOptions& options, const Surroundings& around) {
  const auto directory = Directory::open_existing(config);
  if (!directory) return report(directory.error(), around);
  const Result<app::SettingValues> settings = settings_of(**directory, config).read();
  if (!settings) return report(settings.error(), around);
  if (settings->retain_withdrawn_days == 0) {
    around.out << "People who left are erased when they ask: an owner sets a time under Settings, or "
                  "--retain-withdrawn-days does.\n";
    return kExitDone;
  }
  ErasureFile ledger(erasure_file_of(config.database));
  EvidenceOfPeople evidence(evidence_folder_of(config.database));
  const app::ErasePerson erasing = make_erasing(**directory, ledger, evidence);
  const app::ApplyRetention retention((*directory)->database().personal_data(), erasing,
                                      (*directory)->clock());
  const auto forgotten = retention.run(
      the_operator(), {.withdrawn_days = settings->retain_withdrawn_days, .dry_run = options.dry_run});
  if (!forgotten) return report(forgotten.error(), around);
  for (const domain::PractitionerId id : *forgotten) around.out << print_id(id.value) << "\n";
  around.out << forgotten->size()
             << (options.dry_run ? " people would be erased.\n" : " people were erased.\n");
  return kExitDone;
}

}  // namespace stillpoint::cli
