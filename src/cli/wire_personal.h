#pragma once

#include "app/personal/personal_desk.h"
#include "cli/config.h"
#include "cli/wire.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::cli {

/// What owners set, until they set something else: the program's own settings.
inline app::SettingValues default_settings(const Config& config) {
  return {.retain_withdrawn_days = config.retain_withdrawn_days};
}

/// The settings of a directory.
inline app::DirectorySettings settings_of(Directory& directory, const Config& config) {
  store::SqliteDatabase& database = directory.database();
  return app::DirectorySettings({.work = database.unit_of_work(),
                                 .store = database.settings(),
                                 .trail = database.audit(),
                                 .clock = directory.clock()},
                                default_settings(config));
}

/// What owners do about personal data, in the order of construction. It stays where it is made: its parts
/// refer to one another.
struct PersonalParts {
  /// All outlive it.
  PersonalParts(Directory& directory, const Config& config, domain::ErasureLedger& ledger,
                domain::PersonalFiles& files)
      : settings(settings_of(directory, config)),
        erasing({.unit_of_work = directory.database().unit_of_work(),
                 .directory = directory.writer(),
                 .personal = directory.database().personal_data(),
                 .trail = directory.database().audit(),
                 .ledger = ledger,
                 .evidence = files},
                directory.clock()),
        exporting({.directory = directory.writer(),
                   .personal = directory.database().personal_data(),
                   .trail = directory.database().audit()},
                  directory.vocabulary(), directory.clock()),
        retention(directory.database().personal_data(), erasing, directory.clock()),
        desk{.erasing = erasing,
             .exporting = exporting,
             .retention = retention,
             .settings = settings,
             .data = directory.database().personal_data(),
             .directory = directory.writer()} {}
  PersonalParts(const PersonalParts&) = delete;
  PersonalParts& operator=(const PersonalParts&) = delete;

  app::DirectorySettings settings;
  app::ErasePerson erasing;
  app::ExportPerson exporting;
  app::ApplyRetention retention;
  app::PersonalDesk desk;
};

}  // namespace stillpoint::cli
