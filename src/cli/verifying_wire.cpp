#include "cli/verifying_wire.h"

#include "cli/wire.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::cli {

Verifying::Verifying(Directory& directory, app::FollowChanges& follow, const std::string& evidence_folder)
    : evidence(evidence_folder),
      desk({.work = directory.database().unit_of_work(),
            .writer = directory.writer(),
            .directory = directory.reader(),
            .store = directory.database().verifying(),
            .files = evidence,
            .trail = directory.database().audit(),
            .accounts = [&directory] { return directory.database().accounts().all(); },
            .vocabulary = directory.vocabulary(),
            .follow = follow,
            .sheets = sheets,
            .clock = directory.clock()}) {}

}  // namespace stillpoint::cli
